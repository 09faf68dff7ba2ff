import ClinicalLanguage
import SourceText

/// Finds what a summary denies with a `not` although the note says it with none: `chest tubes were
/// not placed` for `chest tubes were placed`.
///
/// The word that is denied may be any verb or adjective. It is known by the words around it; where
/// the note has it beside the same words, it must be plain there that nothing denies, doubts or
/// hinders it. Where the note has it in other words (`transposed` for `moved`), more of the words
/// around it must stand in one sentence of the note, and no word of that sentence may deny
/// anything.
struct DeniedPredicates {
  let comparison: Comparison

  /// How far behind the denial the denied word may stand, and how many are tried.
  private static let predicateReach = 4
  private static let candidates = 2
  /// How far apart the denied word and its anchors may stand in the note.
  private static let noteReach = 9
  /// More places than these are those of a word that says little.
  private static let mostPlaces = 24

  func disagreements() -> [PolarityComparison.Disagreement] {
    comparison.plainDenials.compactMap { disagreement($0.word, $0.nextUnit) }
  }

  // MARK: - The denial

  private func disagreement(_ index: Int, _ next: Int) -> PolarityComparison.Disagreement? {
    let words = comparison.summaryMeanings.words
    let units = comparison.units
    var position = next
    var tried = 0
    // `not tender`, which the lists know as one expression.
    if position > 0, units[position - 1].words.lowerBound == index {
      return units[position - 1].words.count == 1 ? nil : expression(position - 1)
    }
    while position < units.count, tried < Self.candidates {
      let unit = units[position]
      guard unit.words.lowerBound - index <= Self.predicateReach,
        (index + 1...unit.words.lowerBound).allSatisfy({ words[$0].gap < .comma }),
        !unit.isAboutRecord
      else { return nil }
      if isPredicate(unit) {
        let anchors = Anchors(
          around: unit.words, before: position, in: comparison, crossesComma: true)
        if unit.support == .said {
          return affirmedPlace(unit, anchors).map {
            PolarityComparison.Disagreement(unit: unit, place: $0, isDenied: true)
          }
        }
        guard mayBeReworded(unit) else { return nil }
        return impliedPlace(unit, anchors).map {
          PolarityComparison.Disagreement(unit: unit, place: $0, isDenied: true)
        }
      }
      position += 1
      tried += 1
    }
    return nil
  }

  /// Of an expression that begins with the denial, and whose words the note has apart.
  private func expression(_ position: Int) -> PolarityComparison.Disagreement? {
    let unit = comparison.units[position]
    guard unit.support == .parts, !unit.isAboutRecord,
      PlainDenials.not.contains(firstRoot(of: unit))
    else { return nil }
    let anchors = Anchors(
      around: unit.words, before: position, in: comparison, crossesComma: true)
    return affirmedPlace(unit, anchors).map {
      PolarityComparison.Disagreement(unit: unit, place: $0, isDenied: true)
    }
  }

  private func isPredicate(_ unit: SummaryUnit) -> Bool {
    // `could not be passed`: the verb is still to come.
    if unit.words.count == 1, PlainDenials.auxiliaries.contains(firstRoot(of: unit)) {
      return false
    }
    switch unit.kind {
    case .quantity, .time, .person: return false
    default: return !unit.cues.contains(.negation) || Self.stative.contains(firstRoot(of: unit))
    }
  }

  private func firstRoot(of unit: SummaryUnit) -> UInt64 {
    comparison.summaryMeanings.words[unit.words.lowerBound].fine
  }

  /// Words that judge, which elsewhere count as denials of a finding.
  private static let stative = Thesaurus.roots(
    "normal clear intact unremarkable ok okay stable free resolved")

  // MARK: - The note's own words

  /// Where the note has the denied word beside the same words, if nothing there denies it.
  private func affirmedPlace(_ unit: SummaryUnit, _ anchors: Anchors) -> NoteIndex.Place? {
    guard unit.places.count <= Self.mostPlaces, !comparison.holdsTurned(unit) else { return nil }
    let told = roots(of: unit.clause)
    if anchors.units.isEmpty {
      guard isWhole(unit) || isAct(unit) && unit.places.allSatisfy(deniesNothing),
        unit.places.count <= Self.fewPlaces,
        unit.places.allSatisfy({ isPlainlySaid($0, told) })
      else { return nil }
      return unit.places.first
    }
    let matches = unit.places.map { place in
      (
        place: place,
        anchors: anchors.matched(at: place.words, within: Self.noteReach, in: comparison)
      )
    }
    guard let best = matches.max(by: { $0.anchors.count < $1.anchors.count }),
      isEnough(best.anchors, of: anchors, unit, best.place)
    else { return nil }
    let least = max(1, best.anchors.count - 1)
    for match in matches where match.anchors.count >= least {
      guard isPlainlySaid(match.place, told) else { return nil }
    }
    return best.place
  }

  private static let fewPlaces = 3

  private func roots(of range: Range<Int>) -> Set<UInt64> {
    Set(range.lazy.map { comparison.summaryMeanings.words[$0].fine })
  }

  /// Whether the unit is several words, all of which the note has side by side.
  private func isWhole(_ unit: SummaryUnit) -> Bool {
    unit.words.count > 1 && unit.places.contains { comparison.isSameWording(unit, $0) }
  }

