import SourceText

extension QuantityReader {
  // MARK: - Frequencies

  /// `3 times a day`, `2x daily`, `4 times` (an amount): behind a number.
  mutating func readTimes(_ number: Number, from index: Int) -> Int? {
    guard role(number.next) == .timesWord, number.next < end else { return nil }
    let place = number.next + 1
    guard let (perDay, next) = perTime(place) else { return nil }
    return add(
      .frequency, index..<next, low: number.low * perDay, high: number.high * perDay,
      qualifiers: number.qualifiers.subtracting([.word]))
  }

  /// `a day`, `per week`, `/day`, `daily`, `every other week`, `each night`: times a day.
  func perTime(_ index: Int) -> (perDay: Double, next: Int)? {
    guard index < end else { return nil }
    let (word, next) = word(index)
    switch word.role {
    case .frequency: return (word.value, next)
    case .per, .every:
      // `twice a daily`
      if role(next) == .frequency, words[next].value == 1 { return (1, next + 1) }
      if let (unit, behind) = wordUnit(next), unit.dimension.0 == .duration {
        return (1 / unit.dimension.1, behind)
      }
      if role(next) == .dayPart { return (1, next + 1) }
      return nil
    default: return nil
    }
  }

  /// `once daily`, `twice a week`; `every 6 hours`, `each morning`, `q. 4-6 h.`.
  mutating func readFrequency(_ index: Int, _ word: QuantityWord, _ next: Int) -> Int {
    if word.role == .times {
      // `twice-daily`
      let place = next + 1 < end && source.isMark(next, "-") && isTouching(next) ? next + 1 : next
      guard let (perDay, behind) = perTime(place) else { return next }
      return add(.frequency, index..<behind, low: word.value * perDay)
    }
    return readEvery(from: index, next)
  }

  /// Behind `every`, `each` or `q`.
  private mutating func readEvery(from index: Int, _ start: Int) -> Int {
    var place = start
    if place < end, source.isMark(place, "."), isTouching(place) { place += 1 }
    guard place < end else { return start }
    switch words[place].role {
    case .other:
      guard let (unit, next) = wordUnit(place + 1), unit.dimension.0 == .duration else {
        return start
      }
      return add(.frequency, index..<next, low: 0.5 / unit.dimension.1)
    case .dayPart:
      return add(.frequency, index..<place + 1, low: words[place].value)
    case .weekday: return add(.frequency, index..<place + 1, low: 1.0 / 7)
    case .unit:
      if let next = readEveryOrdinal(from: index, place) { return next }
      guard let (unit, next) = wordUnit(place), unit.dimension.0 == .duration else { return start }
      return add(.frequency, index..<next, low: 1 / unit.dimension.1)
    default: if let next = readEveryOrdinal(from: index, place) { return next }
    }
    guard var number = single(place) else { return start }
    if let other = rangeEnd(of: number, from: place) {
      number.high = other.low
      number.next = other.next
    }
    return addInterval(number, from: index, unitAt: number.next)
      ?? addHours(number, from: index) ?? start
  }

  /// `weekly x6`, `daily x 5`: how long something goes on that is done so many times; the index behind it.
  mutating func readCount(of perDay: Double, _ index: Int) -> Int {
    guard index < end, perDay > 0, perDay <= 1, source.byte(index) | 0x20 == UInt8(ascii: "x")
    else {
      return index
    }
    var count = 0.0
    var next = index + 1
    if source.tokens[index].span.count == 1 {
      guard let number = wholeNumber(next) else { return index }
      count = number
      next += 1
    } else {
      guard source.tokens[index].kind == .word, source.tokens[index].span.count <= 3 else {
        return index
      }
      for byte in source.text.bytes[source.tokens[index].span.range].dropFirst() {
        guard byte.isASCIIDigit else { return index }
        count = count * 10 + Double(byte - UInt8(ascii: "0"))
      }
    }
    // `daily x 5 days` says itself how long.
    guard count > 1, wordUnit(next) == nil, !(next < end && source.isMark(next, "/")) else {
      return index
    }
    return add(
      .amount, index..<next, low: count / perDay, raw: count, dimension: .duration)
  }

  private mutating func addInterval(_ number: Number, from index: Int, unitAt place: Int) -> Int? {
    var unitPlace = place
    if unitPlace < end, source.isMark(unitPlace, "-") || source.isMark(unitPlace, "."),
      isTouching(unitPlace)
    {
      unitPlace += 1
    }
    guard let (unit, found) = wordUnit(unitPlace) ?? capitalHour(unitPlace),
      unit.dimension.0 == .duration, number.low > 0
    else { return nil }
    var next = found
    if next < end, source.isMark(next, "."), isTouching(next), next + 1 < end,
      !source.tokens[next + 1].beginsLine
    {
      next += 1
    }
    let size = unit.dimension.1
    return add(
      .frequency, index..<next, low: 1 / (number.high * size), high: 1 / (number.low * size))
  }

