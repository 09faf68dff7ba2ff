/// Where a run reads from and writes to; tests give their own.
package struct Streams {
  package let input: any ByteSource
  package let output: any ByteSink
  package let errors: any ByteSink

  package init(input: any ByteSource, output: any ByteSink, errors: any ByteSink) {
    self.input = input
    self.output = output
    self.errors = errors
  }
}

/// Bytes that come in, piece by piece.
package protocol ByteSource {
  /// The next bytes, at most `maximum`; empty at the end. Waits for at least one.
  func read(atMost maximum: Int) throws(StreamError) -> [UInt8]
  /// Whether `read` would return at once.
  var isReady: Bool { get }
  var isTerminal: Bool { get }
  /// How many bytes there are, where that is known beforehand.
  var byteCount: Int? { get }
}

/// Bytes that go out.
package protocol ByteSink {
  /// Writes all of the bytes before it returns.
  func write(_ bytes: [UInt8]) throws(StreamError)
  var isTerminal: Bool { get }
  /// The width of the terminal in columns; nil where it is not known.
  var columns: Int? { get }
}

extension ByteSink {
  package func write(_ text: String) throws(StreamError) { try write(Array(text.utf8)) }
}

/// Why reading or writing stopped.
package enum StreamError: Error, Equatable {
  /// The other side of a pipe has gone.
  case closed
  case interrupted
  /// The reason in words, with its place.
  case failed(String)
}
