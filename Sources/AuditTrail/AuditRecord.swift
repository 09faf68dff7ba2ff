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
  /// The machine, and the clocks by which it was written; nil in records of version 1.
  package let origin: Origin?
  /// The segment file, relative to the directory of the trail.
  package let file: String
  /// Where its line begins, in bytes.
  package let offset: Int
  /// The line itself, canonical JSON without a line feed.
  package let line: [UInt8]
  /// What happened to the note, for the end of a run.
  package let body: RunRecord?

  /// Where a record was written, and by which clocks.
  package struct Origin: Sendable, Hashable {
    package let host: String
    /// Names one start of the machine: digits of a hash.
    package let boot: String
    /// Microseconds since that start, by a clock that only runs forwards.
    package let uptime: Int
    /// Whether a time server kept the clock that gave the time.
    package let isClockKept: Bool
  }

  private struct Envelope<Body: Decodable>: Decodable {
    var body: Body
    var boot: String?
    var clk: String?
    var host: String?
    var mono: Int?
    var pid: Int

    var origin: Origin? {
      guard let host, let boot, let mono else { return nil }
      return Origin(host: host, boot: boot, uptime: mono, isClockKept: clk == "ntp")
    }
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
        origin = envelope.origin
      } else {
        let envelope = try JSONInput().decode(Envelope<AnyBody>.self, from: line)
        body = nil
        processID = envelope.pid
        origin = envelope.origin
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

  /// What the trail has beside the log of what the record is about.
  struct Holding: RecordBody {
    /// Where the vault keeps note and draft of a run, or a reviewer's remark.
    var vault: VaultReference?
    /// The row of the key that the record's hashes are under.
    var keyRow: Int?

    var canonical: CanonicalValue {
      .members(["keyRow": keyRow.map { .integer($0) }, "vault": vault?.canonical])
    }
  }

  func holding() throws(AuditError) -> Holding {
    if let body { return Holding(vault: body.vault, keyRow: body.keyRow) }
    guard type == .runStarted || type?.concernsReview == true else { return Holding() }
    return try details(Holding.self)
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
