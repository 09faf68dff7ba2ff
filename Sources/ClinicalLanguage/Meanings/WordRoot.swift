/// What is left of a word without its endings, as a hash: words of one root speak of the same thing.
///
/// Two depths. The fine root drops endings of number, tense and adverb (Harman's S-stemmer, J Am Soc
/// Inf Sci 1991, with the commonest verb endings): `fractures` and `fractured` are one. The coarse
/// root is the beginning of the fine one: `reduction` and `reducing` are one, and now and then two
/// words are that should not be, so it is asked only where a wrong match costs less than a missed one.
enum WordRoot {
  /// How many letters a coarse root has. Six join `diabet|es` and `diabet|ic` and keep `hypert` of
  /// `hypertension` and `hypertrophy` together, which is why entities are not compared by it.
  static let coarseLength = 6

  /// FNV-1a for 64 bits (Fowler, Noll and Vo).
  struct Hash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// The two roots of the word in the range, in one spelling: `anaemia` and `anemia`, `tumour` and
  /// `tumor`, `catheterised` and `catheterized` are one.
  static func roots(of bytes: Span<UInt8>, _ range: Range<Int>) -> (fine: UInt64, coarse: UInt64) {
    let start = range.lowerBound
    let (end, lastIsI) = end(bytes, range)
    let isLong = range.count >= leastSpelled
    var hash = Hash()
    var coarse: UInt64?
    var count = 0
    for index in start..<(lastIsI ? end - 1 : end) {
      var letter = bytes[index].foldedASCII
      if isLong, isSpelledOtherwise(letter) {
        if isBritish(letter, at: index, of: bytes, start, range.upperBound) { continue }
        letter = respelled(letter, at: index, of: bytes, start)
      }
      if count == coarseLength { coarse = hash.value }
      hash.add(letter)
      count += 1
    }
    if lastIsI {
      if count == coarseLength { coarse = hash.value }
      hash.add(UInt8(ascii: "i"))
    }
    return (hash.value, coarse ?? hash.value)
  }

  /// Of fewer letters few words are spelled in two ways, and many would be taken for others.
  private static let leastSpelled = 6

  /// Whether the letter may be one that spellings differ in: a bit each for `a`, `h`, `o`, `p`, `u`, `z`.
  @inline(__always)
  private static func isSpelledOtherwise(_ letter: UInt8) -> Bool {
    let letters: UInt32 = 1 << 1 | 1 << 8 | 1 << 15 | 1 << 16 | 1 << 21 | 1 << 26
    return letter & 0xE0 == 0x60 && letters >> UInt32(letter & 31) & 1 == 1
  }

  /// Whether the letter stands in British spelling alone: the `a` of `haemorrhage`, the `o` of `oedema`,
  /// the `u` of `tumour`, the `p` of `sulphate`.
  @inline(__always)
  private static func isBritish(
    _ letter: UInt8, at index: Int, of bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard index + 1 < end else { return false }
    switch letter {
    case UInt8(ascii: "a"), UInt8(ascii: "o"):
      return bytes[index + 1].foldedASCII == UInt8(ascii: "e")
    case UInt8(ascii: "u"):
      guard index >= start + 4, bytes[index + 1].foldedASCII == UInt8(ascii: "r"),
        bytes[index - 1].foldedASCII == UInt8(ascii: "o")
      else { return false }
      return "bdilmnptv".utf8.contains(bytes[index - 2].foldedASCII)
    case UInt8(ascii: "p"):
      return index > start && bytes[index - 1].foldedASCII == UInt8(ascii: "l")
        && bytes[index + 1].foldedASCII == UInt8(ascii: "h")
    default: return false
    }
  }

  /// `-ise` and `-yse` with a `z`; `sulfate` with an `f`.
  @inline(__always)
  private static func respelled(
    _ letter: UInt8, at index: Int, of bytes: Span<UInt8>, _ start: Int
  ) -> UInt8 {
    switch letter {
    case UInt8(ascii: "z") where index >= start + 3:
      let before = bytes[index - 1].foldedASCII
      return before == UInt8(ascii: "i") || before == UInt8(ascii: "y") ? UInt8(ascii: "s") : letter
    case UInt8(ascii: "h") where index >= start + 2:
      return bytes[index - 1].foldedASCII == UInt8(ascii: "p")
        && bytes[index - 2].foldedASCII == UInt8(ascii: "l") ? UInt8(ascii: "f") : letter
    default: return letter
    }
  }

  /// The word as it is written, capitals and all.
  static func exact(of bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = Hash()
    hash.add(UInt8(ascii: "="))
    for index in range { hash.add(bytes[index]) }
    return hash.value
  }

