import CanonicalJSON

/// Finds a record by its number without reading the log: numbers only grow, so halving leads there.
struct RecordFinder {
  let layout: AuditLayout
  let files: any FileSystem

  struct Place {
    let segment: Int
    let file: OpenFile
    let offset: Int
    let line: [UInt8]
  }

  /// Below so many bytes it is as quick to read on.
  private static let short = 64 << 10

  /// The record with the number; nil where the log does not hold it, or is not readable there.
  func place(of sequence: Int) throws(AuditError) -> Place? {
    var numbers = try AuditLayout.numbers(in: layout.segments, suffix: ".jsonl", files: files)[...]
    while numbers.count > 1 {
      let middle = numbers.startIndex + numbers.count / 2
      let file = try OpenFile(layout.segment(numbers[middle]), .readOnly, files: files)
      let found = try Self.record(in: file, from: 0, to: try file.status().size)
      if let found, found.sequence <= sequence {
        numbers = numbers[middle...]
      } else {
        numbers = numbers[..<middle]
      }
    }
    guard let number = numbers.first else { return nil }
    let file = try OpenFile(layout.segment(number), .readOnly, files: files)
    return try place(of: sequence, in: file, segment: number)
  }

  private func place(
    of sequence: Int, in file: OpenFile, segment: Int
  ) throws(AuditError) -> Place? {
    let size = try file.status().size
    var (low, high) = (0, size)
    while high - low > Self.short {
      let middle = low + (high - low) / 2
      // The record that begins behind the middle; one that cannot be read leads to the left.
      if let found = try Self.record(in: file, from: middle, to: high), found.sequence <= sequence {
        low = found.offset
      } else {
        high = middle
      }
    }
    var reader = LineReader(file, from: low, to: size)
    var scanner = CanonicalScanner()
    while case .line = try reader.step() {
      let line = reader.buffer.span.extracting(reader.range)
      guard case .record(let record) = RecordLine.read(line, scanner: &scanner),
        record.sequence <= sequence
      else { return nil }
      if record.sequence == sequence {
        return Place(
          segment: segment, file: file, offset: reader.lineOffset,
          line: Array(reader.buffer[reader.range]))
      }
    }
    return nil
  }

  /// The first whole record that begins at or behind an offset that may lie within a line.
  private static func record(
    in file: OpenFile, from offset: Int, to end: Int
  ) throws(AuditError) -> (sequence: Int, offset: Int)? {
    var reader = LineReader(file, from: offset, to: end)
    var scanner = CanonicalScanner()
    if offset > 0 { guard case .line = try reader.step() else { return nil } }
    guard case .line = try reader.step(),
      case .record(let record) = RecordLine.read(
        reader.buffer.span.extracting(reader.range), scanner: &scanner)
    else { return nil }
    return (record.sequence, reader.lineOffset)
  }
}
