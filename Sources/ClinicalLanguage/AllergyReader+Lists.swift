import SourceText

/// Lists of allergies in terse notes, where no colon and no full sentence tells them: `ALLERGY
/// amoxicillin - wheeze`, `Allergies (chart) erythromycin`, `Allergy: codeine - sick. Latex - rash`.
extension FactReader {
  /// `Allergies / ADR (chart):` is the longest label.
  private static let mostInLabel = 6

  /// What stands behind a cue that opens an item and has an allergen right behind it.
  func bareList(behind cue: Int, of sentence: Range<Int>) -> Range<Int>? {
    guard opensItem(cue, of: sentence), let start = afterLabel(cue, before: sentence.upperBound),
      beginsAllergen(start, before: sentence.upperBound)
    else { return nil }
    var end = start
    while end < sentence.upperBound, !source.words[end].contains(.semicolon) { end += 1 }
    return start..<end
  }

  /// Whether a sentence goes on with the list that its line began: `Latex - contact dermatitis` behind
  /// `Allergies: codeine - vomiting.`
  ///
  /// Sentences must come in order.
  mutating func goesOn(_ sentence: Range<Int>) -> Bool {
    line.advance(to: sentence.lowerBound, in: source.tokens)
    guard !source.tokens[sentence.lowerBound].beginsLine, sentence.lowerBound > 0,
      source.words[line.first].contains(.allergy),
      beginsAllergen(sentence.lowerBound, before: sentence.upperBound)
    else { return false }
    // What follows the allergen tells a reaction, an answer or another allergen; a dose does not.
    let next = allergenEnd(sentence.lowerBound, before: sentence.upperBound) ?? sentence.lowerBound
    guard next < sentence.upperBound else { return true }
    return source.tokens[next].kind == .punctuation
      || (source.tokens[next].span.count == 1 && !source.tokens[next].beginsLine)
  }

  /// At the start of a sentence or a line, or behind punctuation: `treated for allergy cetirizine` names
  /// no allergen.
  private func opensItem(_ cue: Int, of sentence: Range<Int>) -> Bool {
    cue == sentence.lowerBound || source.tokens[cue].beginsLine
      || source.tokens[cue - 1].kind == .punctuation
  }

  /// The first token behind `Allergies`, `Allergies/ADR`, `Allergies (MAR)`, `Allergies -`.
  private func afterLabel(_ cue: Int, before end: Int) -> Int? {
    var position = cue + 1
    let limit = min(end, cue + Self.mostInLabel)
    var isBracketed = false
    while position < limit {
      if source.isMark(position, "(") {
        isBracketed = true
      } else if source.isMark(position, ")") {
        isBracketed = false
      } else if source.isMark(position, "/"), position + 1 < limit {
        position += 1
      } else if !isBracketed, !isDash(position), !source.words[position].contains(.colon) {
        return position
      }
      position += 1
    }
    return nil
  }

  /// How many words the label of a field has.
  private static let mostInFieldLabel = 3

  /// The part of a line before its next field: `Allergy: Fleet enema | Meds: Accupril`.
  func beforeNextField(_ region: Range<Int>) -> Range<Int> {
    guard
      let bar = region.first(where: { bar in
        source.isMark(bar, "|") && bar + 1 < region.upperBound
          && source.tokens[bar + 1].kind == .word
          && (bar + 2..<min(region.upperBound, bar + 2 + Self.mostInFieldLabel)).contains {
            source.words[$0].contains(.colon)
          }
      })
    else { return region }
    return region.lowerBound..<bar
  }

  func beginsAllergen(_ index: Int, before end: Int) -> Bool {
    guard index < end, let next = allergenEnd(index, before: end) else { return false }
    // `cetirizine 10 mg` is what is taken.
    return next >= end || source.tokens[next].kind != .number
  }

  /// Where a drug or another allergen that begins at a token ends.
  func allergenEnd(_ index: Int, before end: Int) -> Int? {
    let drug = structure.lexicon.matcher.matches(
      in: structure.text, tokens: structure.tokens, at: index
    ).filter { structure.lexicon.kind(of: ConceptID(index: $0.payload)) == .medication }
    let other = Self.allergens.matches(in: structure.text, tokens: structure.tokens, at: index)
    return (drug + other).map(\.tokens.upperBound).filter { $0 <= end }.max()
  }
}
