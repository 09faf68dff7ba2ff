import ClinicalLanguage
import SourceText

/// Finds words that were written in a code which a program undoes easily and a reader does not.
///
/// A guess is only believed where what comes out reads as English text: record numbers, checksums
/// and laboratory codes are as random as any encoded text, but do not decode to letters and spaces.
enum EncodedText {
  static func add(
    _ bytes: [UInt8], tokens: ArraySlice<Token>, shape: TokenShape, grammar: SteeringGrammar,
    to score: inout HostileScore
  ) {
    if shape.longestStretch >= TokenShape.shortestEncoded {
      for stretch in stretches(of: tokens) where isEncoded(bytes[stretch]) {
        score.add(points: 4, byCharactersFor: .encoded)
        return
      }
    }
    guard let first = tokens.first, let last = tokens.last else { return }
    let whole = bytes[Int(first.start)..<Int(last.end)]
    if hasEscapes(whole, shape) || shape.leets >= 3 && isLeet(bytes, tokens, grammar) {
      score.add(points: 4, byCharactersFor: .encoded)
    } else if shape.longestNumbers >= TokenShape.fewestNumbers, isCharacterCodes(bytes, tokens) {
      score.add(points: 4, byCharactersFor: .encoded)
    } else if shape.longestLetters >= TokenShape.fewestLetters,
      isSpacedOut(bytes, tokens, grammar)
    {
      score.add(points: 4, byCharactersFor: .encoded)
    } else if shape.strokes >= TokenShape.fewestStrokes, isMorse(whole) {
      score.add(points: 4, byCharactersFor: .encoded)
    }
  }

  // MARK: Stretches without white space

