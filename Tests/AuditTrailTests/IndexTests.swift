import TestSupport
import Testing

@testable import AuditTrail

@Suite("Index")
struct IndexTests {
  private static let outcomes = RunRecord.Outcome.allCases
  private static let rules = ["a.one", "b.two", "c \"three\"", "d.four"]

  /// A log over several segments, of runs that differ in everything that can be asked for.
  private func trail(_ directory: TemporaryDirectory, seed: UInt64, count: Int) throws -> AuditTrail
  {
    let trail = try AuditTrail.open(
      at: directory.path, environment: testEnvironment(seed: seed, segmentLimit: 20_000))
    var dice = SplitMix64(seed: seed)
    try add(count, to: trail, &dice)
    return trail
  }

  private func add(_ count: Int, to trail: AuditTrail, _ dice: inout SplitMix64) throws {
    for number in 0..<count {
      var entry = sampleEntry(
        number, outcome: Self.outcomes.randomElement(using: &dice) ?? .released,
        rule: Self.rules.randomElement(using: &dice) ?? "",
        identifier: "patient-\(Int.random(in: 0..<4, using: &dice))")
      entry.run.escalations[0].rule = Self.rules.randomElement(using: &dice) ?? ""
      entry.run.escalationsFollow = Bool.random(using: &dice)
      entry.run.findings[0].severity = Bool.random(using: &dice) ? "critical" : "minor"
      entry.run.engine.name = Bool.random(using: &dice) ? "one" : nil
      entry.run.subgroups = Bool.random(using: &dice) ? ["sex:F", "age:0-1"] : ["sex:M"]
      entry.run.policy?.digest = "sha256:abcdef0\(Int.random(in: 0..<3, using: &dice))"
      if Bool.random(using: &dice) { entry.run.model = RunRecord.ModelCall(id: "m") }
      if Bool.random(using: &dice) {
        entry.run.prompt = RunRecord.Prompt(id: "p", version: "1", digest: "sha256:0123456")
      }
      if Bool.random(using: &dice) {
        entry.followedBy = [
          AuditEvent(
            .reviewRejected,
            ReviewRecord(actor: Person(id: number % 2 == 0 ? "x" : "y", assurance: .stated)))
        ]
      }
      _ = try trail.append([entry])
    }
  }

  private func query(_ dice: inout SplitMix64) -> AuditQuery {
    var query = AuditQuery()
    func maybe() -> Bool { Int.random(in: 0..<4, using: &dice) == 0 }
    let start = Timestamp(rfc3339: "2026-11-24T00:00:00Z")?.microseconds ?? 0
    if maybe() {
      query.from = Timestamp(microseconds: start + Int64.random(in: 0...200_000, using: &dice))
    }
    if maybe() {
      query.to = Timestamp(microseconds: start + Int64.random(in: 0...200_000, using: &dice))
    }
    if maybe() { query.outcome = Self.outcomes.randomElement(using: &dice) }
    if maybe() { query.rule = (Self.rules + ["none"]).randomElement(using: &dice) }
    if maybe() { query.severity = "critical" }
    if maybe() { query.engine = Bool.random(using: &dice) ? "one" : "extractive" }
    if maybe() { query.model = "m" }
    if maybe() { query.prompt = Bool.random(using: &dice) ? "p" : "012345" }
    if maybe() {
      query.policy = ["starter", "sha256:abcdef", "abcdef00", "abc"].randomElement(using: &dice)
    }
    if maybe() { query.subgroup = "sex:F" }
    if maybe() { query.noteIdentifier = "patient-\(Int.random(in: 0..<5, using: &dice))" }
    if maybe() { query.reviewer = Bool.random(using: &dice) ? "x" : "z" }
    if maybe() { query.types = [.reviewRejected, .runHeld] }
    if maybe() { query.includesLogEvents = true }
    if maybe() { query.limit = Int.random(in: 0..<10, using: &dice) }
    return query
  }

  @Test("property: with the index and without, every query finds the same records")
  func sameAsScan() throws {
    let seed: UInt64 = 2_026_1129
    var dice = SplitMix64(seed: seed)
    let directory = TemporaryDirectory()
    let trail = try trail(directory, seed: seed, count: 120)
    let reader = try trail.reader()
    var found = 0
    for round in 0..<600 {
      if round % 100 == 99 { try add(5, to: trail, &dice) }
      let query = query(&dice)
      let scanned = try reader.records(matching: query)
      let search = try AuditSearch(reader)
      let indexed = try search.records(matching: query)
      #expect(indexed == scanned, "seed \(seed), round \(round): \(query)")
      #expect(search.notice == nil)
      found += scanned.count
    }
    #expect(found > 1000, "the queries must find something")
    for seq in [0, 1, 60, 100_000] {
      #expect(try AuditSearch(reader).record(seq: seq) == reader.record(seq: seq))
    }
  }

