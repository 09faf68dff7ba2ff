import SourceText

extension QuantityReader {
  /// What begins with a number: a date, a pair, a frequency, an amount. The index behind it.
  mutating func readNumber(_ index: Int) -> Int {
    if source.tokens[index].kind == .number {
      if let next = readShortYear(index) { return next }
      if let next = readDayPattern(index) { return next }
      if let next = readMonthSpan(index) { return next }
      if let next = readNumericDate(index) { return next }
      if let next = readCompound(index) { return next }
      if let next = readPartOfTime(index) { return next }
      if let next = readGestation(index) { return next }
      if let next = readInterval(index) { return next }
      if let next = readPair(index) { return next }
    }
    guard var number = single(index) else { return index + 1 }
    if let next = readWordInterval(index, number) { return next }
    if isName(index, number) {
      return add(.code, index..<number.next, low: number.low)
    }
    if !isSpanOfYears(index, number), let other = rangeEnd(of: number, from: index) {
      number.high = other.low
      number.next = other.next
      number.qualifiers.formUnion([.range, other.qualifiers])
    } else if source.tokens[index].kind == .number, let next = suture(index, number) {
      return next
    }
    return readAmount(number, from: index)
  }

  /// The number with its unit, or a frequency.
  mutating func readAmount(_ found: Number, from index: Int) -> Int {
    var number = found
    number.qualifiers.formUnion(qualifiers(before: index))
    if index > start, source.isMark(index - 1, "#") { number.qualifiers.insert(.hash) }
    if number.next < end, source.isMark(number.next, "+"), isTouching(number.next) {
      number.qualifiers.insert(.plus)
      number.next += 1
    }
    if let next = readTimes(number, from: index) { return next }
    if isClockTime(index, number) {
      return add(
        .amount, index..<number.next, low: number.low, qualifiers: number.qualifiers)
    }
    if let multiplier = multiplier(at: number.next) {
      number.low *= multiplier
      number.high *= multiplier
      number.next += 1
    }
    var place = number.next
    if place + 1 < end, source.isMark(place, "-"), isTouching(place), isTouching(place + 1),
      source.tokens[place + 1].span.count > 1
    {
      place += 1
    }
    if let behind = placeOfTime(behind: number) {
      place = behind
      // `the 34th week` is when, and stands for no length that others may tell.
      if isTouching(number.next) { number.qualifiers.formUnion([.word, .borrowedUnit]) }
    }
    if let (unit, next) = unit(at: place, number, from: index) {
      if let (perDay, behind) = recurrence(of: number, unit, next) {
        return add(
          .frequency, index..<behind, low: number.low * perDay, high: number.high * perDay,
          qualifiers: perDay * 8 > 1 ? [] : [.word])
      }
      if isAge(unit, next) || isAged(unit, from: index, to: next) { number.qualifiers.insert(.age) }
      return addAmount(number, unit, index..<next)
    }
    // A summary of a year stands alone.
    if let year = year(index), number.next == index + 1,
      number.qualifiers.isDisjoint(with: [.range]), !isDecade(index)
    {
      return add(
        .date, index..<number.next, low: number.low,
        date: CalendarDate(year: year, month: 0, day: 0))
    }
    if isTouching(number.next), source.tokens[number.next].kind == .word,
      source.tokens[number.next - 1].kind == .number
    {
      // `60s`, `3rd`, `4x4`: no quantity.
      return add(.code, index..<number.next, low: number.low, high: number.high)
    }
    return add(
      .amount, index..<number.next, low: number.low, high: number.high,
      qualifiers: number.qualifiers)
  }

  /// `1980s`
  private func isDecade(_ index: Int) -> Bool {
    index + 1 < end && isTouching(index + 1) && source.tokens[index + 1].span.count == 1
      && source.byte(index + 1) | 0x20 == UInt8(ascii: "s")
  }

