import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// How one of the examples inside a rule came out.
package struct RuleTestResult: Sendable, Hashable {
  package let rule: String
  package let test: String
  package let passed: Bool
  /// What the example asks for, in words: `hold at "stop taking"`.
  package let expected: String
  /// What came of it, in the same words.
  package let actual: String
  package let place: PolicyPlace
}

extension GuardrailEngine {
  /// Runs the examples of all rules, in order of rule and example.
  ///
  /// Each rule is judged as if it were the only one, enforced whatever its mode; the alerts of the
  /// bundle's other enforced rules stand, since rules may ask about them, and so do the findings that
  /// the rule counts.
  package func runEmbeddedTests() -> [RuleTestResult] {
    let bench = RuleBench(bundle: bundle, lexicon: lexicon)
    return bundle.rules.indices.flatMap { bench.results(ofRule: $0) }
  }
}

extension PolicyBundle {
  func with(rules: [Rule]) -> PolicyBundle {
    PolicyBundle(
      id: id, revision: revision, owner: owner, isAuditRequired: isAuditRequired,
      isDeidentificationRequired: isDeidentificationRequired,
      disclaimers: disclaimers, rules: rules, digest: digest)
  }
}
