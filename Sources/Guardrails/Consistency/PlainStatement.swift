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
  /// What a statement may begin with, and be the same without.
  static let opening = Thesaurus.roots("a an the his her your their my he she they you patient")
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

  /// Those of a text, in order.
  static func all(in words: [MeaningWord]) -> [PlainStatement] {
    var found: [PlainStatement] = []
    var first = 0
    for index in 1...max(1, words.count) where index >= words.count || words[index].gap >= .comma {
      if let statement = statement(first..<min(index, words.count), words) {
        found.append(statement)
      }
      first = index
    }
    return found
  }

  private static func statement(
    _ range: Range<Int>, _ words: [MeaningWord]
  ) -> PlainStatement? {
    guard (2...TwinStatements.longest).contains(range.count),
      range.allSatisfy({
        !bounding.contains(words[$0].fine) && !widening.contains(words[$0].fine)
      })
    else { return nil }
    let content = range.filter { isContent(words[$0]) }
    guard (1...TwinStatements.mostContent).contains(content.count) else { return nil }
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
    opening.contains(words[range.lowerBound].fine)
      || range.contains { verbal.contains(words[$0].fine) || copulas.contains(words[$0].fine) }
  }

  static func isContent(_ word: MeaningWord) -> Bool {
    !FunctionWords.holds(word) && !copulas.contains(word.fine) && !filling.contains(word.fine)
  }

  static func isBounding(_ word: MeaningWord) -> Bool { bounding.contains(word.fine) }

  private static let verbal = Thesaurus.roots(
    "is are was were be been being has have had does did do he she they you it")
}
