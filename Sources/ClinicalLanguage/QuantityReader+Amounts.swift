import SourceText

extension QuantityReader {
  /// What begins with a number: a date, a pair, a frequency, an amount. The index behind it.
  mutating func readNumber(_ index: Int) -> Int {
    if source.tokens[index].kind == .number {
      if let next = readNumericDate(index) { return next }
      if let next = readPartOfTime(index) { return next }
      if let next = readGestation(index) { return next }
      if let next = readInterval(index) { return next }
      if let next = readPair(index) { return next }
    }
    guard var number = single(index) else { return index + 1 }
    if isName(index, number) {
      return add(.code, index..<number.next, low: number.low)
    }
    if let other = rangeEnd(of: number, from: index) {
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
    var place = number.next
    if place + 1 < end, source.isMark(place, "-"), isTouching(place), isTouching(place + 1),
      source.tokens[place + 1].span.count > 1
    {
      place += 1
    }
    if let (unit, next) = unit(at: place, number, from: index) {
      // `three days a week`, `2 d/wk`: how often.
      if unit == .day, number.high <= 7, next + 1 < end, role(next) == .per,
        let (whole, behind) = wordUnit(next + 1), whole == .week
      {
        return add(.frequency, index..<behind, low: number.low / 7, high: number.high / 7)
      }
      if isAge(unit, next) || isAged(unit, from: index) { number.qualifiers.insert(.age) }
      return addAmount(number, unit, index..<next)
    }
    // A summary of a year stands alone.
    if let year = year(index), number.next == index + 1,
      number.qualifiers.isDisjoint(with: [.range])
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

  private mutating func addAmount(_ number: Number, _ unit: Unit, _ tokens: Range<Int>) -> Int {
    var tokens = tokens
    var dimension = unit.dimension.0
    var low = unit.canonical(number.low)
    var high = unit.canonical(number.high)
    if let (small, next) = smallerPart(of: unit, after: tokens.upperBound) {
      low += small
      high += small
      tokens = tokens.lowerBound..<next
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
      qualifiers: number.qualifiers)
  }

  /// The inches of `5'4"`, the ounces of `7 lb 3 oz`, in the base unit.
  private func smallerPart(of unit: Unit, after index: Int) -> (value: Double, next: Int)? {
    guard unit == .foot || unit == .pound || unit == .week || unit == .year else { return nil }
    var place = index
    if place < end, source.isMark(place, ",") || role(place) == .and { place += 1 }
    guard let part = single(place) else { return nil }
    let found = UnitSpelling.unit(at: part.next, before: end, in: source)
    if unit == .foot {
      guard part.low < 12 else { return nil }
      if let found, found.unit == .inch { return (part.low * 25.4, found.next) }
      // `5'4`, `5'4”`
      if place == index, isTouching(place) {
        let isClosed = part.next < end && source.byte(part.next) == 0xE2 && isTouching(part.next)
        return (part.low * 25.4, part.next + (isClosed ? 1 : 0))
      }
      return nil
    }
    // `29 weeks and 3 days`, `2 years 4 months`
    if unit == .week || unit == .year {
      guard let (small, next) = wordUnit(part.next),
        unit == .week ? small == .day && part.low < 7 : small == .month && part.low < 12
      else { return nil }
      return (small.canonical(part.low), next)
    }
    guard let found, found.unit == .ounce, part.low < 16 else { return nil }
    return (Unit.ounce.canonical(part.low), found.next)
  }

  /// `/kg`, `per hour`, `an hour`, `/mL` behind a unit, and the share of the base (`/5 mL`).
  private func denominator(at index: Int, behind measure: QuantityDimension.Measure)
    -> (QuantityDimension.Denominator, Double, Int)?
  {
    guard index + 1 < end, measure != .duration, measure != .none else { return nil }
    let isSlash = source.isMark(index, "/")
    guard isSlash || role(index) == .per else { return nil }
    let isPer = isSlash || source.tokens[index].span.count == 3
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
    // The D of `D&C` is no day.
    if source.tokens[index].span.count == 1, source.byte(index).isASCIIUppercase { return nil }
    var next = index + 1
    // `wks.`, `hr.` within a sentence
    if next + 1 < end, source.isMark(next, "."), isTouching(next),
      source.tokens[index].span.count <= 3
    {
      next += 1
    }
    return (QuantityWord.units[Int(words[index].code)], next)
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
    guard let known, isPlausible(known.unit, at: index, next: known.next, number) else {
      return own
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
  private static let counted: Set<UInt32> = Set(["day", "cycle"].map(Token.FoldedHash.of))
  private static let para = Token.FoldedHash.of("para")
  private static let pack = Token.FoldedHash.of("pack")
  private static let old = Token.FoldedHash.of("old")
  private static let age = Token.FoldedHash.of("age")

  /// Whether a spelling that is also a word or a letter is meant as a unit here.
  private func isPlausible(_ unit: Unit, at index: Int, next: Int, _ number: Number) -> Bool {
    let token = source.tokens[index]
    guard next == index + 1, token.kind == .word, token.end - token.start <= 2 else { return true }
    switch unit {
    case .inch:
      // `3 in` the morning, `2 in` number.
      guard next < end else { return true }
      // `an abnormal one in 2009`
      if source.tokens[next].kind == .number, year(next) != nil { return false }
      return source.tokens[next].kind != .word || words[next].role == .by
        || words[next].role == .timesWord
    // `38F who slipped`: no temperature of a person, but an age.
    case .fahrenheit: return number.low >= 85 && number.low <= 110
    case .celsius: return number.low >= 30 && number.low <= 45
    case .meter: return !isTouching(index) || number.low < 10
    case .second: return !isTouching(index)
    case .liter, .gram, .unit, .thousandPerMicroliter: return true
    default: return true
    }
  }

  /// `5 years old`, `2-month-old`, `of age`: left to the demographic facts.
  private func isAge(_ unit: Unit, _ next: Int) -> Bool {
    guard unit.dimension.0.measure == .duration, next < end else { return false }
    var place = next
    if source.isMark(place, "-"), isTouching(place) { place += 1 }
    guard place < end else { return false }
    if source.tokens[place].foldedHash == Self.old { return true }
    return words[place].role == .of && place + 1 < end
      && source.tokens[place + 1].foldedHash == Self.age
  }

  /// `aged 10 years 4 months`.
  private func isAged(_ unit: Unit, from index: Int) -> Bool {
    guard unit.dimension.0.measure == .duration, index > start else { return false }
    if let last = reading.mentions.last, last.qualifiers.contains(.age),
      last.span.end + 1 >= source.tokens[index].start
    {
      return true
    }
    return source.tokens[index - 1].foldedHash == Self.aged
  }

  private static let aged = Token.FoldedHash.of("aged")

  // MARK: - Names and pairs

  /// `BP170/66`, `HR72`, `Wt75kg`: a label, a number and perhaps a unit in one word.
  mutating func readLabelled(_ index: Int) -> Int {
    let token = source.tokens[index]
    let bytes = source.text.bytes
    // The `w2d` of `35w2d`, whose number stands before it.
    if index > start, source.tokens[index - 1].kind == .number, isTouching(index),
      bytes[Int(token.start)] | 0x20 == UInt8(ascii: "w")
    {
      return index + 1
    }
    var offset = Int(token.start)
    while offset < Int(token.end), !bytes[offset].isASCIIDigit { offset += 1 }
    var value = 0.0
    while offset < Int(token.end), bytes[offset].isASCIIDigit, value < 1e6 {
      value = value * 10 + Double(bytes[offset] - UInt8(ascii: "0"))
      offset += 1
    }
    if offset == Int(token.end) {
      // `x4 weeks`
      if bytes[Int(token.start)] | 0x20 == UInt8(ascii: "x"),
        bytes[Int(token.start) + 1].isASCIIDigit,
        value > 0
      {
        // `x2/wk`
        if let (perDay, next) = perTime(index + 1) {
          return add(.frequency, index..<next, low: value * perDay)
        }
        return readAmount(Number(low: value, high: value, next: index + 1), from: index)
      }
      if index + 2 < end, source.isMark(index + 1, "/"), isTouching(index + 1),
        isTouching(index + 2), let second = source.decimal(index + 2)
      {
        return add(.ratio, index..<index + 3, low: value, high: second)
      }
      return add(.code, index..<index + 1, low: value)
    }
    var hash = Token.FoldedHash.offsetBasis
    for place in offset..<Int(token.end) {
      hash = Token.FoldedHash.adding(bytes[place].foldedASCII, to: hash)
    }
    let word = QuantityWord.standard[hash]
    let unit =
      word.role == .unit ? QuantityWord.units[Int(word.code)] : UnitSpelling.unit(hash: hash)
    guard let unit else { return index + 1 }
    return addAmount(Number(low: value, high: value, next: index + 1), unit, index..<index + 1)
  }

  /// `L4-5`, `COVID-19`, `stage 3`, `10-0` as part of a name.
  private func isName(_ index: Int, _ number: Number) -> Bool {
    guard index > start else { return false }
    if words[index - 1].role == .naming {
      // `para 1g qds` is paracetamol.
      return UnitSpelling.unit(at: number.next, before: end, in: source) == nil
        || source.tokens[index - 1].foldedHash != Self.para
    }
    // `from day 3 to day 9`
    if Self.counted.contains(source.tokens[index - 1].foldedHash),
      index - 1 == start
        || source.tokens[index - 2].kind != .number && !isCounting(words[index - 2].role)
    {
      return true
    }
    guard source.isMark(index - 1, "-"), isTouching(index), index - 1 > start,
      isTouching(index - 1), source.tokens[index - 2].kind == .word
    else { return false }
    return words[index - 2].role != .number && words[index - 2].role != .month
  }

  /// `every day 2 tablets`: what stands before a day that is no name.
  private func isCounting(_ role: QuantityWord.Role) -> Bool {
    switch role {
    case .per, .number, .every, .other, .couple, .times, .timesWord: true
    default: false
    }
  }

  /// `2-0 Vicryl`, `555-1234`.
  private mutating func suture(_ index: Int, _ number: Number) -> Int? {
    guard number.next + 1 < end, source.isMark(number.next, "-"), isTouching(number.next),
      isTouching(number.next + 1), let second = source.decimal(number.next + 1),
      second <= number.low
    else { return nil }
    return add(.code, index..<number.next + 2, low: number.low, high: second)
  }

  /// `170/66`, `170 over 66`, `3/6`, `2:1`, `10:30`.
  private mutating func readPair(_ index: Int) -> Int? {
    guard index + 2 < end, source.tokens[index + 2].kind == .number,
      let first = source.decimal(index), let second = source.decimal(index + 2)
    else { return nil }
    if source.isMark(index + 1, "/"), isTouching(index + 1), isTouching(index + 2) {
      if let date = monthAndYear(index) {
        return add(.date, index..<index + 3, low: 0, date: date)
      }
      if isPartOfOne(index, first, second) { return readPart(index, first / second) }
      return addPair(index, first, second, next: index + 3)
    }
    if source.isMark(index + 1, ":"), isTouching(index + 1), isTouching(index + 2) {
      let isTime = source.tokens[index + 2].span.count == 2 && first < 25 && second < 60
      if index + 4 < end, source.isMark(index + 3, ","), source.tokens[index + 4].span.count == 3,
        source.decimal(index + 4) == 0
      {
        // `1:100, 000`
        return add(.ratio, index..<index + 5, low: first, high: second * 1000)
      }
      return add(isTime ? .code : .ratio, index..<index + 3, low: first, high: second)
    }
    if words[index + 1].role == .over, source.tokens[index + 1].kind == .word, first > second,
      (50...280).contains(first), (20...180).contains(second)
    {
      return addPair(index, first, second, next: index + 3)
    }
    return nil
  }

  /// Whether `1/2` is a part of a tablet or an inch rather than two numbers.
  private func isPartOfOne(_ index: Int, _ first: Double, _ second: Double) -> Bool {
    guard first < second, [2, 3, 4, 8, 16].contains(second), index + 3 < end else { return false }
    if source.isMark(index + 3, "/") { return false }
    var place = index + 3
    if source.isMark(place, "-") || role(place) == .of { place += 1 }
    if role(place) == .per, place > index + 3 { place += 1 }
    guard place < end else { return false }
    return wordUnit(place) != nil
      || UnitSpelling.unit(at: place, before: end, in: source).map {
        isPlausible($0.unit, at: place, next: $0.next, Number(low: 0.5, high: 0.5, next: place))
      } ?? false
  }

  private mutating func readPart(_ index: Int, _ value: Double) -> Int {
    var next = index + 3
    if role(next) == .of { next += 1 }
    if role(next) == .per { next += 1 }
    return readAmount(Number(low: value, high: value, next: next), from: index)
  }

  private mutating func addPair(_ index: Int, _ first: Double, _ second: Double, next: Int) -> Int {
    add(
      .ratio, index..<next, low: first, high: second,
      qualifiers: qualifiers(before: index).intersection([.approximate]))
  }
}