  /// `q6h`, `q4-6h`, `q12hours`, `q8`.
  mutating func readEveryHours(_ index: Int) -> Int {
    let token = source.tokens[index]
    let bytes = source.text.bytes
    var offset = Int(token.start) + 1
    var value = 0.0
    while offset < Int(token.end), bytes[offset].isASCIIDigit, value < 1000 {
      value = value * 10 + Double(bytes[offset] - UInt8(ascii: "0"))
      offset += 1
    }
    guard value > 0 else { return index + 1 }
    if offset == Int(token.end) {
      var number = Number(low: value, high: value, next: index + 1)
      if let other = rangeEnd(of: number, from: index) {
        number.high = other.low
        number.next = other.next
      }
      return addInterval(number, from: index, unitAt: number.next)
        ?? addHours(number, from: index) ?? index + 1
    }
    var hash = Token.FoldedHash.offsetBasis
    for place in offset..<Int(token.end) {
      hash = Token.FoldedHash.adding(bytes[place].foldedASCII, to: hash)
    }
    let word = QuantityWord.standard[hash]
    guard word.role == .unit else { return index + 1 }
    let (dimension, size) = QuantityWord.units[Int(word.code)].dimension
    guard dimension == .duration else { return index + 1 }
    return add(.frequency, index..<index + 1, low: 1 / (value * size))
  }

  // MARK: - Articles, occasions, routes

  /// `a month` as a duration; `a day` right behind a dose as a frequency.
  mutating func readArticle(_ index: Int) -> Int {
    if let next = readPerAmount(index) ?? readPerThing(index) { return next }
    // `a couple of weeks`, `a half hour`: the next word begins the quantity.
    guard source.tokens[index].kind == .word, source.tokens[index].span.count <= 2 else {
      return index + 1
    }
    if let next = readOneAndAHalf(index) { return next }
    if let next = readOneWhole(index) { return next }
    guard let (unit, next) = wordUnit(index + 1) else { return index + 1 }
    let isSpoon = unit == .teaspoon || unit == .tablespoon
    guard unit.dimension.0 == .duration && unit != .second || unit == .pack || isSpoon else {
      return index + 1
    }
    if !isSpoon, isRate(index, unit) {
      return add(
        .frequency, index..<next, low: 1 / unit.dimension.1,
        qualifiers: countsThings(before: index) ? [.word] : [])
    }
    if let range = readOneOr(index, unit, next) { return range }
    return readAmount(
      Number(low: 1, high: 1, next: index + 1, qualifiers: [.word]), from: index) > next
      ? next : next
  }

  /// `a pound a week`, `an entire mg`: one of a unit that is no other word.
  private mutating func readOneWhole(_ index: Int) -> Int? {
    var place = index + 1
    if place + 1 < end, Self.wholes.contains(source.tokens[place].foldedHash) { place += 1 }
    guard place < end, let (unit, next) = UnitSpelling.unit(at: place, before: end, in: source)
    else { return nil }
    switch unit {
    case .pound, .ounce, .kilogram: break
    // `less than a centimeter`
    case .centimeter, .millimeter, .inch:
      guard source.tokens[place].span.count >= 4 else { return nil }
    case .milligram, .gram: guard place > index + 1 else { return nil }
    default: return nil
    }
    return addAmount(
      Number(low: 1, high: 1, next: place, qualifiers: []), unit, index..<next)
  }

  private static let wholes: Set<UInt32> = Set(
    ["entire", "full", "whole", "single"].map { Token.FoldedHash.of($0) })

  /// `an inch and a half`, `an hour and half`, `a liter`.
  private mutating func readOneAndAHalf(_ index: Int) -> Int? {
    guard
      let (unit, next) = wordUnit(index + 1)
        ?? UnitSpelling.unit(at: index + 1, before: end, in: source)
    else { return nil }
    var half = next
    if role(half) == .and {
      half += 1
      if role(half) == .per { half += 1 }
      // `a cm and a half`
      if role(half) == .part {
        let value = 1 + words[half].value
        let (dimension, size) = unit.dimension
        return add(
          .amount, index..<half + 1, low: value * size, raw: value, dimension: dimension,
          qualifiers: [.word])
      }
    }
    guard unit == .liter, source.tokens[index].span.count == 1,
      source.tokens[index + 1].span.count >= 4
    else { return nil }
    let (dimension, size) = unit.dimension
    return add(.amount, index..<next, low: size, raw: 1, dimension: dimension, qualifiers: [.word])
  }

