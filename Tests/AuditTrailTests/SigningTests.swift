import Cryptography
import Glibc
import Testing

@testable import AuditTrail

@Suite("Signed logs")
struct SigningTests {
  /// A trail with records in two segments, signed at each of its exits.
  private struct Signed {
    let directory = TemporaryDirectory()
    let contents: [String: [UInt8]]

    init(records: Int = 6, seed: UInt64 = 1) throws {
      for number in 0..<records {
        let trail = try AuditTrail.open(
          at: directory.path,
          environment: testEnvironment(seed: seed + UInt64(number), segmentLimit: 3000))
        _ = try trail.append([sampleEntry(number)])
        _ = try trail.sign()
      }
      contents = try directory.contents()
    }

    func verify(_ request: VerificationRequest = VerificationRequest()) throws -> LogVerification {
      try AuditTrail.verify(at: directory.path, request)
    }

    func codes(_ request: VerificationRequest = VerificationRequest()) throws -> [String] {
      let report = try verify(request)
      return (report.chain.fault.map { [$0.code] } ?? []) + report.problems.map(\.code)
    }

    /// That nothing is appended or signed, and why.
    func refusal() throws -> String? {
      let before = try directory.read("seg/000000.jsonl")
      let error = #expect(throws: AuditError.self) {
        let trail = try AuditTrail.open(
          at: directory.path, environment: testEnvironment(seed: 90, segmentLimit: 3000))
        _ = try trail.append([sampleEntry(9)])
        _ = try trail.sign()
      }
      #expect(try directory.read("seg/000000.jsonl") == before)
      return error?.code
    }

