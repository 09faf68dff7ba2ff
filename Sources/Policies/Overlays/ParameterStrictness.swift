import StrictYAML

/// Tells of two values of a rule's parameter whether the rule with the one finds everything that it
/// finds with the other.
///
/// Only what is sure stands in the table. A phrase that is added to a red flag is not: the summary that
/// says the phrase would count as telling the red flag, and a decision could be looser than before.
struct ParameterStrictness {
  private let kind: String
  /// The parameters of the rule of which `kind` and the values are.
  private let parameters: YAMLNode?

  init(kind: String, parameters: YAMLNode?) {
    self.kind = kind
    self.parameters = parameters
  }

  private enum Direction {
    /// A list of which more items find more.
    case more
    /// A list of which fewer items find more.
    case fewer
    /// A number of which a greater finds more.
    case greater
    /// A number of which a smaller finds more.
    case smaller
    /// A flag or word, the weakest first.
    case steps([String])
    /// Words for people.
    case words
  }

  private static let flag = Direction.steps(["false", "true"])
  private static let excuse = Direction.steps(["true", "false"])

  private static let directions: [String: [String: Direction]] = [
    "abbreviation": ["lists": .more, "extra": .more, "exceptions": .fewer],
    "allergy_consistency": ["checks": .more],
    "certainty": ["changes": .more],
    "code_validity": ["checks": .more],
    "contradiction": ["classes": .more],
    "entity_not_in_source": [
      "types": .more, "allow": .fewer, "heads": .more, "leastWords": .smaller,
    ],
    "evidence_coverage": ["minimumShare": .greater],
    "length": ["minWords": .greater, "maxWords": .smaller, "maxSentences": .smaller],
    "lexicon": ["terms": .more, "exceptions": .fewer, "unlessInNote": excuse],
    "phi": ["types": .more, "clinicians": flag],
    "plausibility": ["families": .more],
    "quantity_consistency": ["check": .more],
    "reading_level": ["maximumGrade": .smaller, "minimumWords": .smaller],
    "red_flag": ["urgency": .steps(["soon", "urgent", "immediate"]), "reason": .words],
    "regex": ["caseSensitive": excuse, "unlessInNote": excuse],
    "required_section": ["sections": .more, "whenInNote": excuse],
    "required_text": ["minimumVersion": .greater],
    "source_note": ["requires": .more],
    "unsupported_clause": [
      "minimumShare": .greater, "leastWords": .smaller, "unsupportedWords": .smaller,
    ],
  ]

  private func direction(of name: String) -> Direction? {
    // Where only what is asserted counts, a longer term may take the place of a shorter one in a
    // sentence that says something else of it.
    if name == "terms", parameters?.field("assertion")?.flowText == "present" { return nil }
    return Self.directions[kind]?[name]
  }

  /// Whether the parameter is only words for people.
  func isWords(_ name: String) -> Bool {
    if case .words = direction(of: name) { true } else { false }
  }

  /// False also where that is not sure.
  func finds(_ one: YAMLNode, everythingOf other: YAMLNode, _ name: String) -> Bool {
    if one.flowText == other.flowText { return true }
    switch direction(of: name) {
    case nil: return false
    case .words: return true
    case .more: return other.foldedItems.isSubset(of: one.foldedItems)
    case .fewer: return one.foldedItems.isSubset(of: other.foldedItems)
    case .greater: return Self.compare(one, other, >=)
    case .smaller: return Self.compare(one, other, <=)
    case .steps(let steps):
      guard let first = steps.firstIndex(of: one.flowText),
        let second = steps.firstIndex(of: other.flowText)
      else { return false }
      return first >= second
    }
  }

  /// Whether a value is no weaker than a limit. Limits are the word of whoever wrote the rule, so that
  /// lists of phrases and thresholds, which are not sure to find more, may be measured by them too.
  func reaches(_ value: YAMLNode, limit: YAMLNode, _ name: String) -> Bool {
    if limit.flowText == RuleLimits.any || finds(value, everythingOf: limit, name) { return true }
    if case .sequence(let limits) = limit.content, case .sequence(let values) = value.content {
      if direction(of: name) == nil, ParameterOrder.covers(value, limit, named: name) {
        return true
      }
      return name == "thresholds"
        && limits.allSatisfy { limit in values.contains { $0.isThreshold(noWeakerThan: limit) } }
    }
    return false
  }

  private static func compare(
    _ one: YAMLNode, _ other: YAMLNode, _ holds: (Double, Double) -> Bool
  ) -> Bool {
    guard let first = Double(one.flowText), let second = Double(other.flowText) else {
      return false
    }
    return holds(first, second)
  }
}

extension YAMLNode {
  /// Whether both are texts, lists or mappings.
  func hasShape(of other: YAMLNode) -> Bool {
    switch (content, other.content) {
    case (.scalar, .scalar), (.sequence, .sequence), (.mapping, .mapping): true
    default: false
    }
  }

  /// The items of a list as matching looks at them.
  fileprivate var foldedItems: Set<String> {
    guard case .sequence(let items) = content else { return [] }
    return Set(items.map { RuleSource.folded($0.flowText) })
  }

  /// Whether a threshold, a mapping with one of four limits, is crossed wherever another is.
  fileprivate func isThreshold(noWeakerThan other: YAMLNode) -> Bool {
    guard case .mapping(let entries) = content, case .mapping(let others) = other.content,
      entries.count == others.count
    else { return false }
    return others.allSatisfy { entry in
      guard let value = field(entry.key) else { return false }
      if value.flowText == entry.value.flowText { return true }
      guard let one = Double(value.flowText), let limit = Double(entry.value.flowText) else {
        return false
      }
      switch entry.key {
      case "atOrAbove", "above": return one <= limit
      case "atOrBelow", "below": return one >= limit
      default: return false
      }
    }
  }
}