  /// A number by its value: `1,200` and `1200`, `5.0` and `5` are the same.
  static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var last = range.upperBound
    var hasPoint = false
    for index in range where bytes[index] == UInt8(ascii: ".") { hasPoint = true }
    if hasPoint {
      while last > range.lowerBound, bytes[last - 1] == UInt8(ascii: "0") { last -= 1 }
      if last > range.lowerBound, bytes[last - 1] == UInt8(ascii: ".") { last -= 1 }
    }
    var hash = Hash()
    hash.add(UInt8(ascii: "#"))
    var isLeading = true
    for index in range.lowerBound..<last where bytes[index] != UInt8(ascii: ",") {
      if isLeading, bytes[index] == UInt8(ascii: "0"), index + 1 < last { continue }
      isLeading = false
      hash.add(bytes[index])
    }
    return hash.value
  }

  /// Where the fine root ends, and whether its last letter is read as `i` (`biopsy`, `biopsies`).
  private static func end(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (end: Int, lastIsI: Bool) {
    let start = range.lowerBound
    var end = range.upperBound
    guard end > start, mayEndEnding(bytes[end - 1].foldedASCII) else { return (end, false) }
    func letter(_ fromEnd: Int) -> UInt8 {
      let index = end - fromEnd
      return index >= start ? bytes[index].foldedASCII : 0
    }
    func isVowel(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
        UInt8(ascii: "u"), UInt8(ascii: "y"):
        true
      default: false
      }
    }
    // Digits belong to names such as `B12` or `L4`, which have no endings.
    for index in range where bytes[index].isASCIIDigit { return (end, false) }
    let s = UInt8(ascii: "s")
    if letter(1) == s, letter(2) == UInt8(ascii: "'") { end -= 2 }
    // The same with a typographic apostrophe (U+2019).
    if letter(1) == s, letter(2) == 0x99, letter(3) == 0x80, letter(4) == 0xE2 { end -= 4 }
    // `keratosis`, `keratoses`
    if end - start >= leastGreek, letter(1) == s, letter(2) == UInt8(ascii: "i"), letter(3) == s {
      return (end - 2, false)
    }
    if end - start > 3, letter(1) == s {
      switch letter(2) {
      case s, UInt8(ascii: "u"), UInt8(ascii: "i"): break
      case UInt8(ascii: "e"):
        switch letter(3) {
        case UInt8(ascii: "i") where end - start > 4: end -= 2
        case s, UInt8(ascii: "x"), UInt8(ascii: "z"): end -= 2
        case UInt8(ascii: "h") where letter(4) == UInt8(ascii: "c") || letter(4) == s: end -= 2
        default: end -= 1
        }
      default: end -= 1
      }
    }
    if end - start > 5, letter(1) == UInt8(ascii: "g"), letter(2) == UInt8(ascii: "n"),
      letter(3) == UInt8(ascii: "i")
    {
      end -= 3
      end = undoubled(bytes, start, end)
    } else if end - start > 4, letter(1) == UInt8(ascii: "d"), letter(2) == UInt8(ascii: "e"),
      letter(3) != UInt8(ascii: "e")
    {
      end -= 2
      end = undoubled(bytes, start, end)
    } else if end - start > 5, letter(1) == UInt8(ascii: "y"), letter(2) == UInt8(ascii: "l") {
      end -= 2
    }
    // `discontinue` and `discontinued` are one.
    if end - start > 3, letter(1) == UInt8(ascii: "e"),
      !isVowel(letter(2)) || letter(2) == UInt8(ascii: "u")
    {
      end -= 1
    }
    // `note` and `noted` deny nothing.
    if end - start == 3, range.upperBound - start > 3, letter(3) == UInt8(ascii: "n"),
      letter(2) == UInt8(ascii: "o"), letter(1) == UInt8(ascii: "t")
    {
      end += 1
    }
    let last = letter(1)
    // `note`, `noted` and `noting` are not the `not` that would be left of them.
    if end - start == 3, range.count > 3, last == UInt8(ascii: "t"), letter(2) == UInt8(ascii: "o"),
      letter(3) == UInt8(ascii: "n")
    {
      return (end, true)
    }
    return (end, end - start > 2 && (last == UInt8(ascii: "y") || last == UInt8(ascii: "i")))
  }

  /// Of fewer letters are `basis` and `oasis`.
  private static let leastGreek = 6

  /// Whether an ending that is left out or altered ends with the letter: most words have none.
  private static func mayEndEnding(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "s"), UInt8(ascii: "g"), UInt8(ascii: "d"), UInt8(ascii: "y"),
      UInt8(ascii: "e"), UInt8(ascii: "i"):
      true
    default: false
    }
  }

  /// `stopp` is `stop`; `press`, `fall` and `buzz` stay.
  private static func undoubled(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard end - start > 3 else { return end }
    let last = bytes[end - 1].foldedASCII
    guard last == bytes[end - 2].foldedASCII, last != UInt8(ascii: "l"),
      last != UInt8(ascii: "s"), last != UInt8(ascii: "z")
    else { return end }
    return end - 1
  }
}
