import AuditTrail
import CanonicalJSON
import Cryptography
import Testing

@Suite("Appending to the trail")
struct AppendTests {
  @Test("gives each record the next number and keeps what it was given")
  func roundTrip() throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    let receipts = try trail.append([sampleEntry(1), sampleEntry(2, outcome: .held)])
    #expect(receipts.map(\.seq) == [1, 2])
    #expect(receipts.allSatisfy { $0.log == trail.log })
    #expect(try trail.append([sampleEntry(3, outcome: .blocked)]).map(\.seq) == [3])
    #expect(try trail.append([]).isEmpty)

    let reader = try AuditReader(at: directory.path)
    let records = try reader.records(matching: AuditQuery(includesLogEvents: true))
    #expect(records.map(\.seq) == [0, 1, 2, 3])
    #expect(records.map(\.type) == [.logCreated, .runCompleted, .runHeld, .runBlocked])
    var expected = sampleEntry(2, outcome: .held).run
    let found = try #require(records[2].body)
    #expect(found.note?.bytes == 13)
    #expect(found.keyRow == 1, "each subject of an append has a key")
    #expect(try reader.content(of: records[2]).note == Array("CANARY note 2".utf8))
    #expect(
      found.note?.id == trail.keyedHash(of: Array("CANARY id 2".utf8), as: .noteIdentifier).hex)
    #expect(found.output == nil)
    #expect(found.findings == expected.findings)
    #expect(found.escalations == expected.escalations)
    #expect(found.evidence == expected.evidence)
    #expect(found.disclaimers == expected.disclaimers)
    expected.outcome = .held
    #expect(found.outcome == expected.outcome)
    #expect(records[2].processID == 4711)
    #expect(records[2].timestamp == "2026-11-24T00:00:00.002000Z")
  }

  @Test("writes the bytes that the format promises")
  func golden() throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    _ = try trail.append([sampleEntry(1)])
    let lines = try directory.read("seg/000000.jsonl").split(separator: 0x0A)
    #expect(lines.count == 2)
    let first = Array(lines[0])
    #expect(
      String(decoding: first.prefix(33), as: UTF8.self) == #"{"body":{"format":"vouch/audit/1""#)
    let value = try CanonicalValue(canonical: Array(lines[1]))
    #expect(value["prev"] == .string(MerkleTree.leafHash(first.span).hex))
    #expect(try CanonicalValue(canonical: first)["prev"] == .string(Digest.zero.hex))
    #expect(value["seq"] == .integer(1))
    #expect(value["v"] == .integer(2))
    #expect(value["type"] == .string("run.completed"))
    let body = try #require(value["body"])
    let withoutHashes = try body.removing(["draft", "note", "output"]).canonicalBytes()
    let expected =
      #"{"audience":"clinician","command":"summarize","decision":"released","#
      + #""disclaimers":[{"id":"not-for-clinical-use","version":1}],"#
      + #""engine":{"kind":"extractive","name":"vouch-extractive","version":"1"},"#
      + #""escalations":[{"family":"cardiac","noteSpans":[[5,7]],"route":"on-call","#
      + #""rule":"redflag.stemi","urgency":"immediate","withinMinutes":15}],"#
      + #""evidence":{"statements":4,"supported":3},"#
      + #""findings":[{"disposition":"annotate","#
      + #""noteSpans":[[3,9]],"rule":"dose.mismatch","severity":"major","summarySpan":[1,2]}],"#
      + #""keyRow":0,"policy":{"bundle":"starter","digest":"sha256:ab","revision":3},"#
      + #""vault":{"length":98,"offset":0,"segment":0}}"#
    #expect(String(decoding: withoutHashes, as: UTF8.self) == expected)
  }

  @Test("stays under 2 kB for an ordinary run")
  func size() throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    _ = try trail.append([sampleEntry(1)])
    let lines = try directory.read("seg/000000.jsonl").split(separator: 0x0A)
    #expect(lines[1].count < 2048)
  }

  @Test("cuts long lists, says by how much, and still fits", arguments: [600, 20_000])
  func cap(findings: Int) throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    var entry = sampleEntry(1)
    let spans = (0..<100).map { RecordedSpan(start: $0, end: $0 + 1) }
    entry.run.findings = (0..<findings).map { number in
      RunRecord.Finding(
        rule: "rule.\(number)", severity: "minor", disposition: "annotate",
        mode: "enforce", noteSpans: spans)
    }
    _ = try trail.append([entry])
    let record = try #require(try AuditReader(at: directory.path).record(seq: 1))
    #expect(record.line.count <= 65_535)
    let body = try #require(record.body)
    #expect(body.findings.count + body.findingsOmitted == findings)
    #expect(!body.findings.isEmpty)
    #expect(body.findings.first?.rule == "rule.0")
  }

  @Test("refuses a record that cannot be made to fit, and writes nothing")
  func tooLarge() throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    let before = try directory.contents()
    var entry = sampleEntry(1)
    entry.run.audience = String(repeating: "x", count: 70_000)
    let error = #expect(throws: AuditError.self) { try trail.append([sampleEntry(2), entry]) }
    #expect(error?.code == "audit-record-too-large")
    #expect(try directory.contents() == before)
  }

  @Test("goes on in another segment at the limit")
  func rotation() throws {
    let directory = TemporaryDirectory()
    let environment = testEnvironment(segmentLimit: 3000)
    let trail = try AuditTrail.open(at: directory.path, environment: environment)
    for number in 1...20 { _ = try trail.append([sampleEntry(number)]) }
    let segments = try directory.files(below: "seg")
    #expect(segments.count > 4)
    let report = try AuditTrail.verify(at: directory.path)
    #expect(report.isIntact)
    #expect(report.records == 21)
    #expect(report.segments == segments.count)
    let reader = try AuditReader(at: directory.path)
    for number in 0...20 { #expect(try reader.record(seq: number)?.seq == number) }
    #expect(try reader.record(seq: 21) == nil)
    let again = try AuditTrail.open(
      at: directory.path, environment: testEnvironment(seed: 2, segmentLimit: 3000))
    #expect(try again.append([sampleEntry(21)]).map(\.seq) == [21])
    let middle = try #require(segments.dropFirst(2).first)
    try SystemFiles().remove(directory.path + "/" + middle)
    let broken = try AuditTrail.verify(at: directory.path)
    #expect(broken.fault?.reason == .segmentMissing)
    #expect(broken.fault?.file == middle)
  }

  @Test("keeps one order when several trails on one directory append at once")
  func concurrentAppenders() async throws {
    let directory = TemporaryDirectory()
    let path = directory.path
    let receipts = try await withThrowingTaskGroup(of: [Receipt].self) { group in
      for worker in 0..<8 {
        group.addTask {
          let trail = try AuditTrail.open(
            at: path, environment: testEnvironment(seed: UInt64(worker), segmentLimit: 20_000))
          var receipts: [Receipt] = []
          for number in 0..<15 {
            let batch = (0...(number % 3)).map { sampleEntry(worker * 1000 + number * 10 + $0) }
            receipts += try trail.append(batch)
            if number % 5 == 0 {
              let report = try AuditTrail.verify(at: path)
              if !report.isIntact || report.tornTailBytes > 0 {
                Issue.record("a live log looks damaged: \(report)")
              }
            }
          }
          return receipts
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(receipts.map(\.log)).count == 1)
    #expect(receipts.map(\.seq).sorted() == Array(1...receipts.count))
    let report = try AuditTrail.verify(at: path)
    #expect(report.isIntact)
    #expect(report.records == receipts.count + 1)
    let runs = try AuditReader(at: path).records(matching: AuditQuery()).map(\.run)
    #expect(Set(runs).count == receipts.count)
  }

  @Test("keeps one order when many threads share one trail")
  func sharedTrail() async throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(
      at: directory.path, environment: testEnvironment(files: SystemFiles(), segmentLimit: 30_000))
    let numbers = try await withThrowingTaskGroup(of: [Int].self) { group in
      for worker in 0..<8 {
        group.addTask {
          let numbers = try (0..<15).flatMap {
            try trail.append([sampleEntry(worker * 100 + $0)]).map(\.seq)
          }
          try trail.sign()
          return numbers
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(numbers.sorted() == Array(1...120))
    let report = try AuditTrail.verify(at: directory.path, VerificationRequest())
    #expect(report.isVerified && report.unsigned == 0, "\(report)")
    let reader = try AuditReader(at: directory.path)
    for record in try reader.records(matching: AuditQuery()) {
      #expect(throws: Never.self) { try reader.content(of: record) }
    }
  }
}

extension CanonicalValue {
  func removing(_ keys: [String]) -> CanonicalValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !keys.contains($0.key) })
  }
}