  /// Where the unit of time stands in `the 20th week`, `two postoperative days`; nil elsewhere.
  private func placeOfTime(behind number: Number) -> Int? {
    let next = number.next
    guard next + 1 < end, source.tokens[next].kind == .word, words[next].role != .unit,
      let (unit, _) = wordUnit(next + 1), unit.dimension.0 == .duration
    else { return nil }
    let word = source.tokens[next].foldedHash
    return isTouching(next)
      ? Self.ordinalEndings.contains(word) ? next + 1 : nil
      : Self.beforeTime.contains(word) ? next + 1 : nil
  }

  static let ordinalEndings: Set<UInt32> = Set(
    ["st", "nd", "rd", "th"].map { Token.FoldedHash.of($0) })
  private static let beforeTime: Set<UInt32> = Set(
    [
      "postoperative", "postop", "more", "further", "additional", "extra", "consecutive", "full",
      "whole", "calendar", "working", "hospital", "straight", "successive",
    ].map { Token.FoldedHash.of($0) })

  /// `three days a week`, `2 d/wk`, `five days weekly`, `one week every month`: parts of a longer time, by
  /// which is told how often; nil for anything else, such as the length of `4 weeks, monthly thereafter`.
  private func recurrence(of number: Number, _ unit: Unit, _ index: Int) -> (
    perDay: Double, next: Int
  )? {
    guard unit == .day || unit == .week || unit == .month, index < end,
      let (perDay, next) = perTime(index), perDay > 0, perDay <= Self.mostPerDay
    else { return nil }
    let share = number.high * unit.dimension.1 * perDay
    let isWeekly = perDay * 8 > 1
    let most = role(index) == .frequency && !isWeekly ? Self.mostBeforeAdverb : 1
    return share <= most + 1e-6 ? (perDay, next) : nil
  }

  /// Once a week; what is shorter has no days.
  private static let mostPerDay = 1 / 7 + 1e-6
  /// The share of a month or year that may stand before `monthly` or `yearly`.
  private static let mostBeforeAdverb = 0.5

  mutating func addAmount(_ number: Number, _ unit: Unit, _ tokens: Range<Int>) -> Int {
    var tokens = tokens
    var qualifiers = number.qualifiers
    var dimension = unit.dimension.0
    var low = unit.canonical(number.low)
    var high = unit.canonical(number.high)
    if let (small, next) = smallerPart(of: unit, after: tokens.upperBound) {
      low += small
      high += small
      tokens = tokens.lowerBound..<next
      // `3-year 3-month-old`
      if isAge(unit, next) { qualifiers.insert(.age) }
    }
    if dimension.denominator == .none,
      let (denominator, share, next) = denominator(
        at: tokens.upperBound, behind: dimension.measure)
    {
      var share = share
      if dimension.measure == .mass, let percent = Self.milligramsPerDeciliter(denominator) {
        dimension = QuantityDimension(measure: .massConcentration)
        share *= percent
      } else {
        dimension.denominator = denominator
      }
      low *= share
      high *= share
      tokens = tokens.lowerBound..<next
    }
    return add(
      .amount, tokens, low: low, high: high, raw: number.low, dimension: dimension,
      qualifiers: qualifiers)
  }

  /// `/kg`, `per hour`, `an hour`, `/mL` behind a unit, and the share of the base (`/5 mL`).
  private func denominator(at index: Int, behind measure: QuantityDimension.Measure)
    -> (QuantityDimension.Denominator, Double, Int)?
  {
    guard index + 1 < end, measure != .duration, measure != .none else { return nil }
    let isSlash = source.isMark(index, "/")
    // `25 units to 1 mL`
    let isDilution = role(index) == .to && source.decimal(index + 1) == 1
    guard isSlash || isDilution || role(index) == .per else { return nil }
    let isPer = isSlash || isDilution || source.tokens[index].span.count == 3
    var place = index + 1
    var share = 1.0
    // `/24 h`, `per 24 h`
    if isPer, place < end, let number = source.decimal(place), number > 0 {
      share = 1 / number
      place += 1
    }
    guard place < end, source.tokens[place].kind == .word else { return nil }
    if isPer, source.tokens[place].foldedHash == Self.deciliter {
      return (.deciliter, share, place + 1)
    }
    if let (unit, next) = wordUnit(place) {
      switch unit {
      case .hour: return (.hour, share, next)
      // `1 mg / 5 min lockout`: how long, and no rate.
      case .minute where place > index + 1 && !isTouching(index): return nil
      case .minute: return (.minute, share, next)
      default: return nil
      }
    }
    guard isPer, let (unit, next) = UnitSpelling.unit(at: place, before: end, in: source) else {
      return nil
    }
    switch unit {
    case .kilogram: return (.kilogram, share, next)
    case .milliliter: return (.milliliter, share, next)
    case .liter: return (.liter, share, next)
    default: return nil
    }
  }

