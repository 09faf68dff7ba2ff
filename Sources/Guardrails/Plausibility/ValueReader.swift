import ClinicalLanguage
import SourceText

/// A measured value that nobody has.
struct AbsurdValue: Sendable, Hashable {
  let quantity: MeasuredQuantity
  let value: Double
  /// Name, number and unit.
  let span: TextSpan
  /// The number alone.
  let number: TextSpan
}

/// Reads numbers back to the measurement that they are of, and keeps those that nobody has.
///
/// The readers of facts leave such values out: to them a potassium of 64 is a misreading. Here it is
/// what is looked for, so this reader asks for a plain form: name, few small words, number, unit.
struct ValueReader {
  let document: ClinicalDocument
  let families: Set<PlausibilityFamily>
  private let tokens: [Token]
  private let bytes: [UInt8]

  /// No more tokens than this stand between a name and its number.
  private static let reach = 7
  /// Nobody lists more; the rest is not looked at.
  private static let valueLimit = 100
  /// A reader of findings looks at no more places than this.
  private static let placeLimit = 8

  init(_ document: ClinicalDocument, families: Set<PlausibilityFamily>) {
    self.document = document
    self.families = families
    tokens = document.tokens
    bytes = document.text.bytes
  }

  /// In order. Linear in the number of tokens.
  func absurdValues() -> [AbsurdValue] {
    var found: [AbsurdValue] = []
    for sentence in document.sentences {
      for index in sentence.tokens where tokens[index].kind == .number {
        if let value = absurdValue(at: index, in: sentence.tokens) {
          if !isExcused(value, at: index, in: sentence.tokens) { found.append(value) }
          if found.count == Self.valueLimit { return found }
        }
      }
    }
    return found
  }

  /// Whether the text gives the same number for the same measurement, in whatever unit.
  func gives(_ number: ArraySlice<UInt8>, of quantity: MeasuredQuantity) -> Bool {
    document.sentences.contains { sentence in
      sentence.tokens.contains { index in
        guard tokens[index].kind == .number, document.text[tokens[index].span] == number else {
          return false
        }
        return quantity == .age || name(before: index, in: sentence.tokens)?.0 == quantity
      }
    }
  }

  /// Where the text gives the measurement, whatever the value: name and number.
  func places(of quantity: MeasuredQuantity) -> [TextSpan] {
    var places: [TextSpan] = []
    for sentence in document.sentences {
      for index in sentence.tokens where tokens[index].kind == .number {
        guard let (found, name) = name(before: index, in: sentence.tokens), found == quantity else {
          continue
        }
        places.append(TextSpan(start: tokens[name].start, end: tokens[index].end))
        if places.count == Self.placeLimit { return places }
      }
    }
    return places
  }

  private func absurdValue(at index: Int, in sentence: Range<Int>) -> AbsurdValue? {
    guard let value = QuantityDecimal.value(of: bytes, in: tokens[index].span.range) else {
      return nil
    }
    if value > 125, isAge(index, in: sentence) {
      return make(.age, value, from: index, number: index, last: index + 1)
    }
    if index + 2 < sentence.upperBound, isMark(index + 1, "/"), tokens[index + 2].kind == .number {
      return pair(index, value, in: sentence)
    }
    guard index > sentence.lowerBound, !isPart(index, in: sentence),
      let (quantity, name) = name(before: index, in: sentence),
      quantity != .pain || isHead(name + 1),
      let limit = PhysiologicalLimit.byMeasurement[quantity.rawValue]
    else { return nil }
    guard case .known(let unit, let last) = unit(after: index + 1, before: sentence.upperBound),
      limit.isAbsurd(value, in: unit), unit != nil || !isYear(index, value)
    else { return nil }
    return make(quantity, value, from: name, number: index, last: last)
  }

