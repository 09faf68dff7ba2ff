import ClinicalLanguage
import Policies
import SourceText

/// Phrases as they are written in a rule: a text with alternatives stands for several of them.
///
/// They are told apart where they are looked for; a bundle has ten thousands, and a string for each
/// would take longer than reading a note.
struct WrittenPhrases: Sendable, ExpressibleByArrayLiteral {
  private var texts: [String]
  /// For each text how many phrases come before it; nil where each text is one phrase as it stands.
  private var firsts: [Int]?
  /// How many phrases they are.
  private(set) var count: Int

  /// - Parameter texts: each one phrase; parentheses and bars are as good as letters.
  init(plain texts: [String]) {
    self.texts = texts
    count = texts.count
  }

  init(arrayLiteral texts: String...) { self.init(plain: texts) }

  /// Takes in phrases with alternatives.
  ///
  /// - Parameter report: is given each text that is malformed or stands for too many, which is left out.
  init(_ texts: [String], _ report: (String) -> Void) {
    self.texts = []
    self.texts.reserveCapacity(texts.count)
    var firsts: [Int] = []
    firsts.reserveCapacity(texts.count)
    count = 0
    var haveAlternatives = false
    for text in texts {
      guard let number = PhraseAlternatives.count(in: text.utf8.span) else {
        report(text)
        continue
      }
      self.texts.append(text)
      firsts.append(count)
      count += number
      haveAlternatives = haveAlternatives || number > 1 || PhraseAlternatives.isMarked(text)
    }
    if haveAlternatives { self.firsts = firsts }
  }

  var isEmpty: Bool { count == 0 }

  /// Adds them one behind the other.
  ///
  /// - Parameters:
  ///   - words: those of a text: phrases that cannot stand in it are then left out; nil: all are added.
  ///   - ends: where each ends.
  ///   - take: is given the index of each.
  func append(
    among words: PresentWords? = nil, to bytes: inout [UInt8], ends: inout [Int],
    _ take: (Int) -> Void
  ) {
    for (index, text) in texts.enumerated() {
      if let words, !PhraseAlternatives.mayStand(text.utf8.span, among: words) { continue }
      guard let firsts else {
        bytes.append(contentsOf: text.utf8)
        ends.append(bytes.count)
        take(index)
        continue
      }
      var next = firsts[index]
      PhraseAlternatives.expand(text) { phrase in
        defer { next += 1 }
        if let words, !PhraseAlternatives.mayStand(phrase.span, among: words) { return }
        bytes.append(contentsOf: phrase)
        ends.append(bytes.count)
        take(next)
      }
    }
  }

  /// The phrases of one text or of all.
  private func expanded(_ texts: some Sequence<String>) -> [String] {
    guard firsts != nil else { return Array(texts) }
    var phrases: [String] = []
    for text in texts {
      PhraseAlternatives.expand(text) { phrases.append(String(decoding: $0, as: UTF8.self)) }
    }
    return phrases
  }

  var all: [String] { expanded(texts) }

  subscript(index: Int) -> String {
    guard let firsts else { return texts[index] }
    let text = firsts.partitioningIndex { $0 > index } - 1
    return expanded(texts[text...text])[index - firsts[text]]
  }

  mutating func append(contentsOf more: Self) {
    if firsts != nil || more.firsts != nil {
      firsts =
        (firsts ?? Array(texts.indices))
        + (more.firsts ?? Array(more.texts.indices)).map { $0 + count }
    }
    texts += more.texts
    count += more.count
  }
}

extension ParameterReader {
  /// The phrases under a key, which may have alternatives; nil without the key.
  mutating func phrases(_ key: String) -> WrittenPhrases? {
    guard let texts = strings(key) else { return nil }
    return WrittenPhrases(texts) { text in
      report(
        "'\(text)' is no phrase with alternatives", at: key,
        hint: "write (a|b) without parentheses inside, and at most 1000 phrases in one")
    }
  }

  /// The same; reports where the key is missing.
  mutating func requiredPhrases(_ key: String) -> WrittenPhrases? {
    guard has(key) else {
      _ = requiredStrings(key)
      return nil
    }
    return phrases(key)
  }
}