  /// How many mg/dL a milligram in each of these is.
  private static func milligramsPerDeciliter(_ denominator: QuantityDimension.Denominator)
    -> Double?
  {
    switch denominator {
    case .deciliter: 1
    case .milliliter: 100
    case .liter: 0.1
    default: nil
    }
  }

  // MARK: - Units

  /// A unit that is one word of the vocabulary: a time, a form of a drug.
  func wordUnit(_ index: Int) -> (unit: Unit, next: Int)? {
    guard index < end, words[index].role == .unit else { return nil }
    if source.tokens[index].span.count == 1 {
      // The D of `D&C` is no day, the w of `w/` no week.
      guard !source.byte(index).isASCIIUppercase,
        source.byte(index) != UInt8(ascii: "w") || isLetterOfWeeks(index)
      else { return nil }
    }
    var next = index + 1
    // `wks.`, `hr.` within a sentence
    if next + 1 < end, source.isMark(next, "."), isTouching(next),
      source.tokens[index].span.count <= 3
    {
      next += 1
    }
    return (QuantityWord.units[Int(words[index].code)], next)
  }

  /// `2w`, `6w`
  private func isLetterOfWeeks(_ index: Int) -> Bool {
    index > start && isTouching(index) && source.tokens[index - 1].kind == .number
      && !(index + 1 < end && source.isMark(index + 1, "/") && isTouching(index + 1))
  }

  private func unit(at index: Int, _ number: Number, from first: Int) -> (unit: Unit, next: Int)? {
    guard index < end else { return nil }
    // `pack-year`, `pack years`
    if let next = packYear(index) { return (.packYear, next) }
    let known = UnitSpelling.unit(at: index, before: end, in: source)
    let own = wordUnit(index)
    // `Dispense: 60 Refills: 0`: the label of the next number.
    if let own, own.next < end, source.isMark(own.next, ":"), own.unit.dimension.0 != .duration {
      return nil
    }
    if let own, own.next >= known?.next ?? 0 {
      // `2 d`, `5 h`: single letters only right behind or in a schedule.
      return own
    }
    guard let known else { return own }
    guard isPlausible(known.unit, at: index, next: known.next, number) else {
      return isFrench(index, number) ? (.french, index + 1) : own
    }
    var next = known.next
    if next + 1 < end, source.isMark(next, "."), isTouching(next),
      source.tokens[index].span.count <= 3, !source.tokens[next + 1].beginsLine
    {
      next += 1
    }
    return (known.unit, next)
  }

  private func packYear(_ index: Int) -> Int? {
    guard source.tokens[index].foldedHash == Self.pack, index + 1 < end else { return nil }
    var place = index + 1
    if source.isMark(place, "-") { place += 1 }
    guard let (unit, next) = wordUnit(place), unit == .year else { return nil }
    return next
  }

  private static let deciliter = Token.FoldedHash.of("dl")
  private static let pack = Token.FoldedHash.of("pack")
  private static let old = Token.FoldedHash.of("old")
  private static let age = Token.FoldedHash.of("age")

