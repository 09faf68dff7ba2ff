import Glibc

/// Splits a source into lines as they come, with a limit on the length of a line.
struct LineReader {
  enum Line: Equatable {
    /// The bytes without the line break.
    case text([UInt8])
    /// A line beyond the limit; its bytes were passed over.
    case tooLong
  }

  /// The longest line, in bytes: a note of 16 MiB whose every scalar is written `\u00xx` would be
  /// longer, but none that anyone writes is.
  static let standardLimit = 64 << 20
  private static let pieceSize = 256 << 10

  private let source: any ByteSource
  private let limit: Int
  private var piece: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// The bytes of a line that began in an earlier piece.
  private var begun: [UInt8] = []
  private var isPassingOver = false
  /// How many bytes have been handed out or passed over.
  private(set) var bytesRead = 0

  init(_ source: any ByteSource, limit: Int = Self.standardLimit) {
    self.source = source
    self.limit = limit
  }

  /// Whether the next line, or more of it, is there without waiting.
  var isReady: Bool { position < piece.count || (!isAtEnd && source.isReady) }

  /// Whether the end has been seen, and everything before it handed out.
  var isFinished: Bool { isAtEnd && position == piece.count && begun.isEmpty && !isPassingOver }

  /// The next line; nil at the end. A last line without a line break counts.
  mutating func next() throws(StreamError) -> Line? {
    while true {
      if position == piece.count {
        if isAtEnd { return finishLast() }
        piece = try source.read(atMost: Self.pieceSize)
        position = 0
        if piece.isEmpty { isAtEnd = true }
        continue
      }
      let end = Self.lineBreak(in: piece, from: position)
      take(upTo: end ?? piece.count)
      guard end != nil else { continue }
      position += 1
      bytesRead += 1
      return finish()
    }
  }

  private mutating func take(upTo end: Int) {
    bytesRead += end - position
    if !isPassingOver {
      if begun.count + end - position > limit {
        isPassingOver = true
        begun = []
      } else {
        begun += piece[position..<end]
      }
    }
    position = end
  }

  private mutating func finishLast() -> Line? {
    begun.isEmpty && !isPassingOver ? nil : finish()
  }

  private mutating func finish() -> Line {
    defer {
      begun = []
      isPassingOver = false
    }
    if isPassingOver { return .tooLong }
    if begun.last == 0x0D { begun.removeLast() }
    return .text(begun)
  }

  private static func lineBreak(in bytes: [UInt8], from start: Int) -> Int? {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, start < buffer.count,
        let found = unsafe memchr(base + start, 0x0A, buffer.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }
}
