import CanonicalJSON
import Cryptography

/// A record with everything done that needs no lock: hashed, sealed, and its body written.
struct PreparedEntry {
  /// The content for the vault, once it is sealed; nil where none is kept.
  private(set) var sealed: [UInt8]?
  /// Whom the record's content is about; nil where it has none, or its hashes are under the trail's key.
  let subject: ContentSubject?
  /// The id of the run, 32 hexadecimal digits.
  let run: String
  private let content: VaultContent?
  /// What the content is sealed for: keys of the vault come from this, and no two are alike.
  private let place: String
  private let type: RecordType
  private let source: Source
  private var body = Body.members([:])
  private let salt: String
  private let nonce: [UInt8]

  /// What the body is made of.
  private enum Source {
    case run(AuditEntry)
    case event(AuditEvent)
  }

  private enum Body {
    /// Written up to the reference into the vault.
    case open(JSONWriter)
    case members([String: CanonicalValue])
  }

  /// Throws where the record would be too long, before anything is written for it.
  init(_ entry: AuditEntry, environment: AuditEnvironment) throws(AuditError) {
    let random = try environment.randomBytes(16 + 16 + AuthenticatedCipher.nonceByteCount)
    run = entry.runID ?? Hexadecimal.digits(random[..<16])
    salt = Hexadecimal.digits(random[16..<32])
    nonce = Array(random[32...])
    type = entry.run.outcome.eventType
    source = .run(entry)
    place = run
    subject =
      entry.hasErasableHashes ? entry.subject ?? .named(entry.noteIdentifier ?? run) : nil
    content =
      entry.keepsContent
      ? VaultContent(
        note: entry.note, draft: entry.draft ?? [], noteIdentifier: entry.noteIdentifier) : nil
    _ = try Self.body(of: source, .measuring)
  }

  /// - Parameter entry: The entry that the event follows: it has the run, and whom the event is about,
  ///   where the event names neither itself.
  init(
    _ event: AuditEvent, following entry: PreparedEntry? = nil, environment: AuditEnvironment
  ) throws(AuditError) {
    let random = try environment.randomBytes(16 + 16 + AuthenticatedCipher.nonceByteCount)
    run = event.run ?? entry?.run ?? Hexadecimal.digits(random[..<16])
    salt = Hexadecimal.digits(random[16..<32])
    nonce = Array(random[32...])
    type = event.type
    // Its own place in the vault: a run has one content, and each remark about it another.
    place = Self.remarkID(run: run, salt: salt)
    source = .event(event)
    let about = event.subject ?? entry?.subject
    content = event.text.map { VaultContent(note: $0, draft: [], noteIdentifier: nil) }
    // What goes into the vault has a key of somebody in any case.
    subject = event.text != nil ? about ?? .named(run) : event.hasContent ? about : nil
    _ = try Self.body(of: source, .measuring)
  }

  /// Hashes and seals the content, and writes the body.
  ///
  /// - Parameter subject: The key of whom the record is about; nil where it has no such key.
  mutating func bind(
    log: String, key: LocalKey, under subject: SubjectKey?
  ) throws(AuditError) {
    body = try Self.body(of: source, ContentHashes(key, under: subject))
    guard let content, let subject else { return }
    sealed = try Vault.seal(content, log: log, run: place, subject: subject, nonce: nonce)
  }

  private static func body(
    of source: Source, _ hashes: ContentHashes
  ) throws(AuditError) -> Body {
    switch source {
    case .run(let entry):
      var record = entry.run
      record.note = hashes.binding(of: entry.note, identifier: entry.noteIdentifier)
      record.draft = entry.draft.map { hashes.binding(of: $0, as: .draft) }
      record.output = entry.output.map { hashes.binding(of: $0, as: .output) }
      record.keyRow = hashes.row
      return .open(try openBody(of: record))
    case .event(let event):
      guard case .object(var members) = event.body else {
        preconditionFailure("the body of a record is an object")
      }
      if let text = event.text { members["text"] = hashes.binding(of: text, as: .remark).canonical }
      if let output = event.output {
        members["output"] = hashes.binding(of: output, as: .output).canonical
      }
      if let note = event.note {
        members["note"] = hashes.binding(of: note, identifier: event.noteIdentifier).canonical
      }
      if let row = hashes.row { members["keyRow"] = .integer(row) }
      let length = bytes(of: members).count + PendingRecord.envelopeByteCount
      guard length <= RecordLine.maximumByteCount else { throw .recordTooLarge(bytes: length) }
      return .members(members)
    }
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
