import Glibc

/// The lines of a file between two offsets, one after the other, a block at a time.
struct LineReader {
  enum Step {
    /// `range` of `buffer` holds the line, without its line feed.
    case line
    /// The file goes on to its end without a line feed; `range` holds what there is of it.
    case unterminated
    /// More than a record may have; it was skipped.
    case overlong
    case end
  }

  private(set) var buffer: [UInt8] = []
  private(set) var range = 0..<0
  /// Where the line begins in the file.
  private(set) var lineOffset: Int

  private let file: OpenFile
  private let end: Int
  /// Where the buffer begins in the file.
  private var bufferOffset: Int
  /// Where in the buffer the next line begins.
  private var next = 0
  private static let blockSize = 256 << 10

  init(_ file: OpenFile, from offset: Int, to end: Int) {
    self.file = file
    self.end = end
    bufferOffset = offset
    lineOffset = offset
  }

  /// Where the next line begins in the file.
  var nextOffset: Int { bufferOffset + next }

  mutating func step() throws(AuditError) -> Step {
    lineOffset = nextOffset
    var isOverlong = false
    var searched = next
    while true {
      if let feed = feedIndex(from: searched) {
        range = next..<feed
        next = feed + 1
        return isOverlong || range.count > RecordLine.maximumByteCount ? .overlong : .line
      }
      if buffer.count - next > RecordLine.maximumByteCount {
        // Too long to be a record: forget what was read and look for its end only.
        isOverlong = true
        bufferOffset += buffer.count
        buffer.removeAll(keepingCapacity: true)
        next = 0
      }
      // What was searched stays in the buffer, but the buffer is moved up by the lines before it.
      searched = buffer.count - next
      guard try fill() else {
        range = next..<buffer.count
        next = buffer.count
        if isOverlong { return .overlong }
        return range.isEmpty ? .end : .unterminated
      }
    }
  }

  private func feedIndex(from start: Int) -> Int? {
    unsafe buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Reads the next block behind what is left of the last; false at the end.
  private mutating func fill() throws(AuditError) -> Bool {
    let position = bufferOffset + buffer.count
    let count = min(Self.blockSize, end - position)
    guard count > 0 else { return false }
    let block = try file.read(at: position, count: count)
    guard !block.isEmpty else { return false }
    buffer.removeFirst(next)
    bufferOffset += next
    next = 0
    buffer += block
    return true
  }
}
