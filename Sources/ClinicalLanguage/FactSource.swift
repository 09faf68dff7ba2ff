import SourceText

/// A note as the readers of facts see it: tokens, what each word can be, and their text.
struct FactSource: Sendable {
  let text: SourceText
  let tokens: [Token]
  let words: [ContextWord]

  /// The first byte of a token.
  func byte(_ index: Int) -> UInt8 { text.bytes[Int(tokens[index].start)] }

  /// Whether the token is this one punctuation mark.
  func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool {
    tokens[index].kind == .punctuation && byte(index) == UInt8(ascii: mark)
  }

  /// Whether nothing stands between this token and the one before it.
  func touchesPrevious(_ index: Int) -> Bool {
    index > 0 && tokens[index - 1].end == tokens[index].start
  }

  func span(_ range: Range<Int>) -> TextSpan {
    TextSpan(start: tokens[range.lowerBound].start, end: tokens[range.upperBound - 1].end)
  }

  /// The value of a number token; nil for other tokens and for numbers beyond 15 digits.
  func decimal(_ index: Int) -> Double? {
    guard tokens[index].kind == .number else { return nil }
    return QuantityDecimal.value(of: text.bytes, in: tokens[index].span.range)
  }

  /// The first eight letters of a word, or the letters of a dotted abbreviation such as `b.i.d.`,
  /// packed in lower case; and the index of the token after it.
  func letters(at index: Int, before end: Int) -> (key: UInt64, next: Int)? {
    guard tokens[index].kind == .word else { return nil }
    let token = tokens[index]
    if token.end - token.start > 1 {
      return (Self.packed(text.bytes[token.span.range]), index + 1)
    }
    var key: UInt64 = 0
    var next = index
    var count = 0
    while next < end, count < 8, tokens[next].kind == .word, tokens[next].span.count == 1 {
      key = key << 8 | UInt64(byte(next) | 0x20)
      count += 1
      next += 1
      guard next + 1 < end, isMark(next, "."), touchesPrevious(next), touchesPrevious(next + 1)
      else { break }
      next += 1
    }
    // The last full stop belongs to the abbreviation where it has one before.
    if count > 1, next < end, isMark(next, "."), touchesPrevious(next) { next += 1 }
    return (key, next)
  }

  /// At most eight letters in lower case, in one integer.
  static func packed(_ letters: some Sequence<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    var count = 0
    for byte in letters where byte != UInt8(ascii: ".") {
      guard count < 8 else { break }
      key = key << 8 | UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      count += 1
    }
    return key
  }
}
