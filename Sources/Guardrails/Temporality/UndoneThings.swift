import ClinicalLanguage
import SourceText

/// Finds what a summary tells as done although the note only orders or plans it, wherever it speaks of it:
/// `chest x-ray done` for `a chest x-ray was ordered`.
enum UndoneThings {
  private static let done = Thesaurus.roots("done performed completed obtained")
  private static let doing = Thesaurus.roots("underwent completed had")
  private static let being = Thesaurus.roots("was were been has have had")
  private static let articles = Thesaurus.roots("a an the repeat")
  private static let planning = Thesaurus.roots(
    """
    will order ordered schedule scheduled plan planned plans consider considered considering recommend
    recommended advise advised refer referred pending awaiting arrange arranged request requested would should
    could may might if going gonna need needs next tomorrow future upcoming discuss discussed candidate book
    booked until
    """)
  /// What in the note tells that a thing was done, in any way.
  private static let past = Thesaurus.roots(
    """
    done performed completed underwent undergone show shows showed showing reveal reveals revealed
    demonstrate demonstrates demonstrated had has have did received normal abnormal negative positive
    unremarkable result results reviewed read reading finding findings previous previously prior last ago
    following after post s/p status history since earlier already recent recently yesterday today taken came back
    confirmed suggested suggests consistent noted seen
    """)
  private static let auxiliaries = Thesaurus.roots("was were")

  /// How far around a thing the note is read, and how many of its places.
  private static let reach = 10
  private static let mostPlaces = 4

  static func disagreements(in comparison: Comparison) -> [(span: TextSpan, noteSpans: [TextSpan])]
  {
    comparison.units.compactMap { unit in
      guard isThing(unit), isToldDone(unit, comparison),
        unit.places.allSatisfy({ isOnlyPlanned($0, comparison) })
      else { return nil }
      return (unit.span, unit.places.map(comparison.noteSpan))
    }
  }

  private static func isThing(_ unit: SummaryUnit) -> Bool {
    guard unit.support == .said, !unit.isNeutral, !unit.isAboutRecord,
      (1...mostPlaces).contains(unit.places.count)
    else { return false }
    switch unit.kind {
    case .procedure, .test, .abbreviation: return true
    default: return false
    }
  }

  /// Whether a word right beside the unit says that it was done, and none in its clause that it is planned.
  private static func isToldDone(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = unit.words.upperBound
    var isDone = false
    while word < unit.clause.upperBound, words[word].gap < .comma {
      if done.contains(words[word].fine) { isDone = true }
      guard being.contains(words[word].fine) else { break }
      word += 1
    }
    word = unit.words.lowerBound
    while !isDone, word > unit.clause.lowerBound, words[word].gap < .comma {
      word -= 1
      if doing.contains(words[word].fine) { isDone = true }
      guard articles.contains(words[word].fine) else { break }
    }
    return isDone
      && !unit.clause.contains {
        planning.contains(words[$0].fine)
          || comparison.summaryCues.words[$0].contains(.negation)
      }
  }

  /// Whether the words around the place speak of a plan, and none of the past.
  private static func isOnlyPlanned(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    let words = comparison.noteMeanings.words
    let sentence = comparison.noteWords(near: place)
    let near =
      max(
        sentence.lowerBound, Int(place.start) - reach)..<min(
        sentence.upperBound, Int(place.end) + reach)
    var isPlanned = false
    for word in near where !place.words.contains(word) {
      let fine = words[word].fine
      if past.contains(fine) { return false }
      if planning.contains(fine) { isPlanned = true }
      // `was ordered`
      if word >= Int(place.end), auxiliaries.contains(fine), word + 1 < words.count,
        !planning.contains(words[word + 1].fine)
      {
        return false
      }
    }
    return isPlanned
  }
}