  private func make(
    _ quantity: MeasuredQuantity, _ value: Double, from first: Int, number: Int, last: Int
  ) -> AbsurdValue? {
    guard let limit = PhysiologicalLimit.byMeasurement[quantity.rawValue],
      families.contains(limit.family)
    else { return nil }
    return AbsurdValue(
      quantity: quantity, value: value,
      span: TextSpan(start: tokens[first].start, end: tokens[last - 1].end),
      number: tokens[number].span)
  }

  // MARK: - Forms

  /// `1200/80` behind a name or before its unit, `14/10` behind `pain`, `19/15` behind `GCS`.
  private func pair(_ index: Int, _ value: Double, in sentence: Range<Int>) -> AbsurdValue? {
    let second = index + 2
    guard let other = QuantityDecimal.value(of: bytes, in: tokens[second].span.range),
      !isPart(index, in: sentence), second + 1 >= sentence.upperBound || !isMark(second + 1, "/"),
      let (quantity, name) = name(before: index, in: sentence)
    else { return nil }
    switch quantity {
    case .bloodPressure:
      let limit = PhysiologicalLimit.byMeasurement[quantity.rawValue]
      guard limit?.isAbsurd(max(value, other), in: nil) ?? false else { return nil }
      return make(quantity, max(value, other), from: name, number: index, last: second + 1)
    case .pain where other == 10 && value > 10:
      return make(.pain, value, from: name, number: index, last: second + 1)
    case .comaScale where other == 15 && !(3...15).contains(value):
      return make(.comaScale, value, from: name, number: index, last: second + 1)
    default: return nil
    }
  }

  /// `212-year-old`, `212 years old`, `212 yo`; `age 212`.
  private func isAge(_ index: Int, in sentence: Range<Int>) -> Bool {
    guard !isPart(index, in: sentence) else { return false }
    var next = index + 1
    if next < sentence.upperBound, isMark(next, "-") { next += 1 }
    guard next < sentence.upperBound, ValueWord.words[tokens[next]].contains(.year) else {
      return false
    }
    let word = tokens[next]
    if word.span.count <= 2 { return bytes[Int(word.end) - 1] | 0x20 == UInt8(ascii: "o") }
    next += 1
    if next < sentence.upperBound, isMark(next, "-") { next += 1 }
    return next < sentence.upperBound && isWord(next, "old")
  }

  // MARK: - Names

  /// The measurement whose name stands before the number with only small words between, and where
  /// the name begins.
  private func name(before number: Int, in sentence: Range<Int>) -> (MeasuredQuantity, Int)? {
    var position = number - 1
    let first = max(sentence.lowerBound, number - Self.reach)
    while position >= first {
      let word = ValueWord.words[tokens[position]]
      if let quantity = word.quantity {
        return isTrueName(position, quantity, in: sentence) ? (quantity, position) : nil
      }
      if let quantity = head(word, at: position, in: sentence) { return (quantity, position - 1) }
      guard word.contains(.filler) else { return nil }
      position -= 1
    }
    return nil
  }

  /// `rate` behind `heart`, `pressure` behind `blood`.
  private func head(_ word: ValueWord, at position: Int, in sentence: Range<Int>)
    -> MeasuredQuantity?
  {
    guard
      !word.isDisjoint(with: [.rate, .pressure, .count, .fraction, .score, .index]),
      position > sentence.lowerBound
    else { return nil }
    let before = ValueWord.words[tokens[position - 1]]
    if word.contains(.rate) {
      return before.contains(.heart)
        ? .heartRate : before.contains(.respiratory) ? .respiratoryRate : nil
    }
    if word.contains(.pressure) { return before.contains(.blood) ? .bloodPressure : nil }
    if word.contains(.count) {
      return before.contains(.white) ? .whiteCells : before.contains(.platelet) ? .platelets : nil
    }
    if word.contains(.fraction) { return before.contains(.ejection) ? .ejectionFraction : nil }
    if word.contains(.score) {
      if before.contains(.coma) { return .comaScale }
      return before.quantity == .pain ? .pain : nil
    }
    return before.contains(.mass) ? .bodyMassIndex : nil
  }

