import SourceText

/// Reads age and sex where a note introduces a person: `58-year-old woman`, `58F`, `4-week-old`.
struct DemographicReader {
  let source: FactSource

  struct Reading {
    var tokens: Range<Int>
    var age: Quantity
    var detail: DemographicDetail
  }

  /// `right-handed Hispanic`: no more tokens stand between age and sex in practice.
  private static let mostBetween = 8
  /// `58F` opens a text; further on `6F` is a size of catheters.
  private static let mostBefore = 4
  /// No one is older (the oldest verified age is 122 years).
  static let oldest = 125.0
  private static let old = FactSource.packed("old".utf8)
  static let age = FactSource.packed("age".utf8)

  /// An age whose unit is this token: `year` in `58-year-old`.
  func reading(atUnit unit: Int, in sentence: Range<Int>) -> Reading? {
    guard let number = numberBefore(unit, from: sentence.lowerBound),
      let end = oldEnd(after: unit, before: sentence.upperBound)
    else { return nil }
    let ucum = Self.unit(source.byte(unit), secondOf: source.tokens[unit], in: source.text)
    if ucum == .month, let years = yearsBefore(number.index, from: sentence.lowerBound) {
      return make(years.value + number.value / 12, .year, years.index, end, sentence)
    }
    return make(number.value, ucum, number.index, end, sentence)
  }

  /// `58F`, `58 M`: a number with a capital letter for the sex behind it.
  func reading(atLetter letter: Int, in sentence: Range<Int>) -> Reading? {
    let token = source.tokens[letter]
    guard token.span.count == 1, letter > sentence.lowerBound else { return nil }
    let start = lineStart(of: letter, in: sentence)
    guard letter > start, source.touchesPrevious(letter) || letter - 1 == start,
      letter - 1 < start + Self.mostBefore,
      let value = source.decimal(letter - 1), value == value.rounded(), value >= 1,
      source.byte(letter) == UInt8(ascii: "F") || source.byte(letter) == UInt8(ascii: "M"),
      letter - 1 == start || !source.isMark(letter - 2, "/"),
      !isCatheter(letter + 1, before: sentence.upperBound)
    else { return nil }
    return make(value, .year, letter - 1, letter + 1, sentence)
  }

  /// Where the line of a token begins, or the sentence: the header of a terse note has no full stops.
  func lineStart(of index: Int, in sentence: Range<Int>) -> Int {
    guard index < Self.openingTokens else { return sentence.lowerBound }
    var start = index
    while start > sentence.lowerBound, !source.tokens[start].beginsLine { start -= 1 }
    return start
  }

  /// `a 6F pigtail`: the French size of a tube.
  func isCatheter(_ index: Int, before end: Int) -> Bool {
    guard index < end, let key = source.letters(at: index, before: end)?.key else { return false }
    return Self.catheters.contains(key)
  }

  /// The `6F` of `72F, access via R CFA, 6F`: the size of a tube, where the age is told before and no
  /// line begins with it.
  func mayBeFrench(_ tokens: Range<Int>) -> Bool {
    let letter = tokens.lowerBound + 1
    guard tokens.count == 2, source.byte(letter) == UInt8(ascii: "F"),
      source.touchesPrevious(letter), !source.tokens[tokens.lowerBound].beginsLine,
      let value = source.decimal(tokens.lowerBound)
    else { return false }
    return value <= Self.widestTube
  }

  /// In French; chest drains go up to 36.
  private static let widestTube = 36.0

  private static let catheters = Set(
    [
      "pigtail", "catheter", "catheters", "sheath", "sheaths", "french", "guide", "guiding",
      "introducer", "introduce", "system", "diagnostic", "tube", "foley", "scope", "stent",
      "seldinger", "drain", "drains", "chest", "ng", "ngt", "nasogastric", "feeding", "suction",
      "silicone", "ureteric", "jj", "dilator", "dilators", "cannula", "line", "urinary", "urethral",
      "coude", "intercostal", "icd", "picc", "suprapubic", "spc", "angio", "angioseal", "perclose",
      "access",
    ].map { FactSource.packed($0.utf8) })

  private func make(
    _ value: Double, _ unit: Unit, _ number: Int, _ end: Int, _ sentence: Range<Int>
  ) -> Reading? {
    let years = Self.years(value, unit)
    guard years <= Self.oldest else { return nil }
    let (sex, last) = sexBehind(end, before: sentence.upperBound)
    return Reading(
      tokens: number..<last,
      age: Quantity(
        value: value, unit: unit.rawValue, span: source.span(number..<number + 1)),
      detail: DemographicDetail(ageInYears: years, sex: sex))
  }

  static func years(_ value: Double, _ unit: Unit) -> Double {
    switch unit {
    case .month: value / 12
    case .week: value / 52.18
    case .day: value / 365.25
    default: value
    }
  }

  /// The age or sex that is told at this token, in whichever form.
  func reading(at index: Int, in sentence: Range<Int>) -> Reading? {
    let word = source.words[index]
    if word.contains(.timeUnit) { return reading(atUnit: index, in: sentence) }
    if !word.isDisjoint(with: [.female, .male]) {
      return reading(atLetter: index, in: sentence) ?? opening(at: index, in: sentence)
    }
    // The label `age`.
    guard source.tokens[index].span.count == 3, source.byte(index) | 0x20 == UInt8(ascii: "a")
    else { return nil }
    return opening(at: index, in: sentence)
  }

