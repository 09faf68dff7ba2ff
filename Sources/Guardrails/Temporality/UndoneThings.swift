import ClinicalLanguage
import SourceText

/// Finds what a summary tells as done although the note only orders or plans it, wherever it speaks
/// of it: `chest x-ray done` for `a chest x-ray was ordered`.
struct UndoneThings {
  let comparison: Comparison

  private static let done = Thesaurus.roots("done performed completed obtained")
  private static let doing = Thesaurus.roots("underwent completed had")
  private static let being = Thesaurus.roots("was were been has have had")
  private static let leading = Thesaurus.roots("a an the repeat of right left")
  private static let planning = Thesaurus.roots(
    """
    \(PlainWords.planning) order ordered plans considering recommendation advise advised refer
    referred pending awaiting arrange arranged request requested could gonna need needs tomorrow
    future upcoming discuss discussed candidate book booked
    """)
  private static let denying = Thesaurus.roots("\(PlainWords.not) no without unable")
  /// What in the note tells that a thing was done, in any way.
  private static let past = Thesaurus.roots(
    """
    done performed completed underwent undergone show shows showed showing reveal reveals revealed
    demonstrate demonstrates demonstrated received normal abnormal negative positive unremarkable
    result results reviewed read reading finding findings previous previously prior ago earlier
    already recent recently yesterday taken came back confirmed suggested suggests consistent noted
    seen
    """)
  private static let having = Thesaurus.roots("had has have did")
  private static let auxiliaries = Thesaurus.roots("was were")

  /// How far around a thing the note is read, how far behind it the summary, and how many of its
  /// places.
  private static let reach = 10
  private static let reachBehind = 6
  /// A part of a clause ends at a comma, or where it is longer than a sentence.
  private static let partReach = 30
  private static let havingReach = 3
  private static let mostPlaces = 4

  func disagreements() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.compactMap { unit in
      guard isThing(unit), isToldDone(unit), unit.places.allSatisfy(isOnlyPlanned) else {
        return nil
      }
      return (unit.span, unit.places.map(comparison.noteSpan))
    }
  }

  private func isThing(_ unit: SummaryUnit) -> Bool {
    guard unit.support == .said, !unit.isNeutral, !unit.isAboutRecord,
      (1...Self.mostPlaces).contains(unit.places.count)
    else { return false }
    switch unit.kind {
    case .procedure, .test, .abbreviation: return true
    default: return false
    }
  }

  /// Whether a word beside the unit says that it was done, and none in its part of the clause that
  /// it is planned or denied.
  private func isToldDone(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    let part = part(around: unit.words, in: words, within: unit.clause)
    guard
      !part.contains(where: {
        Self.planning.contains(words[$0].fine) || Self.denying.contains(words[$0].fine)
          || isAhead($0, part)
      })
    else { return false }
    var word = unit.words.upperBound
    let end = min(part.upperBound, word + Self.reachBehind)
    while word < end {
      if Self.done.contains(words[word].fine) { return true }
      guard Self.being.contains(words[word].fine) || isQualifier(word) else { break }
      word += 1
    }
    word = unit.words.lowerBound
    while word > part.lowerBound {
      word -= 1
      if Self.doing.contains(words[word].fine) { return true }
      guard Self.leading.contains(words[word].fine) else { break }
    }
    return false
  }

  private static let to = Thesaurus.roots("to")
  private static let be = Thesaurus.roots("be")

  /// `an infarct is to be ruled out and cultures obtained`
  private func isAhead(_ word: Int, _ part: Range<Int>) -> Bool {
    let words = comparison.summaryMeanings.words
    return word > part.lowerBound && Self.be.contains(words[word].fine)
      && Self.to.contains(words[word - 1].fine)
  }

  /// `ORIF of the right ankle done`
  private func isQualifier(_ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    if Self.leading.contains(words[word].fine) { return true }
    let span = comparison.summaryMeanings.span(of: word..<word + 1, in: comparison.summary)
    return comparison.units(over: span).contains { $0.kind == .site }
  }

  /// The words around a range up to the next commas, of a long part those close by.
  private func part(
    around range: Range<Int>, in words: [MeaningWord], within limits: Range<Int>
  ) -> Range<Int> {
    let least = max(limits.lowerBound, range.lowerBound - Self.partReach)
    var first = range.lowerBound
    while first > least, words[first].gap < .comma { first -= 1 }
    let most = min(limits.upperBound, range.upperBound + Self.partReach)
    var end = range.upperBound
    while end < most, words[end].gap < .comma { end += 1 }
    return first..<end
  }

  /// Whether the words around the place speak of a plan, and none of the past.
  private func isOnlyPlanned(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    let sentence = comparison.noteWords(near: place)
    let first = max(sentence.lowerBound, Int(place.start) - Self.reach)
    let end = min(sentence.upperBound, Int(place.end) + Self.reach)
    var isPlanned = false
    for word in first..<end where !place.words.contains(word) {
      let fine = words[word].fine
      if Self.past.contains(fine) { return false }
      if Self.planning.contains(fine) { isPlanned = true }
      if word < Int(place.start) {
        // `had a chest x-ray`
        if Self.having.contains(fine), Int(place.start) - word <= Self.havingReach { return false }
      } else if Self.auxiliaries.contains(fine), word + 1 < words.count,
        !Self.planning.contains(words[word + 1].fine)
      {
        // Not `was ordered`.
        return false
      }
    }
    return isPlanned
  }
}
