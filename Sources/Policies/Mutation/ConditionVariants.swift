/// The conditions one change away from a condition.
enum ConditionVariants {
  struct Variant {
    let `operator`: RuleMutation.Operator
    let syntax: ConditionSyntax
    /// What was changed, in bytes of the original text.
    let range: Range<Int>
  }

  static func of(_ syntax: ConditionSyntax) -> [Variant] {
    [Variant(operator: .negateCondition, syntax: .not(syntax, syntax.range), range: syntax.range)]
      + inside(syntax)
  }

  private static func inside(_ syntax: ConditionSyntax) -> [Variant] {
    switch syntax {
    case .field, .text, .integer, .boolean: return []
    case .list(let items, let range):
      return shortened(items) { .list($0, range) }
    case .not(let part, let range):
      return [Variant(operator: .dropOperand, syntax: part, range: range)]
        + inside(part).map { $0.wrapped { .not($0, range) } }
    case .all(let parts, let range): return joined(parts) { .all($0, range) }
    case .any(let parts, let range): return joined(parts) { .any($0, range) }
    case .comparison(let left, let relation, let right, let range):
      return comparisons(left, relation, right, range)
    }
  }

  /// Each operand gone, and each operand changed.
  private static func joined(
    _ parts: [ConditionSyntax], _ join: ([ConditionSyntax]) -> ConditionSyntax
  ) -> [Variant] {
    var variants = shortened(parts, join)
    for index in parts.indices {
      variants += inside(parts[index]).map { variant in
        variant.wrapped { changed in
          var parts = parts
          parts[index] = changed
          return join(parts)
        }
      }
    }
    return variants
  }

  private static func shortened(
    _ parts: [ConditionSyntax], _ join: ([ConditionSyntax]) -> ConditionSyntax
  ) -> [Variant] {
    guard parts.count > 1 else { return [] }
    return parts.indices.map { index in
      var rest = parts
      rest.remove(at: index)
      let isList = if case .list = join(rest) { true } else { false }
      return Variant(
        operator: .dropOperand, syntax: rest.count == 1 && !isList ? rest[0] : join(rest),
        range: parts[index].range)
    }
  }

  private static func comparisons(
    _ left: ConditionSyntax, _ relation: ConditionToken, _ right: ConditionSyntax,
    _ range: Range<Int>
  ) -> [Variant] {
    var variants: [Variant] = []
    if let other = relation.kind.flipped {
      variants.append(
        Variant(
          operator: .changeComparison,
          syntax: .comparison(
            left, ConditionToken(kind: other, range: relation.range), right, range),
          range: range))
    }
    for (operand, isLeft) in [(left, true), (right, false)] {
      switch operand {
      case .integer(let value, let place):
        for (number, overflows) in [
          value.subtractingReportingOverflow(1), value.addingReportingOverflow(1),
        ] where !overflows {
          let changed = ConditionSyntax.integer(number, place)
          variants.append(
            Variant(
              operator: .changeComparison,
              syntax: .comparison(
                isLeft ? changed : left, relation, isLeft ? right : changed, range),
              range: place))
        }
      case .list:
        variants += inside(operand).map { variant in
          variant.wrapped { .comparison(left, relation, $0, range) }
        }
      default: break
      }
    }
    return variants
  }
}

extension ConditionVariants.Variant {
  fileprivate func wrapped(_ wrap: (ConditionSyntax) -> ConditionSyntax) -> Self {
    Self(operator: `operator`, syntax: wrap(syntax), range: range)
  }
}

extension ConditionToken.Kind {
  /// With the limit instead of without it, unequal instead of equal; nil for `in`.
  fileprivate var flipped: Self? {
    switch self {
    case .equal: .unequal
    case .unequal: .equal
    case .less: .lessOrEqual
    case .lessOrEqual: .less
    case .greater: .greaterOrEqual
    case .greaterOrEqual: .greater
    default: nil
    }
  }
}
