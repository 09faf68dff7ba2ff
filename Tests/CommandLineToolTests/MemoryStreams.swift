import CommandLineTool
import Synchronization

/// Bytes given beforehand, handed out in pieces.
final class MemorySource: ByteSource, Sendable {
  private let rest: Mutex<ArraySlice<UInt8>>
  private let pieceSize: Int
  let isTerminal: Bool

  init(_ bytes: [UInt8], pieceSize: Int = .max, isTerminal: Bool = false) {
    rest = Mutex(bytes[...])
    self.pieceSize = pieceSize
    self.isTerminal = isTerminal
  }

  func read(atMost maximum: Int) throws(StreamError) -> [UInt8] {
    rest.withLock { rest in
      let piece = Array(rest.prefix(min(maximum, pieceSize)))
      rest = rest.dropFirst(piece.count)
      return piece
    }
  }

  var isReady: Bool { true }
  var byteCount: Int? { nil }
}

/// Keeps what was written; may refuse from some write on.
final class MemorySink: ByteSink, Sendable {
  private let written = Mutex<[UInt8]>([])
  private let failure: StreamError?
  let isTerminal: Bool
  let columns: Int?

  init(failure: StreamError? = nil, isTerminal: Bool = false, columns: Int? = nil) {
    self.failure = failure
    self.isTerminal = isTerminal
    self.columns = columns
  }

  func write(_ bytes: [UInt8]) throws(StreamError) {
    if let failure { throw failure }
    written.withLock { $0 += bytes }
  }

  var text: String { written.withLock { String(decoding: $0, as: UTF8.self) } }
}
