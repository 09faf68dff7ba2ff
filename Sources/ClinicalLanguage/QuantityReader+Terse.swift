import SourceText

/// What terse notes write with a letter or a mark for a word: `3y3m`, `'78`, `1.2M units`, `x2/52`,
/// `1-1-2`.
extension QuantityReader {
  /// `3y3m`, `32w4d`, `2h15m`, `7lb3oz`: a number and a smaller one with their units in one word.
  mutating func readCompound(_ index: Int) -> Int? {
    let place = index + 1
    guard isTouching(place), words[place].role == .labelled, let whole = source.decimal(index),
      let parts = CompoundUnit(source.tokens[place], in: source.text)
    else { return nil }
    let low = parts.large.canonical(whole) + parts.small.canonical(parts.count)
    var qualifiers = self.qualifiers(before: index)
    if parts.large == .year, isOfPerson(place + 1) { qualifiers.insert(.age) }
    return add(
      .amount, index..<place + 1, low: low, raw: whole, dimension: parts.large.dimension.0,
      qualifiers: qualifiers)
  }

  /// The `F` of `3y3m F`, the `old` of `3y3m old`.
  private func isOfPerson(_ index: Int) -> Bool {
    guard index < end, source.tokens[index].kind == .word else { return false }
    let token = source.tokens[index]
    return token.span.count == 1
      ? source.byte(index) == UInt8(ascii: "F") || source.byte(index) == UInt8(ascii: "M")
      : Self.persons.contains(token.foldedHash)
  }

  private static let persons: WordSet = WordSet(
    ["old", "girl", "boy", "female", "male", "child"].map(Token.FoldedHash.of))

  /// `'78`, `since '05`: a year without its century.
  mutating func readShortYear(_ index: Int) -> Int? {
    let mark = index - 1
    guard mark >= start, source.tokens[index].span.count == 2, isTouching(index),
      isApostrophe(mark),
      // `5'11` are feet, `30'90` nothing that is known.
      mark == start || !isTouching(mark) || source.tokens[mark - 1].kind == .punctuation,
      index + 1 >= end || !isTouching(index + 1) || source.tokens[index + 1].kind == .punctuation,
      let value = source.decimal(index), value == value.rounded(), value < 100
    else { return nil }
    let year = value < Self.firstYearOfLastCentury ? 2000 + value : 1900 + value
    return add(
      .date, index..<index + 1, low: year,
      date: CalendarDate(year: Int16(year), month: 0, day: 0))
  }

  /// The same as in dates (`10/6/58` is 2058).
  private static let firstYearOfLastCentury = 60.0

  private func isApostrophe(_ index: Int) -> Bool {
    guard source.tokens[index].kind == .punctuation else { return false }
    if source.byte(index) == UInt8(ascii: "'") { return true }
    let bytes = source.text.bytes[source.tokens[index].span.range]
    return bytes.elementsEqual([0xE2, 0x80, 0x98]) || bytes.elementsEqual([0xE2, 0x80, 0x99])
  }

  /// The F of `6F sheath`, whose number is no temperature; where it may be an age, the facts say so.
  func isFrench(_ index: Int, _ number: Number) -> Bool {
    source.tokens[index].span.count == 1 && source.byte(index) == UInt8(ascii: "F")
      && isTouching(index) && number.low >= 3 && number.high <= 36
  }

  /// The `k` of `1:200k`.
  func isThousand(_ index: Int) -> Bool {
    index < end && isTouching(index) && source.tokens[index].span.count == 1
      && source.byte(index) | 0x20 == UInt8(ascii: "k")
  }

