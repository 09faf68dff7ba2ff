import ClinicalLanguage
import SourceText

/// Finds what a summary says not to be there although the note, wherever it speaks of it, says that
/// it is: `denies chest pain` for `reports chest pain`.
///
/// The summary's denial must be of the thing alone: not of a kind of it (`no exertional chest
/// pain`), of more of it (`no further chest pain`), or of it at one time (`no chest pain today`).
struct DeniedThings {
  let comparison: Comparison

  /// More places than these are of more than one thing.
  private static let mostPlaces = 6
  /// How far behind the thing what denies it may stand: `chest pain: none`.
  private static let reachBehind = 2

  private static let denying = Thesaurus.roots(
    "no denies denied denying without never not negative free")
  /// What may stand between a denial and the first thing that it denies.
  private static let between = Thesaurus.roots(
    """
    any or nor and of for a an the to has have had having been ever complaint complaints complain
    complained complains report reports reported reporting experience experienced experiencing
    sign signs symptom symptoms evidence history
    """)
  private static let none = Thesaurus.roots("none no nil negative denied denies absent 0")
  /// What says when, or how much of it is meant.
  private static let bounding = Thesaurus.roots(
    """
    now currently current today present presently yesterday since during at while when after before
    further more new other another additional longer recent recently acute anymore again yet still
    tonight morning arrival significant
    """)
  private static let opening = Thesaurus.roots(
    "\(PlainWords.open) can could return call watch monitor risk avoid prevent rule ruled until")

  func disagreements() -> [PolarityComparison.Disagreement] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.compactMap { unit in
      guard let thing = thing(in: unit), isDenied(unit, thing), !isBounded(unit.clause),
        let place = affirmedPlace(unit, thing)
      else { return nil }
      return PolarityComparison.Disagreement(unit: unit, place: place, isDenied: true)
    }
  }

  // MARK: - The summary

  /// The words of what can be there or not, without a denial that the lists know as part of it:
  /// `no headache`.
  private func thing(in unit: SummaryUnit) -> Range<Int>? {
    guard !unit.places.isEmpty, !unit.isNeutral, !unit.isAboutRecord, !unit.isDemographic,
      unit.context.experiencer == .patient
    else { return nil }
    switch unit.kind {
    case .finding, .disease, .device, .drugClass: break
    default: return nil
    }
    let words = comparison.summaryMeanings.words
    guard let first = unit.words.first(where: { !isLeading(words[$0]) }) else { return nil }
    if first > unit.words.lowerBound {
      return unit.support == .parts ? first..<unit.words.upperBound : nil
    }
    return unit.support == .said ? unit.words : nil
  }

  private func isLeading(_ word: MeaningWord) -> Bool {
    Self.denying.contains(word.fine) || FunctionWords.holds(word)
  }

  /// Whether it is denied by a word right before it, before a list that it is in, or right behind
  /// it.
  private func isDenied(_ unit: SummaryUnit, _ thing: Range<Int>) -> Bool {
    if thing.lowerBound > unit.words.lowerBound { return true }
    let words = comparison.summaryMeanings.words
    let isAbsent = unit.context.assertion == .absent
    var word = unit.words.upperBound
    while isAbsent, word < min(words.count, unit.words.upperBound + Self.reachBehind),
      words[word].gap < .sentence
    {
      if Self.none.contains(words[word].fine) { return true }
      guard Self.copulas.contains(words[word].fine) else { break }
      word += 1
    }
    word = thing.lowerBound
    while word > unit.clause.lowerBound {
      // In a list all things of which stand for themselves.
      if words[word].gap >= .comma { return isAbsent }
      word -= 1
      if Self.denying.contains(words[word].fine) { return true }
      guard Self.between.contains(words[word].fine) else {
        return isAbsent && isThing(endingAt: word)
      }
    }
    return false
  }

  /// `fever or chills`: what stands before the joining word is a thing as well.
  private func isThing(endingAt word: Int) -> Bool {
    let span = comparison.summary.tokens[
      Int(comparison.summaryMeanings.words[word].firstToken)
    ].span
    return comparison.units(over: span).contains { $0.isEntity && $0.words.upperBound == word + 1 }
  }

  private func isBounded(_ clause: Range<Int>) -> Bool {
    clause.contains {
      let fine = comparison.summaryMeanings.words[$0].fine
      return Self.bounding.contains(fine) || Self.opening.contains(fine)
    }
  }

  private static let copulas = Thesaurus.roots(PlainWords.copulas)
  private static let joining = Thesaurus.roots("and or nor but")

  // MARK: - The note

  /// Where the note affirms it of the patient, if it does so wherever it has it, and denies it
  /// behind no prefix.
  private func affirmedPlace(_ unit: SummaryUnit, _ thing: Range<Int>) -> NoteIndex.Place? {
    let places = thing == unit.words ? unit.places : comparison.places(ofExpression: thing)
    guard (1...Self.mostPlaces).contains(places.count), !comparison.holdsTurned(unit),
      places.allSatisfy({ comparison.isPlainlyAffirmed($0) && isNamed(thing, $0) })
    else { return nil }
    return places.first { goesOnAlike(thing, $0) }
  }

  /// Whether nothing follows the thing that says which one is meant, or the same does in the note:
  /// `numbness in the left hand`.
  private func goesOnAlike(_ thing: Range<Int>, _ place: NoteIndex.Place) -> Bool {
    let (told, said) = (comparison.summaryMeanings.words, comparison.noteMeanings.words)
    var (word, other) = (thing.upperBound, Int(place.end))
    while word < told.count, told[word].gap < .comma {
      let fine = told[word].fine
      if Self.joining.contains(fine) || Self.none.contains(fine) || Self.copulas.contains(fine) {
        return true
      }
      guard other < said.count, said[other].fine == fine, said[other].gap < .comma else {
        return false
      }
      word += 1
      other += 1
    }
    return true
  }

  /// Whether the note names it in the same words, or one of the two in initials.
  private func isNamed(_ thing: Range<Int>, _ place: NoteIndex.Place) -> Bool {
    let (told, said) = (comparison.summaryMeanings.words, comparison.noteMeanings.words)
    if thing.count == place.words.count {
      return zip(thing, place.words).allSatisfy { told[$0].fine == said[$1].fine }
    }
    return thing.count == 1 && isInitials(told[thing.lowerBound], comparison.summary)
      || place.words.count == 1 && isInitials(said[Int(place.start)], comparison.note)
  }

  private func isInitials(_ word: MeaningWord, _ document: ClinicalDocument) -> Bool {
    let span = document.tokens[Int(word.firstToken)].span
    return span.count > 1 && document.text[span].allSatisfy { (0x41...0x5A).contains($0) }
  }
}
