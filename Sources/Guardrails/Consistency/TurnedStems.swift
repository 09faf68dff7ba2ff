import ClinicalLanguage
import SourceText

/// Words that a prefix turns into their opposite: `unhealed`, `nontender`.
extension Comparison {
  /// Of fewer letters the words that begin like another are too many.
  private static let stemLength = 4
  private static let prefixes = ["un", "non", "in", "im", "ir", "ab", "dis", "a"].map {
    Array($0.utf8)
  }

  /// Whether the note has the unit's word anywhere behind a prefix that turns it.
  func holdsTurned(_ unit: SummaryUnit) -> Bool {
    guard unit.words.count == 1 else { return false }
    let own = summary.tokens[Int(summaryMeanings.words[unit.words.lowerBound].firstToken)].span
    let stem = summary.text[own].prefix(Self.stemLength)
    guard stem.count == Self.stemLength else { return false }
    return noteMeanings.words.contains { word in
      let other = note.text[note.tokens[Int(word.firstToken)].span]
      return Self.prefixes.contains { prefix in
        other.count >= prefix.count + own.count - 2
          && zip(prefix + stem, other).allSatisfy { $0 | 0x20 == $1 | 0x20 }
      }
    }
  }

  private static let plain = ["under", "unit", "uni", "until", "uncle", "non", "none"].map {
    Array($0.utf8)
  }

  /// Whether a word of the note is turned by its prefix, `unhealed`, as far as its letters tell.
  func isTurnedInNote(_ word: Int) -> Bool {
    let text = note.text[note.tokens[Int(noteMeanings.words[word].firstToken)].span]
    func begins(_ prefix: [UInt8]) -> Bool {
      text.count > prefix.count && zip(prefix, text).allSatisfy { $0 == $1 | 0x20 }
    }
    guard text.count > Self.stemLength + 1 else { return false }
    return (begins(Self.prefixes[0]) && !Self.plain.contains(where: begins))
      || begins(Self.prefixes[1])
  }
}
