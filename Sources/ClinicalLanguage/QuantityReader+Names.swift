import SourceText

/// Numbers that name or stand in pairs: `BP170/66`, `stage 3`, `day 3`, `2-0 Vicryl`, `170/66`.
extension QuantityReader {
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
    // `A2s`, `T4s`: several of what a letter and a number name.
    if offset + 1 == Int(token.end), bytes[offset] == UInt8(ascii: "s"),
      bytes[Int(token.start)] | 0x20 != UInt8(ascii: "x")
    {
      return index + 1
    }
    if offset == Int(token.end) {
      // `x4 weeks`
      if bytes[Int(token.start)] | 0x20 == UInt8(ascii: "x"),
        bytes[Int(token.start) + 1].isASCIIDigit,
        value > 0
      {
        // `x2/52`
        if let (unit, next) = partOfTime(at: index + 1) {
          return addAmount(Number(low: value, high: value, next: next), unit, index..<next)
        }
        // `x2/wk`
        if let (perDay, next) = perTime(index + 1) {
          return add(.frequency, index..<next, low: value * perDay)
        }
        return readAmount(Number(low: value, high: value, next: index + 1), from: index)
      }
      if index + 2 < end, source.isMark(index + 1, "/"), isTouching(index + 1),
        isTouching(index + 2), let second = source.decimal(index + 2)
      {
        // `L3/4` is a level of the spine.
        if isVertebra(token), second == value + 1 {
          return add(.code, index..<index + 3, low: value, high: second)
        }
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
    // `F2F`, `B2C`: letters on both sides.
    guard let unit, unit != .fahrenheit && unit != .celsius || value > Self.coldest else {
      return index + 1
    }
    return addAmount(Number(low: value, high: value, next: index + 1), unit, index..<index + 1)
  }

  /// `C5`, `L3`
  private func isVertebra(_ token: Token) -> Bool {
    token.span.count == 2 && "CTLS".utf8.contains(source.text.bytes[Int(token.start)])
  }

  /// `L4-5`, `COVID-19`, `stage 3`, `10-0` as part of a name.
  func isName(_ index: Int, _ number: Number) -> Bool {
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
    // `125 mg-31.25 mg`
    if UnitSpelling.unit(hash: source.tokens[index - 2].foldedHash) != nil,
      !(number.next < end && source.isMark(number.next, "-"))
    {
      return false
    }
    return words[index - 2].role != .number && words[index - 2].role != .month
  }

  /// `every day 2 tablets`: what stands before a day that is no name.
  func isCounting(_ role: QuantityWord.Role) -> Bool {
    switch role {
    case .per, .number, .every, .other, .couple, .times, .timesWord: true
    default: false
    }
  }

  /// `2-0 Vicryl`, `555-1234`.
  mutating func suture(_ index: Int, _ number: Number) -> Int? {
    guard number.next + 1 < end, source.isMark(number.next, "-"), isTouching(number.next),
      isTouching(number.next + 1), let second = source.decimal(number.next + 1),
      second <= number.low
    else { return nil }
    return add(.code, index..<number.next + 2, low: number.low, high: second)
  }

  /// `170/66`, `170 over 66`, `3/6`, `2:1`, `10:30`.
  mutating func readPair(_ index: Int) -> Int? {
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
      // `1:200k`
      if isThousand(index + 3) {
        return add(.ratio, index..<index + 4, low: first, high: second * 1000)
      }
      return add(isTime ? .code : .ratio, index..<index + 3, low: first, high: second)
    }
    // `04: 30`
    if source.isMark(index + 1, ":"), isTouching(index + 1), source.tokens[index].span.count == 2,
      source.tokens[index + 2].span.count == 2, first < 25, second < 60
    {
      return add(.code, index..<index + 3, low: first, high: second)
    }
    if words[index + 1].role == .over, source.tokens[index + 1].kind == .word, first > second,
      (50...280).contains(first), (20...180).contains(second)
    {
      return addPair(index, first, second, next: index + 3)
    }
    return nil
  }

  /// Whether `1/2` is a part of a tablet or an inch rather than two numbers.
  func isPartOfOne(_ index: Int, _ first: Double, _ second: Double) -> Bool {
    guard first < second, [2, 3, 4, 8, 16].contains(second), index + 3 < end else { return false }
    if source.isMark(index + 3, "/") { return false }
    let first = behindPart(index)
    guard first < end else { return false }
    var place = first
    if source.isMark(place, "-") || role(place) == .of { place += 1 }
    if role(place) == .per, place > first || isArticleOfMass(place) { place += 1 }
    guard place < end else { return false }
    return wordUnit(place) != nil
      || UnitSpelling.unit(at: place, before: end, in: source).map {
        isPlausible($0.unit, at: place, next: $0.next, Number(low: 0.5, high: 0.5, next: place))
      } ?? false
  }

  /// The `a` of `1/2 a pound a week`; `1/2 a day` is of something else.
  private func isArticleOfMass(_ index: Int) -> Bool {
    guard source.tokens[index].kind == .word, source.tokens[index].span.count == 1,
      let (unit, _) = UnitSpelling.unit(at: index + 1, before: end, in: source)
    else { return false }
    return unit == .pound || unit == .ounce || unit == .kilogram
  }

  /// Behind the `1/8th` of `1/8th of a cc`.
  private func behindPart(_ index: Int) -> Int {
    let next = index + 3
    guard next < end, isTouching(next), Self.ordinalEndings.contains(source.tokens[next].foldedHash)
    else { return next }
    return next + 1
  }

  mutating func readPart(_ index: Int, _ value: Double) -> Int {
    var next = behindPart(index)
    if role(next) == .of { next += 1 }
    if role(next) == .per { next += 1 }
    return readAmount(Number(low: value, high: value, next: next), from: index)
  }

  mutating func addPair(_ index: Int, _ first: Double, _ second: Double, next: Int) -> Int {
    add(
      .ratio, index..<next, low: first, high: second,
      qualifiers: qualifiers(before: index).intersection([.approximate]))
  }

  private static let counted: WordSet = WordSet(["day", "cycle"].map(Token.FoldedHash.of))
  /// No temperature of a body is lower, in any scale.
  private static let coldest = 25.0
  private static let para = Token.FoldedHash.of("para")
}