  /// The three years of `3-year 3-month-old`, `3 years and 3 months old`.
  private func yearsBefore(_ number: Int, from start: Int) -> (value: Double, index: Int)? {
    var unit = number - 1
    if unit > start, source.isMark(unit, ",") || source.isMark(unit, "-") || isAnd(unit) {
      unit -= 1
    }
    guard unit > start, source.words[unit].contains(.timeUnit),
      source.byte(unit) | 0x20 == UInt8(ascii: "y")
    else { return nil }
    return numberBefore(unit, from: start)
  }

  private func isAnd(_ index: Int) -> Bool {
    source.letters(at: index, before: index + 1)?.key == Self.and
  }

  private static let and = FactSource.packed("and".utf8)

  private func numberBefore(_ unit: Int, from start: Int) -> (value: Double, index: Int)? {
    var index = unit - 1
    if index >= start, source.isMark(index, "-") { index -= 1 }
    guard index >= start else { return nil }
    if let value = source.decimal(index) { return (value, index) }
    guard source.tokens[index].kind == .word else { return nil }
    if let value = numberBehindArticle(index) { return (value, index) }
    let word = QuantityWord.standard[source.tokens[index].foldedHash]
    guard word.role == .number, word.value > 0 else { return nil }
    // `fifty-two-year-old`, `fifty two year old`
    var tens = index - 1
    if tens > start, source.isMark(tens, "-") { tens -= 1 }
    if word.value < 10, tens >= start, source.tokens[tens].kind == .word {
      let ten = QuantityWord.standard[source.tokens[tens].foldedHash]
      if ten.role == .number, ten.value >= 20 { return (ten.value + word.value, tens) }
    }
    return (word.value, index)
  }

  /// The 64 of `A64-year-old`, whose blank was lost.
  private func numberBehindArticle(_ index: Int) -> Double? {
    let digits = source.tokens[index].span.range.dropFirst()
    guard source.byte(index) | 0x20 == UInt8(ascii: "a"), (1...3).contains(digits.count),
      digits.allSatisfy({ source.text.bytes[$0] &- 0x30 < 10 })
    else { return nil }
    return QuantityDecimal.value(of: source.text.bytes, in: digits)
  }

  /// Behind the unit: `-old`, ` old`, `/o`, ` of age`, or nothing where the unit is `yo`.
  private func oldEnd(after unit: Int, before end: Int) -> Int? {
    if source.tokens[unit].span.count == 2, source.byte(unit) | 0x20 == UInt8(ascii: "y"),
      source.text.bytes[Int(source.tokens[unit].start) + 1] | 0x20 == UInt8(ascii: "o")
    {
      return unit + 1
    }
    var next = unit + 1
    if source.tokens[unit].span.count == 1 {
      // `y/o`, `y.o.`
      guard source.byte(unit) | 0x20 == UInt8(ascii: "y"), next + 1 < end,
        source.isMark(next, "/") || source.isMark(next, "."),
        source.tokens[next + 1].span.count == 1, source.byte(next + 1) | 0x20 == UInt8(ascii: "o")
      else { return nil }
      return next + 2
    }
    // `yr.`
    if next < end, source.isMark(next, "."), source.touchesPrevious(next) { next += 1 }
    if next < end, source.isMark(next, "-") { next += 1 }
    guard next < end, let key = source.letters(at: next, before: end)?.key else { return nil }
    if key == Self.old { return next + 1 }
    if source.words[next].contains(.preposition), next + 1 < end,
      source.letters(at: next + 1, before: end)?.key == Self.age
    {
      return next + 2
    }
    return nil
  }

  private func sexBehind(_ start: Int, before end: Int) -> (DemographicDetail.Sex?, Int) {
    if start > 0, source.tokens[start - 1].span.count == 1 {
      if source.byte(start - 1) == UInt8(ascii: "F") { return (.female, start) }
      if source.byte(start - 1) == UInt8(ascii: "M") { return (.male, start) }
    }
    var position = start
    let last = min(end, start + Self.mostBetween)
    while position < last {
      let word = source.words[position]
      if word.contains(.female) { return (.female, position + 1) }
      if word.contains(.male) { return (.male, position + 1) }
      if word.contains(.child) { return (nil, position + 1) }
      if !word.isDisjoint(with: [.verb, .preposition, .semicolon]) { break }
      position += 1
    }
    return (nil, start)
  }

  private static func unit(_ first: UInt8, secondOf token: Token, in text: SourceText) -> Unit {
    switch first | 0x20 {
    case UInt8(ascii: "y"): return .year
    case UInt8(ascii: "w"): return .week
    case UInt8(ascii: "d"): return .day
    case UInt8(ascii: "h"): return .hour
    default:
      let second = token.span.count > 1 ? text.bytes[Int(token.start) + 1] | 0x20 : 0
      return second == UInt8(ascii: "i") ? .minute : .month
    }
  }
}
