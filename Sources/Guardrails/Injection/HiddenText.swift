import SourceText

/// Counts the characters of a stretch of text that have no shape, change the order of others, or
/// only look like the letters of a word.
///
/// Sources: Unicode Standard Annex 9 (bidirectional controls), Technical Standard 39 (confusables
/// and mixed scripts), the Default_Ignorable_Code_Point property, and the blocks of styled letters.
struct HiddenText: Sendable {
  private(set) var zeroWidth = 0
  private(set) var overrides = 0
  private(set) var embeddings = 0
  private(set) var tags = 0
  private(set) var selectorRuns = 0
  private(set) var styled = 0
  private(set) var mixedWords = 0
  /// Letters of other scripts outside quotation marks.
  private(set) var foreign = 0
  /// Where the last character without a shape ends.
  private(set) var lastEnd = 0

  private var plainLetters = 0
  private var latinLetters = 0
  private var lookalikes = 0
  private var others = 0
  private var lastWasSelector = false
  private var flag = false
  private var isInQuotes = false

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    let span = bytes.span
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = span[position]
      if byte < 0x80 {
        take(ascii: byte)
        position += 1
        continue
      }
      let (scalar, length) = Self.scalar(span, position, end: range.upperBound)
      take(scalar, end: position + length, isAtStart: position == 0)
      position += length
    }
    closeWord()
  }

  /// Whether anything without a shape was found.
  var isHidden: Bool { lastEnd > 0 }

  func add(to score: inout HostileScore) {
    if tags >= 4 || overrides > 0 || zeroWidth >= 4 || selectorRuns >= 4 {
      score.add(points: 4, byCharactersFor: .invisible)
    } else if embeddings >= 2 || zeroWidth >= 2 || tags > 0 {
      score.add(points: 2, byCharactersFor: .invisible)
    }
    if mixedWords >= 2 || styled >= 6 {
      score.add(points: 4, byCharactersFor: .homoglyph)
    } else if mixedWords == 1 || styled >= 4 {
      score.add(points: 2, byCharactersFor: .homoglyph)
    }
    // A name, or a phrase with its translation, leaves more Latin letters in the line.
    if foreign >= 8, foreign > plainLetters { score.add(points: 3, byCharactersFor: .encoded) }
  }

  private mutating func take(ascii byte: UInt8) {
    lastWasSelector = false
    flag = false
    if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A {
      latinLetters += 1
    } else {
      if byte == UInt8(ascii: "\"") { isInQuotes.toggle() }
      if byte == UInt8(ascii: "\n") { isInQuotes = false }
      closeWord()
    }
  }

  private mutating func take(_ scalar: UInt32, end: Int, isAtStart: Bool) {
    let wasSelector = lastWasSelector
    lastWasSelector = false
    switch scalar {
    case 0x202D, 0x202E:
      overrides += 1
      lastEnd = end
    case 0x202A...0x202C, 0x2066...0x2069, 0x061C:
      embeddings += 1
      lastEnd = end
    case 0x200B, 0x2060...0x2064, 0x180E, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x034F, 0x17B4, 0x17B5,
      0x1D173...0x1D17A:
      zeroWidth += 1
      lastEnd = end
    case 0xFEFF:
      // At the very start it says how the bytes are ordered.
      if !isAtStart {
        zeroWidth += 1
        lastEnd = end
      }
    case 0x200C, 0x200D, 0x00AD, 0x200E, 0x200F:
      // Joiners and soft hyphens have their use between letters of other scripts and at line ends;
      // inside a Latin word they have none.
      if latinLetters > 0 {
        zeroWidth += 1
        lastEnd = end
      }
    case 0xE0000...0xE007F:
      // Regional flags are written with tags (Unicode Technical Standard 51).
      if !flag {
        tags += 1
        lastEnd = end
      }
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF:
      if wasSelector {
        selectorRuns += 1
        lastEnd = end
      }
      lastWasSelector = true
    case 0x1F3F4: flag = true
    case 0x201C: isInQuotes = true
    case 0x201D: isInQuotes = false
    case 0xAB: isInQuotes = true
    case 0xBB: isInQuotes = false
    default: takeVisible(scalar)
    }
  }

  private mutating func takeVisible(_ scalar: UInt32) {
    flag = false
    switch scalar {
    case 0xC0...0x24F, 0x1E00...0x1EFF: latinLetters += 1
    case 0x370...0x3FF, 0x1F00...0x1FFF:
      // `μg`, `β-blocker`, `ΔT`: a Greek letter before Latin ones is a symbol.
      if latinLetters > 0, Self.greekLookalikes.contains(scalar) { lookalikes += 1 }
    case 0x400...0x52F, 0x13A0...0x13FF, 0x531...0x587, 0xA4D0...0xA4FF, 0x1C80...0x1C8F:
      lookalikes += 1
      others += 1
    case 0x5D0...0x5EA, 0x620...0x6D3, 0x900...0x0DFF, 0xE01...0xE7F, 0x1100...0x11FF,
      0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
      others += 1
    case 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0x24B6...0x24E9, 0x1D400...0x1D7FF,
      0x1F130...0x1F189, 0x1F1E6...0x1F1FF:
      styled += 1
    case 0x250...0x2AF, 0x1D00...0x1D7F, 0x2C60...0x2C7F, 0xA720...0xA7FF:
      // Phonetic letters and small capitals, which stand for Latin letters in `ɪɢɴᴏʀᴇ`.
      styled += 1
      latinLetters += 1
    default: closeWord()
    }
  }

  private mutating func closeWord() {
    if lookalikes > 0, latinLetters > 0, latinLetters + lookalikes >= 3 { mixedWords += 1 }
    if others > 0, latinLetters == 0, !isInQuotes { foreign += others }
    if others == 0 { plainLetters += latinLetters }
    latinLetters = 0
    lookalikes = 0
    others = 0
  }

  /// Greek letters that look like Latin ones.
  private static let greekLookalikes: Set<UInt32> = [
    0x391, 0x392, 0x395, 0x396, 0x397, 0x399, 0x39A, 0x39C, 0x39D, 0x39F, 0x3A1, 0x3A4, 0x3A5,
    0x3A7, 0x3B9, 0x3BD, 0x3BF, 0x3C1, 0x3C5, 0x3C7,
  ]

  /// The scalar that begins there, and its length in bytes; the text is valid UTF-8.
  private static func scalar(_ bytes: Span<UInt8>, _ position: Int, end: Int) -> (UInt32, Int) {
    let first = bytes[position]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard position + length <= end else { return (0xFFFD, end - position) }
    var value = UInt32(first) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for offset in 1..<length { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
    return (value, length)
  }
}
