extension ConditionSyntax {
  /// The expression as one would write it; parentheses only where they are needed.
  var described: String {
    switch self {
    case .field(let name, _): name
    case .text(let text, _): "\"\(text)\""
    case .integer(let value, _): "\(value)"
    case .boolean(let value, _): value ? "true" : "false"
    case .list(let items, _): "[" + items.map(\.described).joined(separator: ", ") + "]"
    case .not(let part, _): "not " + part.described(within: .negation)
    case .all(let parts, _):
      parts.map { $0.described(within: .conjunction) }.joined(separator: " and ")
    case .any(let parts, _):
      parts.map { $0.described(within: .disjunction) }.joined(separator: " or ")
    case .comparison(let left, let relation, let right, _):
      left.described(within: .comparison) + " \(relation.kind.symbol) "
        + right.described(within: .comparison)
    }
  }

  /// How tightly an operator binds, the loosest first.
  private enum Binding: Int {
    case disjunction, conjunction, negation, comparison, operand
  }

  private var binding: Binding {
    switch self {
    case .any: .disjunction
    case .all: .conjunction
    case .not: .negation
    case .comparison: .comparison
    case .field, .text, .integer, .boolean, .list: .operand
    }
  }

  private func described(within outer: Binding) -> String {
    let needsParentheses =
      outer == .negation
      ? binding.rawValue < outer.rawValue : binding.rawValue <= outer.rawValue
    return needsParentheses ? "(\(described))" : described
  }
}

extension ConditionToken.Kind {
  /// A relation as it is written.
  fileprivate var symbol: String {
    switch self {
    case .unequal: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .isIn: "in"
    default: "=="
    }
  }
}
