import AuditTrail
import Testing

@Suite("Listing records")
struct QueryTests {
  private let directory = TemporaryDirectory()
  private let reader: AuditReader

  init() throws {
    let trail = try AuditTrail.open(
      at: directory.path, environment: testEnvironment(segmentLimit: 4000))
    for number in 1...12 {
      let outcome: RunRecord.Outcome = number % 3 == 0 ? .held : .released
      _ = try trail.append([
        sampleEntry(
          number, outcome: outcome, rule: number % 4 == 0 ? "advice \"new\"" : "dose.mismatch",
          identifier: "patient-\(number % 2)")
      ])
    }
    reader = try AuditReader(at: directory.path)
  }

  private func numbers(_ query: AuditQuery) throws -> [Int] {
    try reader.records(matching: query).map(\.seq)
  }

  @Test("gives all runs in order, over all segments")
  func all() throws {
    #expect(try numbers(AuditQuery()) == Array(1...12))
    #expect(try numbers(AuditQuery(includesLogEvents: true)) == Array(0...12))
  }

  @Test("finds by decision, rule and note id, and by several at once")
  func filters() throws {
    #expect(try numbers(AuditQuery(outcome: .held)) == [3, 6, 9, 12])
    #expect(try numbers(AuditQuery(outcome: .blocked)).isEmpty)
    #expect(try numbers(AuditQuery(rule: "advice \"new\"")) == [4, 8, 12])
    #expect(try numbers(AuditQuery(rule: "advice")).isEmpty)
    #expect(try numbers(AuditQuery(rule: "redflag.stemi")) == Array(1...12))
    #expect(try numbers(AuditQuery(noteIdentifier: "patient-1")) == [1, 3, 5, 7, 9, 11])
    #expect(try numbers(AuditQuery(noteIdentifier: "patient")).isEmpty)
    #expect(
      try numbers(AuditQuery(outcome: .held, rule: "dose.mismatch", noteIdentifier: "patient-0"))
        == [6])
    #expect(try numbers(AuditQuery(outcome: .held, includesLogEvents: true)) == [3, 6, 9, 12])
  }

  @Test("finds by time: from a moment on, and before another")
  func times() throws {
    let first = try #require(Timestamp(rfc3339: "2026-11-24T00:00:00.003Z"))
    let end = try #require(Timestamp(rfc3339: "2026-11-24T00:00:00.006Z"))
    #expect(try numbers(AuditQuery(from: first, to: end)) == [3, 4, 5])
    #expect(try numbers(AuditQuery(from: first)) == Array(3...12))
    #expect(try numbers(AuditQuery(to: first, includesLogEvents: true)) == [0, 1, 2])
  }

  @Test("gives the newest where a limit is set, still in order")
  func limit() throws {
    #expect(try numbers(AuditQuery(limit: 2)) == [11, 12])
    #expect(try numbers(AuditQuery(outcome: .held, limit: 3)) == [6, 9, 12])
    #expect(try numbers(AuditQuery(limit: 100)) == Array(1...12))
    #expect(try numbers(AuditQuery(limit: 0)).isEmpty)
  }

  @Test("finds one record by its number, with its place")
  func byNumber() throws {
    let record = try #require(try reader.record(seq: 7))
    #expect(record.seq == 7)
    let segment = try directory.read(record.file)
    #expect(segment[record.offset...].starts(with: record.line))
    #expect(try reader.record(seq: 13) == nil)
    #expect(try reader.record(seq: -1) == nil)
  }

  @Test("passes over an unfinished line at the end, and refuses one in the middle")
  func damaged() throws {
    let last = try #require(try directory.files(below: "seg").last)
    let bytes = try directory.read(last)
    try directory.write(bytes + Array("{\"body\":".utf8), to: last)
    #expect(try numbers(AuditQuery()) == Array(1...12))
    try directory.write(Array("{}\n".utf8) + bytes, to: last)
    let error = #expect(throws: AuditError.self) { try numbers(AuditQuery()) }
    #expect(error?.code == "audit-history-changed")
  }
}
