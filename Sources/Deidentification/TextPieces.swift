/// A text cut into runs of letters, runs of digits, and what stands between them.
struct TextPiece {
  enum Kind { case letters, digits, other }

  var kind: Kind
  var bytes: [UInt8]

  /// The pieces in order. What lies beyond ASCII counts as letters, an apostrophe between letters too.
  static func pieces(of bytes: ArraySlice<UInt8>) -> [TextPiece] {
    var pieces: [TextPiece] = []
    var previous: UInt8 = 0x20
    for (index, byte) in zip(bytes.indices, bytes) {
      let isInner =
        byte == UInt8(ascii: "'") && isLetter(previous) && index + 1 < bytes.endIndex
        && isLetter(bytes[index + 1])
      let kind: Kind =
        byte &- 0x30 < 10 ? .digits : isLetter(byte) || isInner ? .letters : .other
      if let last = pieces.last, last.kind == kind {
        pieces[pieces.count - 1].bytes.append(byte)
      } else {
        pieces.append(TextPiece(kind: kind, bytes: [byte]))
      }
      previous = byte
    }
    return pieces
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }

  var value: Int { bytes.count > 9 ? .max : bytes.reduce(0) { $0 * 10 + Int($1 &- 0x30) } }

  var hash: UInt32 { WordHash.of(bytes) }

  /// How its letters are written.
  var isAllCapital: Bool {
    bytes.count > 1 && !bytes.contains { $0 &- 0x61 < 26 } && (bytes.first ?? 0) &- 0x41 < 26
  }

  var isSmall: Bool { (bytes.first ?? 0) &- 0x61 < 26 }

  /// Another word written like this one.
  func written(_ word: [UInt8]) -> [UInt8] {
    if isAllCapital { return word.map { $0 &- 0x61 < 26 ? $0 & 0xDF : $0 } }
    if isSmall { return word.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } }
    return word
  }
}
