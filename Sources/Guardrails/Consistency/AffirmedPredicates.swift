import ClinicalLanguage
import SourceText

/// Finds what a summary says to have happened although the note denies it right before the same
/// word: `she has started the cream` for `she has not yet started the cream`.
struct AffirmedPredicates {
  let comparison: Comparison

  private static let denying = Thesaurus.roots(
    "\(PlainWords.not) wouldn't won't unable failed fails fail refused refuses declined declines")
  /// What may stand between a denial and its verb.
  private static let between = Thesaurus.roots(
    "yet to be been have had has really actually fully ever currently able well")
  private static let bound = Thesaurus.roots("only just until necessarily")
  private static let opening = Thesaurus.roots(
    "\(PlainWords.open) when could can will to")
  private static let until = Thesaurus.roots("until till unless except")

  private static let noteReach = 9
  private static let openingReach = 6
  private static let denialReach = 4
  private static let mostPlaces = 8

  func disagreements() -> [PolarityComparison.Disagreement] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.indices.compactMap { index in
      let unit = comparison.units[index]
      guard isTold(unit),
        let place = (unit.isNeutral ? nil : deniedPlace(unit, index)) ?? deniedOfOne(unit, index)
      else { return nil }
      return PolarityComparison.Disagreement(unit: unit, place: place, isDenied: false)
    }
  }

  private func isTold(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .action, .generic, .state, .procedure: break
    default: return false
    }
    return unit.support == .said && !unit.isAboutRecord
      && unit.context.assertion == .present && !unit.cues.contains(.negation)
      && unit.places.count <= Self.mostPlaces
      && unit.places.contains { isDenied($0) && comparison.sharesWord(unit, $0) }
      && !comparison.mayBeDenied(unit) && !comparison.deniesElsewhere(unit) && !isOpen(unit)
  }

  /// Whether a word before it makes it wait, or only means it.
  private func isOpen(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = unit.words.lowerBound
    let first = max(unit.clause.lowerBound, word - Self.openingReach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if Self.opening.contains(words[word].fine) { return true }
    }
    return false
  }

  /// Where the note denies the word beside the same words, if it has it nowhere else beside any of
  /// them.
  private func deniedPlace(_ unit: SummaryUnit, _ index: Int) -> NoteIndex.Place? {
    let anchors = Anchors(
      around: unit.words, before: index + 1, in: comparison, crossesComma: false)
    guard !anchors.units.isEmpty else { return nil }
    var best: (place: NoteIndex.Place, count: Int)?
    for place in unit.places {
      let matched = anchors.matched(at: place.words, within: Self.noteReach, in: comparison)
      guard !matched.isEmpty else { continue }
      guard isDenied(place) else { return nil }
      if matched.count > best?.count ?? 0 { best = (place, matched.count) }
    }
    let known = anchors.units.count { $0.support > .none }
    guard let best, best.count >= min(2, known), best.count * 2 >= known else { return nil }
    return best.place
  }

  private static let and = Thesaurus.roots("and both")
  /// How far before its denied verb the note names a thing.
  private static let subjectReach = 5

  /// `the gallbladder and the appendix were removed` where the note has `the appendix was not removed`:
  /// of one of several things the note denies it, and affirms it beside that one nowhere.
  private func deniedOfOne(_ unit: SummaryUnit, _ index: Int) -> NoteIndex.Place? {
    let words = comparison.summaryMeanings.words
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - Self.openingReach * 2)
    guard (first..<unit.words.lowerBound).contains(where: { Self.and.contains(words[$0].fine) })
    else { return nil }
    let anchors = Anchors(
      around: unit.words, before: index + 1, in: comparison, crossesComma: false)
    for thing in anchors.before
    where (!thing.isNeutral || thing.kind == .site) && thing.support == .said {
      let beside = unit.places.filter { place in
        thing.places.contains {
          comparison.noteSentence($0) == comparison.noteSentence(place)
        }
      }
      guard let place = beside.first, beside.allSatisfy(isDenied),
        isSubject(thing, of: place)
      else { continue }
      return place
    }
    return nil
  }

  /// Whether the thing stands before the denied verb, with nothing of its own said of it.
  private func isSubject(_ thing: SummaryUnit, of place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    return thing.places.contains { subject in
      subject.end <= place.start && Int(place.start - subject.end) <= Self.subjectReach
        && (Int(subject.end)...Int(place.start)).allSatisfy { words[$0].gap < .comma }
    }
  }

  /// `not yet started`, `unable to empty`: whether a denial stands right before the place, and
  /// nothing behind it takes it back.
  private func isDenied(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    var word = Int(place.start)
    let first = max(0, word - Self.denialReach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if Self.denying.contains(words[word].fine) {
        let end = min(words.count, Int(place.end) + Self.denialReach)
        return !Self.bound.contains(words[word + 1].fine)
          && !(Int(place.end)..<end).contains { Self.until.contains(words[$0].fine) }
      }
      guard Self.between.contains(words[word].fine) else { return false }
    }
    return false
  }
}
