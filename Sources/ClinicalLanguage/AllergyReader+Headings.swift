import SourceText

/// Headings that name what the allergy is to: `PENICILLIN ALLERGY: given vancomycin`.
extension FactReader {
  /// Takes the allergens that the heading of a sentence's section names; false where it names none, so that
  /// they stand behind it.
  mutating func takeHeadedAllergens(in index: Int) -> Bool {
    let number = structure.sentences[index].section
    guard let heading = structure.sections[number].heading else { return false }
    let first = source.tokens.partitioningIndex { $0.start >= heading.start }
    let cue =
      source.tokens[first...].prefix { $0.end <= heading.end }.indices.first {
        source.words[$0].contains(.allergy)
      } ?? first
    guard first < cue, beginsAllergen(first, before: cue) else { return false }
    let isFirst = index == 0 || structure.sentences[index - 1].section != number
    guard isFirst, !isAnswerNone(structure.sentences[index].tokens) else { return true }
    let words = first..<cue
    let terms = words.flatMap {
      structure.lexicon.matcher.matches(in: structure.text, tokens: structure.tokens, at: $0)
    }
    takeAllergens(in: words, of: words, terms: terms[...], isList: false, index)
    return true
  }
}
