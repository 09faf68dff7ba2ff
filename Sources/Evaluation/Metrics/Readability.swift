import SourceText
package import Summaries

/// How much schooling a text takes to read.
///
/// Counts as `textstat` 0.7.13 does, so that a figure can be compared with others': words are parted by
/// white space and lose their marks, but for the apostrophes of `'s`, `'t`, `'d`, `'ve`, `'ll` and `'re`;
/// a sentence begins with a word and ends with `.`, `!` or `?`, and those of one or two words do not
/// count; syllables are those of `Syllables`. A decimal point ends a sentence and parts no word.
package struct Readability: Sendable, Hashable {
  package private(set) var words = 0
  package private(set) var sentences = 0
  package private(set) var syllables = 0
  /// Words of three syllables and more.
  package private(set) var longWords = 0

  /// Flesch and Kincaid's school grade of the United States (Kincaid, Fishburne, Rogers and Chissom,
  /// Naval Technical Training Command, 1975); 0 for a text without words.
  package var fleschKincaid: Double {
    guard words > 0, sentences > 0 else { return 0 }
    return 0.39 * Double(words) / Double(sentences) + 11.8 * Double(syllables) / Double(words)
      - 15.59
  }

  /// SMOG grade (McLaughlin, "SMOG grading: a new readability formula", Journal of Reading 1969).
  package var smog: Double {
    guard sentences > 0 else { return 0 }
    return 1.043 * (30 * Double(longWords) / Double(sentences)).squareRoot() + 3.1291
  }

  /// - Parameter bytes: UTF-8.
  package init(_ bytes: [UInt8]) {
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var word: [UInt8] = []
    var sentence = SentenceState()
    for (index, scalar) in scalars.enumerated() {
      switch TextMark(scalar) {
      case .word:
        if sentence.begins() { sentences += 1 }
        word.append(Self.byte(scalar))
        sentence.addToWord()
      case .apostrophe:
        if sentence.leaves() { sentences += 1 }
        guard Self.isContraction(scalars[(index + 1)...]) else { continue }
        word.append(UInt8(ascii: "'"))
        sentence.addToWord()
      case .ending: sentence.ends()
      case .space:
        if sentence.leaves() { sentences += 1 }
        sentence.endWord()
        count(&word)
      case .other: if sentence.leaves() { sentences += 1 }
      }
    }
    count(&word)
    if sentence.finish() { sentences += 1 }
    sentences = words > 0 ? max(1, sentences) : 0
  }

  private mutating func count(_ word: inout [UInt8]) {
    guard !word.isEmpty else { return }
    let count = Syllables.count(word)
    words += 1
    syllables += count
    if count >= 3 { longWords += 1 }
    word.removeAll(keepingCapacity: true)
  }

  /// Lower case; anything outside ASCII is one byte that no list of words has.
  private static func byte(_ scalar: Unicode.Scalar) -> UInt8 {
    guard scalar.isASCII else { return 0xFF }
    let byte = UInt8(truncatingIfNeeded: scalar.value)
    return (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  /// Whether an apostrophe before it stays.
  private static func isContraction(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = rest.first else { return false }
    let second = rest.dropFirst().first
    switch (first, second) {
    case ("t", _), ("s", _), ("d", _), ("v", "e"), ("l", "l"), ("r", "e"): return true
    default: return false
    }
  }

  /// The claims of a draft; each counts as a sentence even where nothing ends it.
  package static func score(_ draft: Draft, into measures: inout Measures) {
    var bytes: [UInt8] = []
    for claim in draft.claims {
      bytes += draft.text[claim.span]
      bytes += [UInt8(ascii: "."), 0x20]
    }
    let readability = Readability(bytes)
    guard readability.words > 0 else { return }
    measures.mean("readability.fleschKincaid", readability.fleschKincaid)
    measures.mean("readability.smog", readability.smog)
  }
}

/// What a scalar is to the counts of words and sentences: the classes of Python's `re`.
private enum TextMark {
  case word, apostrophe, ending, space, other

  init(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": self = .word
    case "'": self = .apostrophe
    case ".", "!", "?": self = .ending
    case " ", "\u{09}"..."\u{0D}", "\u{1C}"..."\u{1F}": self = .space
    case "\u{00}"..."\u{7F}": self = .other
    default:
      let properties = scalar.properties
      if properties.isWhitespace {
        self = .space
      } else {
        self = Self.isWord(properties) ? .word : .other
      }
    }
  }

  private static func isWord(_ properties: Unicode.Scalar.Properties) -> Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: properties.numericType != nil
    }
  }
}

/// The sentence that is being counted.
private struct SentenceState {
  private var isOpen = false
  private var isEnded = false
  /// Whether the word that is being read has a letter in this sentence.
  private var isInWord = false
  private var words = 0

  /// Sentences of fewer words do not count.
  private static let leastWords = 3

  /// A letter comes: one ends where it must, and one begins.
  ///
  /// - Returns: whether one that counts has ended.
  mutating func begins() -> Bool {
    let isCounted = leaves()
    isOpen = true
    return isCounted
  }

  /// Something comes that is no `.`, `!` or `?`.
  mutating func leaves() -> Bool {
    guard isEnded else { return false }
    return finish()
  }

  mutating func finish() -> Bool {
    let isCounted = words >= Self.leastWords
    self = SentenceState()
    return isCounted
  }

  mutating func addToWord() {
    guard isOpen, !isInWord else { return }
    isInWord = true
    words += 1
  }

  mutating func endWord() { isInWord = false }

  mutating func ends() { if isOpen { isEnded = true } }
}