  /// Whether a spelling that is also a word or a letter is meant as a unit here.
  func isPlausible(_ unit: Unit, at index: Int, next: Int, _ number: Number) -> Bool {
    let token = source.tokens[index]
    guard next == index + 1, token.kind == .word, token.end - token.start <= 2 else { return true }
    if readsDayLetters(index) { return false }
    switch unit {
    case .inch:
      // `1800 in, 600 out`
      if number.low > Self.mostInches, source.byte(index) | 0x20 == UInt8(ascii: "i") {
        return false
      }
      // `7/8-in drain`
      if index > start, source.isMark(index - 1, "-"), isTouching(index) { return true }
      // `3 in` the morning, `2 in` number.
      guard next < end else { return true }
      // `7 in '29`
      if source.isMark(next, "'"), next + 1 < end, isTouching(next + 1) { return false }
      // `an abnormal one in 2009`
      if source.tokens[next].kind == .number, year(next) != nil { return false }
      return source.tokens[next].kind != .word || words[next].role == .by
        || words[next].role == .timesWord
    // `38F who slipped`: no temperature of a person, but an age.
    case .fahrenheit: return number.low >= 85 && number.low <= 110
    case .celsius: return number.low >= 30 && number.low <= 45
    case .meter: return !isTouching(index) || number.low < 10
    // `POD 3 s/p appendectomy`
    case .second:
      return !isTouching(index) && !(next < end && source.isMark(next, "/") && isTouching(next))
    case .liter, .gram, .unit, .thousandPerMicroliter: return true
    default: return true
    }
  }

  /// Nothing that is measured in inches is longer than a person.
  private static let mostInches = 100.0

  /// The M of `480 M/W/F`
  private func readsDayLetters(_ index: Int) -> Bool {
    guard index + 2 < end, source.tokens[index].span.count == 1, source.isMark(index + 1, "/"),
      isTouching(index + 1), isTouching(index + 2), source.tokens[index + 2].span.count == 1
    else { return false }
    return Self.dayLetters.contains(source.byte(index))
      && Self.dayLetters.contains(source.byte(index + 2))
  }

  private static let dayLetters = Array("MTWFS".utf8)

  /// `5 years old`, `2-month-old`, `of age`: left to the demographic facts.
  func isAge(_ unit: Unit, _ next: Int) -> Bool {
    guard unit.dimension.0.measure == .duration, next < end else { return false }
    var place = next
    if source.isMark(place, "-"), isTouching(place) { place += 1 }
    guard place < end else { return false }
    if source.tokens[place].foldedHash == Self.old { return true }
    return words[place].role == .of && place + 1 < end
      && source.tokens[place + 1].foldedHash == Self.age
  }

  /// `aged 10 years 4 months`, `a toddler of 14 months`, `a boy of nearly 4 years`.
  private func isAged(_ unit: Unit, from index: Int, to next: Int) -> Bool {
    guard unit.dimension.0.measure == .duration, index > start else { return false }
    if let last = reading.mentions.last, last.qualifiers.contains(.age),
      last.span.end + 1 >= source.tokens[index].start
    {
      return true
    }
    if source.tokens[index - 1].foldedHash == Self.aged { return true }
    // `an infant of 34 weeks' gestation` was as old before it was born.
    let behind = next..<min(end, next + Self.gestationReach)
    if behind.contains(where: { Self.gestation.contains(source.tokens[$0].foldedHash) }) {
      return false
    }
    var of = index - 1
    if of > start, Self.nearly.contains(source.tokens[of].foldedHash) { of -= 1 }
    return of > start && words[of].role == .of
      && Self.persons.contains(source.tokens[of - 1].foldedHash)
  }

  private static let aged = Token.FoldedHash.of("aged")
  private static let gestationReach = 3
  private static let gestation = Set(
    ["gestation", "gestational", "pregnancy", "ga"].map { Token.FoldedHash.of($0) })
  private static let nearly = Set(
    ["nearly", "almost", "about", "around", "approximately", "over", "just"].map {
      Token.FoldedHash.of($0)
    })
  private static let persons = Set(
    [
      "boy", "girl", "child", "baby", "infant", "newborn", "neonate", "toddler", "teenager",
      "adolescent", "youth", "man", "woman", "male", "female", "lady", "gentleman", "patient",
    ].map { Token.FoldedHash.of($0) })
}
