import CanonicalJSON
import Cryptography

/// An entry with everything done that needs no lock: hashed, sealed, and its body written.
struct PreparedEntry {
  /// The content for the vault; nil where none is kept.
  let sealed: [UInt8]?
  private let type: RecordType
  /// The body up to the reference into the vault.
  private let openBody: JSONWriter
  private let run: String
  private let salt: String

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
    record.note = RunRecord.Binding(
      mac: key.hash(entry.note, as: .note).hex, bytes: entry.note.count,
      id: entry.noteIdentifier.map { key.hash(Array($0.utf8), as: .noteIdentifier).hex })
    record.draft = entry.draft.map { draft in
      RunRecord.Binding(
        mac: key.hash(draft, as: .draft).hex, bytes: draft.count, id: nil)
    }
    record.output = entry.output.map { output in
      RunRecord.Binding(
        mac: key.hash(output, as: .output).hex, bytes: output.count, id: nil)
    }
    type = record.outcome.eventType
    openBody = try Self.openBody(of: record)

    guard let subject else {
      sealed = nil
      return
    }
    let content = VaultContent(
      note: entry.note, draft: entry.draft ?? [], noteIdentifier: entry.noteIdentifier)
    sealed = try Vault.seal(
      content, log: log, run: run, subject: subject, nonce: Array(random[16...]))
  }

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

  func record(with reference: VaultReference?) -> PendingRecord {
    var json = openBody
    RunRecord.closeBody(with: reference, to: &json)
    return PendingRecord(type: type, body: json.bytes, run: run, salt: salt)
  }
}
