import SourceText

extension QuantityReader {
  /// A number, or the two ends of a range, before its unit.
  struct Number {
    var low: Double
    var high: Double
    var next: Int
    var qualifiers: QuantityMention.Qualifier = []
  }

  /// One number in digits or words with its fraction: `31-1/2`, `35 4/7`, `two and a half`.
  func single(_ index: Int) -> Number? {
    guard index < end else { return nil }
    switch source.tokens[index].kind {
    case .number:
      guard let value = source.decimal(index) else { return nil }
      return withFraction(Number(low: value, high: value, next: index + 1))
    case .punctuation:
      guard let part = vulgarPart(index) else { return nil }
      return Number(low: part, high: part, next: index + 1)
    case .word:
      guard var number = wordNumber(index) else { return nil }
      number.qualifiers.insert(.word)
      return withFraction(number)
    }
  }

  /// `½`, `¼`, `¾` (Latin-1).
  func vulgarPart(_ index: Int) -> Double? {
    let token = source.tokens[index]
    if token.end - token.start == 3 { return otherVulgarPart(index) }
    guard token.end - token.start == 2, source.byte(index) == 0xC2 else { return nil }
    switch source.text.bytes[Int(token.start) + 1] {
    case 0xBC: return 0.25
    case 0xBD: return 0.5
    case 0xBE: return 0.75
    default: return nil
    }
  }

  /// `⅓`, `⅔` and the eighths (U+2153 to U+215E).
  private func otherVulgarPart(_ index: Int) -> Double? {
    let bytes = source.text.bytes
    let start = Int(source.tokens[index].start)
    guard bytes[start] == 0xE2, bytes[start + 1] == 0x85 else { return nil }
    switch bytes[start + 2] {
    case 0x93: return 1.0 / 3
    case 0x94: return 2.0 / 3
    case 0x9B: return 0.125
    case 0x9C: return 0.375
    case 0x9D: return 0.625
    case 0x9E: return 0.875
    default: return nil
    }
  }

  private func withFraction(_ whole: Number) -> Number {
    var number = whole
    var next = number.next
    if next < end, words[next].role == .multiplier {
      number.low *= words[next].value
      next += 1
    }
    if isPartOfTablet(next, behind: number) {
      // The dose ends here.
    } else if next < end, source.tokens[next].kind == .punctuation, let part = vulgarPart(next) {
      number.low += part
      next += 1
    } else if let fraction = mixedFraction(next),
      // `one 7/8-inch staple` is a count and a size.
      whole.qualifiers.isDisjoint(with: .word) || Self.spokenParts.contains(fraction.value),
      // `Omnipaque 240 1/8 cc`
      number.low < Self.mostBeforeFraction || source.isMark(next, "-") || fraction.value == 0.5
    {
      number.low += fraction.value
      next = fraction.next
    } else if let and = andBehind(next) {
      // `two and a half`, `2 and 1/2`, `1 and one-half`, `one-and-one-half`
      var part = and + 1
      if and > next, isTouching(part), source.isMark(part, "-") { part += 1 }
      if role(part) == .per { part += 1 }
      // `two-and-a-half`
      if and > next, isTouching(part), source.isMark(part, "-") { part += 1 }
      if role(part) == .part {
        number.low += words[part].value
        next = part + 1
      } else if let fraction = mixedFraction(part) {
        number.low += fraction.value
        next = fraction.next
      } else if let half = onePart(part) {
        number.low += half.value
        next = half.next
      }
    }
    // `35-4/7th weeks`
    if next > number.next, isTouching(next), source.tokens[next].kind == .word,
      source.byte(next) | 0x20 == UInt8(ascii: "t")
    {
      next += 1
    }
    number.high = number.low
    number.next = next
    return number
  }

  /// The half of `lovastatin 40 ½ tab`: how much is taken of what stands before it. Nobody takes more
  /// tablets than ten at once.
  private func isPartOfTablet(_ index: Int, behind whole: Number) -> Bool {
    guard whole.low >= Self.mostTablets, index < end, !isTouching(index) else { return false }
    let behind =
      source.tokens[index].kind == .punctuation
      ? vulgarPart(index).map { _ in index + 1 } : mixedFraction(index)?.next
    guard let behind, let (unit, _) = wordUnit(behind) else { return false }
    return unit.dimension.0.measure == .tablet
  }

  private static let mostTablets = 10.0

  /// Denominators that people divide by: of inches and tablets, of weeks.
  private static let fractions: Set<Double> = [2, 3, 4, 7, 8, 16]
  /// Parts that are told behind a number in words.
  private static let spokenParts: Set<Double> = [0.25, 0.5, 0.75]
  private static let mostBeforeFraction = 100.0
  /// `32 0/7 weeks`
  private static let daysPerWeek = 7.0

  /// The `and` of `two and a half`, `two-and-a-half`.
  private func andBehind(_ index: Int) -> Int? {
    if role(index) == .and { return index }
    guard index + 1 < end, source.isMark(index, "-"), isTouching(index), isTouching(index + 1),
      role(index + 1) == .and
    else { return nil }
    return index + 1
  }

