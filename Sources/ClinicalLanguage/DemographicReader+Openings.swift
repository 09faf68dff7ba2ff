import SourceText

extension DemographicReader {
  /// How far into a text a person is introduced by age and sex alone.
  static let openingTokens = 80
  /// `Age / sex (years):` is the longest label.
  private static let mostInLabel = 6

  /// Ages without `old`: `79 y man`, `63 years, female`, `M 72,`, `Male, 36,`, `girl, 8 years`, `man of
  /// 27` at a word for the sex; `Age 57`, `Age / sex: 68 F` at the label.
  func opening(at index: Int, in sentence: Range<Int>) -> Reading? {
    let word = source.words[index]
    if word.isDisjoint(with: [.female, .male]) { return labelled(at: index, in: sentence) }
    let sex: DemographicDetail.Sex = word.contains(.female) ? .female : .male
    let isLetter = source.tokens[index].span.count == 1
    // `f` and `m` in small letters are units and words.
    guard !isLetter || source.byte(index).isASCIIUppercase else { return nil }
    // `Gravida 3, para 2` counts pregnancies.
    if source.tokens[index].foldedHash == Self.gravida { return nil }
    if isLetter, isCatheter(index + 1, before: sentence.upperBound) { return nil }
    if !isLetter, let found = ofAge(index, sex, in: sentence) { return found }
    guard index < Self.openingTokens else { return nil }
    if isLetter, let found = bareAgeBefore(index, sex, in: sentence) { return found }
    return ageBefore(index, sex, in: sentence)
      ?? ageBehind(index, sex, isLetter: isLetter, in: sentence)
  }

  /// `man of 27`
  private func ofAge(_ index: Int, _ sex: DemographicDetail.Sex, in sentence: Range<Int>)
    -> Reading?
  {
    guard index + 2 < sentence.upperBound, source.words[index + 1].contains(.preposition),
      source.text.string(source.tokens[index + 1].span) == "of"
    else { return nil }
    if let value = plausibleAge(index + 2), isEnd(index + 3, sentence) {
      return reading(value, .year, number: index + 2, tokens: index..<index + 3, sex)
    }
    // `this cheerful boy of six`, `a woman of forty-nine`; further on `a healthy girl of two` is a child of
    // the patient.
    guard index < Self.openingTokens,
      let (value, next) = writtenAge(index + 2, before: sentence.upperBound),
      isEnd(next, sentence)
        || !source.words[next].isDisjoint(with: [.preposition, .verb, .pronoun, .relative])
    else { return nil }
    return reading(value, .year, number: index + 2, tokens: index..<next, sex)
  }

  /// `six`, `forty-nine`, and the index behind it.
  private func writtenAge(_ index: Int, before end: Int) -> (value: Double, next: Int)? {
    guard index < end, source.tokens[index].kind == .word else { return nil }
    let word = QuantityWord.standard[source.tokens[index].foldedHash]
    guard word.role == .number, word.value >= 1 else { return nil }
    if word.value >= 20, index + 2 < end, source.isMark(index + 1, "-"),
      source.touchesPrevious(index + 1), source.touchesPrevious(index + 2)
    {
      let digit = QuantityWord.standard[source.tokens[index + 2].foldedHash]
      if digit.role == .number, (1...9).contains(digit.value) {
        return (word.value + digit.value, index + 3)
      }
    }
    return (word.value, index + 1)
  }

  /// `patient, 48 M,`, `Pt: 45 F`, `pt 88 M`, `Hernia repair      72 M  68 kg`
  private func bareAgeBefore(_ index: Int, _ sex: DemographicDetail.Sex, in sentence: Range<Int>)
    -> Reading?
  {
    let number = index - 1
    guard number > sentence.lowerBound, let value = plausibleAge(number),
      source.tokens[number - 1].kind == .punctuation && !source.isMark(number - 1, "/")
        && !isCatheterBefore(number, in: sentence) || isLabelWord(number - 1)
        || (beginsColumn(number) && beginsColumn(index + 1))
    else { return nil }
    return reading(value, .year, number: number, tokens: number..<index + 1, sex)
  }

