import CanonicalJSON
import Evaluation
import FoundationEssentials
import Guardrails
import Policies
import TestSupport
import Testing

@Suite("Files of results")
struct ResultFileTests {
  static func full(_ key: String) -> SampleResult {
    var result = SampleResult(key: key, id: "n", system: "extractive", status: .scored)
    result.decision = .held
    result.expectedDecision = .released
    result.label = .unsafe
    result.errorType = "dose × 10"
    result.confidence = 0.25
    result.measures.rate("facts.recall", 1, of: 3)
    result.measures.mean("rouge2.f1", 0.123456)
    result.findings = [
      .init(
        rule: "r", kind: "k", severity: .major, disposition: .hold, mode: .enforce, message: "m",
        summarySpan: 1..<3, noteSpans: [4..<5])
    ]
    result.alerts.missed = ["cardiac"]
    result.missingFacts = ["allergy: penicillin"]
    result.summary = "é \"quoted\"\n"
    result.statements = [.init(span: 0..<4, evidence: [2..<3, 5..<9])]
    result.groups = [.sex: ["F"], .missingSections: ["no plan", "no allergies"]]
    result.noteWords = 77
    return result
  }

  @Test("a line that was written is read again whole")
  func roundTrip() throws {
    let failed = SampleResult(
      key: "f", id: "n", system: "s", status: .failed(code: "empty-summary"))
    for result in [Self.full("a"), failed] {
      var line = result.line
      #expect(line.popLast() == 0x0A)
      #expect(SampleResult(line: line, decoder: JSONInput()) == result)
    }
  }

  @Test("an error is mended only where one was planted, whatever a line says")
  func mended() throws {
    var result = Self.full("a")
    result.change = PlantedChange(before: "25 mg", after: "250 mg")
    result.isMended = true
    let line = String(decoding: result.line.dropLast(), as: UTF8.self)
    #expect(SampleResult(line: Array(line.utf8), decoder: JSONInput()) == result)
    let without = line.replacing("\"before\":\"25 mg\",\"after\":\"250 mg\",", with: "")
    let read = try #require(SampleResult(line: Array(without.utf8), decoder: JSONInput()))
    #expect(!read.isMended)
    #expect(SampleResult(line: read.line.dropLast(), decoder: JSONInput()) == read)
  }

  @Test("whatever byte a killed run stopped at, the next keeps every whole line and goes on")
  func torn() throws {
    let folder = try TemporaryFolder()
    let lines = [Self.full("a"), Self.full("b")].map(\.line)
    let whole = lines.flatMap(\.self)
    for cut in stride(from: 0, through: whole.count, by: 37) {
      let path = try folder.write("results-\(cut).jsonl", Array(whole.prefix(cut)))
      let file = try ResultFile(path)
      // A line without its line break is whole, too.
      let kept = cut >= whole.count - 1 ? ["a", "b"] : cut >= lines[0].count - 1 ? ["a"] : []
      #expect(file.keys == Set(kept), "cut at \(cut)")
      try file.append([Self.full("c")])
      #expect(try file.result("c") == Self.full("c"))
      let bytes = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
      #expect(bytes.split(separator: 0x0A).count == kept.count + 1 && bytes.last == 0x0A)
    }
  }

  @Test(
    "a file of something else is refused and left as it is",
    arguments: ["{\"a\":1}\n{\"b\":2}\n", "a diary\n", "{\"schema\":\"other\"}"])
  func foreign(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("results.jsonl", text)
    #expect(throws: EvaluationError.self) { try ResultFile(path) }
    #expect(
      FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } == text
    )
  }

  @Test("a second run does not write beside the first")
  func locked() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("results.jsonl")
    let first = try ResultFile(path)
    #expect(throws: EvaluationError.self) { try ResultFile(path) }
    try first.append([Self.full("a")])
  }
}
