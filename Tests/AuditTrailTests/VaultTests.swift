import AuditTrail
import Glibc
import Testing

@Suite("Vault and key")
struct VaultTests {
  private func trail(_ directory: TemporaryDirectory, seed: UInt64 = 1) throws -> AuditTrail {
    try AuditTrail.open(at: directory.path, environment: testEnvironment(seed: seed))
  }

  @Test("gives back what it was given")
  func roundTrip() throws {
    let directory = TemporaryDirectory()
    var bare = sampleEntry(2)
    bare.noteIdentifier = nil
    bare.draft = nil
    bare.note = []
    var hashesOnly = sampleEntry(3)
    hashesOnly.keepsContent = false
    _ = try trail(directory).append([sampleEntry(1), bare, hashesOnly, sampleEntry(4)])
    let reader = try AuditReader(at: directory.path)
    let records = try reader.records(matching: AuditQuery())
    let contents = try [0, 1, 3].map { try reader.content(of: records[$0]) }
    #expect(
      contents[0]
        == VaultContent(
          note: Array("CANARY note 1".utf8), draft: Array("CANARY draft 1".utf8),
          noteIdentifier: "CANARY id 1"))
    #expect(contents[1] == VaultContent(note: [], draft: [], noteIdentifier: nil))
    #expect(contents[2].noteIdentifier == "CANARY id 4")
    let error = #expect(throws: AuditError.self) { try reader.content(of: records[2]) }
    #expect(error?.code == "vault-content-missing")
    #expect(records[2].body?.note?.bytes == 13)
  }

  @Test("lets no content out of its ciphertext")
  func canary() throws {
    let directory = TemporaryDirectory()
    let trail = try trail(directory)
    _ = try trail.append([sampleEntry(1), sampleEntry(2, outcome: .held)])
    _ = try trail.append([sampleEntry(3, outcome: .failed)])
    for (name, bytes) in try directory.contents() {
      for word in ["CANARY", "note 1", "draft 1"] {
        #expect(!String(decoding: bytes, as: UTF8.self).contains(word), "\(name) holds \(word)")
      }
    }
  }

  @Test("finds every changed byte")
  func everyByte() throws {
    let directory = TemporaryDirectory()
    _ = try trail(directory).append([sampleEntry(1)])
    let reader = try AuditReader(at: directory.path)
    let record = try #require(try reader.record(seq: 1))
    let bytes = try directory.read("vault/000000.vault")
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x10
      try directory.write(changed, to: "vault/000000.vault")
      let error = #expect(throws: AuditError.self) { try reader.content(of: record) }
      #expect(error?.code == "vault-content-damaged")
    }
    try SystemFiles().remove(directory.path + "/vault/000000.vault")
    let error = #expect(throws: AuditError.self) { try reader.content(of: record) }
    #expect(error?.code == "vault-content-missing")
  }

  @Test("gives the content of one run to no other run")
  func boundToRun() throws {
    let directory = TemporaryDirectory()
    _ = try trail(directory).append([sampleEntry(1), sampleEntry(2)])
    let reader = try AuditReader(at: directory.path)
    let bytes = try directory.read("vault/000000.vault")
    let half = bytes.count / 2
    try directory.write(Array(bytes[half...] + bytes[..<half]), to: "vault/000000.vault")
    for record in try reader.records(matching: AuditQuery()) {
      #expect(throws: AuditError.self) { try reader.content(of: record) }
    }
  }

  @Test("makes all files for their owner alone")
  func modes() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/deep/er/audit"
    _ = try AuditTrail.open(at: path, environment: testEnvironment()).append([sampleEntry(1)])
    for name in ["", "/seg", "/vault", "/keys", "/state", "/quarantine", ".anchor"] {
      #expect(try SystemFiles().status(at: path + name)?.mode == 0o700, "\(name)")
    }
    let files = try directory.files()
    #expect(files.count == 14)
    for name in files {
      #expect(try SystemFiles().status(at: directory.path + "/" + name)?.mode == 0o600, "\(name)")
    }
    #expect(files.filter { $0.contains("audit.anchor/") }.count == 2)
  }

  @Test("refuses a key that others can read", arguments: [0o640, 0o604, 0o660, 0o644] as [mode_t])
  func exposedKey(mode: mode_t) throws {
    let directory = TemporaryDirectory()
    _ = try trail(directory)
    let path = directory.path + "/keys/local.key"
    #expect(unsafe chmod(path, mode) == 0)
    let error = #expect(throws: AuditError.self) { try trail(directory) }
    #expect(error?.code == "audit-key-exposed")
    #expect(error?.message.contains("chmod 600 \(path)") == true)
    #expect(unsafe chmod(path, 0o600) == 0)
    #expect(try trail(directory).append([sampleEntry(1)]).map(\.seq) == [1])
  }

  @Test("refuses a key that is missing, damaged or another's, and writes nothing")
  func wrongKey() throws {
    let directory = TemporaryDirectory()
    _ = try trail(directory)
    let other = TemporaryDirectory()
    _ = try trail(other, seed: 2)
    let path = "keys/local.key"
    let cases: [(code: String, key: [UInt8]?)] = [
      ("audit-key-missing", nil), ("audit-key-damaged", []),
      ("audit-key-damaged", Array(try directory.read(path).dropLast())),
      ("audit-key-foreign", try other.read(path)),
    ]
    for (code, key) in cases {
      if let key {
        try directory.write(key, to: path)
      } else {
        try SystemFiles().remove(directory.path + "/" + path)
      }
      let before = try directory.contents()
      let error = #expect(throws: AuditError.self) { try trail(directory, seed: 3) }
      #expect(error?.code == code)
      #expect(try directory.contents() == before)
    }
  }
}
