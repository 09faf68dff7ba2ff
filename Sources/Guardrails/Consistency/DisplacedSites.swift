import ClinicalLanguage

/// Finds a part of the body of which the note has no word, right before a thing that the note has
/// only with other parts before it: `aortic atresia` for `pulmonary atresia`.
enum DisplacedSites {
  /// A thing of more places is told of more than one part.
  private static let mostPlaces = 6

  static func all(in comparison: Comparison) -> [(unit: SummaryUnit, place: NoteIndex.Place)] {
    let units = comparison.units
    return units.indices.dropLast().compactMap { index in
      let (unit, head) = (units[index], units[index + 1])
      guard unit.kind == .site, unit.words.count == 1, unit.support == .none, !unit.isNeutral,
        !unit.isAboutRecord, isJoined(unit, head, comparison), isThing(head),
        (1...mostPlaces).contains(head.places.count), !comparison.isDerived(unit.span),
        head.places.allSatisfy({ isLedBySite($0, comparison) })
      else { return nil }
      return (unit, head.places[0])
    }
  }

  private static func isJoined(
    _ unit: SummaryUnit, _ head: SummaryUnit, _ comparison: Comparison
  ) -> Bool {
    head.words.lowerBound == unit.words.upperBound
      && comparison.summaryMeanings.words[head.words.lowerBound].gap < .hyphen
  }

  private static func isThing(_ unit: SummaryUnit) -> Bool {
    guard unit.support == .said, !unit.isNeutral else { return false }
    switch unit.kind {
    case .disease, .finding, .procedure, .site, .generic: return true
    default: return false
    }
  }

  /// Whether the word before the place names a part of the body, and is no part of a list of them.
  private static func isLedBySite(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    let words = comparison.noteMeanings.words
    let first = Int(place.start)
    guard first > 0, words[first].gap < .hyphen else { return false }
    var isSite = false
    Thesaurus.embedded.forEachMeaningOfWord(at: first - 1, in: words) { group in
      if Thesaurus.embedded.kind(of: group) == .site { isSite = true }
    }
    return isSite && words[first - 1].gap != .comma && words[first - 1].gap != .slash
  }
}