  /// `was not intubated`, `does not smoke`: a word that needs no other to be known. A drug may be planned
  /// in too many ways.
  private func isAct(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .drug, .drugClass, .test, .site, .descriptor, .abbreviation: false
    default: !unit.isNeutral && unit.span.count > 1
    }
  }

  private typealias Match = (unit: SummaryUnit, place: NoteIndex.Place)

  /// Two words that stand beside it, and half of all; or the subject alone, where it is right
  /// before it.
  private func isEnough(
    _ matched: [Match], of anchors: Anchors, _ unit: SummaryUnit, _ place: NoteIndex.Place
  ) -> Bool {
    let known = anchors.units.count { $0.support > .none }
    if matched.count + (isWhole(unit) ? 1 : 0) >= 2, matched.count * 2 >= known { return true }
    guard let subject = anchors.before.first, subject.support == .said else { return false }
    return matched.contains { $0.unit === subject && isSubject($0.place, of: place) }
  }

  /// How far a subject may stand from its verb.
  private static let subjectReach = 6

  /// Whether one place stands before the other in the same part of a sentence.
  private func isSubject(_ subject: NoteIndex.Place, of place: NoteIndex.Place) -> Bool {
    guard subject.end <= place.start, place.start - subject.end < Self.subjectReach else {
      return false
    }
    let words = comparison.noteMeanings.words
    return (Int(subject.end)...Int(place.start)).allSatisfy { words[$0].gap < .comma }
  }

  /// Whether no word around the place denies it, doubts it or makes it wait.
  private func isPlainlySaid(_ place: NoteIndex.Place, _ told: Set<UInt64>) -> Bool {
    let words = comparison.noteMeanings.words
    let (denying, opening) = (Self.denying, Self.opening)
    var word = Int(place.start)
    var isSamePart = true
    var hasVerb = false
    let first = max(0, word - Self.denialReach)
    while word > first, words[word].gap < .clause {
      if words[word].gap >= .comma {
        if hasVerb { break }
        isSamePart = false
      }
      word -= 1
      let fine = words[word].fine
      if WordCues.turns(words[word]) || hasVerb && Self.and.contains(fine) { break }
      if denying.contains(fine) { return false }
      // What the summary says as well leaves no more open than it does.
      if isSamePart, opening.contains(fine), !told.contains(fine) { return false }
      if isSamePart, PlainDenials.auxiliaries.contains(fine) { hasVerb = true }
    }
    word = Int(place.end)
    isSamePart = true
    let end = min(words.count, word + Self.behindReach)
    while word < end, words[word].gap < .clause, !WordCues.turns(words[word]) {
      if words[word].gap >= .comma { isSamePart = false }
      if isSamePart
        ? denying.contains(words[word].fine) : Comparison.listDenials.contains(words[word].fine)
      {
        return false
      }
      word += 1
    }
    return true
  }

  private static let denialReach = 12
  private static let behindReach = 5
  private static let and = Thesaurus.roots("and")
  /// Whatever denies, hinders or undoes a thing.
  static let denying = Thesaurus.roots(
    """
    \(PlainWords.not) no none neither nor without denies denied deny denying negative absent absence
    lack lacks lacking unable inability won't wouldn't shouldn't fail fails failed failure
    refuse refused refuses decline declined declines hardly barely scarcely rarely seldom little
    unless except instead rather off stop stopped discontinued discontinue cease ceased hold held
    avoid avoided deferred defer unlikely lost loss nothing nobody nowhere w/o forgot forget aborted
    abort prevented precluded excluded ruled minimal minimally few less least difficult difficulty
    trouble struggle struggles zero 0 poor poorly half partial partially incomplete incompletely
    missed missing skip skipped withheld cancelled canceled postponed yet ø Ø w/o nil false
    noncompliant nonadherent unwilling reluctant hesitant
    """)
  /// What leaves a thing open. Notes say `can` and `when` of what is there, and `next` and `going`
  /// of what they find.
  static let opening = Thesaurus.roots(
    """
    \(PlainWords.open) could consider considered considering possible possibly plan planned will
    scheduled pending await awaiting before want wants wanted wish wishes hope try tried attempt
    attempted discuss discussed recommend recommended option
    """)

  // MARK: - In other words

  /// How many words of a clause one sentence must hold where it has the denied word under another
  /// name.
  private static let leastImplied = 3
  private static let mostWords = 45

  /// Whether the note may say the same in words of its own: an act it may, and what it names in
  /// part. A finding, a disease or a device of which it says nothing is not there, as the summary
  /// says.
  private func mayBeReworded(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .finding, .disease, .device: false
    case .action: true
    default: unit.support > .none
    }
  }

  /// The sentence that holds the words around the denial, if it denies nothing at all.
  private func impliedPlace(_ unit: SummaryUnit, _ anchors: Anchors) -> NoteIndex.Place? {
    guard anchors.units.count >= Self.leastImplied else { return nil }
    var counts: [Int: [NoteIndex.Place]] = [:]
    for anchor in anchors.units {
      var seen: Set<Int> = []
      for place in anchor.places where seen.insert(comparison.noteSentence(place)).inserted {
        counts[comparison.noteSentence(place), default: []].append(place)
      }
    }
    guard let most = counts.values.map(\.count).max(), most >= Self.leastImplied,
      most * 3 >= anchors.units.count * 2
    else { return nil }
    for (_, places) in counts where places.count >= most - 1 {
      guard deniesNothing(around: places[0]) else { return nil }
    }
    return counts.filter { $0.value.count == most }.min { $0.key < $1.key }?.value[0]
  }

  private func deniesNothing(around place: NoteIndex.Place) -> Bool {
    let sentence = comparison.noteWords(near: place)
    guard sentence.count <= Self.mostWords else { return false }
    let words = comparison.noteMeanings.words
    return sentence.allSatisfy {
      !comparison.noteCues.words[$0].contains(.negation) && !Self.denying.contains(words[$0].fine)
        && !Self.opening.contains(words[$0].fine) && !comparison.isTurnedInNote($0)
    }
  }
}
