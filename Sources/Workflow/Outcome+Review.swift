package import AuditTrail
import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries

extension Outcome {
  /// Within how many minutes a held summary is looked at where no rule says so: a day.
  static let standingDeadline = 1440

  /// What is recorded right behind the run where people have to look: the alerts, and the review that
  /// they or a held summary open.
  func reviewEvents(at now: Timestamp) -> [AuditEvent] {
    let alerts = verdict.alerts.sorted {
      ($0.withinMinutes, $0.rule) < ($1.withinMinutes, $1.rule)
    }
    guard decision == .held || !alerts.isEmpty else { return [] }
    var events: [AuditEvent] = []
    let noteOffsets = ScalarOffsets(document.text)
    events += EscalationRecord.records(
      of: alerts.map { alert in
        EscalationRecord.Alert(
          rule: alert.rule, family: alert.family.rawValue, urgency: alert.urgency.rawValue,
          route: alert.route, due: now.adding(minutes: alert.withinMinutes).rfc3339,
          noteSpans: alert.noteSpans.map { span in
            let range = noteOffsets.scalarRange(of: span)
            return RecordedSpan(start: range.lowerBound, end: range.upperBound)
          })
      }
    ).map { AuditEvent(.escalationRaised, $0) }
    let routes = verdict.obligations.compactMap { obligation -> (queue: String, minutes: Int)? in
      if case .route(let queue, let minutes) = obligation { (queue, minutes) } else { nil }
    }
    let minutes = routes.map(\.minutes).min() ?? Self.standingDeadline
    let withholding = withholdingFindings
    events.append(
      AuditEvent(
        .reviewOpened,
        ReviewRecord(
          causes: (decision == .held ? [.held] : []) + (alerts.isEmpty ? [] : [.escalation]),
          routes: Set(routes.map(\.queue)).sorted(), due: now.adding(minutes: minutes).rfc3339,
          rules: Set(withholding.map(\.rule)).sorted(),
          criticalRules: Set(withholding.filter { $0.severity == .critical }.map(\.rule)).sorted()))
    )
    return events
  }

  /// The findings for which the summary is not shown.
  var withholdingFindings: [Finding] {
    verdict.findings.filter { $0.mode == .enforce && !Decision($0.disposition).isShown }
  }

  /// What kind of patient the note tells of, as far as it says so: age bands as in the corpus.
  var subgroups: [String] {
    var age: Double?
    var sex: DemographicDetail.Sex?
    for fact in document.facts
    where fact.kind == .demographic && fact.context.experiencer == .patient {
      age = age ?? fact.demographic?.ageInYears
      sex = sex ?? fact.demographic?.sex
    }
    var groups: [String] = []
    if let age {
      let band =
        switch age {
        case ..<2: "0-1"
        case ..<18: "2-17"
        case ..<40: "18-39"
        case ..<65: "40-64"
        case ..<80: "65-79"
        default: "80+"
        }
      groups.append("age:\(band)")
    }
    if let sex { groups.append(sex == .female ? "sex:F" : "sex:M") }
    return groups
  }
}

extension Timestamp {
  /// The moment so many minutes later.
  package func adding(minutes: Int) -> Timestamp {
    Timestamp(microseconds: microseconds + Int64(minutes) * 60_000_000)
  }
}
