import SourceText

/// Paragraphs that a note takes back by their first words: `the paragraph beginning "She was admitted" has
/// come from another letter`.
extension ContextPainter {
  /// In tokens: fewer are no beginning, more no quotation of one.
  private static let quoted = 2...8
  /// A paragraph of more tokens than this is a note of its own.
  private static let longestParagraph = 400

  /// Paints the paragraph above that begins with the words in quotation marks. Linear in the text.
  mutating func takeBackParagraph(quotedIn sentence: Range<Int>, by match: Int) {
    let marks = sentence.filter { isQuotation($0) }
    guard marks.count >= 2, Self.quoted.contains(marks[1] - marks[0] - 1) else { return }
    let words = marks[0] + 1..<marks[1]
    let first = source.tokens[words.lowerBound].foldedHash
    for start in 0..<sentence.lowerBound
    where source.tokens[start].beginsLine && source.tokens[start].foldedHash == first
      && start + words.count < sentence.lowerBound
      && words.indices.allSatisfy({
        source.tokens[$0].foldedHash
          == source.tokens[start + $0 - words.lowerBound].foldedHash
      })
    {
      add(.other, to: start..<endOfParagraph(from: start, before: sentence.lowerBound), by: match)
      return
    }
  }

  /// A straight or a typographic quotation mark (U+201C, U+201D).
  private func isQuotation(_ index: Int) -> Bool {
    let token = source.tokens[index]
    guard token.kind == .punctuation else { return false }
    let byte = source.byte(index)
    return byte == UInt8(ascii: "\"") || byte == 0xE2 && token.span.count == 3
  }

  private func endOfParagraph(from start: Int, before limit: Int) -> Int {
    var end = start + 1
    let last = min(limit, start + Self.longestParagraph)
    while end < last {
      let gap = Int(source.tokens[end - 1].end)..<Int(source.tokens[end].start)
      if source.tokens[end].beginsLine, source.text.bytes[gap].count(where: { $0 == 0x0A }) > 1 {
        break
      }
      end += 1
    }
    return end
  }
}
