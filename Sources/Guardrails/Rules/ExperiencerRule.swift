import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `experiencer`: what the note says of a relative is told of the patient, the other way round, or of
/// another relative, or by the word of one who says nothing in the note.
///
/// No parameters.
package struct ExperiencerRule: RuleKind {
  package static let kind = "experiencer"
  static let holdsAgainstNote = true

  package init?(reading parameters: inout ParameterReader) {}

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard let comparison = context.judged.comparison else { return .nothing }
    var judgement = Judgement.nothing
    for word in inventedSpeakers(comparison) {
      judgement.observations.append(
        Observation(
          message: .byWordOfRelative,
          summarySpan: comparison.summaryMeanings.span(
            of: word..<word + 1, in: comparison.summary)))
    }
    for unit in comparison.units where isDeniedOfFamily(unit, comparison) {
      judgement.observations.append(comparison.observation(.familyHasIt, at: unit))
    }
    for unit in comparison.units
    where isCondition(unit) && (unit.support == .said || isInParts(unit))
      && unit.context.assertion != .absent
      && !unit.aligned.isEmpty
      && !unit.isAboutRecord && !isTestedFor(unit, comparison)
    {
      let namesRelative = comparison.sentenceCues(of: unit).contains(.kin)
      if !namesRelative || isSaidOfPatient(unit, comparison), !isOnlyRaised(unit, comparison),
        unit.aligned.allSatisfy(comparison.isOfFamily)
          && !isAlsoOfPatient(unit, comparison)
          || ((isPersonal(unit, comparison) || isSaidOfPatient(unit, comparison))
            && unit.context.assertion == .present && !comparison.mayBeDenied(unit)
            && isOnlyOfFamily(unit, comparison))
      {
        judgement.observations.append(comparison.observation(.ofRelative, at: unit))
      } else if namesRelative, isOfOtherRelative(unit, comparison) {
        judgement.observations.append(comparison.observation(.ofOtherRelative, at: unit))
      }
      if isCalledFamilial(unit, comparison) {
        if comparison.isNowhereOfFamily(unit) {
          judgement.observations.append(comparison.observation(.ofPatient, at: unit))
        }
        continue
      }
      // A letter to parents speaks of `your son` where the note has the patient.
      if namesRelative, context.judged.audience == .clinician,
        unit.context.experiencer == .family, isCloseToRelative(unit, comparison),
        unit.aligned.allSatisfy({ isOfPatient($0, comparison) })
      {
        judgement.observations.append(comparison.observation(.ofPatient, at: unit))
      } else if namesRelative,
        isGivenToRelative(
          unit, comparison, isForPatient: context.judged.audience == .patient)
      {
        judgement.observations.append(comparison.observation(.ofPatient, at: unit))
      }
    }
    return judgement
  }

  /// `her mother has it` for `her grandmother has it`: the relatives closest to the unit are not among
  /// those that the note names in any sentence about it.
  private func isOfOtherRelative(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard unit.context.experiencer == .family, unit.places.allSatisfy(comparison.isOfFamily) else {
      return false
    }
    let told = Relatives.closest(
      to: unit.words, in: unit.clause, of: comparison.summaryMeanings.words)
    guard !told.isEmpty else { return false }
    let known = unit.places.reduce(into: Relatives()) { relatives, place in
      let sentence = comparison.noteWords(near: place)
      relatives.formUnion(Relatives(in: sentence, of: comparison.noteMeanings.words))
    }
    // A father's mother is a grandmother.
    if known.isSuperset(of: .parents), told.isSubset(of: .grandparents) { return false }
    if !known.isEmpty && known.isDisjoint(with: told) { return true }
    if known != .all, !unit.places.isEmpty,
      unit.places.allSatisfy({ isInTurnOfOther($0, told, comparison) })
    {
      return true
    }
    return told.isSubset(of: Relatives.sided) && isOfOtherSide(unit, comparison)
  }

  /// How many words of the clause around a unit tell of which side its relative is.
  private static let sideReach = 8

  /// `maternal grandfather` for `paternal grandfather`, where every sentence about the unit tells one side.
  private func isOfOtherSide(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let near =
      max(
        unit.clause.lowerBound, unit.words.lowerBound - Self.sideReach)..<min(
        unit.clause.upperBound, unit.words.upperBound + Self.sideReach)
    guard let told = Relatives.side(in: near, of: comparison.summaryMeanings.words) else {
      return false
    }
    return unit.places.allSatisfy {
      let sentence = comparison.noteWords(near: $0)
      let known = Relatives.side(in: sentence, of: comparison.noteMeanings.words)
      return known.map { $0 != told } ?? false
    }
  }

  private static let testing = Thesaurus.roots(
    "test tests tested check checked screen screened look")
  private static let testReach = 7

  /// `blood tests, one of them for diabetes`: nobody has it.
  private func isTestedFor(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = max(0, unit.words.lowerBound - Self.testReach)
    guard unit.words.lowerBound > first,
      Self.purpose.contains(words[unit.words.lowerBound - 1].fine)
    else { return false }
    return (first..<unit.words.lowerBound).contains { Self.testing.contains(words[$0].fine) }
  }

  private static let purpose = Thesaurus.roots("for")

  /// `You broke your right wrist` where one row of a form has the wrist, another a parent's hip: a place
  /// of the unit that is the patient's stands beside another word of its clause.
  private func isAlsoOfPatient(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    if isToldOfPatient(unit, comparison) { return true }
    let own = unit.places.filter { !comparison.isOfFamily($0) }
    guard !own.isEmpty, own.count < unit.places.count else { return false }
    if own.contains(where: { isHistory($0, comparison) || isHad($0, comparison) }) { return true }
    let sentences = Set(own.map(comparison.noteSentence))
    return comparison.units(
      over: comparison.summaryMeanings.span(
        of: unit.clause, in: comparison.summary)
    ).contains { other in
      other.span != unit.span && !other.isNeutral && other.kind == .site
        && other.places.contains { sentences.contains(comparison.noteSentence($0)) }
    }
  }

  private static let with = Thesaurus.roots("with has have")
  /// In words: how near before a thing it says who has it.
  private static let hadReach = 3

  /// `a 61-year-old female with hypertension`: whether the note says plainly that the patient has it.
  private func isHad(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    guard isOfPatient(place, comparison), comparison.noteContext(place).assertion == .present,
      !comparison.noteSentenceCues(place).contains(.hedge)
    else { return false }
    let words = comparison.noteMeanings.words
    var word = Int(place.start)
    while word > max(0, Int(place.start) - Self.hadReach), words[word].gap <= .comma {
      word -= 1
      if Self.with.contains(words[word].fine) { return true }
    }
    return false
  }

  /// Whether the note lists it, as it is, among what the patient has or had.
  private func isHistory(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    guard isOfPatient(place, comparison), comparison.noteContext(place).assertion == .present
    else { return false }
    let note = comparison.note
    switch note.sections[note.sentences[comparison.noteSentence(place)].section].name {
    // `takes the following medications for her diabetes`
    case .pastMedicalHistory, .problemList, .diagnoses, .medications: return true
    default: return false
    }
  }

  /// `elevated lipids` where the note has `his lipids are elevated`, and a brother's `elevated cholesterol`:
  /// whether a sentence about no relative has all words of the unit.
  private func isToldOfPatient(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard unit.words.count > 1 else { return false }
    var common: Set<Int>?
    for word in unit.words where !FunctionWords.holds(comparison.summaryMeanings.words[word]) {
      var own: Set<Int> = []
      comparison.index.forEachPlace(of: comparison.summaryMeanings.words[word].fine) { place in
        if !comparison.isOfFamily(place), comparison.noteContext(place).assertion == .present {
          own.insert(comparison.noteSentence(place))
        }
      }
      common = common.map { $0.intersection(own) } ?? own
      if common?.isEmpty == true { return false }
    }
    return common?.isEmpty == false
  }

  private static let subjects = Thesaurus.roots("she he patient pt you")
  private static let having = Thesaurus.roots(
    """
    treated diagnosed previously previous prior past former known personal own has have had history hx
    """)

  /// Whether the unit's own clause is the patient's though its sentence names a relative: `father died
  /// of MI; she has diabetes`, `previously treated for breast cancer; no family history`.
  private func isSaidOfPatient(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    guard unit.context.experiencer == .patient else { return false }
    // From comma to comma: `you have had breast cancer, and your father …`.
    var first = unit.words.lowerBound
    while first > unit.clause.lowerBound, words[first].gap < .comma { first -= 1 }
    var last = unit.words.upperBound
    while last < unit.clause.upperBound, words[last].gap < .comma { last += 1 }
    guard !(first..<last).contains(where: { comparison.summaryCues.words[$0].contains(.kin) })
    else { return false }
    let before = first..<unit.words.lowerBound
    let isPatient = before.contains { Self.subjects.contains(words[$0].fine) }
    let isHad = (first..<unit.words.upperBound).contains { Self.having.contains(words[$0].fine) }
    let hasKin = unit.clause.contains { comparison.summaryCues.words[$0].contains(.kin) }
    return hasKin ? isPatient && isHad : isPatient || isHad
  }

  private static let family = Thesaurus.roots("family fh fhx")
  private static let history = Thesaurus.roots("history hx fh fhx")
  /// `family history of`, `family history positive for strong`: how many words before the unit it ends.
  private static let familyReach = 3

  /// Whether the unit is what a family history is of.
  private func isCalledFamilial(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - Self.familyReach)
    return (first..<unit.words.lowerBound).contains { word in
      Self.history.contains(words[word].fine)
        && (Self.family.contains(words[word].fine)
          || (word > unit.clause.lowerBound && Self.family.contains(words[word - 1].fine)))
        && (word + 1...unit.words.lowerBound).allSatisfy { words[$0].gap < .comma }
    }
  }

  /// What a person has, had, or had done.
  private func isCondition(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .finding, .disease, .procedure: true
    default: false
    }
  }

  /// `type II diabetes` where the note has `diabetes, type II`.
  private func isInParts(_ unit: SummaryUnit) -> Bool {
    unit.support == .parts && unit.kind == .disease
  }

  /// How many words may stand between a relative and what is said of them.
  private static let reach = 7

  /// `his father has a mild flare`; `here with his father, four days of cough` is another matter.
  private func isCloseToRelative(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = unit.words.lowerBound
    let first = max(unit.clause.lowerBound, word - Self.reach)
    while word > first, words[word].gap < .clause {
      let crossesComma = words[word].gap == .comma
      word -= 1
      if comparison.summaryCues.words[word].contains(.kin) {
        return !comparison.isInCareInSummary(word)
      }
      // A list goes on over its commas, a relative in passing does not.
      if crossesComma,
        !comparison.units(
          over: comparison.summaryMeanings.span(
            of: word..<word + 1, in: comparison.summary)
        ).contains(where: isCondition)
      {
        return false
      }
    }
    let last = min(words.count, unit.words.upperBound + 3)
    return (unit.words.upperBound..<max(unit.words.upperBound, last)).contains {
      comparison.summaryCues.words[$0].contains(.kin)
    }
  }

  private static let personal = Thesaurus.roots("personal own")

  /// `a personal history of heart disease`
  private func isPersonal(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - 4)
    return (first..<unit.words.lowerBound).contains {
      Self.personal.contains(comparison.summaryMeanings.words[$0].fine)
    }
  }

  /// Whether the note affirms it of relatives alone, whatever it denies of the patient.
  private func isOnlyOfFamily(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let family = unit.places.filter(comparison.isOfFamily)
    guard !family.isEmpty else { return false }
    // Where the relative has it under another name too, the patient may.
    let isSame = family.contains { comparison.sharesWord(unit, $0) }
    return unit.places.allSatisfy {
      comparison.isOfFamily($0) || comparison.noteContext($0).assertion != .present
        || comparison.noteSentenceCues($0).contains(.negation)
        || isSame && !comparison.sharesWord(unit, $0) && !isHistory($0, comparison)
        || isTaught($0, comparison)
    }
  }

  private static let teaching = Thesaurus.roots(
    """
    risk study studies link linked associated association increase increases cause causes lead leads
    prevent prevention complication discussed counseled educated screening
    """)

  /// `we discussed that cholesterol is linked to heart attacks`: said of no one.
  private func isTaught(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    comparison.noteWords(near: place).contains {
      Self.teaching.contains(comparison.noteMeanings.words[$0].fine)
    }
  }

  private func isOfPatient(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    comparison.noteContext(place).experiencer == .patient
      && !comparison.noteSentenceCues(place).contains(.kin)
  }
}

extension Message {
  fileprivate static let ofRelative = Message(
    "the note says this of a relative, not of the patient")
  fileprivate static let ofOtherRelative = Message("the note says this of another relative")
  fileprivate static let byWordOfRelative = Message(
    "the note has no word of this relative")
  fileprivate static let ofPatient = Message("the note says this of the patient, not of a relative")
}
