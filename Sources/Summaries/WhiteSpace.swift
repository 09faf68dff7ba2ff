import SourceText

/// White space as word counts and copies of a statement see it.
package enum WhiteSpace {
  /// The ASCII white space that a copy may collapse.
  static func isASCII(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  /// Whether white space, or the beginning of the text, lies directly before the offset.
  ///
  /// Counts what Unicode calls white space (U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028,
  /// U+2029, U+202F, U+205F, U+3000) and the separators U+001C to U+001F, so that a budget in
  /// words means the same to whoever splits the statement.
  static func ends(at offset: Int, in bytes: Span<UInt8>) -> Bool {
    guard offset > 0 else { return true }
    let last = bytes[offset - 1]
    if last < 0x80 { return isASCII(last) || last &- 0x1C < 4 }
    if offset >= 2, bytes[offset - 2] == 0xC2 { return last == 0x85 || last == 0xA0 }
    guard offset >= 3 else { return false }
    switch (bytes[offset - 3], bytes[offset - 2]) {
    case (0xE1, 0x9A): return last == 0x80
    case (0xE2, 0x80): return last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF
    case (0xE2, 0x81): return last == 0x9F
    case (0xE3, 0x80): return last == 0x80
    default: return false
    }
  }

  /// The bytes with every run of ASCII white space as one space, and none at the ends.
  package static func collapsed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isGap = false
    for byte in bytes {
      if isASCII(byte) {
        isGap = !result.isEmpty
        continue
      }
      if isGap {
        result.append(0x20)
        isGap = false
      }
      result.append(byte)
    }
    return result
  }

  /// Whether `collapsed` would give the same for both, found out without copies.
  package static func areSameCollapsed(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    var (l, r) = (0, 0)
    while true {
      // Both stand at their beginning or right behind the same word.
      while l < left.count, isASCII(left[l]) { l += 1 }
      while r < right.count, isASCII(right[r]) { r += 1 }
      guard l < left.count, r < right.count else { return l == left.count && r == right.count }
      while l < left.count, r < right.count, left[l] == right[r], !isASCII(left[l]) {
        l += 1
        r += 1
      }
      let leftGoesOn = l < left.count && !isASCII(left[l])
      let rightGoesOn = r < right.count && !isASCII(right[r])
      guard !leftGoesOn, !rightGoesOn else { return false }
    }
  }
}
