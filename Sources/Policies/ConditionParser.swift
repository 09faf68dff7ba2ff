/// A condition as written, before its types are checked; ranges are in bytes of its text.
indirect enum ConditionSyntax {
  case field(String, Range<Int>)
  case text(String, Range<Int>)
  case integer(Int, Range<Int>)
  case boolean(Bool, Range<Int>)
  case list([ConditionSyntax], Range<Int>)
  case not(ConditionSyntax, Range<Int>)
  case all([ConditionSyntax], Range<Int>)
  case any([ConditionSyntax], Range<Int>)
  case comparison(ConditionSyntax, ConditionToken, ConditionSyntax, Range<Int>)

  var range: Range<Int> {
    switch self {
    case .field(_, let range), .text(_, let range), .integer(_, let range),
      .boolean(_, let range), .list(_, let range), .not(_, let range), .all(_, let range),
      .any(_, let range), .comparison(_, _, _, let range):
      range
    }
  }
}

/// Recursive descent over the grammar that `Condition` documents.
struct ConditionParser {
  private let tokens: [ConditionToken]
  private var index = 0
  private var depth = 0

  /// The tokens must end with `.end`, as the lexer's do.
  init(_ tokens: [ConditionToken]) { self.tokens = tokens }

  private var current: ConditionToken { tokens[index] }

  mutating func parse() throws(ConditionProblem) -> ConditionSyntax {
    let expression = try disjunction()
    guard current.kind == .end else {
      throw problem("expected 'and', 'or' or the end, not \(current.described)")
    }
    return expression
  }

  private mutating func disjunction() throws(ConditionProblem) -> ConditionSyntax {
    var parts = [try conjunction()]
    while accept(.or) { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts, Self.range(of: parts))
  }

  private mutating func conjunction() throws(ConditionProblem) -> ConditionSyntax {
    var parts = [try negation()]
    while accept(.and) { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts, Self.range(of: parts))
  }

  private mutating func negation() throws(ConditionProblem) -> ConditionSyntax {
    let start = current.range.lowerBound
    guard accept(.not) else { return try comparison() }
    try descend()
    let part = try negation()
    depth -= 1
    return .not(part, start..<part.range.upperBound)
  }

  private mutating func comparison() throws(ConditionProblem) -> ConditionSyntax {
    let left = try operand()
    guard let relation = acceptRelation() else { return left }
    let right = try operand()
    if acceptRelation() != nil {
      index -= 1
      throw problem("comparisons cannot be chained", hint: "join them with 'and'")
    }
    return .comparison(left, relation, right, left.range.lowerBound..<right.range.upperBound)
  }

  private mutating func operand() throws(ConditionProblem) -> ConditionSyntax {
    let token = current
    switch token.kind {
    case .name(let name):
      index += 1
      return .field(name, token.range)
    case .text(let text):
      index += 1
      return .text(text, token.range)
    case .integer(let value):
      index += 1
      return .integer(value, token.range)
    case .isTrue, .isFalse:
      index += 1
      return .boolean(token.kind == .isTrue, token.range)
    case .openParenthesis:
      index += 1
      try descend()
      let inside = try disjunction()
      depth -= 1
      try expect(.closeParenthesis, "')'")
      return inside
    case .openBracket: return try list()
    default:
      throw problem("expected a field or a value, not \(token.described)")
    }
  }

  private mutating func list() throws(ConditionProblem) -> ConditionSyntax {
    let start = current.range.lowerBound
    index += 1
    var items: [ConditionSyntax] = []
    repeat {
      guard items.count < ConditionLimits.itemCount else {
        throw problem(
          "the list has more than \(ConditionLimits.itemCount) items", kind: .tooLarge)
      }
      guard current.kind != .openBracket else { throw problem("a list cannot hold a list") }
      items.append(try operand())
    } while accept(.comma)
    let end = current.range.upperBound
    try expect(.closeBracket, "',' or ']'")
    return .list(items, start..<end)
  }

  private mutating func accept(_ kind: ConditionToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    index += 1
    return true
  }

  private mutating func acceptRelation() -> ConditionToken? {
    switch current.kind {
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn:
      index += 1
      return tokens[index - 1]
    default: return nil
    }
  }

  private mutating func expect(
    _ kind: ConditionToken.Kind, _ name: String
  ) throws(ConditionProblem) {
    guard accept(kind) else { throw problem("expected \(name), not \(current.described)") }
  }

  private mutating func descend() throws(ConditionProblem) {
    depth += 1
    guard depth <= ConditionLimits.depth else {
      throw problem(
        "the condition nests more than \(ConditionLimits.depth) deep", kind: .tooLarge)
    }
  }

  private func problem(
    _ message: String, kind: ConditionProblem.Kind = .syntax, hint: String? = nil
  ) -> ConditionProblem {
    ConditionProblem(kind: kind, range: current.range, message: message, hint: hint)
  }

  private static func range(of parts: [ConditionSyntax]) -> Range<Int> {
    parts[0].range.lowerBound..<parts[parts.count - 1].range.upperBound
  }
}