  /// `1.2M units`, `300k IU`, `1.5M copies`: how many times what is written; nil for other letters.
  func multiplier(at index: Int) -> Double? {
    guard index + 1 < end, isTouching(index), source.tokens[index].span.count == 1,
      source.tokens[index + 1].kind == .word
    else { return nil }
    let isCounted =
      UnitSpelling.unit(at: index + 1, before: end, in: source)
      .map { $0.unit.dimension.0.measure == .insulinUnit } ?? false
      || Self.counts.contains(source.tokens[index + 1].foldedHash)
    guard isCounted else { return nil }
    switch source.byte(index) {
    case UInt8(ascii: "M"): return 1_000_000
    case UInt8(ascii: "k"), UInt8(ascii: "K"): return 1000
    default: return nil
    }
  }

  private static let counts: WordSet = WordSet(
    ["copies", "cells", "cfu", "spores", "colonies"].map(Token.FoldedHash.of))

  /// The `/52` of `x2/52`: the unit whose parts are counted, and the index behind it.
  func partOfTime(at index: Int) -> (unit: Unit, next: Int)? {
    guard index + 1 < end, source.isMark(index, "/"), isTouching(index), isTouching(index + 1),
      let whole = wholeNumber(index + 1)
    else { return nil }
    switch whole {
    case 52: return (.week, index + 2)
    case 12: return (.month, index + 2)
    case 7: return (.day, index + 2)
    default: return nil
    }
  }

  /// `1-1-2`, `2/1/1`: how many are taken in the morning, at noon and in the evening, which no date is.
  mutating func readDayPattern(_ index: Int) -> Int? {
    guard index + 4 < end, (1...4).allSatisfy({ isTouching(index + $0) }),
      [index, index + 2, index + 4].allSatisfy({
        source.tokens[$0].kind == .number && source.tokens[$0].span.count == 1
      }),
      source.byte(index + 1) == source.byte(index + 3),
      source.isMark(index + 1, "/") || source.isMark(index + 1, "-"),
      index + 5 >= end || !isTouching(index + 5) || source.tokens[index + 5].kind == .punctuation
    else { return nil }
    return add(
      .code, index..<index + 5, low: source.decimal(index) ?? 0,
      high: source.decimal(index + 4) ?? 0)
  }

  /// `a week or two`, `another month or 2`: from one to so many.
  mutating func readOneOr(_ index: Int, _ unit: Unit, _ next: Int) -> Int? {
    guard role(next) == .or, let other = single(next + 1), other.low > 1, other.low < 10 else {
      return nil
    }
    let (dimension, size) = unit.dimension
    return add(
      .amount, index..<other.next, low: size, high: other.low * size, raw: 1,
      dimension: dimension, qualifiers: [.word, .range])
  }

  /// `q 6 p.r.n.`, `q4-6 prn`: hours, where no unit is said.
  mutating func addHours(_ number: Number, from index: Int) -> Int? {
    guard source.byte(index) | 0x20 == UInt8(ascii: "q"), Self.hours.contains(number.low),
      number.high <= 72,
      number.next >= end || source.tokens[number.next].kind == .punctuation
        || words[number.next].role == .needed || words[number.next].role == .none
    else { return nil }
    return add(
      .frequency, index..<number.next, low: 24 / number.high, high: 24 / number.low)
  }

  /// By how many hours doses are given.
  private static let hours: Set<Double> = [2, 3, 4, 6, 8, 12, 24, 48, 72]

  /// `three-monthly`, `six-hourly`: one every so many; nil for anything else.
  mutating func readWordInterval(_ index: Int, _ number: Number) -> Int? {
    let place = number.next + 1
    guard source.tokens[index].kind == .word, number.low > 1, number.low <= 24, place < end,
      source.isMark(number.next, "-"), isTouching(number.next), isTouching(place),
      words[place].role == .frequency, Self.intervalWords.contains(source.tokens[place].foldedHash)
    else { return nil }
    return add(.frequency, index..<place + 1, low: words[place].value / number.low)
  }

  private static let intervalWords: WordSet = WordSet(
    ["hourly", "weekly", "monthly", "yearly"].map(Token.FoldedHash.of))
}