  /// Short names only as notes write them: `K`, `Na`, `Cr`, `Hb`, `pH`, `T`; and not within another
  /// name (`potassium chloride`, `vitamin K`).
  private func isTrueName(_ position: Int, _ quantity: MeasuredQuantity, in sentence: Range<Int>)
    -> Bool
  {
    let span = tokens[position].span
    if span.count <= 2 {
      let capital = (0x41...0x5A).contains(bytes[Int(span.start)])
      if quantity == .acidity {
        return !capital && bytes[Int(span.start) + 1] == UInt8(ascii: "H")
      }
      guard capital else { return false }
      // The K of `WBC 20K (75 polys`: how many, and no name.
      if position > sentence.lowerBound, tokens[position - 1].kind == .number,
        tokens[position - 1].end == tokens[position].start
      {
        return false
      }
    }
    guard position > sentence.lowerBound else { return true }
    if isWord(position - 1, "vitamin") || isMark(position - 1, "-") { return false }
    return quantity != .chloride || !isMeasured(position - 1)
  }

  /// Whether the word may end a name of two words.
  private func isHead(_ position: Int) -> Bool {
    !ValueWord.words[tokens[position]].isDisjoint(with: [.score, .index])
  }

  private func isMeasured(_ position: Int) -> Bool {
    ValueWord.words[tokens[position]].quantity != nil
  }

  // MARK: - Units

  private enum Behind { case known(LimitUnit?, last: Int), foreign }

  private func unit(after start: Int, before end: Int) -> Behind {
    var position = start
    var sawDegree = false
    while position < end, UnitWord.words[tokens[position]].contains(.degree) {
      position += 1
      sawDegree = true
    }
    guard position < end else { return .known(nil, last: start) }
    // `72/minute`.
    if position + 1 < end, isMark(position, "/"),
      isWord(position + 1, "minute") || isWord(position + 1, "min")
    {
      return .known(.perMinute, last: position + 2)
    }
    // The next measurement (`Resp 20 HR 88`), no hours.
    if isHeartRate(position) { return .known(nil, last: start) }
    let word = UnitWord.words[tokens[position]]
    if word.isEmpty {
      // `3rd`, `2x`, `120-130`, `10:30` are other things; a full stop or comma ends the value.
      if tokens[position].start == tokens[position - 1].end, position + 1 < end {
        let isEnd =
          isMark(position, ".") || isMark(position, ",") || isMark(position, ";")
          || isMark(position, ")")
        if !isEnd { return .foreign }
      }
      return .known(nil, last: sawDegree ? position : start)
    }
    if word.contains(.foreign) { return .foreign }
    let next = position + 1
    if next + 1 < end, isMark(next, "/") {
      return concentration(word, per: UnitWord.words[tokens[next + 1]], last: next + 2)
    }
    if let simple = Self.simple.first(where: { word.contains($0.0) }) {
      // `in` and `m` are also other words; `C` and `F` need no more than themselves.
      if word.contains(.inch), tokens[position].span.count == 2, !sawDegree {
        return .known(nil, last: start)
      }
      return .known(simple.1, last: next)
    }
    return .foreign
  }

  private static let simple: [(UnitWord, LimitUnit)] = [
    (.percent, .percent), (.celsius, .celsius), (.fahrenheit, .fahrenheit),
    (.pressure, .millimeterOfMercury), (.perMinute, .perMinute), (.millisecond, .millisecond),
    (.kilogram, .kilogram), (.pound, .pound), (.centimeter, .centimeter), (.inch, .inch),
    (.foot, .foot), (.meter, .meter), (.gram, .gram), (.thousand, .thousandPerMicroliter),
  ]

