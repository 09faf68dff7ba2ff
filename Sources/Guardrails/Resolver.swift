import Policies
import SourceText

/// What all enforced findings come to together.
struct Resolution: Sendable, Hashable {
  var decision: Decision
  /// Each once, in a fixed order.
  var obligations: [Obligation]
  /// Changes to the draft, in order and apart; empty where nothing is shown.
  var edits: [Edit]
  /// What the note says and the summary must not lose, in the order of the note, apart.
  var restorations: [Restoration] = []
  /// Words to be shown with the summary, each once, in the order of the findings.
  var warnings: [String]
}

/// Makes the decision; rules only judge.
///
/// The decision is the maximum over all enforced findings, where an edit or an annotation counts as at
/// least `annotate`. Obligations are the union over all enforced findings. A further enforced finding
/// can thus raise the decision and add obligations, never lower or remove.
enum Resolver {
  static func resolve(_ evaluation: Evaluation) -> Resolution {
    var nobody = NoObserver()
    return resolve(evaluation, observer: &nobody)
  }

  static func resolve<Observer: JudgingObserver>(
    _ evaluation: Evaluation, observer: inout Observer
  ) -> Resolution {
    observer.willResolve()
    var decision = Decision.released
    var obligations = Set(evaluation.alertObligations)
    var warnings: [String] = []
    var proposals: [EditPlan.Proposal] = []
    var restorations: [Restoration] = []

    for judged in evaluation.findings where judged.finding.mode == .enforce {
      let finding = judged.finding
      let before = decision
      decision = max(decision, Decision(finding.disposition))
      obligations.formUnion(judged.obligations)
      var isVisible = false
      for obligation in judged.obligations {
        switch obligation {
        case .redact, .replace:
          isVisible = true
          decision = max(decision, .annotated)
          if let span = finding.summarySpan {
            proposals.append(
              EditPlan.Proposal(span: span, obligation: obligation, rule: finding.rule))
          } else {
            // An edit without a place cannot be made; what should be gone may still be there.
            decision = max(decision, .held)
          }
        case .restore:
          isVisible = true
          decision = max(decision, finding.noteSpans.isEmpty ? .held : .annotated)
          restorations += finding.noteSpans.map { Restoration(span: $0, rule: finding.rule) }
        case .annotate(let text):
          isVisible = true
          decision = max(decision, .annotated)
          if !warnings.contains(text) { warnings.append(text) }
        case .disclaim, .regenerate, .route, .notify:
          break
        }
      }
      // What is annotated must be visibly so; where the rule has no words for it, the finding's serve.
      if finding.disposition == .annotate && !isVisible && !warnings.contains(finding.message) {
        warnings.append(finding.message)
      }
      observer.didWeigh(judged, from: before, to: decision)
    }
    return Resolution(
      decision: decision, obligations: obligations.sorted { $0.sortKey < $1.sortKey },
      edits: decision.isShown ? EditPlan.edits(from: proposals, observer: &observer) : [],
      restorations: decision.isShown ? Restoration.apart(restorations) : [],
      warnings: decision.isShown ? warnings : [])
  }
}

extension Obligation {
  /// Edits, then words, then people; equal kinds by what they say.
  fileprivate var sortKey: (Int, String, Int) {
    switch self {
    case .redact: (0, "", 0)
    case .restore: (0, "restore", 0)
    case .replace(let text): (1, text, 0)
    case .annotate(let text): (2, text, 0)
    case .disclaim(let id): (3, id, 0)
    case .route(let queue, let withinMinutes): (4, queue, withinMinutes)
    case .notify(let channel): (5, channel, 0)
    case .regenerate: (6, "", 0)
    }
  }
}
