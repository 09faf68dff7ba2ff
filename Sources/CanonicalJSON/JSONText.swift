/// What the writer and the checker of canonical strings agree on.
enum JSONText {
  /// Where the run of bytes that stand for themselves ends: at a quotation mark, a backslash, a
  /// control character or the end. Looks at eight bytes at a time.
  @inline(__always)
  static func endOfPlainRun(in text: Span<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var index = start
    while index + 8 <= text.count {
      let word = unsafe UInt64(
        littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let backslashes = word ^ (ones &* 0x5C)
      // The high bit of a byte is set where the byte is zero (or below 0x20, for the third term).
      // Borrows add marks only above a true one, so the lowest mark is exact.
      let marks =
        ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
          | (word &- ones &* 0x20) & ~word) & highs
      if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
      index += 1
    }
    return index
  }

  /// The letter after the backslash where there is a short form (RFC 8785, section 3.2.2.2), else
  /// nil: the byte is written as `u00xx`, in full.
  static func shortEscape(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x22, 0x5C: byte
    case 0x08: 0x62
    case 0x09: 0x74
    case 0x0A: 0x6E
    case 0x0C: 0x66
    case 0x0D: 0x72
    default: nil
    }
  }

  /// Whether a key may hold the byte: ASCII that stands for itself, so that the order of written
  /// keys is the order of the keys.
  static func isPlainKeyByte(_ byte: UInt8) -> Bool {
    0x20..<0x80 ~= byte && byte != 0x22 && byte != 0x5C
  }
}
