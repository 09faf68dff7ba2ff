package import Policies
package import SourceText

/// Why a draft was decided upon as it was: each rule, then the resolver step by step.
package struct Explanation: Sendable {
  package let verdict: Verdict
  /// In the order in which they were judged.
  package let rules: [RuleStep]
  package let resolution: [ResolutionStep]
  /// What the shadow findings would have done.
  package let shadows: [ShadowEffect]
}

/// What one rule did.
package struct RuleStep: Sendable {
  package enum Result: Sendable, Hashable {
    /// Its mode is `off`, so it was not asked.
    case off
    /// Its condition is false in this case.
    case conditionFalse
    /// It looked and found nothing.
    case silent
    case found
  }

  package let rule: Rule
  package let result: Result
  /// Nil where the rule has no condition.
  package let condition: ConditionTrace?
  package let findings: [Finding]
  package let escalations: [Escalation]
  /// Where its phrases stand in note and summary and did not count; of silent rules only.
  package let passedOver: [PassedOver]
}

/// An occurrence of one of a rule's phrases that did not count.
package struct PassedOver: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// It stands inside one of the rule's exceptions.
    case exception
    /// What the text says of it, such as `absent, of the family`; empty where that is no reason.
    case context([String])
  }

  package let isInNote: Bool
  package let span: TextSpan
  package let reason: Reason
}

/// One step of making the decision.
package enum ResolutionStep: Sendable, Hashable {
  /// An enforced finding was weighed; several of one rule with the same effect are one step.
  case weighed(rule: String, asks: Disposition, findings: Int, from: Decision, to: Decision)
  /// What the enforced findings and alerts oblige to, each once.
  case obligations([Obligation])
  /// Two edits overlap: the winner's words stand, the loser's place is covered by them.
  case overlap(winner: String, loser: String, reason: OverlapReason)
  case edit(Edit)
  /// The text as edited met findings, so it is not shown.
  case objection(rule: String, asks: Disposition)
  case decided(Decision)
}

/// Why of two overlapping edits one was made.
package enum OverlapReason: String, Sendable, Hashable {
  case redactsWinOverReplaces = "redact wins over replace"
  case longer = "the longer place wins"
  case ruleOrder = "the rule id that sorts first wins"
}

/// What would be decided were one rule in shadow enforced.
package struct ShadowEffect: Sendable, Hashable {
  package let rule: String
  package let findings: Int
  package let from: Decision
  package let to: Decision
}
