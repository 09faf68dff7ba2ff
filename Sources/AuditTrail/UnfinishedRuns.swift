import CanonicalJSON

extension AuditReader {
  /// The starts of runs that have no end in the log: they crashed, were killed, or still run.
  ///
  /// A note may have left the machine with each of them, though nothing was shown.
  package func unfinishedRuns() throws(AuditError) -> [AuditRecord] {
    var open: [String: Start] = [:]
    for number in try segments() {
      let file = try OpenFile(layout.segment(number), .readOnly, files: files)
      var reader = LineReader(file, from: 0, to: try file.status().size)
      while case .line = try reader.step() {
        guard let end = LineEnd(reader.buffer.span.extracting(reader.range)), end.isOfRun else {
          continue
        }
        let line = reader.buffer[reader.range]
        let run = Array(line[(line.startIndex + end.run.lowerBound)...].prefix(end.run.count))
        let id = String(decoding: run, as: UTF8.self)
        if end.isStart {
          open[id] = Start(segment: number, offset: reader.lineOffset, line: Array(line))
        } else if !open.isEmpty {
          open[id] = nil
        }
      }
    }
    var records: [AuditRecord] = []
    var scanner = CanonicalScanner()
    for start in open.values.sorted(by: { ($0.segment, $0.offset) < ($1.segment, $1.offset) }) {
      guard case .record(let record) = RecordLine.read(start.line.span, scanner: &scanner) else {
        continue
      }
      records.append(
        try AuditRecord(
          record, line: start.line, file: AuditLayout.segmentName(start.segment),
          offset: start.offset))
    }
    return records
  }

  private struct Start {
    let segment: Int
    let offset: Int
    let line: [UInt8]
  }
}

/// Type and run of a record, read from the end of its line: `…,"run":"…","salt":"…","seq":N,"ts":"…",
/// "type":"…","v":2}`. Nothing is checked; it only finds lines that are worth to be read.
private struct LineEnd {
  let run: Range<Int>
  let isOfRun: Bool
  let isStart: Bool

  init?(_ line: Span<UInt8>) {
    // `","v":2}` behind the type, `"type":"` before it.
    var start = line.count - 8
    let end = start
    guard start > 200 else { return nil }
    while start > end - 40, line[start - 1] != 0x22 { start -= 1 }
    func byte(_ offset: Int) -> UInt8 { line[start + offset] }
    isOfRun = end - start > 4 && byte(0) == 0x72 && byte(1) == 0x75 && byte(2) == 0x6E
    isStart = isOfRun && byte(4) == 0x73
    // Before it `,"ts":"…",`, 44 bytes in all, then the digits of `seq`, back to its colon.
    var position = start - 45
    while position > 90, 0x30...0x39 ~= line[position] { position -= 1 }
    // `"run":"…","salt":"…","seq":`: the run's last digit stands 50 bytes before the colon.
    guard position > 90 else { return nil }
    run = (position - 81)..<(position - 49)
  }
}
