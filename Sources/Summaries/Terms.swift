import ClinicalLanguage
import SourceText

/// The words of a document as selection and grounding compare them: stems and classes by token.
struct Terms: Sendable {
  /// One for each token: the hash of its stem, or of the number's value; 0 for punctuation and
  /// function words.
  private(set) var stems: [UInt32]
  /// One for each token.
  private(set) var classes: [WordClass]
  /// How many white-space separated words begin before each token; one more entry than tokens.
  private(set) var wordsBefore: [Int32]

  /// The stem of every word for not tolerating something.
  private static let allergy: UInt32 = 1

  init(_ text: SourceText, _ tokens: [Token]) {
    var stems: [UInt32] = []
    var classes: [WordClass] = []
    var wordsBefore: [Int32] = []
    stems.reserveCapacity(tokens.count)
    classes.reserveCapacity(tokens.count)
    wordsBefore.reserveCapacity(tokens.count + 1)
    let bytes = text.bytes.span
    let table = WordTable.shared
    var words: Int32 = 0
    for token in tokens {
      let start = Int(token.start)
      wordsBefore.append(words)
      if WhiteSpace.ends(at: start, in: bytes) { words += 1 }
      var stem: UInt32 = 0
      var kind: WordClass = []
      switch token.kind {
      case .word:
        kind = table.classes(of: token.foldedHash)
        if kind.contains(.function) { break }
        // `NKDA`, `allergic` and `intolerance` are one term.
        if kind.contains(.allergy) {
          stem = Self.allergy
        } else {
          stem = text.isASCII ? Stem.hash(bytes, token) : Stem.hash(bytes, start, Int(token.end))
        }
      case .number: stem = Stem.numberHash(bytes, start, Int(token.end))
      case .punctuation: break
      }
      stems.append(stem)
      classes.append(kind)
    }
    wordsBefore.append(words)
    self.stems = stems
    self.classes = classes
    self.wordsBefore = wordsBefore
  }

  /// How many words, split at white space, the text of the tokens has.
  func wordCount(_ tokens: Range<Int>) -> Int {
    guard !tokens.isEmpty else { return 0 }
    // The first token begins a word of the statement even where it follows a bracket in the note.
    return 1 + Int(wordsBefore[tokens.upperBound] - wordsBefore[tokens.lowerBound + 1])
  }

  /// Whether the token carries content: a number, or a word that is no function word.
  func isContent(_ token: Int) -> Bool { stems[token] != 0 }
}

/// The stem of a word: endings of number, tense and adverb are dropped.
///
/// Harman's S-stemmer (J Am Soc Inf Sci 1991) with the commonest verb endings. Clinical nouns keep
/// their roots apart, which a full Porter stemmer would merge (`organ`, `organic`, `organization`).
enum Stem {
  static func hash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    let stemEnd = Self.end(bytes, start, end)
    var hash = WordHash()
    for index in start..<stemEnd { hash.add(bytes[index]) }
    return hash.value
  }

  /// The same for a word of an ASCII text, from the hash of its token: only the ending is taken out.
  static func hash(_ bytes: Span<UInt8>, _ token: Token) -> UInt32 {
    var hash = WordHash(token.foldedHash)
    var end = Int(token.end)
    let stemEnd = Self.end(bytes, Int(token.start), end)
    while end > stemEnd {
      end -= 1
      hash.remove(bytes[end])
    }
    return hash.value
  }

  static func end(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    // Most words end in none of the letters with which an ending ends.
    switch WordHash.folded(bytes[end - 1]) {
    case UInt8(ascii: "s"), UInt8(ascii: "g"), UInt8(ascii: "d"), UInt8(ascii: "y"),
      UInt8(ascii: "e"):
      break
    default: return end
    }
    var end = end
    func letter(_ fromEnd: Int) -> UInt8 {
      let index = end - fromEnd
      return index >= start ? WordHash.folded(bytes[index]) : 0
    }
    let s = UInt8(ascii: "s")
    if letter(1) == s, letter(2) == UInt8(ascii: "'") { end -= 2 }
    if end - start > 4, letter(1) == s {
      switch letter(2) {
      case s, UInt8(ascii: "u"), UInt8(ascii: "i"): break
      case UInt8(ascii: "e") where letter(3) == UInt8(ascii: "i"): end -= 3
      case UInt8(ascii: "e") where letter(3) == s: end -= 2
      default: end -= 1
      }
    }
    let length = end - start
    if length > 6, letter(1) == UInt8(ascii: "g"), letter(2) == UInt8(ascii: "n"),
      letter(3) == UInt8(ascii: "i")
    {
      end -= 3
    } else if length > 5, letter(1) == UInt8(ascii: "d"), letter(2) == UInt8(ascii: "e") {
      end -= 2
    } else if length > 6, letter(1) == UInt8(ascii: "y"), letter(2) == UInt8(ascii: "l") {
      end -= 2
    }
    if end - start > 4, letter(1) == UInt8(ascii: "e") || letter(1) == UInt8(ascii: "y") {
      end -= 1
    }
    return end
  }

  /// A number by its value: `1,200` and `1200`, `5.0` and `5` are the same.
  static func numberHash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    var last = end
    var hasPoint = false
    for index in start..<end where bytes[index] == UInt8(ascii: ".") { hasPoint = true }
    if hasPoint {
      while last > start, bytes[last - 1] == UInt8(ascii: "0") { last -= 1 }
      if last > start, bytes[last - 1] == UInt8(ascii: ".") { last -= 1 }
    }
    var hash = WordHash()
    hash.add(UInt8(ascii: "#"))
    for index in start..<last where bytes[index] != UInt8(ascii: ",") { hash.add(bytes[index]) }
    return hash.value
  }
}
