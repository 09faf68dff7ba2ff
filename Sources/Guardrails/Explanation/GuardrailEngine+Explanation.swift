import ClinicalLanguage
import Policies
import SourceText
package import Summaries

extension GuardrailEngine {
  /// Judges a draft as `judge` does, and says why.
  package func explain(
    _ grounded: GroundedDraft, against note: ScannedNote, audience: Audience
  ) -> Explanation {
    var trace = JudgingTrace(rules: rules)
    let verdict = judge(grounded, against: note, audience: audience, observer: &trace)
    var steps = trace.steps
    if !verdict.obligations.isEmpty { steps.append(.obligations(verdict.obligations)) }
    for edit in verdict.released?.edits ?? [] { steps.append(.edit(edit)) }
    steps.append(.decided(verdict.decision))
    return Explanation(
      verdict: verdict, rules: trace.ruleSteps, resolution: steps,
      shadows: shadows(trace.evaluation, decision: verdict.decision))
  }

  /// What the decision would be with each shadow rule enforced, one at a time; what edits of such a
  /// rule would leave of the text is not judged again.
  private func shadows(_ evaluation: Evaluation, decision: Decision) -> [ShadowEffect] {
    var rules: [String] = []
    for judged in evaluation.findings where judged.finding.mode == .shadow {
      if !rules.contains(judged.finding.rule) { rules.append(judged.finding.rule) }
    }
    return rules.map { rule in
      var enforced = evaluation
      var count = 0
      for index in enforced.findings.indices where enforced.findings[index].finding.rule == rule {
        enforced.findings[index].finding.mode = .enforce
        count += 1
      }
      return ShadowEffect(
        rule: rule, findings: count, from: decision,
        to: max(decision, Resolver.resolve(enforced).decision))
    }
  }
}

/// Writes down what it sees while a draft is judged.
private struct JudgingTrace: JudgingObserver {
  private let rules: [CompiledRule]
  private(set) var ruleSteps: [RuleStep] = []
  private(set) var steps: [ResolutionStep] = []
  private(set) var evaluation = Evaluation()
  private var condition: ConditionTrace?
  private var findingCount = 0
  private var escalationCount = 0

  init(rules: [CompiledRule]) { self.rules = rules }

  mutating func willJudge(_ rule: Int, _ evaluator: Evaluator) {
    condition = rules[rule].when?.trace(in: evaluator.judged.conditions)
    findingCount = evaluator.evaluation.findings.count
    escalationCount = evaluator.evaluation.escalations.count
  }

  mutating func didJudge(_ rule: Int, _ evaluator: Evaluator) {
    evaluation = evaluator.evaluation
    let findings = evaluation.findings[findingCount...].map(\.finding)
    let escalations = Array(evaluation.escalations[escalationCount...])
    let result: RuleStep.Result =
      if rules[rule].mode == .off {
        .off
      } else if condition?.value == false {
        .conditionFalse
      } else {
        findings.isEmpty && escalations.isEmpty ? .silent : .found
      }
    ruleSteps.append(
      RuleStep(
        rule: rules[rule].rule, result: result, condition: condition, findings: findings,
        escalations: escalations,
        passedOver: result == .silent ? passedOver(rule, evaluator.judged) : []))
  }

  /// Of a rule with phrases those that stand there; what has another reason than exceptions and
  /// context (a companion that is missing, words that the note has too) is shown with its context.
  private func passedOver(_ rule: Int, _ judged: JudgedCase) -> [PassedOver] {
    var found: [PassedOver] = []
    for (matches, document, isInNote) in [
      (judged.noteMatches[rule], judged.note, true),
      (judged.summaryMatches[rule], judged.draft.document, false),
    ] {
      let kept = Set(matches.sought().map(\.span))
      for match in matches
      where match.role == .sought && found.last?.span != match.span {
        let reason: PassedOver.Reason =
          kept.contains(match.span)
          ? .context(document.context(of: match.span).departures) : .exception
        found.append(PassedOver(isInNote: isInNote, span: match.span, reason: reason))
      }
    }
    return found
  }

  mutating func willResolve() {
    // Once more after objections: what was weighed before is weighed again.
    steps.removeAll { if case .objection = $0 { false } else { true } }
  }

  mutating func didWeigh(_ judged: JudgedFinding, from before: Decision, to after: Decision) {
    let finding = judged.finding
    if case .weighed(finding.rule, let asks, let count, let from, let to) = steps.last,
      asks == finding.disposition, before == after
    {
      steps[steps.count - 1] = .weighed(
        rule: finding.rule, asks: asks, findings: count + 1, from: from, to: to)
      return
    }
    steps.append(
      .weighed(
        rule: finding.rule, asks: finding.disposition, findings: 1, from: before, to: after))
  }

  mutating func didOverlap(winner: EditPlan.Proposal, loser: EditPlan.Proposal) {
    let reason: OverlapReason =
      if winner.obligation == .redact && loser.obligation != .redact {
        .redactsWinOverReplaces
      } else {
        winner.span.count != loser.span.count ? .longer : .ruleOrder
      }
    steps.append(.overlap(winner: winner.rule, loser: loser.rule, reason: reason))
  }

  mutating func didObject(_ objections: [JudgedFinding]) {
    for judged in objections {
      steps.append(
        .objection(rule: judged.finding.rule, asks: judged.finding.disposition))
    }
  }
}

extension MentionContext {
  /// In what a mention is not simply present, of the patient and recent.
  fileprivate var departures: [String] {
    var words: [String] = []
    if assertion != .present { words.append("\(assertion)") }
    if experiencer != .patient { words.append("of \(experiencer)") }
    if temporality != .recent { words.append("\(temporality)") }
    return words
  }
}
