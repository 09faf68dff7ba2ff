extension SourceText {
  /// Checks well-formedness (Unicode 15, table 3-7) and returns whether all bytes are ASCII.
  static func validate(_ bytes: [UInt8]) throws(SourceTextError) -> Bool {
    let text = bytes.span
    let count = text.count
    var index = 0
    var isASCII = true
    while index < count {
      // Eight bytes at once as long as they are ASCII without NUL: subtracting 1 sets the high bit
      // of a byte that is 0, and no other's where all are plain.
      while index + 8 <= count {
        let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        guard (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0 else { break }
        index += 8
      }
      guard index < count else { break }
      let lead = text[index]
      if lead < 0x80 {
        if lead == 0 { throw .containsNUL(offset: index) }
        index += 1
        continue
      }
      isASCII = false
      guard let shape = SequenceShape(lead: lead), index + shape.length <= count,
        shape.second.contains(text[index + 1])
      else { throw .invalidUTF8(offset: index) }
      var position = index + 2
      while position < index + shape.length {
        guard text[position] & 0xC0 == 0x80 else { throw .invalidUTF8(offset: index) }
        position += 1
      }
      index += shape.length
    }
    return isASCII
  }
}

/// How a multi-byte sequence continues after its lead byte (Unicode 15, table 3-7).
private struct SequenceShape {
  let length: Int
  let second: ClosedRange<UInt8>

  init?(lead: UInt8) {
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
  }
}
