/// A checked `when` expression: total, without loops or functions.
///
/// ```
/// expression = conjunction { "or" conjunction }
/// conjunction = negation { "and" negation }
/// negation = "not" negation | comparison
/// comparison = operand [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" ) operand ]
/// operand = "(" expression ")" | field | "text" | integer | "true" | "false" | list
/// list = "[" operand { "," operand } "]"
/// ```
/// `audience == "patient" and (summary.words > 80 or not note.clinical)`
package struct Condition: Sendable {
  /// As written.
  package let text: String
  let expression: ConditionExpression

  /// Whether the expression is true of the case at hand; cannot fail.
  package func holds(in context: ConditionContext) -> Bool { expression.isTrue(in: context) }

  /// Parses and type-checks; all problems of type are found at once, of syntax the first.
  static func read(_ text: String) -> (condition: Condition?, problems: [ConditionProblem]) {
    guard text.utf8.count <= ConditionLimits.byteCount else {
      return (
        nil,
        [
          ConditionProblem(
            kind: .tooLarge, range: 0..<1,
            message: "the condition is longer than \(ConditionLimits.byteCount) bytes")
        ]
      )
    }
    do {
      var parser = ConditionParser(try ConditionLexer.tokens(of: text))
      let syntax = try parser.parse()
      var checker = ConditionChecker()
      let expression = checker.check(syntax)
      guard checker.problems.allSatisfy(\.isWarning), let expression else {
        return (nil, checker.problems)
      }
      return (Condition(text: text, expression: expression), checker.problems)
    } catch {
      return (nil, [error])
    }
  }
}

/// What a condition may have at most, so that reading and evaluating it stay trivial.
enum ConditionLimits {
  /// Of the expression, in bytes.
  static let byteCount = 4096
  /// Of parentheses and `not`.
  static let depth = 32
  /// Of a list.
  static let itemCount = 64
}

/// What is wrong with a condition; the range is in bytes of its text.
struct ConditionProblem: Error, Hashable {
  enum Kind: Hashable { case syntax, type, unknownName, tooLarge, constant }

  let kind: Kind
  let range: Range<Int>
  let message: String
  var hint: String?

  var isWarning: Bool { kind == .constant }
}

/// A checked condition, ready to be evaluated.
indirect enum ConditionExpression: Sendable {
  case literal(Bool)
  case flag(ConditionField.Flag)
  case all([ConditionExpression])
  case any([ConditionExpression])
  case not(ConditionExpression)
  case sameFlag(ConditionExpression, ConditionExpression)
  case number(NumberOperand, NumberRelation, NumberOperand)
  case numberIn(NumberOperand, [NumberOperand])
  case word(WordOperand, isSame: Bool, WordOperand)
  case wordIn(WordOperand, [WordOperand])

  enum NumberOperand: Sendable {
    case literal(Int)
    case field(ConditionField.Number)

    func value(in context: ConditionContext) -> Int {
      switch self {
      case .literal(let value): value
      case .field(let field): field.value(in: context)
      }
    }
  }

  enum WordOperand: Sendable {
    case literal(String)
    case field(ConditionField.Word)

    func value(in context: ConditionContext) -> String {
      switch self {
      case .literal(let value): value
      case .field(let field): field.value(in: context)
      }
    }
  }

  enum NumberRelation: Sendable {
    case equal, unequal, less, lessOrEqual, greater, greaterOrEqual

    func holds(_ left: Int, _ right: Int) -> Bool {
      switch self {
      case .equal: left == right
      case .unequal: left != right
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      }
    }
  }

  func isTrue(in context: ConditionContext) -> Bool {
    switch self {
    case .literal(let value): value
    case .flag(let field): field.value(in: context)
    case .all(let parts): parts.allSatisfy { $0.isTrue(in: context) }
    case .any(let parts): parts.contains { $0.isTrue(in: context) }
    case .not(let part): !part.isTrue(in: context)
    case .sameFlag(let left, let right): left.isTrue(in: context) == right.isTrue(in: context)
    case .number(let left, let relation, let right):
      relation.holds(left.value(in: context), right.value(in: context))
    case .numberIn(let left, let list):
      list.contains { $0.value(in: context) == left.value(in: context) }
    case .word(let left, let isSame, let right):
      (left.value(in: context) == right.value(in: context)) == isSame
    case .wordIn(let left, let list):
      list.contains { $0.value(in: context) == left.value(in: context) }
    }
  }
}
