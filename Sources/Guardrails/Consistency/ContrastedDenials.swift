import ClinicalLanguage
import SourceText

/// Finds what a summary takes out of a denial that the note has whole: `fever and chills are denied, but not
/// night sweats` for `no fever, chills or night sweats`.
struct ContrastedDenials {
  let comparison: Comparison

  private static let but = Thesaurus.roots("but though although")
  private static let not = Thesaurus.roots("not")
  private static let leading = Thesaurus.roots("of for in with from the any a")
  private static let denying = Thesaurus.roots(
    "no not denies denied deny denying without free negative absent nor neither")
  /// How far before the `but` what it denies may begin.
  private static let reach = 24

  func disagreements() -> [PolarityComparison.Disagreement] {
    let units = comparison.units
    guard units.count <= Comparison.mostUnits else { return [] }
    let words = comparison.summaryMeanings.words
    let but = Self.but
    return units.compactMap { unit in
      guard unit.kind == .finding || unit.kind == .disease, unit.support == .said else {
        return nil
      }
      var word = unit.words.lowerBound - 1
      while word > 1, words[word + 1].gap < .comma, Self.leading.contains(words[word].fine) {
        word -= 1
      }
      guard word > 1, words[word + 1].gap < .comma, Self.not.contains(words[word].fine),
        but.contains(words[word - 1].fine), words[word].gap < .comma,
        isDenied(before: word - 1), let place = deniedPlace(unit)
      else { return nil }
      return PolarityComparison.Disagreement(unit: unit, place: place, isDenied: false)
    }
  }

  /// Whether a denial of the summary only takes what follows out of another: `denied, but not`.
  func takesOut(_ denial: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    return denial > 1 && Self.not.contains(words[denial].fine)
      && Self.but.contains(words[denial - 1].fine) && isDenied(before: denial - 1)
  }

  /// Whether what stands before the `but` in its sentence is denied.
  private func isDenied(before but: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = but
    while word > max(0, but - Self.reach), words[word].gap < .sentence {
      word -= 1
      if Self.denying.contains(words[word].fine) { return true }
    }
    return false
  }

  private func deniedPlace(_ unit: SummaryUnit) -> NoteIndex.Place? {
    guard
      unit.places.allSatisfy({
        comparison.noteContext($0).assertion == .absent
          && comparison.noteContext($0).experiencer == .patient && !comparison.isExcepted($0)
      })
    else { return nil }
    return unit.places.first { comparison.sharesWord(unit, $0) }
  }
}
