import CanonicalJSON
import Cryptography

/// A record with everything done that needs no lock: hashed, sealed, and its body written.
struct PreparedEntry {
  /// The content for the vault; nil where none is kept.
  let sealed: [UInt8]?
  /// The id of the run.
  let run: String
  private let type: RecordType
  private let body: Body
  private let salt: String

  private enum Body {
    /// Written up to the reference into the vault.
    case open(JSONWriter)
    case members([String: CanonicalValue])
  }

  /// - Parameters:
  ///   - run: The random id of the run, 32 hexadecimal digits.
  ///   - subject: The key that the content goes under; nil where none is kept.
  init(
    _ entry: AuditEntry, log: String, run: String, key: LocalKey, subject: SubjectKey?,
    environment: AuditEnvironment
  ) throws(AuditError) {
    let random = try environment.randomBytes(16 + AuthenticatedCipher.nonceByteCount)
    self.run = run
    salt = Hexadecimal.digits(random[..<16])

    var record = entry.run
    record.note = key.binding(of: entry.note, identifier: entry.noteIdentifier)
    record.draft = entry.draft.map { key.binding(of: $0, as: .draft) }
    record.output = entry.output.map { key.binding(of: $0, as: .output) }
    type = record.outcome.eventType
    body = .open(try Self.openBody(of: record))

    guard let subject else {
      sealed = nil
      return
    }
    let content = VaultContent(
      note: entry.note, draft: entry.draft ?? [], noteIdentifier: entry.noteIdentifier)
    sealed = try Vault.seal(
      content, log: log, run: run, subject: subject, nonce: Array(random[16...]))
  }

  /// - Parameters:
  ///   - run: The run that the event is about, or an id of its own.
  ///   - subject: The key that its text goes under; nil where it has none.
  init(
    _ event: AuditEvent, log: String, run: String, key: LocalKey, subject: SubjectKey?,
    environment: AuditEnvironment
  ) throws(AuditError) {
    let random = try environment.randomBytes(16 + AuthenticatedCipher.nonceByteCount)
    self.run = run
    salt = Hexadecimal.digits(random[..<16])
    type = event.type
    guard case .object(var members) = event.body else {
      preconditionFailure("the body of a record is an object")
    }
    if let text = event.text, let subject {
      members["text"] = key.binding(of: text, as: .remark).canonical
      // Its own place in the vault: a run has one content, and each remark about it another.
      sealed = try Vault.seal(
        VaultContent(note: text, draft: [], noteIdentifier: nil), log: log,
        run: Self.remarkID(run: run, salt: salt), subject: subject, nonce: Array(random[16...]))
    } else {
      sealed = nil
    }
    body = .members(members)
    let length = Self.bytes(of: members).count + PendingRecord.envelopeByteCount
    guard length <= RecordLine.maximumByteCount else { throw .recordTooLarge(bytes: length) }
  }

  /// What a remark is sealed under: keys of the vault come from this, and no two are alike.
  static func remarkID(run: String, salt: String) -> String { "\(run)/\(salt)" }

  /// Writes the body with as much of its lists as a record has room for.
  private static func openBody(of record: RunRecord) throws(AuditError) -> JSONWriter {
    let room = RecordLine.maximumByteCount - PendingRecord.envelopeByteCount
    var json = JSONWriter(reservingCapacity: 1024)
    for limits in ListLimits.attempts {
      json.removeAll()
      record.writeOpenBody(to: &json, limits: limits)
      if json.bytes.count <= room { return json }
    }
    throw .recordTooLarge(bytes: json.bytes.count + PendingRecord.envelopeByteCount)
  }

  private static func bytes(of members: [String: CanonicalValue]) -> [UInt8] {
    // reason: keys are written in this module, and all numbers in it are counts
    guard let bytes = try? CanonicalValue.object(members).canonicalBytes() else {
      preconditionFailure("the body of a record has a canonical form")
    }
    return bytes
  }

  func record(with reference: VaultReference?) -> PendingRecord {
    switch body {
    case .open(var json):
      RunRecord.closeBody(with: reference, to: &json)
      return PendingRecord(type: type, body: json.bytes, run: run, salt: salt)
    case .members(var members):
      members["vault"] = reference?.canonical
      return PendingRecord(type: type, body: Self.bytes(of: members), run: run, salt: salt)
    }
  }
}

extension LocalKey {
  func binding(of bytes: [UInt8], as content: HashedContent) -> RunRecord.Binding {
    RunRecord.Binding(mac: hash(bytes, as: content).hex, bytes: bytes.count, id: nil)
  }

  func binding(of note: [UInt8], identifier: String?) -> RunRecord.Binding {
    RunRecord.Binding(
      mac: hash(note, as: .note).hex, bytes: note.count,
      id: identifier.map { hash(Array($0.utf8), as: .noteIdentifier).hex })
  }
}