  /// `R CFA, 6F`, `sheath: 7F`
  private func isCatheterBefore(_ number: Int, in sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, number - Self.tubeReach)..<number).contains {
      isCatheter($0, before: sentence.upperBound)
        || source.letters(at: $0, before: sentence.upperBound).map {
          Self.vessels.contains($0.key)
        } ?? false
    }
  }

  private static let tubeReach = 4
  private static let vessels = Set(
    ["cfa", "cfv", "sfa", "artery", "vein", "femoral", "radial", "jugular", "ij", "rij", "lij"].map
    { FactSource.packed($0.utf8) })

  /// Whether a token begins a line or stands behind two spaces, as in a header set in columns.
  private func beginsColumn(_ index: Int) -> Bool {
    guard index > 0, index < source.tokens.count else { return true }
    return source.tokens[index].beginsLine
      || source.tokens[index].start - source.tokens[index - 1].end > 1
  }

  /// `79 y man`, `63 years, female`, `38 yr M`
  private func ageBefore(_ index: Int, _ sex: DemographicDetail.Sex, in sentence: Range<Int>)
    -> Reading?
  {
    var unit = index - 1
    if unit > sentence.lowerBound, source.isMark(unit, ",") { unit -= 1 }
    if let found = inParts(unit, index, sex, in: sentence) { return found }
    guard unit > sentence.lowerBound, let ucum = ageUnit(unit), let value = source.decimal(unit - 1)
    else { return nil }
    return reading(value, ucum, number: unit - 1, tokens: unit - 1..<index + 1, sex)
  }

  /// `3y3m F`, `6/52 F`
  private func inParts(
    _ last: Int, _ index: Int, _ sex: DemographicDetail.Sex, in sentence: Range<Int>
  ) -> Reading? {
    guard last > sentence.lowerBound else { return nil }
    if let parts = CompoundUnit(source.tokens[last], in: source.text), parts.large == .year,
      source.touchesPrevious(last), let years = source.decimal(last - 1)
    {
      return reading(
        years + parts.count / 12, .year, number: last - 1, tokens: last - 1..<index + 1, sex)
    }
    let number = last - 2
    guard number >= sentence.lowerBound, source.isMark(last - 1, "/"),
      source.touchesPrevious(last), source.touchesPrevious(last - 1),
      let value = source.decimal(number), let whole = source.decimal(last),
      let unit = Self.shorthand[whole], value <= 2 * whole
    else { return nil }
    return reading(value, unit, number: number, tokens: number..<index + 1, sex)
  }

  /// `Male, 36,`, `M 72,`, `girl, 8 years`, `boy 3 y`
  private func ageBehind(
    _ index: Int, _ sex: DemographicDetail.Sex, isLetter: Bool, in sentence: Range<Int>
  ) -> Reading? {
    // A letter for the sex opens the line or follows a colon or a bracket.
    if isLetter, index > sentence.lowerBound {
      let before = index - 1
      guard source.tokens[before].kind == .punctuation || index - sentence.lowerBound <= 3 else {
        return nil
      }
    }
    var number = index + 1
    if number < sentence.upperBound, source.isMark(number, ",") { number += 1 }
    guard number < sentence.upperBound else { return nil }
    if !isLetter, let found = ofShorthand(number, index, sex, in: sentence) { return found }
    let unit = number + 1
    if unit < sentence.upperBound, let ucum = ageUnit(unit), let value = source.decimal(number) {
      guard isEnd(unit + 1, sentence) || !isTimeSense(unit + 1) else { return nil }
      return reading(value, ucum, number: number, tokens: index..<unit + 1, sex)
    }
    guard let value = plausibleAge(number), isEnd(number + 1, sentence) else { return nil }
    return reading(value, .year, number: number, tokens: index..<number + 1, sex)
  }

  /// `Boy 5/12,`, `girl 6/52`: months and weeks as British notes write them.
  private func ofShorthand(
    _ number: Int, _ index: Int, _ sex: DemographicDetail.Sex, in sentence: Range<Int>
  ) -> Reading? {
    let last = number + 2
    guard last < sentence.upperBound, source.isMark(number + 1, "/"), source.touchesPrevious(last),
      source.touchesPrevious(number + 1), let value = source.decimal(number),
      let parts = source.decimal(last), let unit = Self.shorthand[parts], value <= 2 * parts,
      isEnd(last + 1, sentence) || beginsColumn(last + 1)
    else { return nil }
    return reading(value, unit, number: number, tokens: index..<last + 1, sex)
  }

  private static let shorthand: [Double: Unit] = [12: .month, 52: .week, 7: .day]

  /// `Age 57`, `Age: 41`, `Age / sex: 68 F`, `Age / sex | 95, female`
  private func labelled(at index: Int, in sentence: Range<Int>) -> Reading? {
    guard source.tokens[index].kind == .word, source.tokens[index].span.count == 3,
      source.letters(at: index, before: sentence.upperBound)?.key == Self.age,
      // `found at age 50` is when something was.
      index == sentence.lowerBound || source.tokens[index].beginsLine
        || source.tokens[index - 1].kind != .word || isLabelWord(index - 1)
        || source.byte(index) == UInt8(ascii: "A")
    else { return nil }
    var number = index + 1
    let limit = min(sentence.upperBound, index + Self.mostInLabel)
    while number < limit, source.tokens[number].kind != .number {
      guard source.tokens[number].kind == .punctuation || isLabelWord(number) else { return nil }
      number += 1
    }
    guard number < limit, let value = source.decimal(number), value <= Self.oldest else {
      return nil
    }
    let unit = number + 1 < sentence.upperBound ? ageUnit(number + 1) : nil
    guard unit != nil || value == value.rounded() else { return nil }
    var last = unit == nil ? number + 1 : number + 2
    var sex: DemographicDetail.Sex?
    for place in last..<min(last + 3, sentence.upperBound) {
      let word = source.words[place]
      guard !word.isDisjoint(with: [.female, .male]) else { continue }
      sex = word.contains(.female) ? .female : .male
      last = place + 1
      break
    }
    return reading(value, unit ?? .year, number: number, tokens: number..<last, sex)
  }

  private func isLabelWord(_ index: Int) -> Bool {
    switch source.letters(at: index, before: index + 1)?.key {
    case Self.sex, Self.gender, Self.years, Self.patient, Self.pt: true
    default: false
    }
  }

  private func reading(
    _ value: Double, _ unit: Unit, number: Int, tokens: Range<Int>, _ sex: DemographicDetail.Sex?
  ) -> Reading? {
    let years = Self.years(value, unit)
    guard years <= Self.oldest else { return nil }
    return Reading(
      tokens: tokens,
      age: Quantity(value: value, unit: unit.rawValue, span: source.span(number..<number + 1)),
      detail: DemographicDetail(ageInYears: years, sex: sex))
  }

  /// A whole number of years that stands alone.
  private func plausibleAge(_ index: Int) -> Double? {
    guard let value = source.decimal(index), value == value.rounded(), value >= 1,
      value <= Self.oldest, source.tokens[index].span.count <= 3
    else { return nil }
    return value
  }

  /// The end of a sentence, or punctuation that ends what an age is part of.
  private func isEnd(_ index: Int, _ sentence: Range<Int>) -> Bool {
    guard index < sentence.upperBound else { return true }
    return [",", ";", ".", ")", "(", "|", ":"].contains { source.isMark(index, $0) }
      && !(index + 1 < sentence.upperBound && source.isMark(index, ".")
        && source.tokens[index + 1].kind == .number && source.touchesPrevious(index + 1))
  }

  /// `2 years ago`, `3 days of`: how long, not how old.
  private func isTimeSense(_ index: Int) -> Bool {
    guard let key = source.letters(at: index, before: index + 1)?.key else { return false }
    return Self.timeSense.contains(key)
  }

  private static let timeSense = Set(
    [
      "ago", "later", "after", "before", "of", "history", "hx", "prior", "earlier", "since", "post",
      "postop", "into", "on", "without", "with", "into", "pregnant", "apart", "out", "from",
      "following", "status", "pod", "p", "s",
    ].map { FactSource.packed($0.utf8) })

  /// `y`, `yr`, `yrs`, `years`, `months`, `weeks`, `days`.
  private func ageUnit(_ index: Int) -> Unit? {
    guard let key = source.letters(at: index, before: index + 1)?.key else { return nil }
    return Self.ageUnits[key]
  }

  private static let ageUnits: [UInt64: Unit] = {
    var units: [UInt64: Unit] = [:]
    for (words, unit) in [
      ("y yr yrs year years", Unit.year), ("mo mos mth mths month months", .month),
      ("wk wks week weeks", .week), ("day days", .day),
    ] {
      for word in words.split(separator: " ") { units[FactSource.packed(word.utf8)] = unit }
    }
    return units
  }()
  private static let gravida = Token.FoldedHash.of("gravida")
  private static let sex = FactSource.packed("sex".utf8)
  private static let gender = FactSource.packed("gender".utf8)
  private static let years = FactSource.packed("years".utf8)
  private static let pt = FactSource.packed("pt".utf8)
  private static let patient = FactSource.packed("patient".utf8)
}
