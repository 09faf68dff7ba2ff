import ClinicalLanguage
package import Policies
import SourceText

/// `temporality`: past for present, new for old, ended for going on.
///
/// Parameters: those of `AxisCheck`, and `durations` (hold `for three years` against `three years
/// ago`, `a few years` against `a few months`) and `statuses` (hold `former`, `new` or `continue`
/// against what the note says of the same thing, and what is begun against what it ends; no axis),
/// `habits` (hold a former smoker or drinker against a current one), `withheld` (a drug that the
/// note stops or holds is told as one that is taken), `plans` (what was done is told as planned, or
/// the other way round, and what is over as going on), `sequence` (two events in the other order).
package struct TemporalityRule: RuleKind {
  package static let kind = "temporality"
  static let holdsAgainstNote = true

  private let check: AxisCheck
  private let comparesDurations: Bool
  private let comparesStatuses: Bool
  private let comparesHabits: Bool
  private let comparesWithheld: Bool
  private let comparesPlans: Bool
  private let comparesSequence: Bool

  package init?(reading parameters: inout ParameterReader) {
    guard let check = AxisCheck(reading: &parameters, defaultAxes: ["onset", "persistence"]) else {
      return nil
    }
    self.check = check
    comparesDurations = parameters.flag("durations", default: false)
    comparesStatuses = parameters.flag("statuses", default: false)
    comparesHabits = parameters.flag("habits", default: false)
    comparesWithheld = parameters.flag("withheld", default: false)
    comparesPlans = parameters.flag("plans", default: false)
    comparesSequence = parameters.flag("sequence", default: false)
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    var judgement = Judgement.nothing
    // A rule that asks about statuses, plans or the order of events asks about no axes.
    if !comparesStatuses && !comparesPlans && !comparesSequence {
      judgement.observations = check.observations(in: context, .otherwise)
    }
    guard let comparison = context.judged.comparison else { return judgement }
    if comparesDurations && !comparesStatuses {
      judgement.observations += DurationComparison(comparison: comparison).disagreements().map {
        Observation(message: .otherwise, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
    }
    if comparesDurations {
      judgement.observations += comparison.changedVagueSpans().map {
        Observation(message: .otherwise, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
    }
    if comparesStatuses {
      judgement.observations += StatusComparison(comparison: comparison).disagreements().map {
        Observation(message: .otherwise, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
      judgement.observations += CourseComparison(comparison: comparison).disagreements().map {
        Observation(message: .otherwise, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
      judgement.observations += PastToldAsCurrent(comparison: comparison).disagreements().map {
        Observation(message: .otherwise, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
    }
    if comparesHabits {
      judgement.observations += (comparison.turnedHabits() + comparison.turnedSwitches()).map {
        Observation(message: .otherwise, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
    }
    if comparesPlans {
      var turned = PlanComparison.disagreements(in: comparison)
      // A thing within a clause that was found already is the same fault.
      for one in UndoneThings(comparison: comparison).disagreements()
        + PostponedActions(comparison: comparison).disagreements()
      where !turned.contains(where: { $0.span.overlaps(one.span) }) {
        turned.append(one)
      }
      judgement.observations += turned.map {
        Observation(message: .otherwise, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
    }
    if comparesSequence {
      judgement.observations += EventOrder(comparison: comparison).disagreements().map {
        Observation(message: .turnedRound, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
    }
    if comparesWithheld {
      let withheld = comparison.withheldDrugs()
      judgement.observations += withheld.map {
        Observation(message: .withheld, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
      let used = DrugUse(comparison: comparison).disagreements().filter { one in
        !withheld.contains { $0.span.overlaps(one.span) }
      }
      judgement.observations += (used + comparison.medicationsDenied()).map {
        Observation(message: .usedOtherwise, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
    }
    return judgement
  }
}

extension Message {
  fileprivate static let usedOtherwise = Message(
    "the note has this drug left out where the summary has it taken, or the other way round")
  fileprivate static let withheld = Message("the note stops or holds this drug")
  fileprivate static let turnedRound = Message("the note tells these in the other order")
  fileprivate static let otherwise = Message(
    "the summary places this in time otherwise than the note")
}
