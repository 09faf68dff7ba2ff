/// The audiences by name, in a fixed order.
package enum RuleAudience {
  package static let all = PolicyAudience.allCases.map(\.rawValue)
}

extension Rule {
  /// The audiences in whose cases the rule's condition can be true. A rule that names none is shared
  /// by all; the rules of one audience are what its bundle is.
  package var audiences: [String] {
    guard let when else { return RuleAudience.all }
    return RuleAudience.all.filter { audience in
      Condition.read("audience == \"\(audience)\"").condition.map(when.canHold) ?? true
    }
  }
}
