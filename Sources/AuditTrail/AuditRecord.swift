import CanonicalJSON

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
  /// The process that wrote it.
  package let processID: Int
  /// The segment file, relative to the directory of the trail.
  package let file: String
  /// Where its line begins, in bytes.
  package let offset: Int
  /// The line itself, canonical JSON without a line feed.
  package let line: [UInt8]
  /// What happened to the note, for a record of a run.
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
    self.file = file
    self.offset = offset
    self.line = line
    do throws(JSONInputError) {
      if typeName.hasPrefix("run.") {
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
}

/// Which records to list; a condition that is nil asks for nothing.
package struct AuditQuery: Sendable, Hashable {
  /// The first moment.
  package var from: Timestamp?
  /// The moment after the last.
  package var to: Timestamp?
  package var outcome: RunRecord.Outcome?
  /// The id of a rule with a finding or an escalation in the record, whatever its mode.
  package var rule: String?
  /// The id that the caller gave to the note; looked up by its keyed hash.
  package var noteIdentifier: String?
  /// The newest this many.
  package var limit: Int?
  /// Whether records that are not about a run are listed as well.
  package var includesLogEvents: Bool

  package init(
    from: Timestamp? = nil, to: Timestamp? = nil, outcome: RunRecord.Outcome? = nil,
    rule: String? = nil, noteIdentifier: String? = nil, limit: Int? = nil,
    includesLogEvents: Bool = false
  ) {
    self.from = from
    self.to = to
    self.outcome = outcome
    self.rule = rule
    self.noteIdentifier = noteIdentifier
    self.limit = limit
    self.includesLogEvents = includesLogEvents
  }
}