  @Test("it is built where there is none, extended where it is behind, and left alone else")
  func preparation() throws {
    let directory = TemporaryDirectory()
    let trail = try trail(directory, seed: 1, count: 10)
    let reader = try trail.reader()
    let total = try reader.records(matching: AuditQuery(includesLogEvents: true)).count
    #expect(try AuditIndex.open(reader).preparation == .built(records: total))
    #expect(try AuditIndex.open(reader).preparation == .inStep)
    _ = try trail.append([sampleEntry(1), sampleEntry(2)])
    #expect(try AuditIndex.open(reader).preparation == .extended(records: 2))
    try SystemFiles().remove(directory.path + "/index.sqlite")
    #expect(try AuditIndex.open(reader).preparation == .built(records: total + 2))
    #expect(try SystemFiles().status(at: directory.path + "/index.sqlite")?.mode == 0o600)
  }

  @Test("one that is damaged, or of another log or another past, is made anew, and that is said")
  func outOfStep() throws {
    let directory = TemporaryDirectory()
    let other = TemporaryDirectory()
    let reader = try trail(directory, seed: 1, count: 12).reader()
    _ = try AuditSearch(try trail(other, seed: 2, count: 12).reader())
    let all = try reader.records(matching: AuditQuery(includesLogEvents: true))
    _ = try AuditSearch(reader)
    let good = try directory.read("index.sqlite")
    var scrambled = good
    for index in stride(from: 4096, to: good.count, by: 1) { scrambled[index] ^= 0xA5 }
    for (name, bytes) in [
      ("no database", Array("no database at all".utf8)), ("damaged", scrambled),
      ("another log's", try other.read("index.sqlite")),
    ] {
      try directory.write(bytes, to: "index.sqlite")
      let search = try AuditSearch(reader)
      #expect(search.notice?.contains("made anew") == true, "\(name): \(search.notice ?? "-")")
      #expect(try search.records(matching: AuditQuery(includesLogEvents: true)) == all, "\(name)")
    }
    // A log that was put back to an earlier state.
    let segment = try #require(try directory.files(below: "seg").last)
    let bytes = try directory.read(segment)
    let cut = try #require(bytes.dropLast().lastIndex(of: 0x0A))
    try directory.write(Array(bytes[...cut]), to: segment)
    let search = try AuditSearch(reader)
    #expect(search.notice?.contains("out of step") == true)
    #expect(try search.records(matching: AuditQuery(includesLogEvents: true)) == all.dropLast())
  }

  @Test("where there can be no index, the log is read")
  func withoutIndex() throws {
    let directory = TemporaryDirectory()
    let reader = try trail(directory, seed: 1, count: 5).reader()
    try SystemFiles().makeDirectory(directory.path + "/index.sqlite")
    let search = try AuditSearch(reader)
    #expect(search.notice?.contains("without an index") == true)
    #expect(try search.records(matching: AuditQuery()) == reader.records(matching: AuditQuery()))
  }

  @Test("runs without an end are found by the index as by reading")
  func unfinished() throws {
    let directory = TemporaryDirectory()
    let trail = try trail(directory, seed: 1, count: 3)
    let start = RunStart(
      command: .summarize, audience: "clinician", engine: RunRecord.Engine(kind: "remote"))
    let first = try trail.start(start, note: [1], noteIdentifier: nil)
    var entry = sampleEntry(1)
    entry.runID = try trail.start(start, note: [1], noteIdentifier: nil)
    _ = try trail.append([entry])
    let search = try AuditSearch(try trail.reader())
    #expect(try search.unfinishedRuns().map(\.run) == [first])
    #expect(try search.unfinishedRuns() == trail.reader().unfinishedRuns())
  }

  @Test("no text of a note, a draft or an id is in it")
  func canary() throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    _ = try trail.append([sampleEntry(1)])
    _ = try AuditSearch(try trail.reader())
    let bytes = try directory.read("index.sqlite")
    #expect(bytes.count > 4096)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("CANARY"))
  }

  @Test("what is followed is read once each, over the ends of segments")
  func following() throws {
    let directory = TemporaryDirectory()
    let trail = try trail(directory, seed: 1, count: 30)
    let reader = try trail.reader()
    let all = try reader.records(matching: AuditQuery(includesLogEvents: true))
    var position = try reader.end(behind: all[4])
    #expect(try reader.records(from: &position).map(\.seq) == all.dropFirst(5).map(\.seq))
    #expect(try reader.records(from: &position).isEmpty)
    _ = try trail.append([sampleEntry(1)])
    #expect(try reader.records(from: &position).count == 1)
    var start = try reader.end(behind: nil)
    #expect(try reader.records(from: &start).count == all.count + 1)
  }
}
