package import SourceText

/// Which runs of three characters a text holds, in an alphabet of 29: letters without their case, all
/// digits as one, the underscore, and each stretch of anything else as one gap.
///
/// A pattern whose literals are not among them cannot match: Cox, "Regular Expression Matching with a
/// Trigram Index" (2012), here for one text and many patterns.
package struct TrigramSet: Sendable {
  /// Symbols of the alphabet: letters are 1 to 26.
  enum Symbol {
    static let gap: UInt8 = 0
    static let digit: UInt8 = 27
    static let underscore: UInt8 = 28
  }

  /// A bit for each trigram, which takes five bits a symbol.
  private var bits = [UInt64](repeating: 0, count: 1 << 15 / 64)

  /// Nil where the text has letters or digits beyond ASCII, which fold in ways that are not followed
  /// here (the Kelvin sign is a `k`).
  package init?(_ text: SourceText) {
    var window = Self.code(Symbol.gap, Symbol.gap, Symbol.gap)
    // The text stands between two gaps, as beginning and end bound a word.
    var last = Symbol.gap
    let bytes = text.bytes
    var index = 0
    while index < bytes.count {
      guard let (symbol, length) = Self.symbol(of: bytes, at: index) else { return nil }
      index += length
      if symbol == Symbol.gap && last == Symbol.gap { continue }
      last = symbol
      window = (window << 5 | UInt16(symbol)) & 0x7FFF
      insert(window)
    }
    if last != Symbol.gap { insert((window << 5) & 0x7FFF) }
  }

  private mutating func insert(_ trigram: UInt16) {
    bits[Int(trigram >> 6)] |= 1 << UInt64(trigram & 63)
  }

  func contains(_ trigram: UInt16) -> Bool {
    bits[Int(trigram >> 6)] & (1 << UInt64(trigram & 63)) != 0
  }

  /// 64 of the trigrams: those of codes from 64 times the number on.
  @inline(__always)
  func bits(ofWord word: Int) -> UInt64 { bits[word] }

  static func code(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt16 {
    UInt16(first) << 10 | UInt16(second) << 5 | UInt16(third)
  }

  /// The symbol of an ASCII byte.
  static func symbol(ofASCII byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 1
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A") + 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Symbol.digit
    case UInt8(ascii: "_"): Symbol.underscore
    default: Symbol.gap
    }
  }

  /// The symbol of the character at an offset of valid UTF-8 and its length in bytes; nil for one that
  /// may be part of a word.
  static func symbol(of bytes: [UInt8], at index: Int) -> (symbol: UInt8, length: Int)? {
    let byte = bytes[index]
    if byte < 0x80 { return (symbol(ofASCII: byte), 1) }
    if byte == 0xC2 {
      return isSeparator(UInt32(bytes[index + 1])) ? (Symbol.gap, 2) : nil
    }
    guard byte == 0xE2 else { return nil }
    let scalar =
      0x2000 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
    return isSeparator(scalar) ? (Symbol.gap, 3) : nil
  }

  /// Spaces, signs and punctuation that are no part of a word: of Latin-1 all but the ordinals, the
  /// micro sign, superscripts and fractions; General Punctuation without its connectors (Unicode's
  /// class Pc); arrows and mathematical operators.
  private static func isSeparator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xBC...0xBE, 0x203F, 0x2040, 0x2054: false
    case 0xA0...0xBF, 0x2010...0x205F, 0x2190...0x22FF, 0x2000...0x200B: true
    default: false
    }
  }
}
