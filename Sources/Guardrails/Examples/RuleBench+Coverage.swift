package import Policies

/// What the examples of one rule exercise.
package struct RuleCoverage: Sendable {
  /// A comparison or flag of the condition, and what it came to in the examples.
  package struct Operand: Sendable, Hashable {
    package let text: String
    package var wasTrue = false
    package var wasFalse = false
  }

  /// A value, list item or alternative of the parameters.
  package struct Parameter: Sendable, Hashable {
    package let path: RulePath
    /// The changes that were tried, in words.
    package let change: String
    package let place: PolicyPlace
    /// The examples that come out otherwise without it; none: it makes no difference to any.
    package let examples: [String]
  }

  package let rule: String
  package let place: PolicyPlace
  package let examples: Int
  /// The examples in which the rule found something or raised an alert, and those in which not.
  package let firing: [String]
  package let silent: [String]
  /// Whether the condition as a whole, then each operand, was true and was false; empty without one.
  package let condition: [Operand]
  package let parameters: [Parameter]
  package let samples: [RuleMutants.Sample]

  package var coveredParameters: Int { parameters.count { !$0.examples.isEmpty } }

  /// What was exercised, and what there is to exercise: firing, silence, both values of the condition
  /// and of each operand, and each parameter.
  package var points: (covered: Int, all: Int) {
    var covered = (firing.isEmpty ? 0 : 1) + (silent.isEmpty ? 0 : 1) + coveredParameters
    for operand in condition { covered += (operand.wasTrue ? 1 : 0) + (operand.wasFalse ? 1 : 0) }
    return (covered, 2 + 2 * condition.count + parameters.count)
  }
}

extension RuleBench {
  /// Finds out what the examples of one rule exercise.
  ///
  /// A parameter makes a difference to an example where the rule without it (an item dropped, a number
  /// one step off, a flag flipped) does anything else in the example, whatever the example asks for.
  package func coverage(
    ofRule index: Int, source: RuleSource, entryLimit: Int
  ) -> RuleCoverage {
    let rule = rules[index]
    let original = engine(of: rule)
    let examples = rule.tests.compactMap { example($0, ofRule: index) }
    let outcomes = examples.map { outcome(of: $0, by: original, mode: .enforce) }
    let named = zip(examples, outcomes).map { (name: $0.test.name, isSilent: $1.isSilent) }

    let mutants = RuleMutator.mutants(
      of: rule, source: source, kinds: GuardrailEngine.kinds, entryLimit: entryLimit,
      scope: .parametersOnly)
    var parameters: [RuleCoverage.Parameter] = []
    for mutant in mutants.mutants {
      let engine = engine(of: mutant.rule)
      let touched = zip(examples, outcomes).filter { example, outcome in
        !self.outcome(of: example, by: engine, mode: .enforce).equals(outcome)
      }.map { $0.0.test.name }
      // Of several changes to one value, such as a number up and down, one difference is enough.
      if let last = parameters.last, last.path == mutant.mutation.path,
        mutant.mutation.operator != .dropAlternative
      {
        parameters[parameters.count - 1] = RuleCoverage.Parameter(
          path: last.path, change: last.change + "; " + mutant.mutation.change, place: last.place,
          examples: last.examples + touched.filter { !last.examples.contains($0) })
      } else {
        parameters.append(
          RuleCoverage.Parameter(
            path: mutant.mutation.path, change: mutant.mutation.change,
            place: mutant.mutation.place, examples: touched))
      }
    }
    return RuleCoverage(
      rule: rule.id, place: rule.place, examples: rule.tests.count,
      firing: named.filter { !$0.isSilent }.map(\.name),
      silent: named.filter(\.isSilent).map(\.name),
      condition: condition(of: rule, examples, original), parameters: parameters,
      samples: mutants.samples)
  }

  private func condition(
    of rule: Rule, _ examples: [PreparedExample], _ engine: GuardrailEngine
  ) -> [RuleCoverage.Operand] {
    guard let condition = rule.when else { return [] }
    func parts(_ context: ConditionContext) -> [ConditionTrace] {
      let trace = condition.trace(in: context)
      return trace.operands.isEmpty ? [trace] : [trace] + trace.leaves
    }
    // Without any example there are parts all the same, none of them seen.
    var operands = parts(.anything).map { RuleCoverage.Operand(text: $0.text) }
    for example in examples {
      for (index, part) in parts(conditions(of: example, engine)).enumerated() {
        if part.value { operands[index].wasTrue = true } else { operands[index].wasFalse = true }
      }
    }
    return operands
  }
}

extension ConditionContext {
  /// Some case, where only the parts of a condition matter.
  fileprivate static let anything = ConditionContext(
    audience: "", engine: "", noteWords: 0, summaryWords: 0, escalationCount: 0,
    noteIsEnglish: true, noteIsClinical: true)
}
