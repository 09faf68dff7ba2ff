import SourceText

/// Lines and columns of many places in one text, found in one pass over it.
///
/// A look-up in a line table counts the scalars of its line; on a note that is one line of megabytes
/// with thousands of facts that would be quadratic.
struct Places {
  private var found: [Int: (line: Int, column: Int)] = [:]

  /// Byte offsets into the text, in any order.
  init(of offsets: some Sequence<Int>, in text: SourceText) {
    let wanted = Set(offsets).sorted()
    found.reserveCapacity(wanted.count)
    let bytes = text.bytes.span
    var line = 1
    var column = 1
    var position = 0
    for offset in wanted {
      while position < min(offset, bytes.count) {
        if bytes[position] == 0x0A {
          line += 1
          column = 1
        } else if bytes[position] & 0xC0 != 0x80 {
          column += 1
        }
        position += 1
      }
      found[offset] = (line, column)
    }
  }

  init(of spans: some Sequence<TextSpan>, in text: SourceText) {
    self.init(of: spans.map { Int($0.start) }, in: text)
  }

  /// The line, from 1; every offset asked for must have been given at the start.
  func line(of span: TextSpan) -> Int { found[Int(span.start)]?.line ?? 0 }

  /// `12:5`: line and column, both from 1, the column in Unicode scalars.
  func label(of span: TextSpan) -> String {
    guard let place = found[Int(span.start)] else { return "?" }
    return "\(place.line):\(place.column)"
  }
}
