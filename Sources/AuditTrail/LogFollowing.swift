import CanonicalJSON

/// A place in the log behind which records are yet to be read.
package struct ReadingPosition: Sendable, Hashable {
  fileprivate var segment: Int
  fileprivate var offset: Int
}

extension AuditReader {
  /// The place behind a record; the beginning of the log where there is none.
  package func end(behind record: AuditRecord?) throws(AuditError) -> ReadingPosition {
    guard let record, let name = record.file.split(separator: "/").last,
      let segment = AuditLayout.number(in: String(name), suffix: ".jsonl")
    else { return ReadingPosition(segment: try segments().first ?? 0, offset: 0) }
    return ReadingPosition(segment: segment, offset: record.offset + record.line.count + 1)
  }

  /// All whole records behind the place, which is moved behind them.
  package func records(from position: inout ReadingPosition) throws(AuditError) -> [AuditRecord] {
    var found: [AuditRecord] = []
    for number in try segments() where number >= position.segment {
      let start = number == position.segment ? position.offset : 0
      var lines: [(record: RecordLine, line: [UInt8], offset: Int)] = []
      try scan(segment: number, from: start) { line, record, offset in
        lines.append((record, line.copy(), offset))
      }
      for (record, line, offset) in lines {
        found.append(
          try AuditRecord(
            record, line: line, file: AuditLayout.segmentName(number), offset: offset))
        position = ReadingPosition(segment: number, offset: offset + line.count + 1)
      }
    }
    return found
  }
}
