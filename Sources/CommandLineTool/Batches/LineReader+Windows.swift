extension LineReader {
  /// A window holds no more than this, in bytes, but for its last line.
  static let windowBytes = 16 << 20

  /// The next lines that are not blank, numbered from `number` on; none at the end. Ends early where
  /// the next line would have to be waited for.
  ///
  /// - Parameter mayWait: whether the first line is waited for; else there may be none before the end.
  mutating func nextWindow(
    lines limit: Int, _ number: inout Int, mayWait: Bool = true
  ) throws(StreamError) -> [LineWorker.Numbered] {
    var window: [LineWorker.Numbered] = []
    var size = 0
    while window.count < limit, size < Self.windowBytes {
      if !isReady, !window.isEmpty || !mayWait { break }
      guard let line = try next() else { break }
      number += 1
      if case .text(let bytes) = line {
        if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { continue }
        size += bytes.count
      }
      window.append(LineWorker.Numbered(number: number, line: line))
    }
    return window
  }
}