  /// `1/2` behind a whole number, with or without a hyphen before it.
  private func mixedFraction(_ index: Int) -> (value: Double, next: Int)? {
    var first = index
    if first < end, source.isMark(first, "-"), isTouching(first) { first += 1 }
    guard first + 2 < end, source.tokens[first].kind == .number, source.isMark(first + 1, "/"),
      isTouching(first + 1), isTouching(first + 2), let part = source.decimal(first),
      let whole = source.decimal(first + 2), part > 0 || whole == Self.daysPerWeek, part < whole,
      // `strength 3-4/5` is a range of scores.
      Self.fractions.contains(whole), part == part.rounded(),
      !(first + 3 < end && source.isMark(first + 3, "/"))
    else { return nil }
    return (part / whole, first + 3)
  }

  /// `one-half`, `three quarters`.
  private func onePart(_ index: Int) -> (value: Double, next: Int)? {
    guard role(index) == .number else { return nil }
    var next = index + 1
    if next < end, source.isMark(next, "-"), isTouching(next) { next += 1 }
    guard role(next) == .part else { return nil }
    return (words[index].value * words[next].value, next + 1)
  }

  /// `twenty-five`, `one hundred and twenty`, `two point five`, `one-half`, `half a`.
  private func wordNumber(_ index: Int) -> Number? {
    if let part = onePart(index) {
      var next = part.next
      if role(next) == .of, role(next + 1) == .per { next += 2 }
      return Number(low: part.value, high: part.value, next: next)
    }
    if role(index) == .part {
      // `the fourth rib`: which one.
      if isOrdinal(index) { return nil }
      var next = index + 1
      if role(next) == .of { next += 1 }
      if role(next) == .per { next += 1 }
      let value = words[index].value
      return Number(low: value, high: value, next: next)
    }
    guard role(index) == .number else { return nil }
    var total = 0.0
    var group = words[index].value
    var next = index + 1
    var isTens = group >= 20
    while next < end {
      var place = next
      if source.isMark(place, "-"), isTouching(place), isTouching(place + 1) { place += 1 }
      if role(place) == .multiplier {
        let factor = words[place].value
        group *= factor
        if factor >= 1000 {
          total += group
          group = 0
        }
        isTens = false
        next = place + 1
      } else if role(place) == .number, isTens, words[place].value < 10, words[place].value > 0 {
        group += words[place].value
        isTens = false
        next = place + 1
      } else if role(next - 1) == .multiplier {
        if role(place) == .and { place += 1 }
        guard role(place) == .number else { break }
        group += words[place].value
        isTens = words[place].value >= 20
        next = place + 1
      } else if role(place) == .point, role(place + 1) == .number || isDigits(place + 1) {
        let digit =
          isDigits(place + 1) ? source.decimal(place + 1) ?? 0 : words[place + 1].value
        group += digit / 10
        next = place + 2
        break
      } else {
        break
      }
    }
    return Number(low: total + group, high: total + group, next: next)
  }

  private func isOrdinal(_ index: Int) -> Bool {
    let hash = source.tokens[index].foldedHash
    return (hash == Self.fourth || hash == Self.eighth) && role(index + 1) != .of
  }

  private static let fourth = Token.FoldedHash.of("fourth")
  private static let eighth = Token.FoldedHash.of("eighth")

  private func isDigits(_ index: Int) -> Bool {
    index < end && source.tokens[index].kind == .number
  }

  /// The second number of a range: `3-6`, `3 to 6`, `one or two`.
  func rangeEnd(of number: Number, from first: Int) -> Number? {
    let mark = number.next
    guard mark + 1 < end else { return nil }
    var next = mark + 1
    switch words[mark].role {
    case .to:
      if source.tokens[mark].kind == .word, role(first - 1) == .from,
        qualifiers(before: first).contains(.origin)
      {
        return nil
      }
    case .or: break
    // `between two and three times`
    case .and where first > start && source.tokens[first - 1].foldedHash == Self.between: break
    default: return nil
    }
    if role(next) == .about { next += 1 }
    guard let other = single(next), other.low > number.low else { return nil }
    return other
  }

  private static let between = Token.FoldedHash.of("between")

  /// `II/VI`, `II-III/VI`: the grade of a murmur.
  func romanRatio(_ index: Int) -> (low: Double, high: Double, next: Int)? {
    guard let first = roman(index), index + 2 < end else { return nil }
    var slash = index + 1
    if source.isMark(slash, "-"), let _ = roman(slash + 1) { slash += 2 }
    guard slash + 1 < end, source.isMark(slash, "/"), isTouching(slash),
      let second = roman(slash + 1)
    else { return nil }
    return (first, second, slash + 2)
  }

  private func roman(_ index: Int) -> Double? {
    guard index < end else { return nil }
    let token = source.tokens[index]
    guard token.kind == .word, token.end - token.start <= 3, source.byte(index).isASCIIUppercase
    else { return nil }
    switch source.letters(at: index, before: index + 1)?.key {
    case FactSource.packed("i".utf8): return 1
    case FactSource.packed("ii".utf8): return 2
    case FactSource.packed("iii".utf8): return 3
    case FactSource.packed("iv".utf8): return 4
    case FactSource.packed("v".utf8): return 5
    case FactSource.packed("vi".utf8): return 6
    default: return nil
    }
  }
}
