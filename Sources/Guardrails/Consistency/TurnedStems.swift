import ClinicalLanguage
import SourceText

/// The words of a note behind a prefix that may turn them into their opposite, by their beginning:
/// the `heal` of `unhealed`, the `tend` of `nontender`.
///
/// Read once for a note, since every `not` of a summary asks.
struct TurnedStems {
  /// Of fewer letters the words that begin like another are too many.
  static let length = 4
  /// How many letters of its ending a word may have more than what the note has behind a prefix.
  private static let endingLength = 2

  fileprivate static let un = Array("un".utf8)
  fileprivate static let non = Array("non".utf8)
  private static let prefixes =
    [un, non] + ["in", "im", "ir", "ab", "dis", "a"].map { Array($0.utf8) }

  /// How many letters the longest word behind a prefix has, by its first letters.
  private var longest: [UInt32: Int] = [:]

  init(of words: [MeaningWord], in note: ClinicalDocument) {
    for word in words {
      let text = note.text[note.tokens[Int(word.firstToken)].span]
      for prefix in Self.prefixes where Self.begins(text, with: prefix) {
        let rest = text.dropFirst(prefix.count)
        guard let stem = Self.stem(of: rest) else { continue }
        longest[stem] = max(longest[stem] ?? 0, rest.count)
      }
    }
  }

  /// Whether the note has a word that begins like this one behind a prefix.
  func holds(_ word: ArraySlice<UInt8>) -> Bool {
    guard let stem = Self.stem(of: word), let most = longest[stem] else { return false }
    return most >= word.count - Self.endingLength
  }

  /// The first letters of a word as one number; nil for a short word.
  private static func stem(of word: ArraySlice<UInt8>) -> UInt32? {
    guard word.count >= length else { return nil }
    return word.prefix(length).reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
  }

  /// - Parameter prefix: in small letters.
  fileprivate static func begins(_ word: ArraySlice<UInt8>, with prefix: [UInt8]) -> Bool {
    word.count > prefix.count && zip(prefix, word).allSatisfy { $0 == $1 | 0x20 }
  }
}

extension Comparison {
  /// Whether the note has the unit's word anywhere behind a prefix that turns it.
  func holdsTurned(_ unit: SummaryUnit) -> Bool {
    guard unit.words.count == 1 else { return false }
    let token = Int(summaryMeanings.words[unit.words.lowerBound].firstToken)
    return turnedStems.holds(summary.text[summary.tokens[token].span])
  }

  /// Words that only seem to begin with `un`.
  private static let plain = ["under", "uni", "until", "uncle"].map { Array($0.utf8) }

  /// Whether a word of the note is turned by its prefix, `unhealed`, as far as its letters tell.
  func isTurnedInNote(_ word: Int) -> Bool {
    let text = note.text[note.tokens[Int(noteMeanings.words[word].firstToken)].span]
    guard text.count > TurnedStems.length + 1 else { return false }
    return TurnedStems.begins(text, with: TurnedStems.non)
      || TurnedStems.begins(text, with: TurnedStems.un)
        && !Self.plain.contains { TurnedStems.begins(text, with: $0) }
  }
}
