import SourceText

/// Hashing and comparing words of phrases and texts.
extension TermTrie {
  /// The key of a node one word further: multiplication by the golden ratio (Knuth, TAOCP 3, 6.4)
  /// and a fold of the high half onto the low one. The key 0 is kept for empty slots.
  @inline(__always)
  static func extend(_ key: UInt32, by hash: UInt32) -> UInt32 {
    let mixed = UInt64(key ^ hash) &* 0x9E37_79B9_7F4A_7C15
    return max(1, UInt32(truncatingIfNeeded: mixed >> 32) &+ key &* 31)
  }

  /// The byte of a word as it is compared, and how many bytes it stands for: `’` counts as `'`.
  @inline(__always)
  static func comparable(
    _ bytes: Span<UInt8>, at index: Int, isCaseSensitive: Bool
  ) -> (byte: UInt8, length: Int) {
    let byte = bytes[index]
    guard mayBeginApostrophe(byte) else {
      return (isCaseSensitive ? byte : byte.foldedASCII, 1)
    }
    let (scalar, length) = bytes.scalar(at: index)
    return ScalarClass(scalar) == .apostrophe ? (UInt8(ascii: "'"), length) : (byte, 1)
  }

  /// Whether U+2019 or U+02BC may begin with the byte.
  @inline(__always)
  static func mayBeginApostrophe(_ byte: UInt8) -> Bool { byte == 0xE2 || byte == 0xCA }

  /// Whether the token is a hyphen that joins the words beside it: nothing between it and the word
  /// before, and nothing or a line break between it and the word behind.
  @inline(__always)
  static func isJoiningHyphen(
    _ token: Token, in bytes: Span<UInt8>, before: Token, after: Token
  ) -> Bool {
    guard token.kind == .punctuation, before.kind != .punctuation, after.kind != .punctuation,
      token.start == before.end, token.end == after.start || after.beginsLine
    else { return false }
    let lead = bytes[Int(token.start)]
    if lead == UInt8(ascii: "-") { return true }
    // U+2010 hyphen and U+2011 no-break hyphen.
    guard lead == 0xE2 else { return false }
    let scalar = bytes.scalar(at: Int(token.start)).value
    return scalar == 0x2010 || scalar == 0x2011
  }
}
