package import SourceText

/// Cuts a text into words, numbers and punctuation marks in one pass over its bytes.
///
/// - A word is a run of letters with the digits and inner apostrophes in it: `don't`, `B12`, `SpO2`,
///   `x3`. Every scalar beyond ASCII that is no space, punctuation or symbol is a letter.
/// - A number is a run of digits with a decimal point or thousands separators: `7.35`, `1,200`,
///   `.5`. Letters right behind it are a word of their own: `500mg` is `500` `mg`. Digits in a word
///   that go on with a decimal part are a number of their own: `K6.4` is `K` `6.4`.
/// - Everything else that is no white space is punctuation, one token for each scalar.
///
/// A no-break space, a byte order mark and other Unicode spaces are white space; `’` inside a word
/// counts as `'`.
package enum Tokenizer {
  /// The tokens in order, none overlapping another. Linear in the length of the text.
  package static func tokens(of text: SourceText) -> [Token] {
    let bytes = text.bytes.span
    var cursor = TokenCursor(0..<text.count)
    // A note has a token for every 5.2 bytes or so; a little room saves growing the array.
    var tokens: [Token] = []
    tokens.reserveCapacity(text.count / 5 + 16)
    while let token = cursor.next(in: bytes) { tokens.append(token) }
    return tokens
  }
}

/// Walks over bytes and hands out one token after another.
struct TokenCursor {
  private let start: Int
  private let end: Int
  private var position: Int
  private var lineBegins = true

  /// Will read the part of the bytes in the range, which lies on scalar boundaries.
  init(_ range: Range<Int>) {
    start = range.lowerBound
    end = range.upperBound
    position = start
  }

  /// The next token, or nil at the end.
  ///
  /// - Parameter bytes: the same ones at each call.
  @inline(__always)
  mutating func next(in bytes: Span<UInt8>) -> Token? {
    while position < end {
      let byte = bytes[position]
      if byte.isASCIILetter { return word(in: bytes) }
      if byte.isASCIISpace {
        if byte.isASCIILineBreak { lineBegins = true }
        position += 1
        continue
      }
      if byte.isASCIIDigit { return number(in: bytes) }
      if byte < 0x80 {
        if byte == UInt8(ascii: "."), beginsBareDecimal(in: bytes) { return number(in: bytes) }
        return punctuation(length: 1, in: bytes)
      }
      let (scalar, length) = bytes.scalar(at: position)
      switch ScalarClass(scalar) {
      case .space: position += length
      case .lineBreak:
        lineBegins = true
        position += length
      case .letter: return word(in: bytes)
      case .apostrophe, .punctuation: return punctuation(length: length, in: bytes)
      }
    }
    return nil
  }
}

extension TokenCursor {
  @inline(__always)
  private mutating func word(in bytes: Span<UInt8>) -> Token {
    let first = position
    var hash = Token.FoldedHash.offsetBasis
    while position < end {
      let byte = bytes[position]
      if byte.isASCIILetter {
        hash = Token.FoldedHash.adding(byte | 0x20, to: hash)
        position += 1
        continue
      }
      if byte.isASCIISpace { break }
      guard let length = continueWord(with: byte, in: bytes, hash: &hash) else { break }
      position += length
    }
    return token(from: first, hash: hash, kind: .word)
  }

  /// Takes what is no plain letter into the word if it belongs there; the length in bytes, or nil.
  private func continueWord(
    with byte: UInt8, in bytes: Span<UInt8>, hash: inout UInt32
  ) -> Int? {
    if byte.isASCIIDigit {
      if hasDecimalPart(digitsAt: position, in: bytes) { return nil }
      hash = Token.FoldedHash.adding(byte, to: hash)
      return 1
    }
    if byte == UInt8(ascii: "'") {
      guard beginsLetter(at: position + 1, in: bytes) else { return nil }
      hash = Token.FoldedHash.adding(byte, to: hash)
      return 1
    }
    guard byte >= 0x80 else { return nil }
    let (scalar, length) = bytes.scalar(at: position)
    switch ScalarClass(scalar) {
    case .letter:
      for offset in position..<position + length {
        hash = Token.FoldedHash.adding(bytes[offset], to: hash)
      }
      return length
    case .apostrophe:
      guard beginsLetter(at: position + length, in: bytes) else { return nil }
      hash = Token.FoldedHash.adding(UInt8(ascii: "'"), to: hash)
      return length
    case .space, .lineBreak, .punctuation: return nil
    }
  }

