import ClinicalLanguage
import SourceText

/// `EDV 0.131` where the note has `end-diastolic velocity of 0.131`, and elsewhere an `EDV` of its own.
extension QuantityComparison {
  /// Whether the note has the number behind the words for whose first letters the short form beside it
  /// stands.
  func isOfSpelledOut(_ mention: QuantityMention, in comparison: Comparison) -> Bool {
    guard let letters = shortForm(before: mention, in: comparison) else { return false }
    let words = comparison.noteMeanings.words
    return written.places(of: mention.low).contains { token in
      let place = words.partitioningIndex { $0.endToken > token }
      guard place < words.count else { return false }
      let sentence = comparison.noteMeanings.sentences[place]
      let first = max(0, place - Self.spelledReach)
      return (first..<place).contains { start in
        start + letters.count <= place && comparison.noteMeanings.sentences[start] == sentence
          && zip(letters, words[start...]).allSatisfy { letter, word in
            note.text.bytes[Int(note.tokens[Int(word.firstToken)].start)] | 0x20 == letter
          }
      }
    }
  }

  /// In words: `peak systolic velocity in the proximal internal carotid is`.
  private static let spelledReach = 10
  private static let shortFormLengths = 2...5
  private static let shortFormReach = 3

  /// The small letters of the short form that stands close before a number of the summary.
  private func shortForm(before mention: QuantityMention, in comparison: Comparison) -> [UInt8]? {
    let words = comparison.summaryMeanings.words
    let end = words.partitioningIndex { $0.endToken > mention.tokens.lowerBound }
    var word = min(end, words.count - 1)
    while word > 0, end - word < Self.shortFormReach, words[word].gap < .comma {
      word -= 1
      let text = summary.text[summary.tokens[Int(words[word].firstToken)].span]
      if Self.shortFormLengths.contains(text.count), text.allSatisfy({ $0 &- 0x41 < 26 }) {
        return text.map { $0 | 0x20 }
      }
    }
    return nil
  }
}
