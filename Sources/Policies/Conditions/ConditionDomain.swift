/// All the cases that a condition can tell apart.
///
/// A condition compares fields with constants and with each other, so its value changes only at these
/// constants: for every number it names, that number and its neighbours stand for all numbers. What
/// holds for these cases holds for all; nothing is guessed.
struct ConditionDomain {
  /// More cases than this are not enumerated; a condition that people can read has a few hundred.
  static let caseLimit = 200_000

  private let words: [ConditionField.Word]
  private let numbers: [ConditionField.Number]
  private let flags: [ConditionField.Flag]
  /// In ascending order.
  private let values: [Int]

  init(of syntax: ConditionSyntax) {
    let named = syntax.fieldNames.compactMap(ConditionField.init(named:))
    words = named.compactMap { if case .word(let field) = $0 { field } else { nil } }
    numbers = named.compactMap { if case .number(let field) = $0 { field } else { nil } }
    flags = named.compactMap { if case .flag(let field) = $0 { field } else { nil } }
    // Numbers may be compared with each other: as many distinct values as there are fields must fit
    // on each side of a constant.
    let reach = max(1, numbers.count)
    var values = Set(0...reach)
    for constant in syntax.integers {
      for distance in -reach...reach {
        let (value, overflows) = constant.addingReportingOverflow(distance)
        if !overflows && value >= 0 { values.insert(value) }
      }
    }
    self.values = values.sorted()
  }

  /// Every case, with the values of `varying` side by side and in ascending order; nil where there
  /// are more than can be looked at.
  func rows(varying: ConditionField.Number? = nil) -> [[ConditionContext]]? {
    var rows = [
      [
        ConditionContext(
          audience: "clinician", engine: "external", noteWords: 0, summaryWords: 0,
          escalationCount: 0, noteIsEnglish: true, noteIsClinical: true)
      ]
    ]
    func multiply<Value>(
      _ options: [Value], _ set: (inout ConditionContext, Value) -> Void
    ) -> Bool {
      guard rows.count * options.count <= Self.caseLimit else { return false }
      rows = rows.flatMap { row in
        options.map { option in
          row.map { context in
            var context = context
            set(&context, option)
            return context
          }
        }
      }
      return true
    }
    for field in words {
      guard multiply(field.vocabulary, { field.set($1, in: &$0) }) else { return nil }
    }
    for field in flags {
      guard multiply([true, false], { field.set($1, in: &$0) }) else { return nil }
    }
    for field in numbers where field != varying {
      guard multiply(values, { field.set($1, in: &$0) }) else { return nil }
    }
    guard let varying, numbers.contains(varying) else { return rows }
    guard rows.count * values.count <= Self.caseLimit else { return nil }
    return rows.map { row in
      values.flatMap { value in
        row.map { context in
          var context = context
          varying.set(value, in: &context)
          return context
        }
      }
    }
  }
}

extension Condition {
  /// The value that the condition always has; nil where it has both, or cannot be enumerated.
  var constantValue: Bool? {
    guard let syntax, let rows = ConditionDomain(of: syntax).rows() else { return nil }
    var isTrue = false
    var isFalse = false
    for context in rows.joined() {
      if holds(in: context) { isTrue = true } else { isFalse = true }
      if isTrue && isFalse { return nil }
    }
    return isTrue
  }

  /// Two numbers of alerts, the smaller first, for which the condition holds with the fewer and not
  /// with the more, all else being equal; nil where more alerts never end it.
  ///
  /// A rule under such a condition steps back when another rule raises an alert, so adding that other
  /// rule would loosen the decision.
  var loosening: Loosening? {
    guard let syntax, syntax.fieldNames.contains(ConditionField.Number.escalationCount.rawValue)
    else { return nil }
    guard let rows = ConditionDomain(of: syntax).rows(varying: .escalationCount) else {
      return .unknown
    }
    for row in rows {
      guard let first = row.firstIndex(where: holds(in:)),
        let end = row[first...].first(where: { !holds(in: $0) })
      else { continue }
      return .from(row[first].escalationCount, to: end.escalationCount)
    }
    return nil
  }

  enum Loosening: Hashable {
    case from(Int, to: Int)
    /// There are too many cases to tell.
    case unknown

    var message: String {
      let effect = "so adding a rule that raises an alert would loosen decisions"
      return switch self {
      case .from(let few, let more):
        "the rule applies with 'escalation.count' \(few) and no longer at \(more), \(effect)"
      case .unknown:
        "that more alerts never end the rule cannot be shown, the condition has too many cases"
      }
    }
  }

  /// Whether this holds wherever the other does; false where that cannot be told.
  package func holdsWherever(_ other: Condition) -> Bool {
    guard let syntax, let otherSyntax = other.syntax,
      let rows = ConditionDomain(of: .all([syntax, otherSyntax], 0..<1)).rows()
    else { return false }
    return rows.joined().allSatisfy { !other.holds(in: $0) || holds(in: $0) }
  }

  /// Whether some case fulfils both; true where that cannot be told.
  package func canHold(with other: Condition) -> Bool {
    guard let syntax, let otherSyntax = other.syntax,
      let rows = ConditionDomain(of: .all([syntax, otherSyntax], 0..<1)).rows()
    else { return true }
    return rows.joined().contains { other.holds(in: $0) && holds(in: $0) }
  }
}

extension ConditionSyntax {
  /// Every whole number that is written.
  fileprivate var integers: [Int] {
    switch self {
    case .integer(let value, _): [value]
    case .field, .text, .boolean: []
    case .list(let parts, _), .all(let parts, _), .any(let parts, _): parts.flatMap(\.integers)
    case .not(let part, _): part.integers
    case .comparison(let left, _, let right, _): left.integers + right.integers
    }
  }
}

extension ConditionField.Word {
  fileprivate func set(_ value: String, in context: inout ConditionContext) {
    switch self {
    case .audience: context.audience = value
    case .engine: context.engine = value
    }
  }
}

extension ConditionField.Number {
  fileprivate func set(_ value: Int, in context: inout ConditionContext) {
    switch self {
    case .noteWords: context.noteWords = value
    case .summaryWords: context.summaryWords = value
    case .escalationCount: context.escalationCount = value
    }
  }
}

extension ConditionField.Flag {
  fileprivate func set(_ value: Bool, in context: inout ConditionContext) {
    switch self {
    case .noteIsEnglish: context.noteIsEnglish = value
    case .noteIsClinical: context.noteIsClinical = value
    case .summaryQuotes: context.summaryQuotes = value
    }
  }
}
