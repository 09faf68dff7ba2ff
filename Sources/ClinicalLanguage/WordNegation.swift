import SourceText

/// Absence inside a word: `nontender`, `afebrile`, `unresponsive`, `painless`.
enum WordNegation {
  /// Latin, Greek and English prefixes that say that the stem is absent.
  private static let prefixes = ["non", "un", "a", "an", "in"]

  /// Whether the rest of the word negates the part of it that the span takes.
  static func isNegated(_ span: TextSpan, in word: TextSpan, of text: SourceText) -> Bool {
    if span.end == word.end, span.start > word.start {
      let prefix = text.bytes[Int(word.start)..<Int(span.start)]
      return prefixes.contains { equals(prefix, $0) }
    }
    guard span.start == word.start, span.end < word.end else { return false }
    return equals(text.bytes[Int(span.end)..<Int(word.end)], "less")
  }

  private static func equals(_ bytes: ArraySlice<UInt8>, _ letters: String) -> Bool {
    let expected = letters.utf8
    return bytes.count == expected.count && zip(bytes, expected).allSatisfy { $0 | 0x20 == $1 }
  }
}
