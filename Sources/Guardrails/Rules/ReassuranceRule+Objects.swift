import ClinicalLanguage

/// What an expression of comfort is about, and the other names of what it denies.
extension ReassuranceRule {
  /// What a patient may be told not to have under each of these names: `no serious problems` for the note's
  /// `no serious complaints`.
  private static let trouble: Set<UInt64> = Thesaurus.roots(
    "problem problems complaint complaints trouble issue issues symptom symptoms difficulty difficulties"
  )

  /// `no worries about hearing` for the note's `no concerns`.
  static let worries: Set<UInt64> = Thesaurus.roots(
    "worry worries worried concern concerns concerned")

  /// What else has the same name in denials.
  static func named(_ root: UInt64) -> Set<UInt64>? {
    [trouble, worries].first { $0.contains(root) }
  }

  private static let joining = Thesaurus.roots("and")

  /// The `hearing` of `no worries about hearing`: of worries, everyday words are the object too.
  func following(
    _ range: Range<Int>, _ unit: SummaryUnit, _ comparison: Comparison
  ) -> Int? {
    let words = comparison.summaryMeanings.words
    var word = range.upperBound
    while word < unit.clause.upperBound, words[word].gap < .comma {
      if !FunctionWords.holds(words[word]) { return word }
      word += 1
    }
    return nil
  }

  /// The next word with content of the clause; where there is none, the one before.
  func object(
    of range: Range<Int>, _ unit: SummaryUnit, _ comparison: Comparison
  ) -> Int? {
    let words = comparison.summaryMeanings.words
    // What follows an `and` is another matter: `systolic function is normal and coronary disease …`.
    let looksAhead = !Self.joining.contains(words[range.upperBound - 1].fine)
    var word = range.upperBound
    while looksAhead, word < unit.clause.upperBound, words[word].gap < .comma {
      if !FunctionWords.holds(words[word]), !Thesaurus.embedded.isNeutral(words[word]) {
        return word
      }
      word += 1
    }
    word = range.lowerBound - 1
    while word >= unit.clause.lowerBound, words[word + 1].gap < .comma {
      if !FunctionWords.holds(words[word]), !Thesaurus.embedded.isNeutral(words[word]) {
        return word
      }
      word -= 1
    }
    return nil
  }
}
