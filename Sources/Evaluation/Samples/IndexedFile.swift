import Cryptography
import Glibc

/// A file of records, found once and read one at a time, so that memory does not grow with the notes.
package final class IndexedFile: Sendable {
  package let path: String
  private let descriptor: CInt
  /// The bytes of each record, and the line on which it begins, from 1.
  package let records: [(range: Range<Int>, line: Int)]
  /// SHA-256 of the file, in hexadecimal.
  package let digest: String

  /// More bytes in one record than any note has.
  static let longestRecord = 64 << 20

  /// - Parameter splitter: cuts the file into records.
  package init(
    _ path: String, splitBy splitter: (inout RecordSplitter) -> Void = { _ in }
  ) throws(EvaluationError) {
    self.path = path
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard opened >= 0 else {
      throw .unreadable(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    descriptor = opened
    var status = stat()
    guard unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw .unreadable(
        path: path, reason: "not a regular file; an evaluation reads its notes more than once")
    }
    var hash = SHA256()
    var records = RecordSplitter()
    splitter(&records)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var offset = 0
    while true {
      let count = unsafe pread(opened, &buffer, buffer.count, off_t(offset))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        let reason = unsafe String(cString: strerror(errno))
        close(opened)
        throw .unreadable(path: path, reason: reason)
      }
      guard count > 0 else { break }
      hash.update(buffer.span.extracting(0..<count))
      records.take(buffer[..<count])
      offset += count
    }
    records.finish()
    digest = hash.digest().hex
    if let problem = records.problem {
      close(opened)
      throw .invalidData(
        path: path, line: problem.line, message: problem.message, hint: problem.hint)
    }
    self.records = records.records
  }

  deinit { close(descriptor) }

  /// The bytes of a record.
  package func bytes(at index: Int) throws(EvaluationError) -> [UInt8] {
    let (range, line) = records[index]
    var bytes = [UInt8](repeating: 0, count: range.count)
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done,
          off_t(range.lowerBound + done))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw .invalidData(
          path: path, line: line, message: "the file has changed since it was opened",
          hint: "run again when nobody writes to it")
      }
      done += count
    }
    return bytes
  }
}

/// Finds where records begin and end: lines, or rows of CSV, whose quoted fields may hold line breaks.
package struct RecordSplitter {
  struct Problem {
    let line: Int
    let message: String
    let hint: String?
  }

  /// Whether quotation marks keep line breaks together (RFC 4180).
  package var isQuoted = false
  fileprivate(set) var records: [(range: Range<Int>, line: Int)] = []
  private(set) var problem: Problem?
  private var position = 0
  private var start = 0
  private var line = 1
  private var startLine = 1
  private var isInQuotes = false
  private var isBlank = true

  mutating func take(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      switch byte {
      case 0x0A where !isInQuotes:
        endRecord()
        line += 1
        start = position + 1
        startLine = line
      case 0x0A: line += 1
      case UInt8(ascii: "\"") where isQuoted:
        isInQuotes.toggle()
        isBlank = false
      case 0x20, 0x09, 0x0D: break
      default: isBlank = false
      }
      position += 1
    }
  }

  mutating func finish() {
    if isInQuotes {
      problem = Problem(
        line: startLine, message: "a quotation mark is not closed",
        hint: "double the quotation marks inside a field")
      return
    }
    if position > start { endRecord() }
  }

  private mutating func endRecord() {
    if !isBlank {
      if position - start > IndexedFile.longestRecord {
        problem =
          problem
          ?? Problem(
            line: startLine, message: "longer than any note", hint: "give one note a line")
      }
      records.append((start..<position, startLine))
    }
    isBlank = true
  }
}
