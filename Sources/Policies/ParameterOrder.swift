import StrictYAML

/// Tells of two parameter lists of one kind whether the first finds whatever the second finds.
///
/// Parameters have the same names in all kinds, so that one table says which way each of them works;
/// those that it does not have must be equal.
enum ParameterOrder {
  private enum Direction {
    /// The more items, the more is found.
    case widening
    /// The more items, the less is found.
    case narrowing
    /// Without it more is found; with it, the more items the more.
    case companions
    /// The smaller the number, the more is found.
    case upperLimit
    /// The greater the number, the more is found.
    case lowerLimit
    /// Words for people.
    case idle
  }

  private static let directions: [String: Direction] = [
    "terms": .widening, "phrases": .widening, "thresholds": .widening, "combinations": .widening,
    "trends": .widening, "modals": .widening, "actions": .widening, "requires": .widening,
    "sections": .widening, "exceptions": .narrowing, "cooccur": .companions,
    "maxWords": .upperLimit, "maxSentences": .upperLimit, "minWords": .lowerLimit,
    "minimumShare": .lowerLimit, "reason": .idle,
  ]

  /// The parameters that must be equal, on one line.
  static func signature(_ parameters: YAMLNode?) -> String {
    (parameters?.keys ?? []).filter { directions[$0] == nil }.sorted()
      .map { "\($0): \(parameters?.field($0)?.flowText ?? "")" }.joined(separator: ", ")
  }

  static func wideningItems(_ parameters: YAMLNode?) -> [String] {
    (parameters?.keys ?? []).filter { directions[$0] == .widening }
      .flatMap { parameters?.field($0).items ?? [] }
  }

  static func covers(_ wide: YAMLNode?, _ narrow: YAMLNode?) -> Bool {
    let keys = Set((wide?.keys ?? []) + (narrow?.keys ?? []))
    return keys.allSatisfy { covers(wide?.field($0), narrow?.field($0), named: $0) }
  }

  static func covers(_ wide: YAMLNode?, _ narrow: YAMLNode?, named key: String) -> Bool {
    switch directions[key] {
    case .widening: return narrow.items.isSubset(of: wide.items)
    case .narrowing: return wide.items.isSubset(of: narrow.items)
    case .companions:
      return wide == nil || (narrow != nil && narrow.items.isSubset(of: wide.items))
    case .upperLimit:
      guard let narrow else { return true }
      guard let limit = wide?.number, let other = narrow.number else { return false }
      return limit <= other
    case .lowerLimit:
      guard let narrow else { return true }
      guard let limit = wide?.number, let other = narrow.number else { return false }
      return limit >= other
    case .idle: return true
    case nil: return wide?.flowText == narrow?.flowText
    }
  }
}

extension YAMLNode {
  fileprivate var keys: [String] {
    guard case .mapping(let entries) = content else { return [] }
    return entries.map(\.key)
  }

  fileprivate var number: Double? {
    guard case .scalar(let scalar) = content else { return nil }
    return Double(scalar.text)
  }
}

extension YAMLNode? {
  /// The items of a list as matching looks at them; none without a list.
  fileprivate var items: Set<String> {
    guard case .sequence(let items) = self?.content else { return [] }
    return Set(items.map { RuleSource.folded($0.flowText) })
  }
}
