import CanonicalJSON
import Cryptography

extension LogWriter {
  /// Finds the log and its key, or begins both. The caller holds the lock.
  static func opening(
    _ layout: AuditLayout, environment: AuditEnvironment, lock: OpenFile, sync: SharedSync
  ) throws(AuditError) -> (LogWriter, LocalKey) {
    let files = environment.files
    let loaded = try LocalKey.load(from: layout.key, files: files)
    let pruned = try PrunedSegments(layout, files: files)
    let first = try OpenFile(
      layout.segment(pruned.segments), pruned.segments > 0 ? .readWrite : .creating, files: files)
    var beginning = pruned.beginning
    if beginning == nil { beginning = try LogBeginning.read(first) }
    guard let beginning else {
      let key: LocalKey
      if let loaded {
        key = loaded
      } else {
        key = try LocalKey.create(in: layout, environment: environment)
      }
      let writer = try begin(
        layout, environment: environment, lock: lock, segment: first, key: key, sync: sync)
      if try isPoisoned(layout, files: files) { try writer.clearPoison() }
      return (writer, key)
    }
    guard let key = loaded else { throw .keyMissing(path: layout.key) }
    guard beginning.keyFingerprint == key.fingerprint.hex else {
      throw .keyForeign(path: layout.key)
    }
    var writer = try LogWriter(
      layout: layout, environment: environment, log: beginning.log, lockFile: lock, segment: first,
      sync: sync)
    if try isPoisoned(layout, files: files) {
      try writer.rewriteAfterFailedSync()
    } else {
      try writer.refreshAtOpen()
    }
    return (writer, key)
  }

  /// Begins a log with the record that names its key.
  private static func begin(
    _ layout: AuditLayout, environment: AuditEnvironment, lock: OpenFile, segment: OpenFile,
    key: LocalKey, sync: SharedSync
  ) throws(AuditError) -> LogWriter {
    let log = Hexadecimal.digits(try environment.randomBytes(16))
    var writer = try LogWriter(
      layout: layout, environment: environment, log: log, lockFile: lock, segment: segment,
      sync: sync)
    let numbers = try AuditLayout.numbers(
      in: layout.segments, suffix: ".jsonl", files: environment.files)
    guard numbers.allSatisfy({ $0 == 0 }) else {
      // There is more of a log, so its first segment was emptied.
      throw .recordsMissing(path: segment.path, bytes: 1)
    }
    let size = try segment.status().size
    let head = try writer.readHead()
    if let head, head.durable > 0 || head.tip.segment > 0 {
      throw .recordsMissing(path: segment.path, bytes: max(head.durable, 1))
    }
    try AuditLayout.synchronizeDirectory(layout.segments, files: environment.files)
    if size > 0 {
      // A first record that was not finished, so nobody was told of this log.
      try writer.quarantineTail(to: size, recordsBehind: 0)
    }
    var json = JSONWriter()
    json.beginObject()
    json.member("format", LogBeginning.format)
    json.member("key", key.fingerprint.hex)
    json.endObject()
    _ = try writer.write([
      try PendingRecord(type: .logCreated, body: json.bytes, environment: environment)
    ])
    return writer
  }
}

/// What the first record of a log says.
struct LogBeginning {
  /// The random id of the log.
  let log: String
  let keyFingerprint: String

  static let format = "vouch/audit/1"

  private struct Line: Decodable {
    struct Body: Decodable {
      var format: String
      var key: String
    }
    var body: Body
    var log: String
  }

  /// Reads the first line of the first segment; nil where the log has no finished record.
  static func read(_ file: OpenFile) throws(AuditError) -> LogBeginning? {
    let size = try file.status().size
    guard size > 0 else { return nil }
    var reader = LineReader(file, from: 0, to: size)
    var scanner = CanonicalScanner()
    guard case .line = try reader.step() else {
      // No line feed: not even the first record is whole.
      return nil
    }
    let bytes = Array(reader.buffer[reader.range])
    switch RecordLine.read(bytes.span, scanner: &scanner) {
    case .newerVersion: throw .newerVersion(path: file.path)
    case .notARecord:
      if case .end = try reader.step(), bytes.allSatisfy({ $0 == 0 }) { return nil }
      throw .historyChanged(
        ChainFault(file: AuditLayout.segmentName(0), line: 1, offset: 0, reason: .notARecord))
    case .record: return try LogBeginning(record: bytes, path: file.path)
    }
  }

  /// Reads the first record itself; nil where the line is no record.
  init?(line: [UInt8], path: String) throws(AuditError) {
    var scanner = CanonicalScanner()
    guard case .record = RecordLine.read(line.span, scanner: &scanner) else { return nil }
    try self.init(record: line, path: path)
  }

  private init(record: [UInt8], path: String) throws(AuditError) {
    let line: Line
    do throws(JSONInputError) {
      line = try JSONInput().decode(Line.self, from: record)
    } catch {
      throw .notALog(path: path)
    }
    guard line.body.format == Self.format else { throw .newerVersion(path: path) }
    log = line.log
    keyFingerprint = line.body.key
  }
}
