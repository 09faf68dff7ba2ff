import SourceText

/// Amounts told in a larger unit and a smaller one: `5'4"`, `7 lb 3 oz`, `29 weeks and 3 days`.
extension QuantityReader {
  /// The inches of `5'4"`, the ounces of `7 lb 3 oz`, in the base unit.
  func smallerPart(of unit: Unit, after index: Int) -> (value: Double, next: Int)? {
    guard unit == .foot || unit == .pound || unit == .week || unit == .year else { return nil }
    var place = index
    if place < end, source.isMark(place, ",") || role(place) == .and { place += 1 }
    // `5-foot-6`
    let isHyphenated =
      unit == .foot && place + 1 < end && source.isMark(place, "-") && isTouching(place)
      && isTouching(place + 1)
    if isHyphenated { place += 1 }
    guard let part = single(place) else { return nil }
    let found = UnitSpelling.unit(at: part.next, before: end, in: source)
    if unit == .foot {
      guard part.low < 12 else { return nil }
      if let found, found.unit == .inch { return (part.low * 25.4, found.next) }
      if isHyphenated {
        // `5-foot-6-inch`
        var unitPlace = part.next
        if unitPlace < end, source.isMark(unitPlace, "-") { unitPlace += 1 }
        let inch = UnitSpelling.unit(at: unitPlace, before: end, in: source)
        return (part.low * 25.4, inch?.unit == .inch ? inch?.next ?? part.next : part.next)
      }
      // `5 feet 6.`
      if place == index, endsHeight(part.next) { return (part.low * 25.4, part.next) }
      // `5'4`, `5'4”`
      if place == index, isTouching(place) {
        let isClosed = part.next < end && source.byte(part.next) == 0xE2 && isTouching(part.next)
        return (part.low * 25.4, part.next + (isClosed ? 1 : 0))
      }
      return nil
    }
    // `29 weeks and 3 days`, `2 years 4 months`
    if unit == .week || unit == .year {
      var unitPlace = part.next
      if unitPlace + 1 < end, source.isMark(unitPlace, "-"), isTouching(unitPlace) {
        unitPlace += 1
      }
      guard let (small, next) = wordUnit(unitPlace) ?? letterOfMonths(part.next, behind: unit),
        unit == .week ? small == .day && part.low < 7 : small == .month && part.low < 12
      else { return nil }
      return (small.canonical(part.low), next)
    }
    guard let found, found.unit == .ounce, part.low < 16 else { return nil }
    return (Unit.ounce.canonical(part.low), found.next)
  }

  /// The months of `2y 4m`.
  private func letterOfMonths(_ index: Int, behind unit: Unit) -> (unit: Unit, next: Int)? {
    guard unit == .year, index < end, source.tokens[index].span.count == 1,
      source.byte(index) == UInt8(ascii: "m"), isTouching(index)
    else { return nil }
    return (.month, index + 1)
  }

  /// Whether the number of inches that no unit follows is all: an end, a mark, or `tall`.
  private func endsHeight(_ index: Int) -> Bool {
    guard index < end else { return true }
    return source.tokens[index].kind == .punctuation
      ? [".", ",", ";", ")"].contains { source.isMark(index, $0) }
      : source.tokens[index].foldedHash == Self.tall
  }

  private static let tall = Token.FoldedHash.of("tall")
}
