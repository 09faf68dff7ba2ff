public import SourceText

/// A word, a number or a punctuation mark of a text: a span with what look-ups need.
public struct Token: Sendable, Hashable {
  /// What a token is made of.
  public enum Kind: UInt8, Sendable {
    /// Letters, with inner apostrophes, hyphens excluded: `don't` is one token, `follow-up` three.
    /// Digits after a letter belong to the word: `B12`, `A1c`, `SpO2`.
    case word
    /// Digits with decimal point or thousands separators: `7.35`, `1,200`.
    case number
    /// One punctuation mark or symbol.
    case punctuation

    /// Written out so that other modules compare kinds in place: the one that the compiler derives
    /// is a call through a witness table there.
    @inlinable @inline(__always)
    public static func == (left: Kind, right: Kind) -> Bool {
      switch (left, right) {
      case (.word, .word), (.number, .number), (.punctuation, .punctuation): true
      default: false
      }
    }

    /// See `==`.
    @inlinable @inline(__always)
    public static func != (left: Kind, right: Kind) -> Bool { !(left == right) }
  }

  /// Its first byte.
  public var start: Int32
  /// The byte behind it.
  public var end: Int32
  /// Hash of the case-folded bytes (ASCII folding); equal words have equal hashes.
  public var foldedHash: UInt32
  /// Word, number or mark.
  public var kind: Kind
  /// Whether it is the first token, or a line break lies between the token before and this one.
  public var beginsLine: Bool

  /// A token with all that is known of it.
  public init(start: Int32, end: Int32, foldedHash: UInt32, kind: Kind, beginsLine: Bool) {
    self.start = start
    self.end = end
    self.foldedHash = foldedHash
    self.kind = kind
    self.beginsLine = beginsLine
  }

  /// Its place in the text.
  @inlinable @inline(__always)
  public var span: TextSpan { TextSpan(start: start, end: end) }
}

extension Token {
  /// FNV-1a over the folded bytes (Fowler, Noll and Vo; offset basis and prime for 32 bits).
  enum FoldedHash {
    static let offsetBasis: UInt32 = 2_166_136_261
    static let prime: UInt32 = 16_777_619
    /// The inverse of the prime modulo 2^32, which takes the last byte out of a hash again.
    static let inversePrime: UInt32 = 899_433_627

    @inline(__always)
    static func adding(_ byte: UInt8, to hash: UInt32) -> UInt32 {
      (hash ^ UInt32(byte)) &* prime
    }

    /// The hash of a whole word in lower case.
    static func of(_ word: some StringProtocol) -> UInt32 {
      word.utf8.reduce(offsetBasis) { adding($1, to: $0) }
    }

    @inline(__always)
    static func removing(_ byte: UInt8, from hash: UInt32) -> UInt32 {
      (hash &* inversePrime) ^ UInt32(byte)
    }
  }
}
