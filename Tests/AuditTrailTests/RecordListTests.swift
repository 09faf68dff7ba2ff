import CanonicalJSON
import TestSupport
import Testing

@testable import AuditTrail

@Suite("Findings and escalations in a record")
struct RecordListTests {
  private static let rules = ["a", "b", "c", "d"]

  private func spans(_ dice: inout SplitMix64) -> [RecordedSpan] {
    (0..<Int.random(in: 0...2, using: &dice)).map { _ in
      let start = Int.random(in: 0...9, using: &dice)
      return RecordedSpan(start: start, end: start + 1)
    }
  }

  private func run(_ dice: inout SplitMix64) -> RunRecord {
    func pick(_ values: [String]) -> String { values.randomElement(using: &dice) ?? "" }
    var run = sampleEntry(1).run
    run.escalations = (0..<Int.random(in: 0...4, using: &dice)).map { _ in
      RunRecord.Escalation(
        rule: pick(Self.rules), family: pick(["cardiac", "other"]), urgency: "immediate",
        route: pick(["one", "two"]), withinMinutes: 15, noteSpans: spans(&dice))
    }
    let known = run.escalations
    run.findings = (0..<Int.random(in: 0...6, using: &dice)).map { _ in
      let rule = pick(Self.rules)
      // Often the places of the escalation, sometimes none or others.
      let same = known.first { $0.rule == rule }?.noteSpans ?? []
      return RunRecord.Finding(
        rule: rule, severity: pick(["minor", "critical"]),
        disposition: pick(["release", "hold"]), mode: pick(["enforce", "enforce", "shadow"]),
        summarySpan: Bool.random(using: &dice) ? RecordedSpan(start: 1, end: 2) : nil,
        noteSpans: Bool.random(using: &dice) ? same : spans(&dice))
    }
    return run
  }

  @Test("read as they were given, in their order, whatever they share", arguments: 0..<8)
  func roundTrip(seed: UInt64) throws {
    var dice = SplitMix64(seed: seed)
    for round in 0..<200 {
      let run = run(&dice)
      var json = JSONWriter()
      run.writeOpenBody(to: &json, limits: ListLimits.attempts[0])
      RunRecord.closeBody(with: nil, to: &json)
      #expect(CanonicalScanner.accepts(json.bytes), "seed \(seed), round \(round)")
      let read = try JSONInput().decode(RunRecord.self, from: json.bytes)
      #expect(read.findings == run.findings, "seed \(seed), round \(round)")
      #expect(read.escalations == run.escalations, "seed \(seed), round \(round)")
    }
  }

  @Test("facts from the bytes are those of the record", arguments: 0..<4)
  func facts(seed: UInt64) throws {
    var dice = SplitMix64(seed: seed)
    var scanner = CanonicalScanner()
    for round in 0..<200 {
      var run = run(&dice)
      run.outcome = RunRecord.Outcome.allCases.randomElement(using: &dice) ?? .held
      run.audience = "a \"quoted\" {one}"
      run.subgroups = Bool.random(using: &dice) ? ["sex:F", "age:0-1"] : []
      if Bool.random(using: &dice) { run.model = RunRecord.ModelCall(id: "m") }
      if Bool.random(using: &dice) { run.evidence = nil }
      if Bool.random(using: &dice) { run.engine.name = nil }
      if Bool.random(using: &dice) {
        run.note = RunRecord.Binding(mac: "00", bytes: round, id: "x")
      }
      run.escalationsFollow = Bool.random(using: &dice)
      var json = JSONWriter()
      run.writeOpenBody(to: &json, limits: ListLimits.attempts[0])
      RunRecord.closeBody(with: nil, to: &json)
      let facts = RunFacts(json.bytes.span, scanner: &scanner)
      #expect(facts == RunFacts(run), "seed \(seed), round \(round)")
    }
    #expect(RunFacts(Array("{}".utf8).span, scanner: &scanner) == nil)
  }

  @Test("of the first version, each for itself, read as well")
  func firstVersion() throws {
    let text = #"""
      {"audience":"clinician","command":"check","decision":"held","disclaimers":[],"engine":{"kind":
      "external"},"escalations":[{"family":"cardiac","noteSpans":[[5,7]],"route":"on-call","rule":"x",
      "urgency":"immediate","withinMinutes":15}],"findings":[{"disposition":"hold","kind":"k","mode":
      "shadow","noteSpans":[],"rule":"x","severity":"major","summarySpan":[1,2]}]}
      """#.split(separator: "\n").joined()
    let run = try JSONInput().decode(RunRecord.self, from: Array(text.utf8))
    #expect(run.findings[0].noteSpans == [] && run.findings[0].mode == "shadow")
    #expect(run.escalations[0].route == "on-call" && run.escalations[0].noteSpans.count == 1)
  }

  @Test("neighbours that are alike are told once")
  func shared() throws {
    var run = sampleEntry(1).run
    run.escalations = (0..<10).map {
      RunRecord.Escalation(
        rule: "redflag.number-\($0)", family: "cardiac", urgency: "immediate", route: "on-call",
        withinMinutes: 15, noteSpans: [RecordedSpan(start: 100 + $0, end: 120)])
    }
    run.findings = run.escalations.map {
      RunRecord.Finding(
        rule: $0.rule, severity: "critical", disposition: "release",
        mode: "enforce", noteSpans: $0.noteSpans)
    }
    var json = JSONWriter()
    run.writeOpenBody(to: &json, limits: ListLimits.attempts[0])
    let text = String(decoding: json.bytes, as: UTF8.self)
    #expect(text.split(separator: "\"disposition\":").count == 2, "\(text)")
    #expect(text.split(separator: "on-call").count == 2 && json.bytes.count < 1500)
    // What is asked of the bytes finds them all the same.
    for finding in run.findings { #expect(text.contains("\"rule\":\"\(finding.rule)\"")) }
  }
}
