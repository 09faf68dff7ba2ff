import ClinicalLanguage

/// A short statement that says one thing, of now, and under no condition: what stands between two commas or
/// stronger marks.
struct PlainStatement {
  /// Indices into the words of the text.
  let words: Range<Int>
  /// Those of them that carry content.
  let content: [Int]
  /// Whether it is all that stands between two marks that part clauses, and has no number.
  let isWhole: Bool
  /// See `isSentence(_:_:)`.
  let isSentence: Bool

  static let copulas = Thesaurus.roots(PlainWords.copulas)
  /// Articles, owners and the patient, without which a statement says the same.
  static let dispensable = Thesaurus.roots("a an the his her your their my he she they you patient")
  /// What says nothing of the patient's state.
  private static let filling = Thesaurus.roots(
    """
    patient pt mr mrs ms today seen noted found described reported currently still quite somewhat fairly relatively
    """)
  /// What tells of another time, of a case, or of what may be.
  private static let bounding = Thesaurus.roots(
    """
    if unless whether until when while before after initially previously formerly prior earlier originally first
    then later now next tomorrow yesterday usually sometimes often always never would should could may might will
    history past ago since again
    """)
  /// What besides leaves open what is said: of a wish, of a change, or of more than one thing.
  private static let widening = Thesaurus.roots(
    """
    plan planned recommend recommended become became becoming and or nor but except either neither both
    """)
  /// Words that point the other way.
  static let directions: [Set<UInt64>] = [
    "from to", "before after", "above below", "on off", "into from",
  ]
  .map { Thesaurus.roots($0) }

  /// In words; what is longer says more than one thing.
  private static let length = 2...14
  /// In words of content; more say more than one thing.
  private static let contents = 1...6

  /// Those of a text, in order.
  static func all(in words: [MeaningWord]) -> [PlainStatement] {
    segments(words, partedBy: .comma).compactMap { statement($0, words) }
  }

  /// What stands between marks that part as much as this one or more.
  static func segments(
    _ words: [MeaningWord], partedBy least: MeaningWord.Gap
  ) -> [Range<Int>] {
    let starts = words.indices.filter { $0 == 0 || words[$0].gap >= least }
    return zip(starts, starts.dropFirst() + [words.count]).map { $0..<$1 }
  }

  private static func statement(
    _ range: Range<Int>, _ words: [MeaningWord]
  ) -> PlainStatement? {
    guard length.contains(range.count),
      range.allSatisfy({
        !bounding.contains(words[$0].fine) && !widening.contains(words[$0].fine)
      })
    else { return nil }
    let content = range.filter { isContent(words[$0]) }
    guard contents.contains(content.count) else { return nil }
    return PlainStatement(
      words: range, content: content,
      isWhole: words[range.lowerBound].gap >= .clause
        && (range.upperBound == words.count || words[range.upperBound].gap >= .clause)
        && !range.contains { words[$0].isNumber },
      isSentence: isSentence(range, words))
  }

  /// Whether the words are a sentence and no note in passing: with a form of `be`, `have` or `do`, or a pronoun,
  /// or beginning with an article.
  static func isSentence(_ range: Range<Int>, _ words: [MeaningWord]) -> Bool {
    dispensable.contains(words[range.lowerBound].fine)
      || range.contains { verbal.contains(words[$0].fine) || copulas.contains(words[$0].fine) }
  }

  static func isContent(_ word: MeaningWord) -> Bool {
    !FunctionWords.holds(word) && !copulas.contains(word.fine) && !filling.contains(word.fine)
  }

  static func isBounding(_ word: MeaningWord) -> Bool { bounding.contains(word.fine) }

  private static let verbal = Thesaurus.roots(
    "is are was were be been being has have had does did do he she they you it")
}
