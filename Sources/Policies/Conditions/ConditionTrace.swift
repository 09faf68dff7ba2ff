/// What a condition and each of its parts came to in one case, for showing why.
///
/// Made from the text of the condition, which is parsed anew: evaluating a note is not slowed by what
/// only an explanation needs. Every part is evaluated, also those that `and` and `or` would skip.
package struct ConditionTrace: Sendable, Hashable {
  /// The part as one would write it.
  package let text: String
  package let value: Bool
  /// The fields of a comparison with what they were in this case, as text; empty for `and`, `or`
  /// and `not`.
  package let fields: [Field]
  /// The operands of `and`, `or` and `not`.
  package let operands: [ConditionTrace]

  package struct Field: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  /// The comparisons and flags of which the condition is made, from left to right.
  package var leaves: [ConditionTrace] {
    operands.isEmpty ? [self] : operands.flatMap(\.leaves)
  }
}

extension Condition {
  /// The condition in one case, part by part.
  package func trace(in context: ConditionContext) -> ConditionTrace {
    let whole = ConditionTrace(
      text: text, value: holds(in: context), fields: [], operands: [])
    guard let syntax = syntax else { return whole }
    return Self.trace(of: syntax, in: context) ?? whole
  }

  /// The condition as parsed; it was parsed before, so this cannot fail.
  var syntax: ConditionSyntax? {
    do throws(ConditionProblem) {
      var parser = ConditionParser(try ConditionLexer.tokens(of: text))
      return try parser.parse()
    } catch { return nil }
  }

  private static func trace(
    of syntax: ConditionSyntax, in context: ConditionContext
  ) -> ConditionTrace? {
    var checker = ConditionChecker()
    guard let expression = checker.check(syntax) else { return nil }
    let operands: [ConditionSyntax] =
      switch syntax {
      case .all(let parts, _), .any(let parts, _): parts
      case .not(let part, _): [part]
      default: []
      }
    return ConditionTrace(
      text: syntax.described, value: expression.isTrue(in: context),
      fields: operands.isEmpty
        ? syntax.fieldNames.map { ConditionTrace.Field(name: $0, value: context.value(of: $0)) }
        : [],
      operands: operands.compactMap { trace(of: $0, in: context) })
  }
}

extension ConditionSyntax {
  /// Each field that is named, once, in order.
  var fieldNames: [String] {
    var names: [String] = []
    collectFieldNames(into: &names)
    return names
  }

  private func collectFieldNames(into names: inout [String]) {
    switch self {
    case .field(let name, _): if !names.contains(name) { names.append(name) }
    case .text, .integer, .boolean: break
    case .list(let parts, _), .all(let parts, _), .any(let parts, _):
      for part in parts { part.collectFieldNames(into: &names) }
    case .not(let part, _): part.collectFieldNames(into: &names)
    case .comparison(let left, _, let right, _):
      left.collectFieldNames(into: &names)
      right.collectFieldNames(into: &names)
    }
  }
}

extension ConditionContext {
  /// A field as an explanation shows it.
  func value(of name: String) -> String {
    switch ConditionField(named: name) {
    case .word(let field): "\"\(field.value(in: self))\""
    case .number(let field): "\(field.value(in: self))"
    case .flag(let field): field.value(in: self) ? "true" : "false"
    case nil: "?"
    }
  }
}
