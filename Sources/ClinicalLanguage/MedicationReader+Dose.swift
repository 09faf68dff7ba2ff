import SourceText

/// How much of a drug is given: an amount, a number of forms, or a part of a form of some strength.
extension MedicationReader {
  /// A dose by where it ends, with the tokens that say how much one form holds.
  struct Dose {
    var next: Int
    var strength: Range<Int>?
  }

  /// `500 mg`, `5-10 mg`, `10/325 mg`, `0.5 mg/kg`, `2 tablets`, `one tablet`, `20 units`, `one-half
  /// of a 50 mg tablet`.
  func dose(at index: Int, before end: Int) -> Dose? {
    guard var position = count(at: index, before: end) else { return nil }
    if let share = share(after: position, before: end) { return share }
    // `20-mg`.
    if position + 1 < end, source.isMark(position, "-"), source.touchesPrevious(position) {
      position += 1
    }
    if source.tokens[index].kind == .number, position < end,
      let (unit, next) = UnitSpelling.unit(at: position, before: end, in: source),
      Self.isDoseUnit(unit)
    {
      let next = perWeight(after: next, before: end)
      let isStrength =
        source.tokens[next - 1].kind == .word && word(at: next, before: end)?.word == .form
      return Dose(next: next, strength: isStrength ? index..<next : nil)
    }
    if let (word, next) = word(at: position, before: end), word == .form { return Dose(next: next) }
    return nil
  }

  /// `2`, `5-10`, `1/2`, `two`, `one-half`, `one half`.
  private func count(at index: Int, before end: Int) -> Int? {
    if source.tokens[index].kind == .number {
      var position = index + 1
      while position + 1 < end, isRangeMark(position), source.tokens[position + 1].kind == .number {
        position += 2
      }
      return position
    }
    guard case (.count, var position)? = word(at: index, before: end) else { return nil }
    let part = position < end && source.isMark(position, "-") ? position + 1 : position
    if source.letters(at: index, before: end)?.key != Self.half, part < end,
      source.letters(at: part, before: end)?.key == Self.half
    {
      position = part + 1
    }
    return position
  }

  /// Behind a count, forms of a strength: `of a 50 mg tablet`, `tablets of 50 mg`, `a 50 mg tablet`.
  private func share(after counted: Int, before end: Int) -> Dose? {
    var position = counted
    var hasForm = false
    if case (.form, let next)? = word(at: position, before: end) {
      hasForm = true
      position = next
    }
    guard position < end, isOfOrArticle(position, before: end) else { return nil }
    while position < end, isOfOrArticle(position, before: end) { position += 1 }
    guard position + 1 < end, source.tokens[position].kind == .number else { return nil }
    let hyphen = source.isMark(position + 1, "-") ? 1 : 0
    guard let (unit, next) = UnitSpelling.unit(at: position + 1 + hyphen, before: end, in: source),
      Self.isDoseUnit(unit)
    else { return nil }
    if case (.form, let last)? = word(at: next, before: end) {
      return Dose(next: last, strength: position..<next)
    }
    return hasForm ? Dose(next: next, strength: position..<next) : nil
  }

  private func isOfOrArticle(_ index: Int, before end: Int) -> Bool {
    source.words[index].contains(.determiner)
      || source.letters(at: index, before: end).map { Self.linking.contains($0.key) } ?? false
  }

  func isRangeMark(_ index: Int) -> Bool {
    source.isMark(index, "-") || source.isMark(index, "/")
  }

  /// `/kg`, `/5 mL`, `/hr`, `per kg` behind a unit.
  private func perWeight(after index: Int, before end: Int) -> Int {
    var position = index
    while position + 1 < end, source.isMark(position, "/"), source.touchesPrevious(position) {
      var next = position + 1
      if source.tokens[next].kind == .number { next += 1 }
      guard next < end, source.tokens[next].kind == .word else { break }
      position = next + 1
    }
    return position
  }

  private static func isDoseUnit(_ unit: Unit) -> Bool {
    switch unit {
    case .milligram, .microgram, .gram, .nanogram, .milliliter, .liter, .milliequivalent,
      .millimole, .internationalUnit, .unit, .percent, .literPerMinute, .milligramPerDeciliter,
      .microgramPerMilliliter, .ounce, .internationalUnitPerMilliliter, .milligramPerGram:
      return true
    default: return false
    }
  }

  /// `one-half of a 50 mg tablet of` has nine tokens.
  private static let longestBefore = 10

  /// Before the name: `500 mg of`, `500 mg`, `two tablets of`, `one-half of a 50 mg tablet of`.
  func doseBefore(_ name: Int, from start: Int) -> (tokens: Range<Int>, strength: Range<Int>?)? {
    var end = name
    let hasOf = end - 1 > start && source.letters(at: end - 1, before: end)?.key == Self.of
    if hasOf { end -= 1 }
    var found: (tokens: Range<Int>, strength: Range<Int>?)?
    var index = end - 2
    while index >= max(start, end - Self.longestBefore) {
      if hasOf || source.tokens[index].kind == .number, let dose = dose(at: index, before: end),
        dose.next == end, hasOf || dose.strength == nil
      {
        found = (index..<end, dose.strength)
      }
      index -= 1
    }
    return found
  }

  private static let of = FactSource.packed("of".utf8)
  private static let half = FactSource.packed("half".utf8)
  private static let linking = Set(["of", "a", "an", "the"].map { FactSource.packed($0.utf8) })
}
