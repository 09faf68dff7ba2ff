import Cryptography
import Testing

@testable import AuditTrail

@Suite("Erasing subjects")
struct ErasureTests {
  private struct World {
    let directory = TemporaryDirectory()
    let trail: AuditTrail
    let reader: AuditReader

    /// Notes 1 to 4; the first two are about one subject, and the last has no name at all.
    init() throws {
      trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
      var entries = (1...4).map { sampleEntry($0) }
      entries[0].subject = .named("Ann")
      entries[1].subject = .named("Ann")
      entries[3].noteIdentifier = nil
      _ = try trail.append(entries)
      _ = try trail.sign()
      reader = try AuditReader(at: directory.path)
    }

    /// Rewrites a record as it was written when all keyed hashes were under the trail's key.
    func makeOld(_ record: AuditRecord) throws {
      let body = try #require(record.body)
      var text = String(decoding: record.line, as: UTF8.self)
      // Of the same length: a member that nobody knows is passed over.
      text = text.replacing("\"keyRow\"", with: "\"keyRox\"")
      for (binding, content, words) in [
        (body.note, HashedContent.note, "note"), (body.draft, .draft, "draft"),
        (body.output, .output, "output"),
      ] {
        guard let binding else { continue }
        let bytes = Array("CANARY \(words) \(record.seq)".utf8)
        text = text.replacing(binding.mac, with: trail.keyedHash(of: bytes, as: content).hex)
      }
      let log = String(decoding: try directory.read("seg/000000.jsonl"), as: UTF8.self)
      let line = String(decoding: record.line, as: UTF8.self)
      try directory.write(Array(log.replacing(line, with: text).utf8), to: "seg/000000.jsonl")
    }

    func code(_ seq: Int) throws -> String? {
      let record = try #require(try reader.record(seq: seq))
      do throws(AuditError) {
        _ = try reader.content(of: record)
        return nil
      } catch {
        return error.code
      }
    }
  }