  private func concentration(_ word: UnitWord, per other: UnitWord, last: Int) -> Behind {
    if word.contains(.millimole), other.contains(.liter) {
      return .known(.millimolePerLiter, last: last)
    }
    if word.contains(.micromole), other.contains(.liter) {
      return .known(.micromolePerLiter, last: last)
    }
    if word.contains(.milligram), other.contains(.deciliter) {
      return .known(.milligramPerDeciliter, last: last)
    }
    if word.contains(.gram), other.contains(.deciliter) {
      return .known(.gramPerDeciliter, last: last)
    }
    if word.contains(.gram), other.contains(.liter) { return .known(.gramPerLiter, last: last) }
    if word.contains(.thousand), other.contains(.microliter) {
      return .known(.thousandPerMicroliter, last: last)
    }
    if word.contains(.perMinute) { return .known(.perMinute, last: last) }
    return .foreign
  }

  // MARK: - What is no value

  /// Whether the number belongs to a date, a time, a fraction or a range.
  private func isPart(_ index: Int, in sentence: Range<Int>) -> Bool {
    guard index > sentence.lowerBound, tokens[index - 1].end == tokens[index].start else {
      return false
    }
    return isMark(index - 1, "/") || isMark(index - 1, "-") || isMark(index - 1, ".")
      || isMark(index - 1, ":") && index > sentence.lowerBound + 1
        && tokens[index - 2].kind == .number
      || tokens[index - 1].kind == .word && tokens[index - 1].span.count > 4
  }

  /// `weight in 2003`: four digits that can be a year.
  private func isYear(_ index: Int, _ value: Double) -> Bool {
    tokens[index].span.count == 4 && (1900...2099).contains(value) && value == value.rounded()
  }

  /// Another fluid, a device, a poison, a supplement: numbers of these are no values of the patient.
  private func isExcused(_ value: AbsurdValue, at number: Int, in sentence: Range<Int>) -> Bool {
    document.surroundings(ofToken: number, in: sentence).contains { index in
      let word = ExcuseWord.words[tokens[index]]
      return value.quantity.isOfBlood && word.contains(.fluid)
        || value.quantity == .temperature && word.contains(.device)
        || value.quantity.isOfBlood && word.contains(.supplement)
        || value.quantity == .weight && word.contains(.load)
    }
  }

  // MARK: - Tokens

  private func isHeartRate(_ index: Int) -> Bool {
    document.text[tokens[index].span].elementsEqual("HR".utf8)
  }

  private func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool {
    tokens[index].kind == .punctuation && bytes[Int(tokens[index].start)] == UInt8(ascii: mark)
  }

  private func isWord(_ index: Int, _ word: StaticString) -> Bool {
    let span = tokens[index].span
    guard span.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { expected in
      for offset in 0..<span.count
      where unsafe bytes[Int(span.start) + offset] | 0x20 != expected[offset] {
        return false
      }
      return true
    }
  }
}

/// Words of a sentence that excuse a strange number.
struct ExcuseWord: OptionSet, Sendable {
  let rawValue: UInt64

  static let fluid = ExcuseWord(rawValue: 1)
  static let device = ExcuseWord(rawValue: 1 << 1)
  static let supplement = ExcuseWord(rawValue: 1 << 2)
  static let load = ExcuseWord(rawValue: 1 << 3)
  static let poisoning = ExcuseWord(rawValue: 1 << 4)

  static let words = WordClasses<ExcuseWord>([
    (
      .fluid,
      """
      urine urinary csf fluid pleural peritoneal ascites ascitic synovial stool sweat gastric spot
      hpf calories diet grams restriction drain
      """
    ),
    (
      .device,
      """
      ablation radiofrequency lesion probe electrode heated bath water autoclave needle cautery laser
      thermal coagulation machine
      """
    ),
    (
      .supplement,
      """
      supplement supplements supplementation replete repleted repletion replacement replaced give
      given gave added bolus infusion tablets carbonate citrate
      """
    ),
    (.load, "lift lifting lifted lifts press bench carry carrying pushing load loss lost"),
    (
      .poisoning,
      """
      overdose overdosed ingested ingestion ingesting swallowed poisoning poisoned suicide suicidal
      total cumulative attempt attempted
      """
    ),
  ])
}
