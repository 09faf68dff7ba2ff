import SourceText

/// Rows of tables, each of which is a statement of its own.
extension SentenceBoundary {
  /// Blanks that part columns, not words.
  private static let widestWordGap = 2
  /// Tokens looked at of a line.
  private static let longestLook = 60

  /// Whether the line that begins at the token is a row of columns: it opens with a bar, or wide gaps
  /// or tabulators part it twice.
  func isRow(_ index: Int) -> Bool {
    let bytes = text.bytes
    if bytes[Int(tokens[index].start)] == UInt8(ascii: "|") { return true }
    var gaps = 0
    var next = index + 1
    while next < min(end, index + Self.longestLook), !tokens[next].beginsLine {
      let gap = Int(tokens[next].start - tokens[next - 1].end)
      if gap > Self.widestWordGap || (gap > 0 && bytes[Int(tokens[next].start) - 1] == 0x09) {
        gaps += 1
        if gaps == 2 { return true }
      }
      next += 1
    }
    return false
  }
}
