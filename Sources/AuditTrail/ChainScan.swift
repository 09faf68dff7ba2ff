import CanonicalJSON
import Cryptography

/// Walks the records of one segment and checks that each follows from the one before it.
///
/// One pass over the bytes: each line is checked to be canonical, its envelope read, its leaf hash
/// taken and compared with what the next line points at.
struct ChainScan {
  let file: OpenFile
  /// The name of the file as faults give it.
  let name: String
  /// The id that all records must carry; nil until the first one was seen.
  var log: [UInt8]?
  /// The end of what was found in order so far.
  private(set) var tip: Tip
  /// The number of the last line that was looked at, from 1.
  private(set) var line: Int
  private(set) var fault: ChainFault?
  private(set) var sawNewerVersion = false
  /// Whether the fault is at a whole record, which no torn write leaves behind.
  private(set) var faultIsRecord = false

  private let head: Head?
  private var scanner = CanonicalScanner()

  /// - Parameters:
  ///   - tip: Where to go on; its size is the offset of the first line to look at.
  ///   - linesBefore: How many lines of the segment lie before that.
  ///   - head: Where this segment ended when it was last appended to, if that is known.
  init(
    _ file: OpenFile, name: String, log: [UInt8]?, from tip: Tip, linesBefore: Int = 0,
    head: Head? = nil
  ) {
    self.head = head
    self.file = file
    self.name = name
    self.log = log
    self.tip = tip
    self.line = linesBefore
  }

  /// Walks up to `end`, or to the first fault; `visit` gets each leaf hash.
  mutating func run(
    to end: Int, visit: (_ leaf: Digest) -> Void = { _ in }
  ) throws(AuditError) {
    var reader = LineReader(file, from: tip.size, to: end)
    while fault == nil {
      let step = try reader.step()
      switch step {
      case .end: return
      case .unterminated, .overlong:
        line += 1
        fail(.notARecord, at: reader.lineOffset)
      case .line:
        line += 1
        let bytes = reader.buffer.span.extracting(reader.range)
        guard accept(bytes, at: reader.lineOffset) else { break }
        let leaf = MerkleTree.leafHash(bytes)
        guard isRemembered(leaf, endingAt: reader.nextOffset) else {
          faultIsRecord = true
          fail(.changed, at: reader.lineOffset)
          break
        }
        tip.leaf = leaf
        tip.count += 1
        tip.size = reader.nextOffset
        visit(tip.leaf)
      }
    }
    if fault?.reason == .notChained { try blame(reader: &reader, to: end) }
    if sawNewerVersion { try doubtVersion(reader: &reader, to: end) }
  }

  /// Whoever can change a record can also make it look newer. Where the next one, or the head, points at
  /// another record than this, it is not one that was written.
  private mutating func doubtVersion(reader: inout LineReader, to end: Int) throws(AuditError) {
    let isAsWritten: Bool
    switch try reader.step() {
    case .line:
      let bytes = reader.buffer.span.extracting(reader.range)
      guard case .record(let next) = RecordLine.read(bytes, scanner: &scanner) else { return }
      isAsWritten = next.previous == lastHash
    case .end:
      guard let head, head.tip.size == end else { return }
      isAsWritten = head.tip.leaf == lastHash
    case .unterminated, .overlong: return
    }
    guard !isAsWritten, let found = fault else { return }
    sawNewerVersion = false
    faultIsRecord = true
    fault = ChainFault(file: name, line: found.line, offset: found.offset, reason: .changed)
  }

  private mutating func accept(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    switch RecordLine.read(bytes, scanner: &scanner) {
    case .notARecord: fail(.notARecord, at: offset)
    case .newerVersion:
      sawNewerVersion = true
      lastHash = MerkleTree.leafHash(bytes)
      fail(.notARecord, at: offset)
    case .record(let record):
      faultIsRecord = true
      if record.sequence != tip.count {
        fail(.outOfSequence(expected: tip.count, found: record.sequence), at: offset)
      } else if record.previous != tip.leaf {
        lastHash = MerkleTree.leafHash(bytes)
        fail(.notChained, at: offset)
      } else if let log, !Self.equal(bytes, record.log, log) {
        fail(.foreign, at: offset)
      } else {
        faultIsRecord = false
        if log == nil { log = record.log.map { bytes[$0] } }
        lastStart = offset
        return true
      }
    }
    return false
  }

  /// Whether a record is the one that the head remembers there, if it remembers one.
  ///
  /// A head whose record was not yet durable may be older than what a restart left, so only one
  /// that was can tell that no record ends there any more.
  private func isRemembered(_ leaf: Digest, endingAt end: Int) -> Bool {
    guard let head, head.tip.size > tip.size, head.tip.size <= end else { return true }
    return head.tip.size == end ? head.tip.leaf == leaf : head.durable < head.tip.size
  }

  // MARK: Which of two records was changed

  /// Where the newest record in order begins.
  private var lastStart = 0
  /// The leaf hash of the record that does not point at the one before it, or that looks newer.
  private var lastHash = Digest.zero

  /// A broken link has two ends. Where the record after it is itself what its successor (or the
  /// head) points at, it stands as it was written, and the one before it was changed.
  private mutating func blame(reader: inout LineReader, to end: Int) throws(AuditError) {
    guard let found = fault, line > 1 else { return }
    let isAsWritten: Bool
    switch try reader.step() {
    case .line:
      let bytes = reader.buffer.span.extracting(reader.range)
      if case .record(let next) = RecordLine.read(bytes, scanner: &scanner) {
        isAsWritten = next.previous == lastHash
      } else {
        isAsWritten = false
      }
    case .end:
      isAsWritten = head.map { $0.tip.size == end && $0.tip.leaf == lastHash } ?? false
    case .unterminated, .overlong:
      isAsWritten = false
    }
    if isAsWritten {
      fault = ChainFault(file: name, line: found.line - 1, offset: lastStart, reason: .changed)
    }
  }

  private mutating func fail(_ reason: ChainFault.Reason, at offset: Int) {
    fault = ChainFault(file: name, line: line, offset: offset, reason: reason)
  }

  private static func equal(_ bytes: Span<UInt8>, _ range: Range<Int>, _ other: [UInt8]) -> Bool {
    guard range.count == other.count else { return false }
    for offset in 0..<other.count where bytes[range.lowerBound + offset] != other[offset] {
      return false
    }
    return true
  }

  /// How many whole records of this log stand behind the line with the fault, up to `end`.
  func recordsBehindFault(to end: Int) throws(AuditError) -> Int {
    var reader = LineReader(file, from: tip.size, to: end)
    var scanner = CanonicalScanner()
    var count = 0
    var isFirst = true
    while true {
      switch try reader.step() {
      case .end: return count
      case .line where !isFirst:
        let bytes = reader.buffer.span.extracting(reader.range)
        if case .record(let record) = RecordLine.read(bytes, scanner: &scanner),
          log.map({ Self.equal(bytes, record.log, $0) }) ?? true
        {
          count += 1
        }
      case .line, .unterminated, .overlong: break
      }
      isFirst = false
    }
  }
}
