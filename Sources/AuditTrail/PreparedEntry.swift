import CanonicalJSON
import Cryptography

/// A record with everything done that needs no lock: hashed, sealed, and its body written.
struct PreparedEntry {
  /// The content for the vault, once it is sealed; nil where none is kept.
  private(set) var sealed: [UInt8]?
  /// Whom the content is about; nil where none is kept.
  let subject: ContentSubject?
  /// The id of the run, 32 hexadecimal digits.
  let run: String
  private let content: VaultContent?
  /// What the content is sealed for: keys of the vault come from this, and no two are alike.
  private let place: String
  private let type: RecordType
  private let body: Body
  private let salt: String
  private let nonce: [UInt8]

  private enum Body {
    /// Written up to the reference into the vault.
    case open(JSONWriter)
    case members([String: CanonicalValue])
  }

  init(
    _ entry: AuditEntry, key: LocalKey, environment: AuditEnvironment
  ) throws(AuditError) {
    let random = try environment.randomBytes(16 + 16 + AuthenticatedCipher.nonceByteCount)
    run = entry.runID ?? Hexadecimal.digits(random[..<16])
    salt = Hexadecimal.digits(random[16..<32])
    nonce = Array(random[32...])

    var record = entry.run
    record.note = key.binding(of: entry.note, identifier: entry.noteIdentifier)
    record.draft = entry.draft.map { key.binding(of: $0, as: .draft) }
    record.output = entry.output.map { key.binding(of: $0, as: .output) }
    type = record.outcome.eventType
    body = .open(try Self.openBody(of: record))
    place = run
    if entry.keepsContent {
      subject = entry.subject ?? .named(entry.noteIdentifier ?? run)
      content = VaultContent(
        note: entry.note, draft: entry.draft ?? [], noteIdentifier: entry.noteIdentifier)
    } else {
      subject = nil
      content = nil
    }
  }

  /// - Parameter entry: The entry that the event follows: it has the run, and whom the event is about,
  ///   where the event names neither itself.
  init(
    _ event: AuditEvent, following entry: PreparedEntry? = nil, key: LocalKey,
    environment: AuditEnvironment
  ) throws(AuditError) {
    let random = try environment.randomBytes(16 + 16 + AuthenticatedCipher.nonceByteCount)
    run = event.run ?? entry?.run ?? Hexadecimal.digits(random[..<16])
    salt = Hexadecimal.digits(random[16..<32])
    nonce = Array(random[32...])
    type = event.type
    // Its own place in the vault: a run has one content, and each remark about it another.
    place = Self.remarkID(run: run, salt: salt)
    guard case .object(var members) = event.body else {
      preconditionFailure("the body of a record is an object")
    }
    if let text = event.text {
      members["text"] = key.binding(of: text, as: .remark).canonical
      subject = event.subject ?? entry?.subject ?? .named(run)
      content = VaultContent(note: text, draft: [], noteIdentifier: nil)
    } else {
      subject = nil
      content = nil
    }
    body = .members(members)
    let length = Self.bytes(of: members).count + PendingRecord.envelopeByteCount
    guard length <= RecordLine.maximumByteCount else { throw .recordTooLarge(bytes: length) }
  }

  /// Seals the content, where there is any.
  mutating func seal(log: String, under subject: SubjectKey) throws(AuditError) {
    guard let content else { return }
    sealed = try Vault.seal(content, log: log, run: place, subject: subject, nonce: nonce)
  }

  /// What a remark is sealed for.
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
