import ClinicalLanguage
import SourceText

extension Comparison {
  /// Whether a clause of the summary tells what is to be done: an order (`avoid beer`, `and begin
  /// swimming`), or a report of one (`swimming was recommended`). `Stopped progressing` and `wear-and-tear`
  /// tell nothing.
  func advises(_ clause: Range<Int>) -> Bool {
    let words = summaryMeanings.words
    return clause.contains { word in
      guard summaryCues.words[word].contains(.advice), words[word].gap != .hyphen,
        word + 1 >= words.count || words[word + 1].gap != .hyphen
      else { return false }
      // `an operation to take out the gallbladder` tells no one to take anything.
      if word + 1 < words.count, words[word + 1].gap == .none,
        Self.removing.contains(words[word].fine), Self.particles.contains(words[word + 1].fine)
      {
        return false
      }
      // `as well as it should`
      if Self.modal.contains(words[word].fine),
        word + 1 >= clause.upperBound || words[word + 1].gap >= .comma
      {
        return false
      }
      // `a fall followed by pain` comes after, `follow up` is told.
      let isOfSequence =
        Self.following.contains(words[word].fine) && !isBaseForm(words[word])
      if Self.reported.contains(words[word].fine), !isOfSequence { return true }
      return isBaseForm(words[word])
        && (word == clause.lowerBound || words[word].gap >= .comma
          || Self.beforeOrders.contains(words[word - 1].fine))
    }
  }

  private static let modal = Thesaurus.roots("should must")
  private static let removing = Thesaurus.roots("take")
  private static let particles = Thesaurus.roots("out off away place")

  private static let following = Thesaurus.roots("follow")

  /// Verbs of advising, in whatever form.
  private static let reported = Thesaurus.roots(
    """
    recommend advise instruct counsel encourage should must refer referred prescribe ordered order
    schedule follow
    """)
  private static let beforeOrders = Thesaurus.roots(
    """
    and or but then to should must please can may will not also you do don't always never first please
    """)

  /// No past tense, no third person, no gerund.
  private func isBaseForm(_ word: MeaningWord) -> Bool {
    let letters = summary.text[summary.tokens[Int(word.firstToken)].span].map { $0 | 0x20 }
    return !["ed", "ing", "s", "took", "gave", "kept", "ate", "drank"].contains { ending in
      letters.count > ending.utf8.count
        && letters.suffix(ending.utf8.count).elementsEqual(ending.utf8)
        || letters.elementsEqual(ending.utf8)
    }
  }
}
