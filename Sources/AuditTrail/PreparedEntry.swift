import CanonicalJSON
import Cryptography

/// An entry with everything done that needs no lock: hashed, its body written, and sealed.
struct PreparedEntry {
  /// The content for the vault; nil where none is kept.
  private(set) var sealed: [UInt8]?
  /// The random id of the run, 32 hexadecimal digits.
  let run: String
  private let type: RecordType
  /// The body up to the reference into the vault.
  private let openBody: JSONWriter
  private let salt: String
  private let nonce: [UInt8]

  init(
    _ entry: AuditEntry, key: LocalKey, environment: AuditEnvironment
  ) throws(AuditError) {
    let random = try environment.randomBytes(16 + 16 + AuthenticatedCipher.nonceByteCount)
    run = Hexadecimal.digits(random[..<16])
    salt = Hexadecimal.digits(random[16..<32])
    nonce = Array(random[32...])

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
  }

  /// Seals the content of the entry that this was made of.
  mutating func seal(
    _ entry: AuditEntry, log: String, under subject: SubjectKey
  ) throws(AuditError) {
    let content = VaultContent(
      note: entry.note, draft: entry.draft ?? [], noteIdentifier: entry.noteIdentifier)
    sealed = try Vault.seal(content, log: log, run: run, subject: subject, nonce: nonce)
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
