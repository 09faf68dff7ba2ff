import ClinicalLanguage
import SourceText

/// Finds what a summary says never to have been although the note tells that it was: `has had no
/// seizures` for `he had one seizure as a child`.
///
/// That there is none now does not bear out that there never was one, so what the note denies of now or
/// of today counts for nothing.
struct DeniedHistory {
  let comparison: Comparison

  private static let no = Thesaurus.roots("no denies denied without")
  private static let never = Thesaurus.roots("never")
  private static let had = Thesaurus.roots("had")
  private static let have = Thesaurus.roots("has have")
  /// Of the past, between the denial and the thing.
  private static let past = Thesaurus.roots("history hx prior previous past ever")
  private static let between = Thesaurus.roots(
    "any a an of other history hx prior previous past ever had has have having been")
  /// What says when, and so bounds a denial.
  private static let bounding = Thesaurus.roots(
    """
    now currently current today present presently yesterday since during at while when after before
    further more new additional longer recent recently acute anymore again yet still tonight morning
    arrival significant this last over for week month until
    """)
  /// What tells in the note that somebody had it.
  private static let having = Thesaurus.roots(
    "had some one two three several history hx episode episodes bout bouts experienced")
  private static let mostPlaces = 6
  private static let reach = 5
  private static let havingReach = 4

  func disagreements() -> [PolarityComparison.Disagreement] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.compactMap { unit in
      guard isCondition(unit), let thing = deniedThing(in: unit), !isBounded(unit, thing),
        let place = toldPlace(unit, thing)
      else { return nil }
      return PolarityComparison.Disagreement(unit: unit, place: place, isDenied: true)
    }
  }

  private func isCondition(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .finding, .disease: true
    default: false
    }
  }

  // MARK: - The summary

  /// The words of the thing that is told never to have been.
  private func deniedThing(in unit: SummaryUnit) -> Range<Int>? {
    let words = comparison.summaryMeanings.words
    guard unit.context.experiencer == .patient, !unit.isAboutRecord,
      let first = unit.words.first(where: {
        !Self.no.contains(words[$0].fine) && !Self.between.contains(words[$0].fine)
          && !Self.never.contains(words[$0].fine)
      })
    else { return nil }
    var isPast = false
    var word = first
    while word > max(unit.clause.lowerBound, first - Self.reach), words[word].gap < .comma {
      word -= 1
      let root = words[word].fine
      if Self.never.contains(root) { return first..<unit.words.upperBound }
      if Self.past.contains(root) { isPast = true }
      if Self.no.contains(root) {
        return isPast || isPerfect(before: word) ? first..<unit.words.upperBound : nil
      }
      guard Self.between.contains(root) else { return nil }
    }
    return nil
  }

  /// `has had no`
  private func isPerfect(before word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    return word > 0 && words[word].gap < .comma && Self.had.contains(words[word - 1].fine)
      && (word < 2 || Self.have.contains(words[word - 2].fine))
  }

  /// Whether its part of the clause says of when, or of what, it is denied.
  private func isBounded(_ unit: SummaryUnit, _ thing: Range<Int>) -> Bool {
    let words = comparison.summaryMeanings.words
    let clause = unit.clause
    if (clause.lowerBound..<thing.lowerBound).contains(where: {
      Self.bounding.contains(words[$0].fine) || comparison.summaryCues.words[$0].contains(.kin)
    }) {
      return true
    }
    var word = thing.upperBound
    while word < clause.upperBound, words[word].gap < .comma,
      !Self.joining.contains(words[word].fine)
    {
      if !FunctionWords.holds(words[word]) || Self.bounding.contains(words[word].fine) {
        return true
      }
      word += 1
    }
    return false
  }

  private static let joining = Thesaurus.roots("and but or")

  // MARK: - The note

  /// Where the note tells that the patient had it, if it denies it nowhere but of now.
  private func toldPlace(_ unit: SummaryUnit, _ thing: Range<Int>) -> NoteIndex.Place? {
    let places = Set(thing == unit.words ? unit.places : comparison.places(ofExpression: thing))
      .sorted { $0.order < $1.order }
    guard (1...Self.mostPlaces).contains(places.count) else { return nil }
    var told: NoteIndex.Place?
    for place in places {
      if comparison.noteContext(place).experiencer != .patient { continue }
      switch comparison.noteContext(place).assertion {
      case .absent:
        if !isDeniedOfNow(place) { return nil }
      case .present:
        if isHad(place, thing) { told = told ?? place }
      default: break
      }
    }
    return told
  }

  /// `some suicidal thoughts`, `one seizure as a child`: in the summary's own words.
  private func isHad(_ place: NoteIndex.Place, _ thing: Range<Int>) -> Bool {
    let words = comparison.noteMeanings.words
    guard
      thing.contains(where: { word in
        place.words.contains { words[$0].fine == comparison.summaryMeanings.words[word].fine }
      }), !comparison.qualifies(place)
    else { return false }
    var isHad = false
    var word = Int(place.start)
    while word > max(0, Int(place.start) - Self.havingReach), words[word].gap < .comma {
      word -= 1
      if !comparison.noteCues.words[word].isDisjoint(with: [.negation, .hedge, .kin]) {
        return false
      }
      if Self.having.contains(words[word].fine) { isHad = true }
    }
    return isHad
  }

  private func isDeniedOfNow(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    return comparison.noteWords(near: place).contains { Self.bounding.contains(words[$0].fine) }
  }
}