  private mutating func number(in bytes: Span<UInt8>) -> Token {
    let first = position
    while isDigit(at: position, in: bytes) { position += 1 }
    while position < end, bytes[position] == UInt8(ascii: ","),
      isThousands(at: position + 1, in: bytes)
    {
      position += 4
    }
    if position < end, bytes[position] == UInt8(ascii: "."), isDigit(at: position + 1, in: bytes) {
      position += 1
      while isDigit(at: position, in: bytes) { position += 1 }
    }
    return token(from: first, hash: hash(from: first, in: bytes), kind: .number)
  }

  @inline(__always)
  private mutating func punctuation(length: Int, in bytes: Span<UInt8>) -> Token {
    let first = position
    position += length
    return token(from: first, hash: hash(from: first, in: bytes), kind: .punctuation)
  }

  @inline(__always)
  private func hash(from first: Int, in bytes: Span<UInt8>) -> UInt32 {
    var hash = Token.FoldedHash.offsetBasis
    for offset in first..<position { hash = Token.FoldedHash.adding(bytes[offset], to: hash) }
    return hash
  }

  @inline(__always)
  private mutating func token(from first: Int, hash: UInt32, kind: Token.Kind) -> Token {
    let token = Token(
      start: Int32(truncatingIfNeeded: first), end: Int32(truncatingIfNeeded: position),
      foldedHash: hash, kind: kind, beginsLine: lineBegins)
    lineBegins = false
    return token
  }
}

extension TokenCursor {
  @inline(__always)
  private func isDigit(at index: Int, in bytes: Span<UInt8>) -> Bool {
    index < end && bytes[index].isASCIIDigit
  }

  /// Whether exactly three digits stand there, as behind a thousands separator.
  private func isThousands(at index: Int, in bytes: Span<UInt8>) -> Bool {
    isDigit(at: index, in: bytes) && isDigit(at: index + 1, in: bytes)
      && isDigit(at: index + 2, in: bytes) && !isDigit(at: index + 3, in: bytes)
  }

  /// Whether the full stop here begins a number such as `.5`: a digit behind it and no letter,
  /// digit or full stop before it.
  private func beginsBareDecimal(in bytes: Span<UInt8>) -> Bool {
    guard isDigit(at: position + 1, in: bytes) else { return false }
    guard position > start else { return true }
    let before = bytes[position - 1]
    return !before.isASCIIDigit && !before.isASCIILetter && before != UInt8(ascii: ".")
  }

  /// Whether the digits that stand here go on with a decimal point and a digit. Looks at no more
  /// than four digits, so that a long run of digits stays linear.
  private func hasDecimalPart(digitsAt index: Int, in bytes: Span<UInt8>) -> Bool {
    guard index > start, !bytes[index - 1].isASCIIDigit else { return false }
    var next = index
    while next < index + 4, isDigit(at: next, in: bytes) { next += 1 }
    return next < end && bytes[next] == UInt8(ascii: ".") && isDigit(at: next + 1, in: bytes)
  }

  private func beginsLetter(at index: Int, in bytes: Span<UInt8>) -> Bool {
    guard index < end else { return false }
    let byte = bytes[index]
    if byte < 0x80 { return byte.isASCIILetter }
    return ScalarClass(bytes.scalar(at: index).value) == .letter
  }
}
