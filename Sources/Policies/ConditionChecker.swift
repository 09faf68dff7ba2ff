import StrictYAML

/// Checks the types of a condition and lowers it; goes on after a problem, to find them all.
struct ConditionChecker {
  private(set) var problems: [ConditionProblem] = []
  private var readsField = false

  private enum Operand {
    case word(ConditionExpression.WordOperand)
    case number(ConditionExpression.NumberOperand)
    case boolean(ConditionExpression)

    var typeName: String {
      switch self {
      case .word: "a text"
      case .number: "a number"
      case .boolean: "true or false"
      }
    }
  }

  /// The expression, or nil where a problem was found.
  mutating func check(_ syntax: ConditionSyntax) -> ConditionExpression? {
    let expression = boolean(syntax)
    if problems.isEmpty, !readsField {
      problems.append(
        ConditionProblem(
          kind: .constant, range: syntax.range, message: "the condition is always the same",
          hint: "leave 'when' out, or set 'mode: off'"))
    }
    return expression
  }

  private mutating func boolean(_ syntax: ConditionSyntax) -> ConditionExpression? {
    switch syntax {
    case .all(let parts, _): return combine(parts).map { .all($0) }
    case .any(let parts, _): return combine(parts).map { .any($0) }
    case .not(let part, _): return boolean(part).map { .not($0) }
    case .comparison(let left, let relation, let right, _):
      return comparison(left, relation, right)
    default:
      guard let operand = operand(syntax) else { return nil }
      if case .boolean(let expression) = operand { return expression }
      return report(.type, syntax.range, "expected true or false, not \(operand.typeName)")
    }
  }

  private mutating func combine(_ parts: [ConditionSyntax]) -> [ConditionExpression]? {
    var checked: [ConditionExpression] = []
    for part in parts {
      if let expression = boolean(part) { checked.append(expression) }
    }
    return checked.count == parts.count ? checked : nil
  }

  private mutating func operand(_ syntax: ConditionSyntax) -> Operand? {
    switch syntax {
    case .field(let name, let range): return field(name, range)
    case .text(let text, _): return .word(.literal(text))
    case .integer(let value, _): return .number(.literal(value))
    case .boolean(let value, _): return .boolean(.literal(value))
    case .list(_, let range):
      report(.type, range, "a list can only stand after 'in'")
      return nil
    case .not, .all, .any, .comparison: return boolean(syntax).map { .boolean($0) }
    }
  }

  private mutating func field(_ name: String, _ range: Range<Int>) -> Operand? {
    readsField = true
    switch ConditionField(named: name) {
    case .word(let field): return .word(.field(field))
    case .number(let field): return .number(.field(field))
    case .flag(let field): return .boolean(.flag(field))
    case nil:
      report(
        .unknownName, range, "unknown field \(name.quoted)",
        hint: NearestName.hint(for: name, among: ConditionField.names)
          ?? "known: \(ConditionField.names.joined(separator: ", "))")
      return nil
    }
  }

  private mutating func comparison(
    _ left: ConditionSyntax, _ relation: ConditionToken, _ right: ConditionSyntax
  ) -> ConditionExpression? {
    if relation.kind == .isIn { return membership(of: left, in: right) }
    let first = operand(left)
    let second = operand(right)
    guard let first, let second else { return nil }
    switch (first, second) {
    case (.number(let one), .number(let other)):
      return .number(one, numberRelation(relation.kind), other)
    case (.word(let one), .word(let other)):
      guard isEquality(relation) else { return nil }
      checkVocabulary(one, left, other, right)
      return .word(one, isSame: relation.kind == .equal, other)
    case (.boolean(let one), .boolean(let other)):
      guard isEquality(relation) else { return nil }
      return relation.kind == .equal ? .sameFlag(one, other) : .not(.sameFlag(one, other))
    default:
      return report(
        .type, left.range.lowerBound..<right.range.upperBound,
        "cannot compare \(first.typeName) with \(second.typeName)",
        hint: missingQuotes(first, right, second))
    }
  }

  private func missingQuotes(
    _ first: Operand, _ right: ConditionSyntax, _ second: Operand
  ) -> String? {
    if case .word = first, case .field(let name, _) = right { return "write \"\(name)\"" }
    if case .number = first, case .word(.literal) = second { return "numbers have no quotes" }
    return nil
  }

  private mutating func isEquality(_ relation: ConditionToken) -> Bool {
    if relation.kind == .equal || relation.kind == .unequal { return true }
    report(.type, relation.range, "only numbers can be compared with \(relation.described)")
    return false
  }

  private mutating func membership(
    of left: ConditionSyntax, in right: ConditionSyntax
  ) -> ConditionExpression? {
    guard case .list(let items, _) = right else {
      _ = operand(left)
      return report(
        .type, right.range, "'in' needs a list", hint: "such as [\"clinician\", \"patient\"]")
    }
    let wanted = operand(left)
    var words: [ConditionExpression.WordOperand] = []
    var numbers: [ConditionExpression.NumberOperand] = []
    for item in items {
      guard let value = operand(item), let wanted else { continue }
      switch (wanted, value) {
      case (.word(let one), .word(let other)):
        checkVocabulary(one, left, other, item)
        words.append(other)
      case (.number, .number(let other)): numbers.append(other)
      default:
        report(
          .type, item.range, "cannot compare \(wanted.typeName) with \(value.typeName)")
      }
    }
    switch wanted {
    case .word(let one) where words.count == items.count: return .wordIn(one, words)
    case .number(let one) where numbers.count == items.count: return .numberIn(one, numbers)
    default: return nil
    }
  }

  private mutating func checkVocabulary(
    _ one: ConditionExpression.WordOperand, _ left: ConditionSyntax,
    _ other: ConditionExpression.WordOperand, _ right: ConditionSyntax
  ) {
    switch (one, other) {
    case (.field(let field), .literal(let word)): check(word, right.range, against: field)
    case (.literal(let word), .field(let field)): check(word, left.range, against: field)
    default: break
    }
  }

  private mutating func check(
    _ word: String, _ range: Range<Int>, against field: ConditionField.Word
  ) {
    guard !field.vocabulary.contains(word) else { return }
    report(
      .unknownName, range, "'\(field.rawValue)' is never \(word.quoted)",
      hint: NearestName.hint(for: word, among: field.vocabulary)
        ?? "one of: \(field.vocabulary.joined(separator: ", "))")
  }

  private func numberRelation(
    _ kind: ConditionToken.Kind
  ) -> ConditionExpression.NumberRelation {
    switch kind {
    case .unequal: .unequal
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: .equal
    }
  }

  @discardableResult
  private mutating func report(
    _ kind: ConditionProblem.Kind, _ range: Range<Int>, _ message: String, hint: String? = nil
  ) -> ConditionExpression? {
    problems.append(ConditionProblem(kind: kind, range: range, message: message, hint: hint))
    return nil
  }
}
