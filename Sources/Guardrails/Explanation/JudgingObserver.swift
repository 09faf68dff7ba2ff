import Policies

/// Looks on while a draft is judged and the decision is made.
///
/// Explanations are made by the very code that decides. Judging is generic over its observer, so that
/// without one nothing of this is left in the compiled code.
protocol JudgingObserver {
  mutating func willJudge(_ rule: Int, _ evaluator: Evaluator)
  mutating func didJudge(_ rule: Int, _ evaluator: Evaluator)
  /// The resolver begins; after objections to the edited text it begins anew.
  mutating func willResolve()
  /// An enforced finding was weighed.
  mutating func didWeigh(_ judged: JudgedFinding, from before: Decision, to after: Decision)
  /// Two edits overlap.
  mutating func didOverlap(winner: EditPlan.Proposal, loser: EditPlan.Proposal)
  /// The text as the edits leave it met these findings.
  mutating func didObject(_ objections: [JudgedFinding])
}

/// Nobody looks on.
struct NoObserver: JudgingObserver {
  func willJudge(_ rule: Int, _ evaluator: Evaluator) {}
  func didJudge(_ rule: Int, _ evaluator: Evaluator) {}
  func willResolve() {}
  func didWeigh(_ judged: JudgedFinding, from before: Decision, to after: Decision) {}
  func didOverlap(winner: EditPlan.Proposal, loser: EditPlan.Proposal) {}
  func didObject(_ objections: [JudgedFinding]) {}
}
