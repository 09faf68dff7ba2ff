import Policies
import SourceText

/// A finding with what its rule obliges to.
struct JudgedFinding: Sendable, Hashable {
  var finding: Finding
  var obligations: [Obligation]
}

/// What all rules said about one case, before anything is decided.
struct Evaluation: Sendable {
  /// In the order in which the rules were judged; within a rule by place.
  var findings: [JudgedFinding] = []
  var escalations: [Escalation] = []
  /// What the rules of the escalations oblige to towards people: `route` and `notify`.
  var alertObligations: [Obligation] = []
}

/// Judges a case by rules in a fixed order.
///
/// A rule's findings do not depend on other rules, except that `escalated` and `escalation.count` see the
/// alerts of those judged before, and that `composite` counts findings, the more the stricter. More
/// alerts only give them more to find: the loader refuses a condition such as `escalation.count == 0`,
/// under which a rule would step back when there are some.
struct Evaluator {
  /// More findings of one rule than this are cut off, and the rule then holds at least.
  static let findingLimit = 1_000

  let judged: JudgedCase
  private(set) var evaluation = Evaluation()

  init(_ judged: JudgedCase) { self.judged = judged }

  mutating func judge(_ compiled: CompiledRule, index: Int, mode: RuleMode) {
    guard mode != .off, compiled.isTriggered(by: judged, index: index) else { return }
    if let when = compiled.when, !when.holds(in: judged.conditions) { return }
    guard let judge = compiled.judge else {
      record(.unknownKind, of: compiled.rule, mode: mode)
      return
    }
    let context = JudgingContext(
      judged: judged, rule: index, ruleID: compiled.rule.id,
      measurementConcepts: compiled.measurementConcepts)
    do throws(RuleError) {
      let judgement = try judge(context)
      if let alert = judgement.alert { raise(alert, of: compiled.rule, mode: mode) }
      if !judgement.observations.isEmpty {
        record(judgement.observations, of: compiled.rule, mode: mode)
      }
    } catch {
      record(error, of: compiled.rule, mode: mode)
    }
  }

  private mutating func raise(_ alert: Alert, of rule: Rule, mode: RuleMode) {
    guard mode == .enforce else {
      // A rule on trial alerts nobody; the finding says that it would have.
      record(
        Observation(message: .wouldAlert, noteSpans: alert.noteSpans), of: rule, mode: mode,
        disposition: .release)
      return
    }
    var route: (queue: String, withinMinutes: Int)?
    for obligation in rule.obligations {
      switch obligation {
      case .route(let queue, let withinMinutes):
        if route == nil { route = (queue, withinMinutes) }
        evaluation.alertObligations.append(obligation)
      case .notify:
        evaluation.alertObligations.append(obligation)
      case .annotate, .disclaim, .redact, .regenerate, .replace, .restore:
        break
      }
    }
    if route == nil { record(.noRoute, of: rule, mode: mode) }
    let escalation = Escalation(
      rule: rule.id, family: alert.family, urgency: alert.urgency, route: route?.queue ?? "none",
      withinMinutes: route?.withinMinutes ?? 0, reason: alert.reason, noteSpans: alert.noteSpans)
    evaluation.escalations.append(escalation)
    judged.escalations.append(escalation)
  }

  private mutating func record(_ observations: [Observation], of rule: Rule, mode: RuleMode) {
    let ordered = observations.sorted { $0.place < $1.place }
    for observation in ordered.prefix(Self.findingLimit) {
      record(observation, of: rule, mode: mode, disposition: rule.disposition)
    }
    if ordered.count > Self.findingLimit {
      // What is not listed is not edited either, so the summary cannot go out.
      record(
        Observation(message: .tooManyFindings), of: rule, mode: mode,
        disposition: max(rule.disposition, rule.onError, .hold), isEditable: false)
    }
  }

  private mutating func record(_ error: RuleError, of rule: Rule, mode: RuleMode) {
    record(
      Observation(message: error.message), of: rule, mode: mode, disposition: rule.onError,
      isEditable: false)
  }

  private mutating func record(
    _ observation: Observation, of rule: Rule, mode: RuleMode, disposition: Disposition,
    isEditable: Bool = true
  ) {
    let finding = Finding(
      rule: rule.id, kind: type(of: rule.parameters).kind, severity: rule.severity,
      disposition: disposition, mode: mode, message: rule.title + ": " + observation.message.text,
      summarySpan: observation.summarySpan, noteSpans: observation.noteSpans)
    var obligations =
      isEditable ? rule.obligations : rule.obligations.filter { !$0.isEdit }
    if let replacement = observation.replacement {
      obligations = obligations.map { $0 == .redact ? .replace(text: replacement) : $0 }
    }
    evaluation.findings.append(JudgedFinding(finding: finding, obligations: obligations))
    judged.findings.append(finding)
  }
}

extension Observation {
  /// Places in the summary first, then in the note, then what has no place.
  fileprivate var place: (Int, TextSpan) {
    if let summarySpan { return (0, summarySpan) }
    if let first = noteSpans.first { return (1, first) }
    return (2, TextSpan(0, 0))
  }
}

extension Obligation {
  /// Whether it changes the words of the summary.
  var isEdit: Bool {
    switch self {
    case .redact, .replace, .restore: true
    case .annotate, .disclaim, .regenerate, .route, .notify: false
    }
  }
}

extension Message {
  fileprivate static let wouldAlert = Message("enforced, this rule would have raised an alert")
  fileprivate static let tooManyFindings = Message("it found more places than can be listed")
}
