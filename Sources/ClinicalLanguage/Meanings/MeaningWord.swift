/// A word of a text as meanings are compared: roots instead of letters, and what parts it from the
/// word before. Punctuation is no word; `b.i.d.` and `s/p` are one.
public struct MeaningWord: Sendable {
  /// What stands between a word and the one before it, the weakest first.
  public enum Gap: UInt8, Sendable, Comparable {
    case none, hyphen, slash, comma, clause, sentence

    /// The weaker one.
    @inlinable @inline(__always)
    public static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
    /// Written out, as are those below, so that other modules compare gaps in place.
    @inlinable @inline(__always)
    public static func <= (left: Gap, right: Gap) -> Bool { left.rawValue <= right.rawValue }
    /// See `<=`.
    @inlinable @inline(__always)
    public static func > (left: Gap, right: Gap) -> Bool { left.rawValue > right.rawValue }
    /// See `<=`.
    @inlinable @inline(__always)
    public static func >= (left: Gap, right: Gap) -> Bool { left.rawValue >= right.rawValue }
  }

  /// Indices of its tokens: the first, and the one after the last.
  public var firstToken: Int32
  /// See `firstToken`.
  public var endToken: Int32
  /// The word without its inflection.
  public var fine: UInt64
  /// The beginning that words of one kin share.
  public var coarse: UInt64
  /// The word as written, where it begins with a capital; else 0.
  public var exact: UInt64
  /// What stands before it.
  public var gap: Gap
  /// Whether it is written in digits.
  public var isNumber: Bool

  /// The fine root of a word of some text.
  public static func fineRoot(of bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    WordRoot.roots(of: bytes.span, range).fine
  }

  /// The fine root of a number in digits.
  public static func fineRoot(ofNumber value: Int) -> UInt64 {
    let digits = Array(String(value).utf8)
    return WordRoot.number(digits.span, digits.indices)
  }

  /// Indices of its tokens.
  public var tokens: Range<Int> { Int(firstToken)..<Int(endToken) }
}

/// Makes words of tokens.
struct MeaningWords {
  /// - Parameter tokens: tokens of the bytes, in order.
  static func append(
    _ tokens: [Token], _ range: Range<Int>, of bytes: Span<UInt8>,
    to words: inout [MeaningWord]
  ) {
    var gap = MeaningWord.Gap.sentence
    var index = range.lowerBound
    while index < range.upperBound {
      let token = tokens[index]
      if token.kind == .punctuation {
        let touches =
          index > range.lowerBound && tokens[index - 1].end == token.start
          && index + 1 < range.upperBound && tokens[index + 1].start == token.end
        gap = max(gap, Self.gap(of: bytes[Int(token.start)], touches: touches))
        index += 1
        continue
      }
      let end = Self.end(ofWordAt: index, tokens, range, bytes)
      let span = Int(token.start)..<Int(token.end)
      var word = MeaningWord(
        firstToken: Int32(index), endToken: Int32(end), fine: 0, coarse: 0, exact: 0, gap: gap,
        isNumber: token.kind == .number)
      if token.kind == .number {
        word.fine = WordRoot.number(bytes, span)
        word.coarse = word.fine
      } else if end > index + 1 {
        var hash = WordRoot.Hash()
        for part in index..<end where tokens[part].kind != .punctuation {
          hash.add(bytes[Int(tokens[part].start)].foldedASCII)
        }
        word.fine = hash.value
        word.coarse = hash.value
      } else {
        (word.fine, word.coarse) = WordRoot.roots(of: bytes, span)
        if bytes[span.lowerBound].isASCIIUppercase {
          word.exact = WordRoot.exact(of: bytes, span)
        }
      }
      words.append(word)
      gap = .none
      index = end
    }
  }

  /// The token after the word: beyond the next one for `b.i.d.`, `s/p`, `w/o`.
  private static func end(
    ofWordAt index: Int, _ tokens: [Token], _ range: Range<Int>, _ bytes: Span<UInt8>
  ) -> Int {
    guard tokens[index].kind == .word, tokens[index].end - tokens[index].start == 1 else {
      return index + 1
    }
    var last = index
    while last + 2 < range.upperBound, tokens[last + 1].kind == .punctuation,
      tokens[last + 1].start == tokens[last].end, tokens[last + 2].start == tokens[last + 1].end,
      tokens[last + 2].kind == .word, tokens[last + 2].end - tokens[last + 2].start == 1
    {
      let mark = bytes[Int(tokens[last + 1].start)]
      // `b.i.d.`, `s/p`, `D&C`
      guard
        mark == UInt8(ascii: ".") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: "&")
      else { break }
      last += 2
    }
    guard last > index else { return index + 1 }
    // The full stop of the abbreviation.
    if last + 1 < range.upperBound, tokens[last + 1].kind == .punctuation,
      tokens[last + 1].start == tokens[last].end,
      bytes[Int(tokens[last + 1].start)] == UInt8(ascii: "."),
      bytes[Int(tokens[last - 1].start)] == UInt8(ascii: ".")
    {
      return last + 2
    }
    return last + 1
  }

  /// What a punctuation mark parts.
  ///
  /// - Parameter touches: whether it stands between two tokens without any blank.
  private static func gap(of mark: UInt8, touches: Bool) -> MeaningWord.Gap {
    switch mark {
    case UInt8(ascii: "-"): touches ? .hyphen : .clause
    case UInt8(ascii: "/"): .slash
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "#"),
      UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "="):
      .none
    case UInt8(ascii: ","), UInt8(ascii: "&"): .comma
    // A full stop inside a sentence is that of an abbreviation: `Dr. Smith`.
    case UInt8(ascii: "."): .none
    // A degree sign and its kin.
    case 0xC2: .none
    default: .clause
    }
  }
}