    func checkpoint() throws -> Checkpoint {
      try #require(try AuditReader(at: directory.path).checkpoint())
    }
  }

  /// The log of a trail with one record changed and all that follows chained to it anew.
  static func rechained(_ contents: [String: [UInt8]], changing seq: Int) -> [String: [UInt8]] {
    var contents = contents
    var previous: String?
    for name in contents.keys.filter({ $0.hasPrefix("seg/") }).sorted() {
      var lines: [[UInt8]] = []
      for line in contents[name, default: []].split(separator: 0x0A) {
        var text = String(decoding: line, as: UTF8.self)
        if text.contains("\"seq\":\(seq),") {
          text = text.replacing("\"pid\":4711", with: "\"pid\":4712")
        }
        if let previous, let start = text.firstRange(of: "\"prev\":\"")?.upperBound {
          text.replaceSubrange(start..<text.index(start, offsetBy: 64), with: previous)
        }
        previous = MerkleTree.leafHash(Array(text.utf8).span).hex
        lines.append(Array(text.utf8))
      }
      contents[name] = lines.flatMap { $0 + [0x0A] }
    }
    contents["state/head"] = nil
    return contents
  }

  @Test("are signed from their first record on, and again at each exit")
  func signs() throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    let reader = try AuditReader(at: directory.path)
    #expect(try reader.checkpoint()?.size == 1)
    _ = try trail.append([sampleEntry(1), sampleEntry(2)])
    #expect(try reader.checkpoint()?.size == 1)
    var report = try AuditTrail.verify(at: directory.path, VerificationRequest())
    #expect(report.isVerified && report.signed == 1 && report.unsigned == 2)
    #expect(try trail.sign().size == 3)
    report = try AuditTrail.verify(at: directory.path, VerificationRequest())
    #expect(report.isVerified && report.signed == 3 && report.unsigned == 0)
    #expect(report.anchored == 3 && report.keySource == .anchor && report.notes.isEmpty)
    #expect(report.chain.root == (try reader.checkpoint()?.root))
    // Another exit without anything new signs nothing.
    let history = try directory.read("checkpoints.log")
    #expect(try trail.sign().size == 3)
    #expect(try directory.read("checkpoints.log") == history)
  }

  @Test("verify at every number of records, over segments")
  func sizes() throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(
      at: directory.path, environment: testEnvironment(segmentLimit: 3000))
    for size in 2...40 {
      _ = try trail.append([smallEntry(size)])
      let checkpoint = try trail.sign()
      #expect(checkpoint.size == size)
      let report = try AuditTrail.verify(at: directory.path, VerificationRequest())
      #expect(report.isVerified && report.chain.root == checkpoint.root, "\(size): \(report)")
    }
    // What is made anew from the log is the same.
    let tree = try directory.read("state/tree")
    try SystemFiles().remove(directory.path + "/state/tree")
    _ = try trail.append([smallEntry(41)])
    _ = try trail.sign()
    #expect(try directory.read("state/tree").starts(with: tree))
  }

  @Test("go on with a tree file that is missing, cut, zeroed or of garbage")
  func treeIsACache() throws {
    let signed = try Signed()
    let tree = try signed.directory.read("state/tree")
    for (number, bytes) in [
      [], Array(tree.prefix(100)), [UInt8](repeating: 0, count: tree.count),
      [UInt8](repeating: 7, count: 3 * tree.count),
    ].enumerated() {
      try signed.directory.write(bytes, to: "state/tree")
      let checkpoint = try signed.checkpoint()
      #expect(try AuditReader(at: signed.directory.path).proof(of: 2, under: checkpoint) != nil)
      let trail = try AuditTrail.open(
        at: signed.directory.path,
        environment: testEnvironment(seed: 50 + UInt64(number), segmentLimit: 3000))
      _ = try trail.append([sampleEntry(7)])
      #expect(try trail.sign().size == checkpoint.size + 1)
      #expect(try signed.verify().isVerified)
    }
  }

  @Test("adopt a log of the time before signatures by their first checkpoint")
  func adoption() throws {
    let signed = try Signed()
    var old = signed.contents
    for name in [
      "checkpoint", "checkpoints.log", "state/tree", "state/publish.lock", "keys/log.vkey",
    ] {
      old[name] = nil
    }
    let directory = TemporaryDirectory()
    try directory.restore(old)
    #expect(
      try AuditTrail.verify(at: directory.path, VerificationRequest()).problems.map(\.code)
        == ["checkpoint-missing"])
    let before = try AuditTrail.verify(at: directory.path)
    _ = try AuditTrail.open(at: directory.path, environment: testEnvironment(seed: 60))
    let report = try AuditTrail.verify(at: directory.path, VerificationRequest())
    #expect(report.isVerified && report.signed == before.records)
    #expect(report.chain.root == before.root)
  }

  // MARK: Attacks

  @Test("find a record that was rewritten with the chain recomputed, and name it", arguments: 0...6)
  func rewritten(seq: Int) throws {
    let signed = try Signed()
    try signed.directory.restore(Self.rechained(signed.contents, changing: seq))
    // The chain alone sees nothing.
    #expect(try AuditTrail.verify(at: signed.directory.path).isIntact)
    let report = try signed.verify()
    #expect(report.problems.map(\.code) == ["rewritten", "rewritten"])
    #expect(report.problems[0].message.contains("record \(seq) (seg/"), "\(report.problems)")
    #expect(try signed.refusal() == "audit-rewritten")
    // Where the tree is gone as well, what was signed in between narrows it down.
    try SystemFiles().remove(signed.directory.path + "/state/tree")
    #expect(try signed.verify().problems[0].message.contains("records from \(seq) on"))
  }

  @Test("find a log that was cut, with all that knows of it in its directory")
  func cut() throws {
    let signed = try Signed()
    var shorter = signed.contents
    let last = try #require(shorter.keys.filter { $0.hasPrefix("seg/") }.max())
    let lines = shorter[last, default: []].split(separator: 0x0A)
    shorter[last] = lines.dropLast().flatMap { Array($0) + [0x0A] }
    shorter["state/head"] = nil
    try signed.directory.restore(shorter)
    #expect(try signed.codes() == ["cut", "cut"])
    #expect(try signed.refusal() == "audit-rolled-back")
    shorter["checkpoint"] = nil
    shorter["checkpoints.log"] = nil
    try signed.directory.restore(shorter)
    #expect(try signed.codes() == ["checkpoint-missing", "cut"])
    #expect(try signed.refusal() == "audit-rolled-back")
  }

  @Test("find an old copy of the whole directory that was put back")
  func restoredBackup() throws {
    let signed = try Signed(records: 3)
    let trail = try AuditTrail.open(
      at: signed.directory.path, environment: testEnvironment(seed: 40, segmentLimit: 3000))
    _ = try trail.append([sampleEntry(5)])
    let kept = try trail.sign()
    try signed.directory.restore(signed.contents)
    let report = try signed.verify()
    #expect(report.problems.map(\.code) == ["cut"])
    #expect(report.problems[0].message.contains("an old copy was restored"))
    #expect(try signed.refusal() == "audit-rolled-back")
    // Without the anchor the copy looks whole, which is said; a checkpoint from elsewhere shows it.
    try SystemFiles().remove(signed.directory.anchor + "/last-signed")
    let blind = try signed.verify()
    #expect(blind.isVerified && blind.notes.contains { $0.contains("there is no anchor") })
    #expect(try signed.codes(VerificationRequest(against: [("kept", kept)])) == ["cut"])
    #expect(try signed.codes(VerificationRequest(minimumSize: kept.size)) == ["too-short"])
    #expect(try signed.codes(VerificationRequest(minimumSize: kept.size - 1)) == [])
    #expect(try signed.refusal() == "audit-anchor-missing")
  }

  @Test("find a fork: another history that was signed with the same key")
  func fork() throws {
    let signed = try Signed(records: 3)
    let anchor = try TemporaryDirectory.read(signed.directory.anchor + "/last-signed")
    func goOn(_ number: Int) throws -> Checkpoint {
      let trail = try AuditTrail.open(
        at: signed.directory.path,
        environment: testEnvironment(seed: 40 + UInt64(number), segmentLimit: 3000))
      _ = try trail.append([sampleEntry(number)])
      return try trail.sign()
    }
    let first = try goOn(1)
    let history = try signed.directory.read("checkpoints.log")
    // Whoever has the key puts everything back, the anchor too, and writes another history.
    try signed.directory.restore(signed.contents)
    let name = "../audit.anchor/last-signed"
    try signed.directory.write(anchor, to: name)
    let second = try goOn(2)
    #expect(first.size == second.size && first.root != second.root)
    #expect(try signed.verify().isVerified)
    #expect(try signed.codes(VerificationRequest(against: [("kept", first)])) == ["forked"])
    #expect(try signed.codes(VerificationRequest(against: [("kept", second)])) == [])
    let reader = try AuditReader(at: signed.directory.path)
    #expect(!(try reader.consistency(from: first, to: second).holds(from: first, to: second)))
    try signed.directory.write(history, to: "checkpoints.log")
    #expect(try signed.codes() == ["forked"])
  }

  @Test("find every flipped bit of the checkpoint", arguments: [0x01, 0x20, 0x80] as [UInt8])
  func checkpointBits(bit: UInt8) throws {
    let signed = try Signed(records: 2)
    let bytes = try #require(signed.contents["checkpoint"])
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= bit
      try signed.directory.write(changed, to: "checkpoint")
      #expect(try !signed.verify().isVerified, "byte \(index)")
    }
    try SystemFiles().remove(signed.directory.path + "/checkpoint")
    #expect(try signed.codes() == ["checkpoint-missing"])
    // The next one that signs shows it again.
    let trail = try AuditTrail.open(
      at: signed.directory.path, environment: testEnvironment(seed: 7, segmentLimit: 3000))
    _ = try trail.sign()
    #expect(try signed.directory.read("checkpoint") == bytes)
  }

  // MARK: Keys

  @Test("do not begin anew where a log was removed")
  func removed() throws {
    let signed = try Signed(records: 1)
    try signed.directory.restore([:])
    let error = #expect(throws: AuditError.self) {
      try AuditTrail.open(at: signed.directory.path, environment: testEnvironment(seed: 8))
    }
    #expect(error?.code == "audit-log-removed")
    #expect(error?.message.contains("move '\(signed.directory.anchor)' away") == true)
  }

  @Test("refuse a key that is missing, damaged, another's or others may read, and a foreign anchor")
  func keys() throws {
    let signed = try Signed(records: 2)
    let other = try Signed(records: 3, seed: 20)
    let path = signed.directory.anchor + "/signing.key"
    let key = try TemporaryDirectory.read(path)
    let name = "../audit.anchor/signing.key"
    #expect(unsafe chmod(path, 0o640) == 0)
    #expect(try signed.refusal() == "audit-key-exposed")
    try signed.directory.write(Array(key.dropLast(3)) + [0x0A], to: name)
    #expect(unsafe chmod(path, 0o600) == 0)
    #expect(try signed.refusal() == "audit-key-damaged")
    try signed.directory.write(
      try TemporaryDirectory.read(other.directory.anchor + "/signing.key"), to: name)
    #expect(try signed.refusal() == "audit-key-foreign")
    try SystemFiles().remove(path)
    #expect(try signed.refusal() == "audit-key-missing")
    try signed.directory.write(key, to: name)
    try signed.directory.write(
      try TemporaryDirectory.read(other.directory.anchor + "/last-signed"),
      to: "../audit.anchor/last-signed")
    #expect(try signed.refusal() == "audit-anchor-foreign")
    #expect(try signed.codes() == ["foreign-checkpoint"])
    try signed.directory.write([1, 2, 3], to: "../audit.anchor/last-signed")
    #expect(try signed.refusal() == "audit-checkpoint-damaged")
  }

  @Test("hand over to a new key so that whoever trusts the old one can follow")
  func rotation() throws {
    let signed = try Signed(records: 3)
    let old = try #require(try signed.verify().key)
    let before = try signed.checkpoint()
    let trail = try AuditTrail.open(
      at: signed.directory.path, environment: testEnvironment(seed: 70, segmentLimit: 3000))
    let new = try trail.rotateKey()
    #expect(new != old && new.name == old.name)
    _ = try trail.append([sampleEntry(8)])
    let after = try trail.sign()
    #expect(after.isSigned(with: new) && !after.isSigned(with: old))
    #expect(try signed.verify().isVerified)
    for key in [old, new] {
      let report = try signed.verify(VerificationRequest(keys: [key], against: [("old", before)]))
      if key == old {
        #expect(report.isVerified && report.rotations == 1 && report.key == new, "\(report)")
      } else {
        // The new key never signed what was before it.
        #expect(report.problems.map(\.code) == ["foreign-key"])
      }
    }
    let second = try AuditTrail.open(
      at: signed.directory.path, environment: testEnvironment(seed: 71, segmentLimit: 3000)
    ).rotateKey()
    let report = try signed.verify(VerificationRequest(keys: [old]))
    #expect(report.isVerified && report.rotations == 2 && report.key == second)
    #expect(
      try AuditReader(at: signed.directory.path).publishedKeys() == [old, new, second])
    // Without the checkpoints that both signed, nobody can follow.
    try SystemFiles().remove(signed.directory.path + "/checkpoints.log")
    _ = try trail.append([sampleEntry(9)])
    _ = try trail.sign()
    #expect(
      try signed.codes(VerificationRequest(keys: [old])).allSatisfy { $0 == "foreign-key" })
  }

  @Test("are not handed over by a second signature below a checkpoint that names no new key")
  func forgedRotation() throws {
    let signed = try Signed(records: 3)
    let old = try #require(try signed.verify().key)
    let forger = try NoteSigningKey(name: old.name, seed: SHA256.hash("forger"))
    let checkpoint = try signed.checkpoint()
    let doubled = SignedNote(
      text: checkpoint.note.text,
      signatures: checkpoint.note.signatures + [try forger.signature(for: checkpoint.note.text)])
    try signed.directory.write(doubled.bytes + [0x0A], to: "checkpoints.log")
    // A checkpoint of the forger's own, over the same log.
    let forged = try Checkpoint.signed(
      origin: old.name, size: checkpoint.size, root: checkpoint.root, with: [forger])
    try signed.directory.write(forged.bytes, to: "checkpoint")
    #expect(try signed.codes(VerificationRequest(keys: [old])) == ["foreign-key"])
  }

  @Test("finish a change of keys that a process died in")
  func unfinishedRotation() throws {
    let signed = try Signed(records: 2)
    let anchor = Anchor(AuditLayout(root: signed.directory.path), files: SystemFiles())
    let oldKey = try TemporaryDirectory.read(anchor.keyPath)
    let trail = try AuditTrail.open(
      at: signed.directory.path, environment: testEnvironment(seed: 70, segmentLimit: 3000))
    let new = try trail.rotateKey()
    // As if the last step had not been reached.
    try signed.directory.write(
      try TemporaryDirectory.read(anchor.keyPath), to: "../audit.anchor/signing.key.next")
    try signed.directory.write(oldKey, to: "../audit.anchor/signing.key")
    let next = try AuditTrail.open(
      at: signed.directory.path, environment: testEnvironment(seed: 71, segmentLimit: 3000))
    _ = try next.append([sampleEntry(3)])
    #expect(try next.sign().isSigned(with: new))
    #expect(try SystemFiles().status(at: anchor.nextKeyPath) == nil)
    #expect(try signed.verify().isVerified)
  }

  @Test("are refused on a network file system, unless that is allowed")
  func network() throws {
    let directory = TemporaryDirectory()
    var environment = testEnvironment(files: UnsyncedFiles(isRemote: true))
    let error = #expect(throws: AuditError.self) {
      try AuditTrail.open(at: directory.path, environment: environment)
    }
    #expect(error?.code == "audit-network-file-system")
    #expect(error?.message.contains("--allow-unsafe-fs") == true)
    #expect(try directory.files().isEmpty)
    environment.allowsNetworkFiles = true
    _ = try AuditTrail.open(at: directory.path, environment: environment)
    let mounts = Array(
      """
      21 28 0:19 / /proc rw shared:5 - proc proc rw
      36 35 8:1 / / rw,noatime master:1 - ext4 /dev/sda1 rw
      90 36 0:52 / /srv rw shared:2 - nfs4 host:/srv rw,vers=4.2

      """.utf8)
    #expect(SystemFiles.type(ofDevice: 0x801, in: mounts) == "ext4")
    #expect(SystemFiles.type(ofDevice: 52, in: mounts) == "nfs4")
    #expect(SystemFiles.type(ofDevice: 53, in: mounts) == nil)
  }
}
