/// What a scalar is to the tokenizer.
enum ScalarClass: Equatable {
  case space, lineBreak, letter, apostrophe, punctuation

  /// Sorts a scalar beyond ASCII by its Unicode block (Unicode 15): general punctuation, symbols and
  /// pictographs are punctuation, everything else that is no space counts as a letter.
  init(_ scalar: UInt32) {
    switch scalar {
    case 0x85, 0x2028, 0x2029: self = .lineBreak
    case 0x80...0xA0, 0xAD, 0x1680, 0x2000...0x200F, 0x202A...0x202F, 0x205F...0x206F, 0x3000,
      0xFEFF:
      self = .space
    case 0x2019, 0x02BC: self = .apostrophe
    case 0xAA, 0xB5, 0xBA: self = .letter
    case 0xA1...0xBF, 0xD7, 0xF7: self = .punctuation
    case 0x2010...0x205E, 0x2070...0x209F, 0x20A0...0x20CF, 0x2100...0x2BFF: self = .punctuation
    case 0x2E00...0x2E7F, 0x3001...0x3004, 0x3008...0x3020, 0x3030, 0xFE10...0xFE6F:
      self = .punctuation
    case 0xE000...0xF8FF, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFFE0...0xFFFD: self = .punctuation
    case 0x1F000...0x1FAFF: self = .punctuation
    default: self = .letter
    }
  }
}

extension Span<UInt8> {
  /// The scalar that begins at the index and its length; the bytes must be well-formed UTF-8.
  @inline(__always)
  func scalar(at index: Int) -> (value: UInt32, length: Int) {
    let lead = self[index]
    if lead < 0x80 { return (UInt32(lead), 1) }
    if lead < 0xE0 {
      return (UInt32(lead & 0x1F) << 6 | UInt32(self[index + 1] & 0x3F), 2)
    }
    let middle = UInt32(self[index + 1] & 0x3F) << 6 | UInt32(self[index + 2] & 0x3F)
    if lead < 0xF0 { return (UInt32(lead & 0x0F) << 12 | middle, 3) }
    return (UInt32(lead & 0x07) << 18 | middle << 6 | UInt32(self[index + 3] & 0x3F), 4)
  }
}

extension UInt8 {
  @inline(__always)
  var foldedASCII: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }

  @inline(__always)
  var isASCIIUppercase: Bool { self &- UInt8(ascii: "A") < 26 }

  @inline(__always)
  var isASCIILowercase: Bool { self &- UInt8(ascii: "a") < 26 }

  @inline(__always)
  var isASCIILetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

  @inline(__always)
  var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  /// A line feed, a carriage return, a vertical tab or a form feed.
  @inline(__always)
  var isASCIILineBreak: Bool { self &- 0x0A < 4 }

  /// Any white space of ASCII; control characters count as such.
  @inline(__always)
  var isASCIISpace: Bool { self <= 0x20 || self == 0x7F }
}
