import ClinicalLanguage
package import Policies
import SourceText

/// `negation_flip`: what the note denies, the summary affirms, or the other way round.
///
/// Parameters: `directions` (`affirmed`, `denied`; both by default), `everyWord` (judge plain words
/// too, not only names of findings, diseases, procedures and drugs), `clauses` (judge every word of
/// a clause that one sentence of the note bears out), `polarity` (compare words that stand beside
/// the same neighbours in the note: see `PolarityComparison`), `plainly` (compare what a `not`
/// denies, and what is plainly said: see `plainlyTurned`), `opposites` (compare words of opposite
/// meaning: see `OpposedWords`), `statements` (compare short statements as wholes: see `TwinStatements`).
/// A rule with any of the last four does only what these say.
package struct NegationFlipRule: RuleKind {
  package static let kind = "negation_flip"
  static let holdsAgainstNote = true

  enum Direction: String, CaseIterable { case affirmed, denied }

  let directions: [Direction]
  private let judgesEveryWord: Bool
  private let judgesClauses: Bool
  private let comparesPolarity: Bool
  private let comparesPlainly: Bool
  private let comparesOpposites: Bool
  private let comparesStatements: Bool

  package init?(reading parameters: inout ParameterReader) {
    directions = parameters.choices("directions", of: Direction.self) ?? Direction.allCases
    judgesEveryWord = parameters.flag("everyWord", default: false)
    judgesClauses = parameters.flag("clauses", default: false)
    comparesPolarity = parameters.flag("polarity", default: false)
    comparesPlainly = parameters.flag("plainly", default: false)
    comparesOpposites = parameters.flag("opposites", default: false)
    comparesStatements = parameters.flag("statements", default: false)
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard let comparison = context.judged.comparison else { return .nothing }
    var judgement = Judgement.nothing
    if comparesStatements {
      judgement.observations = statementsTurned(comparison, context)
      return judgement
    }
    if comparesPolarity || comparesPlainly || comparesOpposites {
      if comparesPolarity {
        judgement.observations += turned(comparison.turnedStatements, comparison)
      }
      if comparesPlainly { judgement.observations += plainlyTurned(comparison) }
      if comparesOpposites { judgement.observations += opposed(comparison) }
      judgement.observations = judgement.observations.withoutRepeats
      return judgement
    }
    for unit in comparison.units
    where isJudged(unit, comparison)
      && (isFinding(unit)
        || judgesEveryWord
          && (unit.isAligned && unit.kind == .generic
            || isNoun(unit, comparison) && isToldToBeThere(unit, comparison)))
    {
      switch unit.context.assertion {
      case .absent where directions.contains(.denied) && isDenied(unit, comparison):
        judgement.observations.append(comparison.observation(.summaryDenies, at: unit))
      case .present where directions.contains(.affirmed) && isAffirmed(unit, comparison):
        judgement.observations.append(comparison.observation(.summaryAffirms, at: unit))
      default: break
      }
    }
    if judgesClauses {
      judgeClauses(comparison, &judgement)
      if comparison.isQuoting { judgeQuotations(comparison, &judgement) }
    }
    return judgement
  }

  private func isJudged(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    !unit.aligned.isEmpty && !unit.isNeutral
      && (unit.support == .said || (unit.support == .parts && isFinding(unit)))
      && (!unit.cues.contains(.negation) || isLoss(unit, comparison)) && !unit.isAboutRecord
  }

  private static let losing = Thesaurus.roots("lost")

  /// `lost consciousness`: the word of loss is what is told.
  private func isLoss(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    unit.words.count > 1
      && unit.words.allSatisfy {
        !comparison.summaryCues.words[$0].contains(.negation)
          || Self.losing.contains(comparison.summaryMeanings.words[$0].fine)
      }
  }

  // MARK: - Clauses that one sentence of the note bears out but for their sense

  /// The least share of a clause that one sentence of the note must hold.
  private static let leastSupport: Float = 0.6

  /// The share that makes a plain word a finding's equal.
  private static let fullSupport: Float = 0.75

  /// A clause whose words stand in one sentence of the note: there what a denial governs must be
  /// denied as well, plain words included.
  private func judgeClauses(_ comparison: Comparison, _ judgement: inout Judgement) {
    var first = 0
    while first < comparison.units.count {
      var end = first + 1
      while end < comparison.units.count,
        comparison.units[end].clause == comparison.units[first].clause
      {
        end += 1
      }
      if comparison.units[first].clauseSupport >= Self.leastSupport {
        judgeClause(first..<end, comparison, &judgement)
      }
      first = end
    }
  }

  private func judgeClause(
    _ range: Range<Int>, _ comparison: Comparison, _ judgement: inout Judgement
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      let unit = comparison.units[start]
      let cue = comparison.summary.cueSpan(of: unit.span)
      var end = start + 1
      while end < range.upperBound,
        comparison.summary.cueSpan(of: comparison.units[end].span) == cue
      {
        end += 1
      }
      let group = comparison.units[start..<end].filter {
        $0.support == .said && !$0.aligned.isEmpty && isThing($0, comparison)
          && !comparison.summaryMeanings.words[$0.words.lowerBound].isNumber
      }
      if let head = group.first(where: { !$0.isNeutral }), !head.isAboutRecord {
        if directions.contains(.denied), let cue, !isPrefix(cue, of: unit),
          !isForbidding(cue, comparison), unit.context.assertion == .absent,
          comparison.isQuoting || isGoverned(head, by: cue, comparison),
          group.allSatisfy({ isAffirmedInNote($0, comparison) }),
          comparison.isQuoting || group.contains(where: { isSaidPlainly($0, comparison) })
        {
          judgement.observations.append(comparison.observation(.summaryDenies, at: head))
        }
        if directions.contains(.affirmed), cue == nil,
          let denied = group.first(where: { isPlainlyAffirmed($0, comparison) })
        {
          judgement.observations.append(comparison.observation(.summaryAffirms, at: denied))
        }
      }
      start = end
    }
  }

  /// What can be there or not; where, who, when and how much only belong to such things.
  private func isThing(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    // The `left` of `left open for discussion`, the `w` of `w/ Dr. Smith`.
    if unit.span.count == 1 || comparison.isSide(unit) || comparison.isOpenEnded(unit) {
      return false
    }
    return switch unit.kind {
    case .quantity, .time: false
    case .site, .person, .descriptor: comparison.isQuoting
    default: true
    }
  }

  /// A denial before a bracket or a semicolon need not govern what stands behind it.
  private func stands(
    _ cue: TextSpan, inClauseOf unit: SummaryUnit, _ comparison: Comparison
  ) -> Bool {
    let clause = comparison.summaryMeanings.span(of: unit.clause, in: comparison.summary)
    return clause.contains(cue)
  }

  /// Whether the denial can only mean the unit: in a summary's own words, whose lists are looser.
  private func isGoverned(
    _ head: SummaryUnit, by cue: TextSpan, _ comparison: Comparison
  ) -> Bool {
    stands(cue, inClauseOf: head, comparison) && !isResult(cue, of: head)
      && !isAfterPreposition(head, comparison) && isReached(by: cue, head, comparison)
  }

  /// `no murmur, testes descended`: a denial reaches over a comma only in a list that ends with
  /// `or`.
  private func isReached(
    by cue: TextSpan, _ unit: SummaryUnit, _ comparison: Comparison
  ) -> Bool {
    let words = comparison.summaryMeanings.words
    let tokens = comparison.summary.tokens
    guard cue.start < unit.span.start else { return true }
    var crossesComma = false
    var word = unit.words.lowerBound
    while word > unit.clause.lowerBound, tokens[Int(words[word].firstToken)].start > cue.start {
      if words[word].gap >= .comma { crossesComma = true }
      word -= 1
    }
    guard crossesComma else { return true }
    return (word..<unit.clause.upperBound).contains { Self.alternatives.contains(words[$0].fine) }
  }

  static let alternatives = Thesaurus.roots("or nor")

  /// `CT of the head negative`, `Thompson test not done`: what a test showed, not whether it was
  /// done.
  private func isResult(_ cue: TextSpan, of unit: SummaryUnit) -> Bool {
    guard cue.start >= unit.span.end else { return false }
    switch unit.kind {
    case .finding, .disease, .device, .drug, .drugClass: return false
    default: return true
    }
  }

  /// `no abnormality on examination`: what is denied stands before the preposition.
  private func isAfterPreposition(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - 3)
    return (first..<unit.words.lowerBound).contains { Self.placing.contains(words[$0].fine) }
  }

  private static let placing = Thesaurus.roots("on in at during with over upon")

  /// How many words before a plain word may deny it.
  private static let nearby = 4

  private func isDeniedNearby(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = unit.words.lowerBound
    let first = max(unit.clause.lowerBound, word - Self.nearby)
    while word > first {
      if words[word].gap >= .comma { return false }
      word -= 1
      if comparison.summaryCues.words[word].contains(.negation) { return true }
    }
    return false
  }

  /// `non-fasting glucose`
  private func isPrefix(_ cue: TextSpan, of unit: SummaryUnit) -> Bool {
    unit.span.start - cue.end == 1 && cue.count == 3
  }

  /// `Do not drink`, `and do not drive`: what a patient is told to leave, which denies nothing.
  private func isForbidding(_ cue: TextSpan, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    let tokens = comparison.summary.tokens
    let low = words.partitioningIndex { tokens[Int($0.firstToken)].end > cue.start }
    guard low < words.count else { return false }
    var first = low
    if !Self.doing.contains(words[first].fine) {
      guard first > 0, Self.doing.contains(words[first - 1].fine) else { return false }
      first -= 1
    }
    return first == 0 || words[first].gap >= .comma
      || Self.joining.contains(words[first - 1].fine)
  }

  private static let doing = Thesaurus.roots("do don't")
  private static let joining = Thesaurus.roots("and or please but")

  private func isAffirmedInNote(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    if comparison.isQuoting {
      return unit.context.assertion == .absent
        && unit.aligned.allSatisfy {
          comparison.noteContext($0).assertion == .present && !isDeniedNearby($0, comparison)
        }
    }
    guard unit.context.assertion == .absent,
      unit.places.allSatisfy({
        comparison.noteContext($0).assertion != .absent && !isDeniedNearby($0, comparison)
      }),
      unit.aligned.allSatisfy({ comparison.noteContext($0).assertion == .present })
    else { return false }
    // A plain word may be denied from afar: `I do not believe that she will need any further …`.
    return isFinding(unit)
      || unit.aligned.allSatisfy { !comparison.noteSentenceCues($0).contains(.negation) }
  }

  private static let searched = Thesaurus.roots("any")

  private func isDeniedNearby(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    let sentence = comparison.noteSentence(place)
    let near =
      max(
        0, Int(place.start) - Self.nearby)..<min(
        comparison.noteCues.words.count, Int(place.end) + Self.nearby)
    // `explored for any other nodes. None …`
    if !comparison.isQuoting,
      (near.lowerBound..<Int(place.start)).contains(where: {
        Self.searched.contains(comparison.noteMeanings.words[$0].fine)
      })
    {
      return true
    }
    return near.contains {
      comparison.noteCues.words[$0].contains(.negation)
        && Int(comparison.noteMeanings.sentences[$0]) == sentence
    }
  }

  /// Whether the note has it in the same words, or by a name that can mean nothing else, and as the
  /// thing that is spoken of: `trouble` for `problems` and the stalk of `no bleeding at the stalk`
  /// are neither.
  private func isSaidPlainly(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    unit.places.contains { place in
      !comparison.followsPreposition(place) && !comparison.cameLate(place)
        && (comparison.sharesWord(unit, place) || isAbbreviated(unit, place))
    }
  }

  /// `SOB` for `shortness of breath`: one word for several; not `particular` for `in detail`.
  private func isAbbreviated(_ unit: SummaryUnit, _ place: NoteIndex.Place) -> Bool {
    (unit.words.count == 1) != (place.words.count == 1) && !Self.isGeneral(unit.kind)
  }

  private func isPlainlyAffirmed(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard unit.context.assertion == .present, !unit.isNeutral,
      unit.isAligned || unit.places.count == 1, !unit.cues.contains(.negation),
      !unit.clauseCues.contains(.past), !isDeniedNearby(unit, comparison),
      unit.places.allSatisfy({
        comparison.noteContext($0).assertion == .absent && !comparison.isExcepted($0)
      }), !isSameResult(unit, comparison)
    else { return false }
    if comparison.isQuoting {
      return isFinding(unit) || unit.clauseSupport >= Self.fullSupport
    }
    guard isSaidPlainly(unit, comparison) else { return false }
    if isFinding(unit) {
      return !comparison.mayBeDenied(unit) && !comparison.deniesElsewhere(unit)
    }
    // Of a plain word all of the sentence must be free of denial: `flexion was painless` is how
    // another writer puts `no pain with flexion`.
    return unit.clauseSupport >= Self.fullSupport && unit.kind != .drug && unit.kind != .drugClass
      && unit.kind != .test && !isAfterPreposition(unit, comparison)
      && !comparison.sentenceCues(of: unit).contains(.negation)
  }

  /// Drugs and tests are denied in too many ways: not taken, not yet raised, not at the bedside.
  private func isFinding(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .finding, .disease, .device: true
    // `relative afferent pupillary defect`: a long form that the lists only know as one.
    case .abbreviation: unit.words.count > 2
    // `lost consciousness`.
    case .state: unit.words.count > 1 && unit.support == .parts
    default: false
    }
  }

  /// A list may go on longer than a reader of single words can tell, so the denial must stand
  /// close.
  private func isDenied(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - 2)
    return comparison.summaryCues.cues(in: first..<unit.words.lowerBound).contains(.negation)
      && unit.aligned.allSatisfy {
        comparison.noteContext($0).assertion == .present
          && !comparison.noteSentenceCues($0).contains(.negation)
      }
  }

  /// `Denies a history of arthritis` contradicts a history of arthritis.
  private func isPastInNote(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    func isPast(_ cues: CueMap, _ start: Int) -> Bool {
      cues.cues(in: max(0, start - 2)..<start).contains(.past)
    }
    return isFinding(unit) && isPast(comparison.summaryCues, unit.words.lowerBound)
      && unit.places.allSatisfy { isPast(comparison.noteCues, Int($0.start)) }
  }

  /// `No recent bleeding` does not contradict a bleeding three years ago.
  private func isAffirmed(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let isPastAsInNote = !isToldOfPast(unit, comparison) || isPastInNote(unit, comparison)
    guard isPastAsInNote, isToldToBeThere(unit, comparison) || !comparison.mayBeDenied(unit) else {
      return false
    }
    if comparison.isQuoting {
      // What a plain word says once denied and once not is no contradiction.
      let places = isFinding(unit) ? unit.aligned : unit.places
      return places.allSatisfy { comparison.noteContext($0).assertion == .absent }
    }
    // Of a thing whose words stand apart in the note, each must be denied by a word close by.
    if unit.support == .parts, !areDenied(unit.places, comparison) { return false }
    // What is denied once and affirmed once is no contradiction.
    return !isGuardedAgainst(unit, comparison) && !isExplained(unit, comparison)
      && !comparison.deniesElsewhere(unit)
      && !isCutShort(unit, comparison) && !isToldAsValue(unit, comparison)
      && !isToldInWords(unit, comparison)
      && !unit.places.contains { comparison.isHindrance(before: $0) || comparison.isExcepted($0) }
      && isSaidPlainly(unit, comparison)
      // `No fever at home`, and 101.6 F on arrival.
      && !MeasuredFindings.standard.shows(unit, in: comparison)
      && comparison.areOnlyDenied(judged(unit, comparison), unit)
  }
}

extension Message {
  static let summaryDenies = Message("the summary denies what the note affirms")
  static let summaryAffirms = Message("the summary affirms what the note denies")
  static let summaryOpposes = Message("the summary says the opposite of what the note says")
}
