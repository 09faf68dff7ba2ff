/// Where the lines of a text begin, for messages that name a line and a column.
package struct LineTable: Sendable {
  private let text: SourceText
  private let lineStarts: [Int]

  package init(_ text: SourceText) {
    self.text = text
    var starts = [0]
    let bytes = text.bytes.span
    for offset in 0..<bytes.count where bytes[offset] == 0x0A { starts.append(offset + 1) }
    lineStarts = starts
  }

  package var lineCount: Int { lineStarts.count }

  /// The line and the column, both from 1; the column counts Unicode scalars.
  package func position(ofByte offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let scalars = text.bytes[lineStarts[low]..<min(offset, text.count)]
      .reduce(into: 0) { $0 += $1 & 0xC0 != 0x80 ? 1 : 0 }
    return (low + 1, scalars + 1)
  }

  /// The text of a line (from 1) without its line break, or nil where there is no such line.
  package func line(_ number: Int) -> String? {
    guard number >= 1, number <= lineStarts.count else { return nil }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : text.count
    if end > start, text.bytes[end - 1] == 0x0D { end -= 1 }
    return text.string(TextSpan(start, end))
  }
}
