import SourceText

/// The `y3m` of `3y3m`, the `lb3oz` of `7lb3oz`: a unit, the number of a smaller one, and that unit, in
/// one word right behind the number of the larger.
struct CompoundUnit {
  let large: Unit
  let count: Double
  let small: Unit

  /// Nil where the word is nothing of the kind: `H2O`, `v3` and `q6h` begin with no such unit.
  init?(_ token: Token, in text: SourceText) {
    guard token.kind == .word, (2...8).contains(token.span.count) else { return nil }
    let bytes = text.bytes[token.span.range]
    let first = bytes.prefix { !$0.isASCIIDigit }
    let digits = bytes[first.endIndex...].prefix { $0.isASCIIDigit }
    let last = bytes[digits.endIndex...]
    guard (1...2).contains(digits.count), !last.contains(where: \.isASCIIDigit),
      let pair = Self.pairs[FactSource.packed(first)],
      last.isEmpty ? pair.large == .foot : pair.spellings.contains(FactSource.packed(last))
    else { return nil }
    count = digits.reduce(0) { $0 * 10 + Double($1 - UInt8(ascii: "0")) }
    guard count < pair.limit else { return nil }
    (large, small) = (pair.large, pair.small)
  }

  private struct Pair {
    var large: Unit
    var small: Unit
    /// How many of the smaller unit make one of the larger, or fewer than one more.
    var limit: Double
    var spellings: Set<UInt64>
  }

  private static let pairs: [UInt64: Pair] = {
    var pairs: [UInt64: Pair] = [:]
    for (larges, large, smalls, small, limit) in [
      ("y yr yrs", Unit.year, "m mo mos mth mths", Unit.month, 12.0),
      ("w wk wks", .week, "d day days", .day, 7), ("h hr hrs", .hour, "m min mins", .minute, 60),
      ("lb lbs", .pound, "oz", .ounce, 16), ("ft", .foot, "in", .inch, 12),
    ] {
      let spellings = Set(smalls.split(separator: " ").map { FactSource.packed($0.utf8) })
      for spelling in larges.split(separator: " ") {
        pairs[FactSource.packed(spelling.utf8)] = Pair(
          large: large, small: small, limit: limit, spellings: spellings)
      }
    }
    return pairs
  }()
}
