import ClinicalLanguage
package import Policies
import SourceText

/// `negation_flip`: what the note denies, the summary affirms, or the other way round.
///
/// Parameters: `directions` (`affirmed`, `denied`; both by default), `everyWord` (judge plain words too,
/// not only names of findings, diseases, procedures and drugs), `clauses` (judge every word of a clause
/// that one sentence of the note bears out), `polarity` (only compare words that stand beside the same
/// neighbours in the note: see `PolarityComparison`).
package struct NegationFlipRule: RuleKind {
  package static let kind = "negation_flip"

  private enum Direction: String, CaseIterable { case affirmed, denied }

  private let directions: [Direction]
  private let judgesEveryWord: Bool
  private let judgesClauses: Bool
  private let comparesPolarity: Bool

  package init?(reading parameters: inout ParameterReader) {
    directions = parameters.choices("directions", of: Direction.self) ?? Direction.allCases
    judgesEveryWord = parameters.flag("everyWord", default: false)
    judgesClauses = parameters.flag("clauses", default: false)
    comparesPolarity = parameters.flag("polarity", default: false)
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard let comparison = context.judged.comparison else { return .nothing }
    if comparesPolarity { return turned(comparison) }
    var judgement = Judgement.nothing
    for unit in comparison.units
    where isJudged(unit)
      && (isFinding(unit) || (judgesEveryWord && unit.isAligned && unit.kind == .generic))
    {
      switch unit.context.assertion {
      case .absent where directions.contains(.denied) && isDenied(unit, comparison):
        judgement.observations.append(comparison.observation(.denied, at: unit))
      case .present where directions.contains(.affirmed) && isAffirmed(unit, comparison):
        judgement.observations.append(comparison.observation(.affirmed, at: unit))
      default: break
      }
    }
    if judgesClauses { judgeClauses(comparison, &judgement) }
    return judgement
  }

  private func turned(_ comparison: Comparison) -> Judgement {
    var judgement = Judgement.nothing
    for found in PolarityComparison(comparison: comparison).disagreements()
    where directions.contains(found.isDenied ? .denied : .affirmed) {
      judgement.observations.append(
        Observation(
          message: found.isDenied ? .denied : .affirmed, summarySpan: found.unit.span,
          noteSpans: [comparison.noteSpan(found.place)]))
    }
    return judgement
  }

  private func isJudged(_ unit: SummaryUnit) -> Bool {
    !unit.aligned.isEmpty && !unit.isNeutral && unit.support == .said
      && !unit.cues.contains(.negation) && !unit.isAboutRecord
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
        $0.support == .said && !$0.aligned.isEmpty && $0.kind != .quantity && $0.kind != .time
          && !comparison.summaryMeanings.words[$0.words.lowerBound].isNumber
      }
      if let head = group.first(where: { !$0.isNeutral }), !head.isAboutRecord {
        if directions.contains(.denied), let cue, !isPrefix(cue, of: unit),
          !isForbidding(cue, comparison), unit.context.assertion == .absent,
          group.allSatisfy({ isAffirmedInNote($0, comparison) })
        {
          judgement.observations.append(comparison.observation(.denied, at: head))
        }
        if directions.contains(.affirmed), cue == nil,
          let denied = group.first(where: { isPlainlyAffirmed($0, comparison) })
        {
          judgement.observations.append(comparison.observation(.affirmed, at: denied))
        }
      }
      start = end
    }
  }

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
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[Int(words[middle].firstToken)].end <= cue.start {
        low = middle + 1
      } else {
        high = middle
      }
    }
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
    unit.context.assertion == .absent
      && unit.aligned.allSatisfy {
        comparison.noteContext($0).assertion == .present && !isDeniedNearby($0, comparison)
      }
  }

  private func isDeniedNearby(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    let sentence = comparison.noteSentence(place)
    let near =
      max(
        0, Int(place.start) - Self.nearby)..<min(
        comparison.noteCues.words.count, Int(place.end) + Self.nearby)
    return near.contains {
      comparison.noteCues.words[$0].contains(.negation)
        && Int(comparison.noteMeanings.sentences[$0]) == sentence
    }
  }

  private func isPlainlyAffirmed(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    (isFinding(unit) || unit.clauseSupport >= Self.fullSupport) && unit.kind != .site
      && unit.context.assertion == .present && !unit.isNeutral
      && (unit.isAligned || unit.places.count == 1) && !unit.cues.contains(.negation)
      && !unit.clauseCues.contains(.past) && !isDeniedNearby(unit, comparison)
      && unit.places.allSatisfy { comparison.noteContext($0).assertion == .absent }
  }

  /// Drugs and tests are denied in too many ways: not taken, not yet raised, not at the bedside.
  private func isFinding(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .finding, .disease, .device: true
    default: false
    }
  }

  /// A list may go on longer than a reader of single words can tell, so the denial must stand close.
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
    // What a plain word says once denied and once not is no contradiction.
    let places = isFinding(unit) ? unit.aligned : unit.places
    return !comparison.mayBeDenied(unit)
      && (!unit.clauseCues.contains(.past) || isPastInNote(unit, comparison))
      && places.allSatisfy { comparison.noteContext($0).assertion == .absent }
  }
}

extension Message {
  fileprivate static let denied = Message("the summary denies what the note affirms")
  fileprivate static let affirmed = Message("the summary affirms what the note denies")
}
