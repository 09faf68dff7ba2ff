import ClinicalLanguage
import Policies

/// Relatives of whom a summary tells in the first words of a sentence, and those whose turn it is in a list.
extension ExperiencerRule {
  private static let having = Thesaurus.roots(
    "has have had suffers suffered underwent takes took developed sustained received")
  private static let often = Thesaurus.roots("previously already also once never still recently")
  private static let conceiving: Set<UInt64> = Thesaurus.roots(
    "delivery delivered cesarean labor gravida pregnancy pregnant fetus newborn")
  /// How many words may stand between a relative and what that one has.
  private static let reach = 9

  /// `Your mother had a CT scan`, `his wife has a history of depression`: the summary gives it to a relative
  /// right before a verb of having, the note to the patient, and near none of its places to a relative.
  func isGivenToRelative(
    _ unit: SummaryUnit, _ comparison: Comparison, isForPatient: Bool
  ) -> Bool {
    let words = comparison.summaryMeanings.words
    guard let kin = subject(of: unit, words, comparison) else { return false }
    let told = Relatives(in: kin..<kin + 1, of: words)
    guard !told.isEmpty, told != .all else { return false }
    // An infant is the patient, a letter to parents speaks of `your son`, and a mother may be the patient.
    if told == .offspring || isForPatient && told.isSubset(of: .offspring) { return false }
    if told.isSubset(of: .parents), Self.conceiving.contains(where: comparison.index.holds) {
      return false
    }
    return comparison.isNowhereOfFamily(unit)
  }

  /// The relative before the verb of having that stands before a unit in its clause.
  private func subject(
    of unit: SummaryUnit, _ words: [MeaningWord], _ comparison: Comparison
  ) -> Int? {
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - Self.reach)
    guard
      let kin = (first..<max(first, unit.words.lowerBound)).last(where: {
        comparison.summaryCues.words[$0].contains(.kin)
      })
    else { return nil }
    var next = kin + 1
    while next < unit.words.lowerBound, Self.often.contains(words[next].fine) { next += 1 }
    guard next < unit.words.lowerBound, Self.having.contains(words[next].fine),
      (kin + 1...next).allSatisfy({ words[$0].gap < .comma })
    else { return nil }
    return kin
  }

  private static let joining = Thesaurus.roots("and while but whereas")

  /// `Her father died of myeloma` where the note has `father died of a stroke; mother of myeloma`: whether the
  /// relative whose turn it is before the place is another than those told of, none of whom follows.
  func isInTurnOfOther(_ place: NoteIndex.Place, _ told: Relatives, _ comparison: Comparison)
    -> Bool
  {
    let words = comparison.noteMeanings.words
    let sentence = comparison.noteWords(near: place)
    let following = Relatives(in: Int(place.end)..<sentence.upperBound, of: words)
    guard following.isDisjoint(with: told) else { return false }
    guard
      let kin = (sentence.lowerBound..<Int(place.start)).last(where: {
        comparison.noteCues.words[$0].contains(.kin)
      })
    else { return false }
    // Where the turn begins: `; mother of`, `and her mother had`.
    guard
      words[kin].gap >= .clause
        || kin > sentence.lowerBound && words[kin - 1].gap >= .clause
    else { return false }
    let closest = Relatives.closest(
      to: Int(place.start)..<Int(place.end), in: sentence, of: words)
    return !closest.isEmpty && closest != .all && closest.isDisjoint(with: told)
  }

  private static let raising = Thesaurus.roots(
    """
    risk risks rule ruled evaluation evaluate evaluated workup screening surveillance concern concerns
    suspicion suspected suspicious prevent prevention discussed explained whether if counseled educated
    """)
  private static let raisedBehind = Thesaurus.roots(
    "risk risks clinic suspect suspicion screening workup evaluation prevention")
  private static let raisingReach = 4

  /// `needs evaluation for colon cancer`, `glaucoma suspect`, `at higher risk of hypertension`: what runs in a
  /// family is looked for in the patient; nobody says that it is there.
  func isOnlyRaised(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    switch unit.context.assertion {
    case .possible, .conditional, .hypothetical: return true
    case .present, .absent: break
    }
    let words = comparison.summaryMeanings.words
    let next = unit.words.upperBound
    if next < unit.clause.upperBound, words[next].gap <= .hyphen,
      Self.raisedBehind.contains(words[next].fine)
    {
      return true
    }
    var word = unit.words.lowerBound
    let first = max(unit.clause.lowerBound, word - Self.raisingReach)
    while word > first, words[word].gap < .clause {
      word -= 1
      if Self.raising.contains(words[word].fine) { return true }
    }
    return comparison.isHedged(unit)
  }

  private static let kin = Thesaurus.roots("family relatives relative fh fhx")
  private static let leadingToThing = Thesaurus.roots("of for or and")
  /// In words: `no family history of strokes, heart attacks or`.
  private static let familyDenialReach = 8

  /// `no family history of breast cancer` where the note has it of the mother.
  func isDeniedOfFamily(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard unit.kind == .disease || unit.kind == .finding, unit.support == .said,
      unit.context.assertion == .absent, !unit.isAboutRecord, !unit.places.isEmpty,
      unit.words.lowerBound > unit.clause.lowerBound
    else { return false }
    let words = comparison.summaryMeanings.words
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - Self.familyDenialReach)
    // `of premature heart disease` is of a kind of it.
    guard Self.leadingToThing.contains(words[unit.words.lowerBound - 1].fine),
      (first..<unit.words.lowerBound).contains(where: { Self.kin.contains(words[$0].fine) })
    else { return false }
    return unit.places.contains { place in
      comparison.isOfFamily(place) && comparison.noteContext(place).assertion == .present
        && !comparison.noteSentenceCues(place).contains(.negation)
        && !comparison.noteSentenceCues(place).contains(.hedge)
        && comparison.sharesWord(unit, place)
    }
  }
}

extension Message {
  static let familyHasIt = Message("the note has this of a relative")
}
