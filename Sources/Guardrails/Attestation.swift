import Policies

/// What a person answers for: rules whose findings no longer withhold a summary, and the words that say
/// so under it.
///
/// It reaches no further than from `held` to `annotated`. A finding that blocks, or one of a rule that is
/// not named, stands as it is.
package struct Attestation: Sendable, Hashable {
  /// The rules that are overridden; empty for a summary that a person amended.
  package let overriddenRules: Set<String>
  /// Who decided, why and until when; shown with the summary as its first warning.
  package let words: String

  package init(overriding rules: Set<String>, words: String) {
    overriddenRules = rules
    self.words = words
  }

  /// The findings as they count under this attestation.
  ///
  /// An overridden finding keeps its place, its message, which becomes a warning, and its edits: an
  /// override lets a summary out, not the words that a rule takes out of every summary.
  func applied(to findings: [JudgedFinding]) -> [JudgedFinding] {
    findings.map { judged in
      guard judged.finding.mode == .enforce, judged.finding.disposition == .hold,
        overriddenRules.contains(judged.finding.rule)
      else { return judged }
      var judged = judged
      judged.finding.disposition = .annotate
      return judged
    }
  }

  /// The resolution with the words of this attestation, where anything is shown at all.
  func applied(to resolution: Resolution) -> Resolution {
    guard resolution.decision.isShown else { return resolution }
    var resolution = resolution
    resolution.decision = max(resolution.decision, .annotated)
    resolution.warnings.insert(words, at: 0)
    return resolution
  }
}