  /// The byte ranges of tokens that follow one another without a gap.
  private static func stretches(of tokens: ArraySlice<Token>) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    guard var start = tokens.first?.start else { return [] }
    var end = start
    for token in tokens {
      if token.start != end {
        if end - start >= TokenShape.shortestEncoded { stretches.append(Int(start)..<Int(end)) }
        start = token.start
      }
      end = token.end
    }
    if end - start >= TokenShape.shortestEncoded { stretches.append(Int(start)..<Int(end)) }
    return stretches
  }

  /// Whether some part of the stretch is text in hexadecimal, base64 or base32 (RFC 4648).
  private static func isEncoded(_ stretch: ArraySlice<UInt8>) -> Bool {
    var start = stretch.startIndex
    while start < stretch.endIndex {
      var end = start
      var letters = 0
      var digits = 0
      while end < stretch.endIndex, let value = Base64.value(of: stretch[end]) {
        if value < 52 { letters += 1 } else { digits += 1 }
        end += 1
      }
      let part = stretch[start..<end]
      if part.count >= Int(TokenShape.shortestEncoded) {
        if digits > 0 || part.contains(where: { $0 < 0x60 }), isBase64(part) { return true }
        if isHexadecimal(part) || isBase32(part) || isBlob(part) { return true }
      }
      start = end + 1
    }
    return false
  }

  private static func isHexadecimal(_ part: ArraySlice<UInt8>) -> Bool {
    guard part.count >= 16, part.count % 2 == 0 else { return false }
    var decoded: [UInt8] = []
    var high: UInt8?
    for byte in part {
      guard let value = Hexadecimal.value(of: byte) else { return false }
      if let first = high {
        decoded.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return isText(decoded)
  }

  private static func isBase64(_ part: ArraySlice<UInt8>) -> Bool {
    isText(unpacked(part, bits: 6, value: Base64.value))
  }

  private static func isBase32(_ part: ArraySlice<UInt8>) -> Bool {
    guard part.count >= 24 else { return false }
    let decoded = unpacked(part, bits: 5) { byte in
      switch byte {
      case 0x41...0x5A: byte - 0x41
      case 0x32...0x37: byte - 0x32 + 26
      default: nil
      }
    }
    return isText(decoded)
  }

  /// The bytes in a run of digits of so many bits; empty where one is no digit.
  private static func unpacked(
    _ part: ArraySlice<UInt8>, bits: Int, value: (UInt8) -> UInt8?
  ) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(part.count)
    var buffer: UInt32 = 0
    var held = 0
    for byte in part {
      guard let value = value(byte) else { return [] }
      buffer = buffer << UInt32(bits) | UInt32(value)
      held += bits
      if held >= 8 {
        held -= 8
        decoded.append(UInt8(truncatingIfNeeded: buffer >> UInt32(held)))
        buffer &= (1 << UInt32(held)) - 1
      }
    }
    return decoded
  }

  /// A block that decodes to no text but is too long and too mixed for any number of a record:
  /// compressed, encrypted or wrapped twice.
  private static func isBlob(_ part: ArraySlice<UInt8>) -> Bool {
    guard part.count >= 88 else { return false }
    let upper = part.count { (0x41...0x5A).contains($0) }
    let lower = part.count { (0x61...0x7A).contains($0) }
    let digits = part.count { (0x30...0x39).contains($0) }
    return upper * 6 >= part.count && lower * 6 >= part.count && digits * 16 >= part.count
  }

  /// Whether the bytes read as text: printable ASCII, nearly all letters and spaces.
  private static func isText(_ decoded: [UInt8]) -> Bool {
    guard decoded.count >= 8 else { return false }
    var letters = 0
    for byte in decoded {
      guard (0x20...0x7E).contains(byte) || byte == 0x0A || byte == 0x0D else { return false }
      if byte == 0x20 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) {
        letters += 1
      }
    }
    return letters * 4 >= decoded.count * 3
  }

  // MARK: Escaped characters

  private static func hasEscapes(_ text: ArraySlice<UInt8>, _ shape: TokenShape) -> Bool {
    if shape.percents >= 4, escapes(in: text, mark: "%", letters: "", digits: 2) >= 4 {
      return true
    }
    if shape.ampersands >= 2, entities(in: text) >= 2 { return true }
    guard shape.backslashes >= 3 else { return false }
    return escapes(in: text, mark: "\\", letters: "u", digits: 4) >= 3
      || escapes(in: text, mark: "\\", letters: "x", digits: 2) >= 3
  }

  /// How many escapes such as `%20`, `\u0041` or `\x41` there are.
  private static func escapes(
    in text: ArraySlice<UInt8>, mark: Unicode.Scalar, letters: String, digits: Int
  ) -> Int {
    let prefix = [UInt8(ascii: mark)] + letters.utf8
    var count = 0
    var position = text.startIndex
    while position + prefix.count + digits <= text.endIndex {
      let after = position + prefix.count
      if text[position] == prefix[0], text[position..<after].elementsEqual(prefix),
        text[after..<after + digits].allSatisfy({ Hexadecimal.value(of: $0) != nil })
      {
        count += 1
        position = after + digits
      } else {
        position += 1
      }
    }
    return count
  }

  /// How many numeric character references such as `&#80;` there are.
  private static func entities(in text: ArraySlice<UInt8>) -> Int {
    var count = 0
    for position in text.indices.dropLast(3)
    where text[position] == UInt8(ascii: "&") && text[position + 1] == UInt8(ascii: "#") {
      let digit = text[position + 2]
      if (0x30...0x39).contains(digit) || digit | 0x20 == UInt8(ascii: "x") { count += 1 }
    }
    return count
  }

  // MARK: Codes and letters set apart

  /// Whether words have digits for letters (`m3nt10n`) and some of them are words of steering.
  private static func isLeet(
    _ bytes: [UInt8], _ tokens: ArraySlice<Token>, _ grammar: SteeringGrammar
  ) -> Bool {
    var known = 0
    for token in tokens where token.kind == .word {
      var hash = WordHash.empty
      var digits = 0
      for byte in bytes[Int(token.start)..<Int(token.end)] {
        let letter: UInt8 =
          switch byte {
          case 0x30: UInt8(ascii: "o")
          case 0x31: UInt8(ascii: "i")
          case 0x33: UInt8(ascii: "e")
          case 0x34: UInt8(ascii: "a")
          case 0x35: UInt8(ascii: "s")
          case 0x37: UInt8(ascii: "t")
          default: byte
          }
        if letter != byte { digits += 1 }
        hash = WordHash.adding(letter, to: hash)
      }
      if digits > 0, grammar.lookUp(hash).families != 0 { known += 1 }
    }
    return known >= 2
  }

  /// Whether a run of numbers is text in ASCII codes or in binary.
  private static func isCharacterCodes(_ bytes: [UInt8], _ tokens: ArraySlice<Token>) -> Bool {
    var codes: [UInt8] = []
    for token in tokens {
      let word = bytes[Int(token.start)..<Int(token.end)]
      if token.kind == .number, let code = characterCode(word) {
        codes.append(code)
      } else if token.kind != .punctuation {
        if isSpelling(codes) { return true }
        codes.removeAll(keepingCapacity: true)
      }
    }
    return isSpelling(codes)
  }

  /// Vital signs, too, are numbers from 32 to 126; text has spaces and mostly small letters.
  private static func isSpelling(_ codes: [UInt8]) -> Bool {
    guard codes.count >= TokenShape.fewestNumbers, codes.contains(0x20) else { return false }
    let plain = codes.count { $0 == 0x20 || (0x61...0x7A).contains($0) }
    return plain * 4 >= codes.count * 3
  }

  private static func characterCode(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let isBinary = digits.count == 8 && digits.allSatisfy { $0 <= 0x31 }
    guard isBinary || digits.count <= 3 else { return nil }
    let value = digits.reduce(0) { $0 * (isBinary ? 2 : 10) + Int($1 - 0x30) }
    return (0x20...0x7E).contains(value) ? UInt8(value) : nil
  }

  /// Whether single letters in a row spell words of steering: `s k i p  t h e …`. Letters of an eye
  /// chart spell none.
  private static func isSpacedOut(
    _ bytes: [UInt8], _ tokens: ArraySlice<Token>, _ grammar: SteeringGrammar
  ) -> Bool {
    var lower = 0
    var known = 0
    var word = WordHash.empty
    var length = 0
    var end: Int32 = -1
    func close() {
      if length >= 3, grammar.lookUp(word).families != 0 { known += 1 }
      word = WordHash.empty
      length = 0
    }
    for token in tokens {
      guard token.kind == .word, token.end - token.start == 1 else {
        close()
        end = -1
        continue
      }
      // Words are set apart by more than one space.
      if token.start - end > 1 { close() }
      let byte = bytes[Int(token.start)]
      if (0x61...0x7A).contains(byte) { lower += 1 }
      word = WordHash.adding(byte, to: word)
      length += 1
      end = token.end
    }
    close()
    return known > 0 || lower >= 12
  }

  /// Whether the text is mostly groups of dots and dashes.
  private static func isMorse(_ text: ArraySlice<UInt8>) -> Bool {
    var groups = 0
    var hasDot = false
    var hasDash = false
    for group in text.split(separator: 0x20) {
      guard group.count <= 6,
        group.allSatisfy({ $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") })
      else { continue }
      groups += 1
      hasDot = hasDot || group.contains(UInt8(ascii: "."))
      hasDash = hasDash || group.contains(UInt8(ascii: "-"))
    }
    return groups >= 8 && hasDot && hasDash
  }
}

/// The digits of RFC 4648, section 4 and, for the last two, section 5.
enum Base64 {
  static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x61 + 26
    case 0x30...0x39: byte - 0x30 + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}

enum Hexadecimal {
  static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
