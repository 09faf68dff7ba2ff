package import Policies

/// What became of one mutant.
package struct MutantResult: Sendable {
  package enum Fate: Sendable, Hashable {
    /// This example fails on the mutant, as it should.
    case killed(by: String)
    /// No example shows any difference: none meets what was changed.
    case untouched
    /// These examples show a difference that none of them asks about.
    case unasked(examples: [String])
    /// The difference is one that no example can ask about; not counted.
    case beyondExamples
  }

  package let mutation: RuleMutation
  package let fate: Fate

  package var isKilled: Bool { if case .killed = fate { true } else { false } }
  /// Whether the mutant tells something about the examples.
  package var isCounted: Bool { fate != .beyondExamples }
}

/// The mutants of one rule against its examples.
package struct RuleMutationResult: Sendable {
  package let rule: String
  package let mutants: [MutantResult]
  /// Changes that the loader refused.
  package let discarded: Int
  package let samples: [RuleMutants.Sample]
  /// Why the rule was not mutated, in words; nil where it was.
  package let skipped: String?

  package var killed: Int { mutants.count(where: \.isKilled) }
  package var counted: Int { mutants.count(where: \.isCounted) }
  package var survivors: [MutantResult] { mutants.filter { $0.isCounted && !$0.isKilled } }
}

extension RuleBench {
  /// Judges the examples of one rule by each of its mutants.
  ///
  /// The mode of a mutant counts, unlike that of a rule under test: a mutant in shadow or off acts
  /// like one that finds nothing.
  package func mutate(
    rule index: Int, source: RuleSource, entryLimit: Int
  ) -> RuleMutationResult {
    let rule = rules[index]
    func skipped(_ reason: String) -> RuleMutationResult {
      RuleMutationResult(rule: rule.id, mutants: [], discarded: 0, samples: [], skipped: reason)
    }
    guard !rule.tests.isEmpty else { return skipped("it has no examples") }
    let original = engine(of: rule)
    var examples: [(example: PreparedExample, outcome: ExampleOutcome)] = []
    for test in rule.tests {
      guard let example = example(test, ofRule: index) else {
        return skipped("an example cannot be read")
      }
      let outcome = outcome(of: example, by: original, mode: .enforce)
      guard outcome.satisfies(test) else { return skipped("an example fails on the rule itself") }
      examples.append((example, outcome))
    }
    let mutants = RuleMutator.mutants(
      of: rule, source: source, kinds: GuardrailEngine.kinds, entryLimit: entryLimit)
    return RuleMutationResult(
      rule: rule.id,
      mutants: mutants.mutants.map {
        MutantResult(mutation: $0.mutation, fate: fate(of: $0, examples))
      },
      discarded: mutants.discarded, samples: mutants.samples, skipped: nil)
  }

  private func fate(
    of mutant: RuleMutant, _ examples: [(example: PreparedExample, outcome: ExampleOutcome)]
  ) -> MutantResult.Fate {
    let isEffective = mutant.mutation.operator != .weakenMode
    let engine = engine(of: mutant.rule)
    var changed: [String] = []
    var isVisible = false
    for (example, original) in examples {
      let outcome =
        isEffective ? outcome(of: example, by: engine, mode: .enforce) : original.silenced
      if !outcome.satisfies(example.test) { return .killed(by: example.test.name) }
      guard !outcome.equalsButForMessages(original) else { continue }
      changed.append(example.test.name)
      isVisible = isVisible || !outcome.looksLike(original)
    }
    if changed.isEmpty { return .untouched }
    return isVisible ? .unasked(examples: changed) : .beyondExamples
  }
}

extension ExampleOutcome {
  /// What a rule does that is in shadow or off: nothing that counts.
  fileprivate var silenced: ExampleOutcome {
    ExampleOutcome(findings: [], escalations: [], note: note, summary: summary)
  }
}