  /// `last month`, `the past year`: one of them, though no number says so.
  mutating func readBareTime(_ index: Int) -> Int {
    guard let (unit, next) = wordUnit(index), unit.dimension.0 == .duration,
      source.tokens[index].span.count > 2, source.byte(next - 1) | 0x20 != UInt8(ascii: "s")
    else { return index + 1 }
    // `another week or two`
    if let range = readOneOr(index, unit, next) { return range }
    // `the last year and a half`
    if role(next) == .and, role(next + 1) == .per, role(next + 2) == .part {
      let value = 1 + words[next + 2].value
      return add(
        .amount, index..<next + 3, low: value * unit.dimension.1, raw: value,
        dimension: .duration, qualifiers: [.word])
    }
    switch unit {
    // `chest pain for about hour`
    case .hour where role(index - 1) == .about:
      return add(
        .amount, index..<next, low: unit.dimension.1, raw: 1, dimension: .duration,
        qualifiers: [.word, .borrowedUnit])
    // `the fifth decade of life` is when.
    case .decade where !isPast(index - 1): return next
    case .day, .week, .month, .year, .fortnight, .decade:
      return add(
        .amount, index..<next, low: unit.dimension.1, raw: 1, dimension: .duration,
        qualifiers: [.word, .borrowedUnit])
    default: return next
    }
  }

  /// `at bedtime`, `in the morning`, `with meals`; `by mouth`.
  mutating func readOccasion(_ index: Int, _ word: QuantityWord) -> Int {
    if word.role == .by {
      guard role(index + 1) == .mouth else { return index + 1 }
      return add(.route, index..<index + 2, low: 0, route: .oral)
    }
    var place = index + 1
    if place < end, source.tokens[place].span.count == 3, role(place) == .none { place += 1 }
    guard role(place) == .dayPart else { return index + 1 }
    if let next = readDayParts(place, from: index) { return next }
    return add(
      .frequency, index..<place + 1, low: words[place].value, qualifiers: [.word])
  }

  // MARK: - Ordinals and pairs of occasions

  /// `every second day`, `each third month`, `every 2nd week`: behind `every`; nil for anything else.
  private mutating func readEveryOrdinal(from index: Int, _ place: Int) -> Int? {
    var value = 0.0
    var next = place + 1
    if let ordinal = Self.ordinals[source.tokens[place].foldedHash] {
      value = ordinal
    } else if let number = wholeNumber(place), isTouching(next),
      Self.ordinalEndings.contains(source.tokens[next].foldedHash)
    {
      value = number
      next += 1
    }
    guard value > 1, let (unit, behind) = wordUnit(next), unit.dimension.0 == .duration else {
      return nil
    }
    return add(.frequency, index..<behind, low: 1 / (value * unit.dimension.1))
  }

  private static let ordinals: [UInt32: Double] = [
    Token.FoldedHash.of("second"): 2, Token.FoldedHash.of("third"): 3,
    Token.FoldedHash.of("fourth"): 4, Token.FoldedHash.of("fifth"): 5,
  ]

  /// The H of `Q4-6H`, right behind the number.
  private func capitalHour(_ index: Int) -> (unit: Unit, next: Int)? {
    guard index < end, isTouching(index), source.tokens[index].span.count == 1,
      source.byte(index) == UInt8(ascii: "H")
    else { return nil }
    return (.hour, index + 1)
  }

  /// `morning and evening`, `in the morning and at night`: so many parts of each day. `first` is the first
  /// of them; nil where no second one follows.
  mutating func readDayParts(_ first: Int, from index: Int) -> Int? {
    guard role(first + 1) == .and else { return nil }
    var second = first + 2
    if role(second) == .at || role(second) == .with || isShortLink(second) { second += 1 }
    if isShortLink(second) { second += 1 }
    guard role(second) == .dayPart, words[first].value == 1, words[second].value == 1 else {
      return nil
    }
    return add(.frequency, index..<second + 1, low: 2, qualifiers: [.word])
  }

  /// `in`, `the`
  private func isShortLink(_ index: Int) -> Bool {
    index < end && source.tokens[index].kind == .word
      && Self.links.contains(source.tokens[index].foldedHash)
  }

  private static let links: WordSet = WordSet(["in", "the"].map(Token.FoldedHash.of))

  private func isPast(_ index: Int) -> Bool {
    index >= start && Self.past.contains(source.tokens[index].foldedHash)
  }

  private static let past: WordSet = WordSet(
    ["past", "last", "previous", "this"].map(Token.FoldedHash.of))
}
