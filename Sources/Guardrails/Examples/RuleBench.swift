package import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// Runs the examples of rules, as they are or with one rule changed.
///
/// An example is read once (note, summary, evidence, the alerts of the other rules) and then judged
/// by as many variants of its rule as wanted; each variant is an engine of that rule alone.
package struct RuleBench: Sendable {
  /// Of the whole bundle, with rules that are off in shadow, so that their phrases are found.
  private let everything: GuardrailEngine
  let bundle: PolicyBundle
  private let measurements: MeasurementNames

  package init(bundle: PolicyBundle, lexicon: Lexicon) {
    self.bundle = bundle
    measurements = MeasurementNames(lexicon)
    everything = GuardrailEngine(
      bundle: bundle.with(
        rules: bundle.rules.map { $0.mode == .off ? $0.with(mode: .shadow) : $0 }),
      lexicon: lexicon, measurements: measurements)
  }

  package var rules: [Rule] { bundle.rules }

  /// How the examples of one rule come out.
  package func results(ofRule index: Int) -> [RuleTestResult] {
    let rule = bundle.rules[index]
    let engine = engine(of: rule)
    return rule.tests.map { test in
      guard let example = example(test, ofRule: index) else {
        return RuleTestResult(
          rule: rule.id, test: test.name, passed: false, expected: test.words,
          actual: "the example cannot be read", place: test.place)
      }
      let outcome = outcome(of: example, by: engine, mode: .enforce)
      return RuleTestResult(
        rule: rule.id, test: test.name, passed: outcome.satisfies(test), expected: test.words,
        actual: outcome.words, place: test.place)
    }
  }

  // MARK: Examples and variants

  /// What a rule meets where its example gives no note or no summary.
  private static let neutralSummary = "Seen in clinic for a routine follow-up visit, feels well."

  /// One example, read; nil where a text or the audience cannot be.
  func example(_ test: RuleTest, ofRule index: Int) -> PreparedExample? {
    guard let audience = Audience(rawValue: test.audience),
      let kind = EngineIdentity.Kind(rawValue: test.engine)
    else { return nil }
    let lexicon = everything.lexicon
    do {
      let note = ClinicalDocument(reading: try SourceText(test.note), lexicon: lexicon)
      let written = try Draft.external(
        try SourceText(test.summary ?? Self.neutralSummary), lexicon: lexicon)
      let draft = Draft(
        text: written.text, document: written.document, claims: written.claims,
        engine: EngineIdentity(kind: kind))
      let grounded = Grounding.ground(draft, in: note)
      var evaluator = Evaluator(
        everything.judgedCase(grounded, note: everything.scan(note), audience: audience))
      for other in everything.order where other != index && rules[other].mode == .enforce {
        let compiled = everything.rules[other]
        if let kind = compiled.kind, type(of: kind).requiresRoute {
          evaluator.judge(compiled, index: other, mode: .enforce)
        }
      }
      for other in counted(by: index) where bundle.rules[other].mode != .off {
        evaluator.judge(everything.rules[other], index: other, mode: bundle.rules[other].mode)
      }
      return PreparedExample(
        test: test, note: note, grounded: grounded, audience: audience,
        alerts: evaluator.evaluation.escalations,
        findings: evaluator.evaluation.findings.map(\.finding))
    } catch {
      return nil
    }
  }

  /// The rules whose findings a rule counts, directly or through others, in the order of judging;
  /// those that raise alerts are judged anyway.
  private func counted(by index: Int) -> [Int] {
    let rules = everything.rules
    var found: Set<Int> = []
    var open = [index]
    while let next = open.popLast() {
      for other in everything.order where other != index && rules[next].counts(rules[other]) {
        if found.insert(other).inserted { open.append(other) }
      }
    }
    return everything.order.filter { other in
      found.contains(other) && !(rules[other].kind.map { type(of: $0).requiresRoute } ?? false)
    }
  }

  /// An engine of one rule, in the company of the bundle's disclaimers.
  func engine(of rule: Rule) -> GuardrailEngine {
    GuardrailEngine(
      bundle: bundle.with(rules: [rule.mode == .off ? rule.with(mode: .shadow) : rule]),
      lexicon: everything.lexicon, measurements: measurements)
  }

  /// What the only rule of an engine does with an example.
  func outcome(
    of example: PreparedExample, by engine: GuardrailEngine, mode: RuleMode
  ) -> ExampleOutcome {
    var evaluator = evaluator(for: example, engine)
    let before = evaluator.evaluation.escalations.count
    evaluator.judge(engine.rules[0], index: 0, mode: mode)
    return ExampleOutcome(
      findings: evaluator.evaluation.findings,
      escalations: Array(evaluator.evaluation.escalations[before...]),
      note: example.note.text, summary: example.grounded.draft.text)
  }

  /// The values of the fields that the rule's condition may ask about.
  func conditions(of example: PreparedExample, _ engine: GuardrailEngine) -> ConditionContext {
    evaluator(for: example, engine).judged.conditions
  }

  private func evaluator(for example: PreparedExample, _ engine: GuardrailEngine) -> Evaluator {
    let judged = engine.judgedCase(
      example.grounded, note: engine.scan(example.note), audience: example.audience)
    judged.escalations = example.alerts
    judged.findings = example.findings
    if let opinion = example.test.opinion, let rule = engine.rules.first?.rule {
      judged.opinions = [rule.id: opinion.opinion(about: example.grounded)]
    }
    return Evaluator(judged)
  }
}

/// An example, read and ready to be judged.
struct PreparedExample: Sendable {
  let test: RuleTest
  let note: ClinicalDocument
  let grounded: GroundedDraft
  let audience: Audience
  /// Of the bundle's other enforced rules.
  let alerts: [Escalation]
  /// Of the rules whose findings the rule counts.
  let findings: [Finding]
}
