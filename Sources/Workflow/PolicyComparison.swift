import ClinicalLanguage
package import Guardrails
package import Policies
import SourceText
import Summaries

/// Judges the same pairs by two bundles and says what differs.
package struct PolicyComparison: Sendable {
  private let lexicon: Lexicon
  private let older: GuardrailEngine
  private let newer: GuardrailEngine

  package init(older: PolicyBundle, newer: PolicyBundle) {
    lexicon = Lexicon.embedded()
    self.older = GuardrailEngine(bundle: older, lexicon: lexicon)
    self.newer = GuardrailEngine(bundle: newer, lexicon: lexicon)
  }

  /// A note and a summary are read once and judged twice.
  package func difference(for input: NoteInput) throws(WorkflowError) -> DecisionDifference {
    guard let summary = input.summary, !summary.isBlank else { throw .emptySummary }
    guard !input.note.isBlank else { throw .emptyNote }
    let note = ClinicalDocument(reading: input.note, lexicon: lexicon)
    let draft: Draft
    do { draft = try Draft.external(summary, lexicon: lexicon) } catch { throw .summarizer(error) }
    let grounded = Grounding.ground(draft, in: note)
    let before = older.judge(grounded, against: note, audience: input.audience)
    let after = newer.judge(grounded, against: note, audience: input.audience)
    return DecisionDifference(id: input.id, before: before, after: after)
  }
}

/// How the verdicts of two bundles on one pair differ.
package struct DecisionDifference: Sendable, Hashable {
  package let id: String?
  package let before: Decision
  package let after: Decision
  /// The rules whose findings or alerts differ, those first that the change of the decision is due to.
  package let rules: [RuleEffect]

  package var isChanged: Bool { before != after }

  init(id: String?, before: Verdict, after: Verdict) {
    self.id = id
    self.before = before.decision
    self.after = after.decision
    let names = Set(
      (before.findings + after.findings).map(\.rule)
        + (before.alerts + after.alerts).map(\.rule))
    let effects = names.sorted().compactMap { rule -> RuleEffect? in
      let effect = RuleEffect(rule: rule, before: before, after: after)
      return effect.before == effect.after ? nil : effect
    }
    rules = effects.filter(\.isDecisive) + effects.filter { !$0.isDecisive }
  }
}

/// What one rule did under each of two bundles.
package struct RuleEffect: Sendable, Hashable {
  package struct Side: Sendable, Hashable {
    package let findings: [Finding]
    package let escalations: [Escalation]

    package var isEmpty: Bool { findings.isEmpty && escalations.isEmpty }

    /// The strictest that its enforced findings ask for; nil where there is none.
    package var asks: Disposition? {
      findings.filter { $0.mode == .enforce }.map(\.disposition).max()
    }
  }

  package let rule: String
  package let before: Side
  package let after: Side
  /// Whether the stricter of the two decisions is one that this rule asks for on that side alone.
  package let isDecisive: Bool

  fileprivate init(rule: String, before: Verdict, after: Verdict) {
    func side(_ verdict: Verdict) -> Side {
      Side(
        findings: verdict.findings.filter { $0.rule == rule },
        escalations: verdict.alerts.filter { $0.rule == rule })
    }
    self.rule = rule
    self.before = side(before)
    self.after = side(after)
    let strict = before.decision > after.decision ? self.before : self.after
    let lenient = before.decision > after.decision ? self.after : self.before
    let decision = max(before.decision, after.decision)
    isDecisive =
      before.decision != after.decision
      && strict.asks.map(Decision.init) == decision && lenient.asks.map(Decision.init) != decision
  }
}
