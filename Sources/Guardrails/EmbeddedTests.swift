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
  /// bundle's other enforced rules stand, since rules may ask about them.
  package func runEmbeddedTests() -> [RuleTestResult] {
    // Compiled anew without modes: the phrases of rules that are off are not in the engine's book.
    let everything = GuardrailEngine(
      bundle: bundle.with(
        rules: bundle.rules.map { $0.mode == .off ? $0.with(mode: .shadow) : $0 }),
      lexicon: lexicon)
    return bundle.rules.indices.flatMap { index in
      bundle.rules[index].tests.map {
        everything.run($0, of: index, modes: bundle.rules.map(\.mode))
      }
    }
  }

  /// What a rule meets where its example gives no note or no summary.
  private static let neutralSummary = "Seen in clinic for a routine follow-up visit, feels well."

  private func run(_ test: RuleTest, of index: Int, modes: [RuleMode]) -> RuleTestResult {
    let rule = rules[index].rule
    func result(_ actual: String, passed: Bool) -> RuleTestResult {
      RuleTestResult(
        rule: rule.id, test: test.name, passed: passed, expected: test.expect.words,
        actual: actual, place: test.place)
    }
    guard let audience = Audience(rawValue: test.audience) else {
      return result("unknown audience", passed: false)
    }
    let note: ClinicalDocument
    let grounded: GroundedDraft
    do {
      note = ClinicalDocument(reading: try SourceText(test.note), lexicon: lexicon)
      let draft = try Draft.external(
        try SourceText(test.summary ?? Self.neutralSummary), lexicon: lexicon)
      grounded = Grounding.ground(draft, in: note)
    } catch {
      return result("the example cannot be read", passed: false)
    }
    var evaluator = Evaluator(
      judgedCase(grounded, note: scan(note), audience: audience))
    for other in order where other != index && modes[other] == .enforce {
      if let kind = rules[other].kind, type(of: kind).requiresRoute {
        evaluator.judge(rules[other], index: other, mode: .enforce)
      }
    }
    evaluator.judge(rules[index], index: index, mode: .enforce)

    let findings = evaluator.evaluation.findings.map(\.finding).filter { $0.rule == rule.id }
    let escalations = evaluator.evaluation.escalations.filter { $0.rule == rule.id }
    let outcome = Outcome(
      findings: findings, escalations: escalations, note: note.text, summary: grounded.draft.text)
    return result(outcome.words, passed: outcome.satisfies(test.expect))
  }
}

/// What one rule did with one example.
private struct Outcome {
  let findings: [Finding]
  let escalations: [Escalation]
  let note: SourceText
  let summary: SourceText

  func satisfies(_ expectation: RuleTest.Expectation) -> Bool {
    switch expectation {
    case .pass:
      return findings.isEmpty && escalations.isEmpty
    case .finding(let disposition, let spans):
      let matching = findings.filter { $0.disposition == disposition }
      let texts = matching.flatMap(words(of:))
      return !matching.isEmpty && spans.allSatisfy { span in texts.contains { $0.contains(span) } }
    case .escalation(let spans):
      let texts = escalations.flatMap(\.noteSpans).map(note.string)
      return !escalations.isEmpty
        && spans.allSatisfy { span in texts.contains { $0.contains(span) } }
    }
  }

  /// The words that a finding points at.
  private func words(of finding: Finding) -> [String] {
    finding.summarySpan.map { [summary.string($0)] } ?? finding.noteSpans.map(note.string)
  }

  /// Examples are written by the policy's authors, so their words may be shown.
  var words: String {
    let found = findings.map { finding in
      RuleTest.Expectation.finding(finding.disposition, spans: words(of: finding)).words
    }
    let raised = escalations.map {
      RuleTest.Expectation.escalation(spans: $0.noteSpans.map(note.string)).words
    }
    let all = raised + found
    return all.isEmpty ? RuleTest.Expectation.pass.words : all.joined(separator: "; ")
  }
}

extension RuleTest.Expectation {
  fileprivate var words: String {
    func places(_ spans: [String]) -> String {
      spans.isEmpty ? "" : " at " + spans.map { "\"\($0)\"" }.joined(separator: ", ")
    }
    return switch self {
    case .pass: "pass"
    case .finding(let disposition, let spans): disposition.rawValue + places(spans)
    case .escalation(let spans): "escalate" + places(spans)
    }
  }
}

extension PolicyBundle {
  fileprivate func with(rules: [Rule]) -> PolicyBundle {
    PolicyBundle(
      id: id, revision: revision, owner: owner, isAuditRequired: isAuditRequired,
      disclaimers: disclaimers, rules: rules, digest: digest)
  }
}

extension Rule {
  fileprivate func with(mode: RuleMode) -> Rule {
    Rule(
      id: id, title: title, mode: mode, severity: severity, when: when, parameters: parameters,
      disposition: disposition, obligations: obligations, onError: onError,
      isOverridable: isOverridable, tests: tests, place: place)
  }
}
