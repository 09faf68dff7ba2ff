package import CanonicalJSON

/// A record as it stands in the log.
package struct AuditRecord: Sendable, Hashable {
  package let log: String
  package let seq: Int
  /// When it was written: UTC with microseconds, as the log has it.
  package let timestamp: String
  /// Nil for a type that a newer version brought.
  package let type: RecordType?
  package let typeName: String
  /// The random id of the run.
  package let run: String
  /// 32 random hexadecimal digits.
  package let salt: String
  /// The process that wrote it.
  package let processID: Int
  /// The segment file, relative to the directory of the trail.
  package let file: String
  /// Where its line begins, in bytes.
  package let offset: Int
  /// The line itself, canonical JSON without a line feed.
  package let line: [UInt8]
  /// What happened to the note, for the end of a run.
  package let body: RunRecord?

  private struct Envelope<Body: Decodable>: Decodable {
    var body: Body
    var pid: Int
  }

  private struct AnyBody: Decodable {
    init(from decoder: any Decoder) {}
  }

  /// Reads a line whose envelope was found right.
  init(_ record: RecordLine, line: [UInt8], file: String, offset: Int) throws(AuditError) {
    func text(_ range: Range<Int>) -> String { String(decoding: line[range], as: UTF8.self) }
    log = text(record.log)
    seq = record.sequence
    timestamp = text(record.timestamp)
    typeName = text(record.type)
    type = RecordType(rawValue: typeName)
    run = text(record.run)
    salt = text(record.salt)
    self.file = file
    self.offset = offset
    self.line = line
    do throws(JSONInputError) {
      if type?.endsRun == true {
        let envelope = try JSONInput().decode(Envelope<RunRecord>.self, from: line)
        body = envelope.body
        processID = envelope.pid
      } else {
        processID = try JSONInput().decode(Envelope<AnyBody>.self, from: line).pid
        body = nil
      }
    } catch {
      throw .newerVersion(path: file)
    }
  }

  /// What an event that ends no run is about.
  package func details<Body: RecordBody>(_ kind: Body.Type) throws(AuditError) -> Body {
    do throws(JSONInputError) {
      return try JSONInput().decode(OnlyBody<Body>.self, from: line).body
    } catch {
      throw .newerVersion(path: file)
    }
  }

  /// Where the vault keeps what belongs to the record: note and draft of a run, or a reviewer's remark.
  func vaultReference() throws(AuditError) -> VaultReference? {
    if let body { return body.vault }
    guard type?.concernsReview == true else { return nil }
    return try details(VaultHolder.self).vault
  }

  private struct VaultHolder: RecordBody {
    var vault: VaultReference?
    var canonical: CanonicalValue { .members(["vault": vault?.canonical]) }
  }

  /// The body of any record, as it stands.
  package func bodyValue() throws(AuditError) -> CanonicalValue {
    do throws(JSONInputError) {
      return try JSONInput().decode(OnlyBody<CanonicalValue>.self, from: line).body
    } catch {
      throw .newerVersion(path: file)
    }
  }

  private struct OnlyBody<Body: Decodable>: Decodable {
    var body: Body
  }
}
