import CanonicalJSON
import Cryptography
import Glibc
import TestSupport
import Testing

@testable import AuditTrail

@Suite("Who did what to a trail, where and when")
struct AccountabilityTests {
  private let directory = TemporaryDirectory()
  private let person = Person(id: "dr.may", role: "officer", assurance: .stated)

  private func environment(seed: UInt64 = 1) -> AuditEnvironment {
    var environment = testEnvironment(seed: seed)
    environment.userID = geteuid()
    environment.host = "ward-3.example"
    environment.uptime = { 1_234_567 }
    environment.isClockKept = { true }
    return environment
  }

  private func trail() throws -> AuditTrail {
    try AuditTrail.open(at: directory.path, environment: environment())
  }

  private func obstacle(
    _ environment: AuditEnvironment, at path: String? = nil
  ) throws -> RecordingObstacle? {
    let path = path ?? directory.path
    return try AuditTrail.obstacle(
      toRecording: try AuditTrail.verify(at: path, VerificationRequest()), at: path,
      environment: environment)
  }

  @Test("records name the machine, its start and its clocks")
  func origin() throws {
    _ = try trail().append([sampleEntry(1)])
    for record in try AuditReader(at: directory.path).records(
      matching: AuditQuery(includesLogEvents: true))
    {
      #expect(
        record.origin
          == AuditRecord.Origin(
            host: "ward-3.example", boot: String(SHA256.hash("boot-1").hex.prefix(16)),
            uptime: 1_234_567, isClockKept: true))
    }
    #expect(AuditEnvironment.host(named: Array("a b\"\u{e9}.c-1".utf8)) == "ab.c-1")
    #expect(AuditEnvironment.host(named: []) == "unknown")
    #expect(AuditEnvironment.host(named: [UInt8](repeating: 0x61, count: 99)).count == 64)
    #expect(AuditEnvironment.system().uptime() > 0)
  }

  /// The lines without what version 2 brought, chained anew.
  private func firstVersion(_ lines: [[UInt8]]) -> [[UInt8]] {
    var previous = String(repeating: "0", count: 64)
    return lines.map { line in
      var text = String(decoding: line, as: UTF8.self)
      for key in ["boot", "clk", "host", "mono"] {
        guard let start = text.firstRange(of: "\"\(key)\":")?.lowerBound,
          let end = text[start...].firstIndex(of: ",")
        else { continue }
        text.removeSubrange(start...end)
      }
      text = text.replacing("\"v\":2}", with: "\"v\":1}")
      if let start = text.firstRange(of: "\"prev\":\"")?.upperBound {
        text.replaceSubrange(start..<text.index(start, offsetBy: 64), with: previous)
      }
      let old = Array(text.utf8)
      previous = MerkleTree.leafHash(old.span).hex
      return old
    }
  }

  @Test("a log of the first version verifies, goes on, and is one log with what follows")
  func firstVersion() throws {
    do { _ = try trail().append([sampleEntry(1), sampleEntry(2)]) }
    let lines = try directory.read("seg/000000.jsonl").split(separator: 0x0A).map { Array($0) }
    let old = firstVersion(lines)
    var files = ["keys/local.key": try directory.read("keys/local.key")]
    for name in ["keys/subjects.keys", "vault/000000.vault"] {
      files[name] = try directory.read(name)
    }
    files["seg/000000.jsonl"] = Array(old.joined(separator: [0x0A])) + [0x0A]
    try directory.restore(files)
    for name in ["signing.key", "last-signed"] {
      try SystemFiles().remove(directory.anchor + "/" + name)
    }
    #expect(try AuditTrail.verify(at: directory.path).isIntact)
    let reader = try AuditReader(at: directory.path)
    let record = try #require(try reader.record(seq: 1))
    #expect(record.origin == nil && record.processID == 4711)
    #expect(try reader.content(of: record).note == Array("CANARY note 1".utf8))

    let later = try AuditTrail.open(at: directory.path, environment: environment(seed: 5))
    #expect(try later.append([sampleEntry(3)]).map(\.seq) == [3])
    _ = try later.sign()
    let report = try AuditTrail.verify(at: directory.path, VerificationRequest())
    #expect(report.isVerified && report.chain.records == 4, "\(report)")
    #expect(try AuditSearch(reader).records(matching: AuditQuery()).map(\.seq) == [1, 2, 3])
    // Neither version may have the fields of the other.
    for (line, version) in [(old[1], "1"), (lines[1], "2")] {
      let other = String(decoding: line, as: UTF8.self)
        .replacing("\"v\":\(version)}", with: version == "1" ? "\"v\":2}" : "\"v\":1}")
      var scanner = CanonicalScanner()
      guard case .notARecord = RecordLine.read(Array(other.utf8).span, scanner: &scanner) else {
        Issue.record("a record of version \(version) passes for one of the other")
        continue
      }
    }
  }

  @Test("whoever erases, holds, prunes or changes the key is named")
  func actors() throws {
    let trail = try AuditTrail.open(
      at: directory.path, environment: testEnvironment(segmentLimit: 2000))
    for number in 1...4 { _ = try trail.append([sampleEntry(number)]) }
    _ = try trail.setHold(true, by: person)
    _ = try trail.setHold(false, by: person)
    _ = try trail.erase(subject: "CANARY id 2", by: person)
    _ = try trail.rotateKey(by: person)
    _ = try trail.prune(
      before: Timestamp(microseconds: 1_795_478_400_000_000 + 3_600_000_000), by: person)
    let types: Set<RecordType> = [
      .holdPlaced, .holdLifted, .subjectErased, .keyRotated, .retentionPruned,
    ]
    var seen: Set<RecordType> = []
    for record in try AuditReader(at: directory.path).records(matching: AuditQuery(types: types)) {
      #expect(try record.details(ActorBody.self).actor == person, "\(record.typeName)")
      if let type = record.type { seen.insert(type) }
    }
    // What was let go of took the older ones with it.
    #expect(seen.contains(.retentionPruned) && seen.contains(.keyRotated))
  }

  @Test("a verification is recorded with what it came to, and signed")
  func verification() throws {
    let trail = try trail()
    _ = try trail.append([sampleEntry(1)])
    _ = try trail.sign()
    let report = try AuditTrail.verify(at: directory.path, VerificationRequest())
    #expect(try obstacle(environment()) == nil)
    let seq = try trail.record(report, command: "audit verify", by: person)
    let record = try #require(try trail.reader().record(seq: seq))
    #expect(record.type == .logVerified)
    let access = try record.details(AccessRecord.self)
    #expect(access.actor == person && access.records == 2 && access.signed == 2)
    #expect(access.root == report.chain.root?.hex)
    #expect(try AuditTrail.verify(at: directory.path, VerificationRequest()).unsigned == 0)
  }

  @Test("what is not this user's own trail, or not whole, is left as it is")
  func obstacles() throws {
    let trail = try trail()
    _ = try trail.append([sampleEntry(1)])
    _ = try trail.sign()
    var stranger = environment()
    stranger.userID += 1
    #expect(try obstacle(stranger) == .foreignOwner)

    let copy = TemporaryDirectory()
    try copy.restore(try directory.contents())
    #expect(try obstacle(environment(), at: copy.path) == .noAnchor)

    var readOnly = environment()
    let newest = directory.path + "/seg/000000.jsonl"
    readOnly.files = UnsyncedFiles(readOnlyPath: newest)
    #expect(try obstacle(readOnly) == .notWritable(path: newest))

    var remote = environment()
    remote.files = UnsyncedFiles(isRemote: true)
    #expect(try obstacle(remote) == .networkFiles)
    remote.allowsNetworkFiles = true
    #expect(try obstacle(remote) == nil)

    let key = try directory.read("keys/local.key")
    try SystemFiles().remove(directory.path + "/keys/local.key")
    #expect(try obstacle(environment()) == .noKey)
    let other = TemporaryDirectory()
    _ = try AuditTrail.open(at: other.path, environment: testEnvironment(seed: 77))
    try directory.write(try other.read("keys/local.key"), to: "keys/local.key")
    #expect(try obstacle(environment()) == .noKey, "that of another trail")
    try directory.write(key, to: "keys/local.key")

    let segment = try directory.read("seg/000000.jsonl")
    try directory.write(segment + Array("{".utf8), to: "seg/000000.jsonl")
    #expect(try obstacle(environment()) == .unfinished)
    try directory.write(segment.dropLast(9) + [0x0A], to: "seg/000000.jsonl")
    #expect(try obstacle(environment()) == .notVerified)
    for obstacle in [RecordingObstacle.notVerified, .noAnchor, .notWritable(path: "p")] {
      #expect(!obstacle.reason.isEmpty)
    }
  }

  @Test("hashes of what is kept are under a key that an erasure destroys")
  func erasableHashes() throws {
    let trail = try trail()
    var hashed = sampleEntry(2)
    hashed.keepsContent = false
    let receipts = try trail.append([sampleEntry(1), hashed])
    let start = RunStart(
      command: .summarize, audience: "clinician", engine: RunRecord.Engine(kind: "remote"))
    let run = try trail.start(
      start, note: Array("CANARY note 1".utf8), noteIdentifier: "CANARY id 1")
    let reader = try trail.reader()
    func mac(_ text: String, _ content: HashedContent) -> String {
      trail.keyedHash(of: Array(text.utf8), as: content).hex
    }
    let kept = try #require(try reader.record(seq: receipts[0].seq)?.body)
    #expect(kept.note?.mac != mac("CANARY note 1", .note))
    #expect(kept.draft?.mac != mac("CANARY draft 1", .draft))
    #expect(kept.output?.mac != mac("CANARY output 1", .output))
    #expect(kept.note?.id == mac("CANARY id 1", .noteIdentifier), "it is looked up")
    let started = try #require(
      try reader.records(matching: AuditQuery(run: run, includesLogEvents: true)).first)
    let opening = try started.details(RunStart.self)
    #expect(opening.note?.mac != mac("CANARY note 1", .note))
    #expect(opening.note?.mac != kept.note?.mac, "each append has keys of its own")
    // Of a run of which nothing is kept there is no key, and nothing that waits for one.
    let alone = try #require(try reader.record(seq: receipts[1].seq)?.body)
    #expect(alone.keyRow == nil && alone.note?.mac == mac("CANARY note 2", .note))
    // With the start of the run goes the key of its hash.
    #expect(try trail.erase(subject: "CANARY id 1") == Erasure(keys: 2, pieces: 0))
    let layout = AuditLayout(root: directory.path)
    for row in [try #require(kept.keyRow), try #require(opening.keyRow)] {
      #expect(try SubjectKeys.read(row: row, layout, key: trail.key, files: SystemFiles()) == nil)
    }
  }

  @Test("content that is not what the record is bound to is not given out")
  func binding() throws {
    let trail = try trail()
    _ = try trail.append([sampleEntry(1)])
    let reader = try trail.reader()
    let record = try #require(try reader.record(seq: 1))
    let mac = try #require(record.body?.note?.mac)
    let log = String(decoding: try directory.read("seg/000000.jsonl"), as: UTF8.self)
    try directory.write(
      Array(log.replacing(mac, with: String(mac.reversed())).utf8), to: "seg/000000.jsonl")
    let changed = try #require(try reader.record(seq: 1))
    let error = #expect(throws: AuditError.self) { try reader.content(of: changed) }
    #expect(error?.code == "vault-content-damaged")
  }

  @Test("a head that is older than the log by a segment loses none of it")
  func oldHead() throws {
    func environment(_ seed: UInt64) -> AuditEnvironment {
      testEnvironment(seed: seed, segmentLimit: 3000)
    }
    let trail = try AuditTrail.open(at: directory.path, environment: environment(1))
    var head = try directory.read("state/head")
    func newest() throws -> Int {
      try AuditLayout.numbers(
        in: directory.path + "/seg", suffix: ".jsonl", files: SystemFiles()
      ).last ?? 0
    }
    var number = 0
    while try newest() < 1 {
      head = try directory.read("state/head")
      number += 1
      _ = try trail.append([sampleEntry(number)])
    }
    _ = try trail.append([sampleEntry(number + 1)])
    _ = try trail.sign()
    let log = try directory.read("seg/000001.jsonl")
    // In the process that wrote it, and in one that opens the trail.
    try directory.write(head, to: "state/head")
    let seq = try trail.append([sampleEntry(30)])[0].seq
    #expect(seq == number + 2)
    #expect(try directory.read("seg/000001.jsonl").starts(with: log))
    try directory.write(head, to: "state/head")
    let other = try AuditTrail.open(at: directory.path, environment: environment(7))
    #expect(try other.append([sampleEntry(31)]).map(\.seq) == [seq + 1])
    _ = try other.sign()
    #expect(try AuditTrail.verify(at: directory.path, VerificationRequest()).isVerified)
  }
}
