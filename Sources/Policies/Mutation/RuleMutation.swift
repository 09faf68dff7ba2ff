/// One small change to a rule, as a mistake in writing it might have made it.
package struct RuleMutation: Sendable, Hashable {
  /// What sort of change; the raw values are part of the output.
  package enum Operator: String, Sendable, Hashable, CaseIterable {
    /// An item of a list of parameters is gone: a term, an exception, a threshold.
    case dropEntry = "drop-entry"
    /// A whole optional list or mapping of parameters is gone.
    case dropField = "drop-field"
    /// An alternative of a pattern is gone.
    case dropAlternative = "drop-alternative"
    /// A number is one step higher or lower; a step is one in its last written place.
    case stepNumber = "step-number"
    /// `atOrAbove` is `above`, and the like.
    case flipBoundary = "flip-boundary"
    /// `true` is `false`, and the reverse.
    case flipFlag = "flip-flag"
    /// Another word of the same enumeration.
    case otherChoice = "other-choice"
    /// The condition is negated.
    case negateCondition = "negate-condition"
    /// An operand of the condition's `and`, `or` or `in` is gone.
    case dropOperand = "drop-operand"
    /// A comparison of the condition is another, or its number one higher or lower.
    case changeComparison = "change-comparison"
    /// The condition is gone.
    case dropCondition = "drop-condition"
    /// The disposition is one step stricter or more lenient.
    case shiftDisposition = "shift-disposition"
    /// An enforced rule is in shadow, or off.
    case weakenMode = "weaken-mode"
    /// An obligation is gone.
    case dropObligation = "drop-obligation"

    /// Whether it changes what the rule looks for, not when it looks or what follows.
    package var isOfParameters: Bool {
      switch self {
      case .dropEntry, .dropField, .dropAlternative, .stepNumber, .flipBoundary, .flipFlag,
        .otherChoice:
        true
      case .negateCondition, .dropOperand, .changeComparison, .dropCondition, .shiftDisposition,
        .weakenMode, .dropObligation:
        false
      }
    }
  }

  package let `operator`: Operator
  /// What was changed: `params.thresholds[2].atOrAbove`.
  package let path: RulePath
  /// How, in words: `6.2 → 6.3`.
  package let change: String
  /// Where it stands.
  package let place: PolicyPlace
}

/// A rule with one mutation, accepted by the loader.
package struct RuleMutant: Sendable {
  package let mutation: RuleMutation
  package let rule: Rule
}

/// The mutants of one rule.
package struct RuleMutants: Sendable {
  /// A list of which only a part was mutated.
  package struct Sample: Sendable, Hashable {
    package let path: RulePath
    package let taken: Int
    package let count: Int
  }

  package var mutants: [RuleMutant] = []
  /// How many changes the loader refused; they are no mutants, since nobody could run them.
  package var discarded = 0
  package var samples: [Sample] = []
}