  @Test("makes the content of one subject unreadable, and leaves that of others")
  func erase() throws {
    let world = try World()
    let checkpoint = try #require(try world.reader.checkpoint())
    let proof = try #require(try world.reader.proof(of: 1, under: checkpoint))
    let key = try #require(try world.reader.publishedKeys().last)
    #expect(try (1...4).map { try world.code($0) } == [nil, nil, nil, nil])
    // Two notes of one append share the subject's key.
    #expect(try world.trail.erase(subject: "Ann") == Erasure(keys: 1, pieces: 0))
    let erased = "vault-content-erased"
    #expect(try (1...4).map { try world.code($0) } == [erased, erased, nil, nil])
    #expect(try world.trail.erase(subject: "Ann") == nil)
    #expect(try world.trail.erase(subject: "ann") == nil)
    // Without a subject it is the id, and without an id the run.
    #expect(try world.trail.erase(subject: "CANARY id 3") != nil)
    let run = try #require(try world.reader.record(seq: 4)).run
    #expect(try world.trail.erase(subject: run) != nil)
    #expect(try (1...4).map { try world.code($0) } == [erased, erased, erased, erased])

    _ = try world.trail.sign()
    #expect(proof.failure(key: key) == nil)
    #expect(
      try AuditTrail.verify(at: world.directory.path, VerificationRequest()).isVerified)
    let events = try world.reader.records(matching: AuditQuery(includesLogEvents: true))
      .filter { $0.type == .subjectErased }
    #expect(events.count == 3)
    #expect(String(decoding: events[0].line, as: UTF8.self).contains(#""rows":[0]"#))
    for (name, bytes) in try world.directory.contents() {
      for word in ["Ann", "CANARY"] {
        #expect(!String(decoding: bytes, as: UTF8.self).contains(word), "\(name) holds \(word)")
      }
    }
  }

  @Test("what is recorded of a subject afterwards has a key of its own")
  func again() throws {
    let world = try World()
    #expect(try world.trail.erase(subject: "Ann") != nil)
    var entry = sampleEntry(9)
    entry.subject = .named("Ann")
    let seq = try #require(try world.trail.append([entry]).first).seq
    #expect(try world.code(seq) == nil)
    #expect(try world.code(1) == "vault-content-erased")
    #expect(try world.trail.erase(subject: "Ann") == Erasure(keys: 1, pieces: 0))
    #expect(try world.code(seq) == "vault-content-erased")
  }

  @Test("an old copy of the vault is unreadable without the keys of then")
  func copies() throws {
    let world = try World()
    let before = try world.directory.contents()
    #expect(try world.trail.erase(subject: "Ann") != nil)
    let keys = try world.directory.read("keys/subjects.keys")
    var restored = before
    restored["keys/subjects.keys"] = keys
    try world.directory.restore(restored)
    #expect(try world.code(1) == "vault-content-erased")
    #expect(keys.count == before["keys/subjects.keys"]?.count)
    // Another row, or one that was changed, opens nothing either.
    for index in (2 * SubjectKeys.rowByteCount - 90)..<(2 * SubjectKeys.rowByteCount) {
      var changed = keys
      changed[index] ^= 1
      try world.directory.write(changed, to: "keys/subjects.keys")
      #expect(try world.code(3) == "vault-content-damaged", "byte \(index)")
    }
    try SystemFiles().remove(world.directory.path + "/keys/subjects.keys")
    #expect(try world.code(3) == "audit-key-missing")
  }

  @Test("is refused while the trail is under a legal hold")
  func hold() throws {
    let world = try World()
    #expect(try !world.reader.holds().coverTrail && !world.trail.setHold(false))
    #expect(try world.trail.setHold(true))
    #expect(try world.reader.holds().coverTrail && !world.trail.setHold(true))
    let error = #expect(throws: AuditError.self) { try world.trail.erase(subject: "Ann") }
    #expect(error?.code == "audit-on-hold" && error?.message.contains("hold --lift") == true)
    #expect(try world.code(1) == nil)
    #expect(try world.trail.setHold(false))
    #expect(try world.trail.erase(subject: "Ann") != nil)
  }

  @Test("reads and erases what was kept before there were keys for subjects")
  func oldPieces() throws {
    let world = try World()
    let record = try #require(try world.reader.record(seq: 3))
    let reference = try #require(record.body?.vault)
    let layout = AuditLayout(root: world.directory.path)
    let key = try #require(try LocalKey.load(from: layout.key, files: SystemFiles()))
    try world.makeOld(record)
    // As it was sealed then; the new header's 16 bytes are another part, which nobody asks for.
    func part(_ text: String) -> [UInt8] {
      [0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8)
    }
    let plaintext = ["CANARY note 3", "CANARY draft 3", "CANARY id 3", "padding.pad."].flatMap(part)
    let sealed = try key.cipher(forRun: record.run).seal(
      plaintext, nonce: [UInt8](repeating: 7, count: 12),
      associatedData: Array("vouch/vault/1\n\(record.log)\n\(record.run)\n".utf8))
    #expect(sealed.count + 4 == reference.length)
    var vault = try world.directory.read("vault/000000.vault")
    vault.replaceSubrange(
      (reference.offset + 4)..<(reference.offset + reference.length), with: sealed)
    try world.directory.write(vault, to: "vault/000000.vault")
    let old = try #require(try world.reader.record(seq: 3))
    #expect(old.body?.keyRow == nil)
    #expect(
      try world.reader.content(of: old)
        == VaultContent(
          note: Array("CANARY note 3".utf8), draft: Array("CANARY draft 3".utf8),
          noteIdentifier: "CANARY id 3"))
    #expect(try world.trail.erase(subject: "CANARY id 3") == Erasure(keys: 1, pieces: 1))
    #expect(try world.code(3) == "vault-content-erased")
    #expect(try (1...4).map { try world.code($0) }.filter { $0 == nil }.count == 3)
    let now = try world.directory.read("vault/000000.vault")
    #expect(!now.contains(sealed), "the ciphertext itself is gone")
  }

  @Test("keeps no key where no content is kept")
  func hashes() throws {
    let directory = TemporaryDirectory()
    let trail = try AuditTrail.open(at: directory.path, environment: testEnvironment())
    var entry = sampleEntry(1)
    entry.keepsContent = false
    _ = try trail.append([entry])
    #expect(try directory.read("keys/subjects.keys").isEmpty)
    #expect(try trail.erase(subject: "CANARY id 1") == nil)
  }

  @Test("goes on behind a row that a killed process left unfinished")
  func tornRow() throws {
    let world = try World()
    let keys = try world.directory.read("keys/subjects.keys")
    for count in [1, SubjectKeys.rowByteCount - 1] {
      try world.directory.write(
        keys + [UInt8](repeating: 9, count: count), to: "keys/subjects.keys")
      let trail = try AuditTrail.open(
        at: world.directory.path, environment: testEnvironment(seed: UInt64(30 + count)))
      let seq = try #require(try trail.append([sampleEntry(20)]).first).seq
      #expect(try world.code(seq) == nil && world.code(1) == nil)
    }
  }
}
