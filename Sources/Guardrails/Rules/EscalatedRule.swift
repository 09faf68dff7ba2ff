import ClinicalLanguage
package import Policies
import SourceText

/// `escalated`: the note has raised an alert, for example where no patient copy may go out then.
///
/// Parameters: `urgency`, the least urgency that counts; `endedBy` (`families`, `phrases`): alerts of
/// which families an operation may have ended, and what a report of one says when it did. Such an alert
/// does not count where the note is the report of an operation and has one of the phrases behind every
/// place of the alert. `attendedBy` (`families`, `phrases`): alerts of which families someone has answered
/// where the note has one of the phrases: a patient who is admitted, operated on or sent home from a ward.
/// Either stays an alert: only this rule looks past it.
package struct EscalatedRule: RuleKind {
  package static let kind = "escalated"

  private let minimum: Urgency
  private let endedBy: Ending?
  private let attendedBy: Ending?

  private struct Ending: Sendable {
    var families: [EscalationFamily]
    var phrases: WrittenPhrases

    init?(reading parameters: inout ParameterReader) {
      let families = parameters.requiredChoices("families", of: EscalationFamily.self)
      let phrases = parameters.requiredPhrases("phrases")
      guard let families, let phrases else { return nil }
      self.families = families
      self.phrases = phrases
    }
  }

  package init?(reading parameters: inout ParameterReader) {
    let minimum = parameters.requiredChoice("urgency", of: Urgency.self)
    endedBy = parameters.mapping("endedBy") { (reader: inout ParameterReader) in
      Ending(reading: &reader)
    }
    attendedBy = parameters.mapping("attendedBy") { (reader: inout ParameterReader) in
      Ending(reading: &reader)
    }
    guard let minimum else { return nil }
    self.minimum = minimum
  }

  var phrases: [PhraseList] {
    [
      PhraseList(side: .note, role: .sought, phrases: endedBy?.phrases ?? []),
      PhraseList(side: .note, role: .companion, phrases: attendedBy?.phrases ?? []),
    ]
  }

  var readsSummaryText: Bool { false }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let end = endOfOperation(in: context)
    let isAttended = isAttended(in: context)
    let counted = context.escalations.filter {
      $0.urgency.rank >= minimum.rank && !isEnded($0, at: end)
        && !(isAttended && attendedBy?.families.contains($0.family) == true)
    }
    guard !counted.isEmpty else { return .nothing }
    let spans = Set(counted.flatMap(\.noteSpans)).sorted()
    return Judgement(
      observations: [Observation(message: .alertStands(minimum), noteSpans: spans)])
  }

  /// Where the report of an operation last says that it went well; nil for any other note.
  private func endOfOperation(in context: JudgingContext) -> Int32? {
    guard endedBy != nil else { return nil }
    let isReport = context.note.sections.contains { Self.operative.contains($0.name) }
    guard isReport else { return nil }
    return context.matches(on: .note).last {
      $0.role == .sought && context.note.context(of: $0.span).isCurrent
    }?.span.start
  }

  /// Whether the note says that somebody has the patient in hand: what is planned counts, what is denied
  /// or was so long ago does not.
  private func isAttended(in context: JudgingContext) -> Bool {
    guard attendedBy != nil else { return false }
    return context.matches(on: .note).contains {
      guard $0.role == .companion else { return false }
      let mention = context.note.context(of: $0.span)
      return mention.assertion == .present && mention.experiencer == .patient
        && mention.temporality != .historical
    }
  }

  private func isEnded(_ escalation: Escalation, at end: Int32?) -> Bool {
    guard let end, let endedBy, endedBy.families.contains(escalation.family) else { return false }
    return escalation.noteSpans.allSatisfy { $0.end <= end }
  }

  /// Sections that the report of an operation has.
  private static let operative: Set<SectionName> = [
    .preoperativeDiagnosis, .postoperativeDiagnosis, .procedures, .procedureDescription,
    .operativeFindings, .operativeDetails,
  ]
}

extension Urgency {
  /// From the least to the most urgent.
  var rank: Int {
    switch self {
    case .soon: 0
    case .urgent: 1
    case .immediate: 2
    }
  }
}

extension Message {
  fileprivate static func alertStands(_ minimum: Urgency) -> Message {
    switch minimum {
    case .soon: Message("the note has raised an alert")
    case .urgent: Message("the note has raised an urgent alert")
    case .immediate: Message("the note has raised an alert that needs attention at once")
    }
  }
}
