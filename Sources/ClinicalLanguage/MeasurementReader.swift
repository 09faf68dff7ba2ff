import SourceText

/// Reads laboratory values and vital signs: a name, few words, a number, perhaps a unit.
struct MeasurementReader {
  let source: FactSource
  let table: MeasurementTable
  /// Whether the note is about a child: limits of vital signs are those of adults.
  let isChild: Bool

  /// One reading.
  struct Reading {
    var concept: ConceptID
    var name: Range<Int>
    /// Name, value and unit.
    var tokens: Range<Int>
    var quantity: Quantity
    var abnormality: Fact.Abnormality?
  }

  /// `as high as`, `is found to be at a level of`: no real note needs more words than this.
  private static let mostFillers = 9

  /// The value of the measurement that is named by these tokens.
  func reading(of concept: ConceptID, named name: Range<Int>, before end: Int) -> Reading? {
    guard let value = valuePosition(after: name.upperBound, before: end),
      let number = source.decimal(value)
    else { return nil }
    let behind = unit(at: value + 1, before: end, of: concept)
    var last = behind?.next ?? value + 1
    var other: Double?
    if behind == nil, let range = rangeEnd(at: value + 1, before: end) {
      guard let high = source.decimal(range), high >= number else { return nil }
      other = high
      last = range + 1
    }
    let unit = behind ?? unit(at: last, before: end, of: concept)
    if let unit { last = unit.next }
    guard unit != nil || isFree(last, before: end, of: concept) else { return nil }
    return make(
      concept, name: name, number: value, last: last, value: number, other: other, unit: unit?.unit)
  }

  /// The value at a number that a column of a table gives to a measurement.
  func reading(of concept: ConceptID, inCell number: Int, before end: Int) -> Reading? {
    guard let value = source.decimal(number) else { return nil }
    let unit = unit(at: number + 1, before: end, of: concept)
    let last = unit?.next ?? number + 1
    guard unit != nil || isFree(last, before: end, of: concept) else { return nil }
    return make(
      concept, name: number..<number + 1, number: number, last: last, value: value, other: nil,
      unit: unit?.unit)
  }

  /// The unit behind a value; `HR 38 in triage` has none.
  private func unit(
    at index: Int, before end: Int, of concept: ConceptID
  ) -> (unit: Unit, next: Int)? {
    guard let found = UnitSpelling.unit(at: index, before: end, in: source) else { return nil }
    if found.unit == .inch, found.next == index + 1, source.tokens[index].kind == .word,
      found.next < end, source.tokens[found.next].kind == .word,
      case .foreign = table.canonicalValue(1, in: .inch, of: concept)
    {
      return nil
    }
    return found
  }

  /// Whether a value is aimed at and not measured: `target sats 88-92%`, `keep MAP > 65`.
  func isAim(_ name: Range<Int>) -> Bool {
    var position = name.lowerBound - 1
    while position >= max(0, name.lowerBound - 4) {
      guard let key = source.letters(at: position, before: name.lowerBound)?.key else {
        return false
      }
      if Self.aims.contains(key) { return true }
      guard Self.aimFillers.contains(key) else { return false }
      position -= 1
    }
    return false
  }

  private static let aims: RootSet = RootSet(
    [
      "target", "targets", "targeting", "goal", "goals", "aim", "aiming", "aims", "keep",
      "maintain",
      "titrate",
    ].map { FactSource.packed($0.utf8) })
  private static let aimFillers: RootSet = RootSet(
    ["for", "of", "a", "the", "to", "o2", "his", "her", "is", "at", "oxygen"].map {
      FactSource.packed($0.utf8)
    })

  private func make(
    _ named: ConceptID, name: Range<Int>, number: Int, last: Int, value: Double, other: Double?,
    unit: Unit?
  ) -> Reading? {
    let concept = temperature(named, value: value, unit: unit) ?? named
    guard let reference = table.reference(of: concept) else { return nil }
    var abnormality: Fact.Abnormality?
    switch table.canonicalValue(value, in: unit, of: concept) {
    case .foreign: return nil
    case .unknown: break
    case .value(let canonical):
      guard table.isPlausible(canonical, for: concept) else { return nil }
      abnormality = reference.abnormality(of: canonical)
      if let other, case .value(let high) = table.canonicalValue(other, in: unit, of: concept),
        reference.abnormality(of: high) != abnormality
      {
        abnormality = nil
      }
    }
    if isChild, reference.isVitalSign { abnormality = nil }
    let ucum = unit.map { canonicalSpelling($0, of: reference) }
    return Reading(
      concept: concept, name: name, tokens: name.lowerBound..<last,
      quantity: Quantity(value: value, unit: ucum, span: source.span(number..<last)),
      abnormality: abnormality)
  }

  /// `mmol` behind a concentration means `mmol/L`, `K` thousand per microlitre.
  private func canonicalSpelling(_ unit: Unit, of reference: MeasurementReference) -> String {
    unit == .millimole ? Unit.millimolePerLiter.rawValue : unit.rawValue
  }

  /// Celsius or Fahrenheit, by the unit and else by the value: no one lives at 60 of either.
  private func temperature(_ concept: ConceptID, value: Double, unit: Unit?) -> ConceptID? {
    guard concept == table.celsius || concept == table.fahrenheit else { return nil }
    switch unit {
    case .celsius: return table.celsius
    case .fahrenheit: return table.fahrenheit
    default: return value < 60 ? table.celsius : table.fahrenheit
    }
  }

  /// The number that belongs to a name: behind a colon or a few words.
  private func valuePosition(after start: Int, before end: Int) -> Int? {
    var position = start
    let last = min(end, start + Self.mostFillers)
    while position < last {
      let token = source.tokens[position]
      switch token.kind {
      case .number: return position
      case .word:
        let word = source.words[position]
        guard word.contains(.filler), !word.contains(.limit) else { return nil }
      case .punctuation:
        switch source.byte(position) {
        case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "("), UInt8(ascii: "~"),
          UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "#"), UInt8(ascii: "*"),
          UInt8(ascii: "["), UInt8(ascii: "%"), 0xE2:
          break
        case UInt8(ascii: "-"):
          // A dash, not a hyphen within a name such as `CA 19-9`.
          if source.touchesPrevious(position), position + 1 < end,
            source.touchesPrevious(position + 1)
          {
            return nil
          }
        case UInt8(ascii: ")") where source.words[start].contains(.bracket): break
        default: return nil
        }
      }
      position += 1
    }
    return nil
  }

  /// The upper end of `60-70`, `60 to 70`.
  private func rangeEnd(at position: Int, before end: Int) -> Int? {
    guard position + 1 < end, source.tokens[position + 1].kind == .number,
      source.isMark(position, "-") || source.byte(position) == 0xE2
        || source.letters(at: position, before: end)?.key == Self.to
    else { return nil }
    return position + 1
  }

  private static let to = FactSource.packed("to".utf8)
  private static let counted: RootSet = RootSet(
    ["times", "time", "x", "or", "tablets", "pounds"].map { FactSource.packed($0.utf8) })

  private func isOfTime(_ index: Int, before end: Int) -> Bool {
    source.words[index].contains(.timeUnit)
      || source.letters(at: index, before: end).map { Self.frequencies.contains($0.key) } ?? false
  }

  private static let frequencies: RootSet = RootSet(
    ["hourly", "hrly", "daily", "weekly", "monthly", "yearly", "minutely"].map {
      FactSource.packed($0.utf8)
    })

  private func isHours(_ index: Int, before end: Int) -> Bool {
    source.letters(at: index, before: end).map { Self.hours.contains($0.key) } ?? false
  }

  private static let hours: RootSet = RootSet(
    ["h", "hr", "hrs"].map { FactSource.packed($0.utf8) })

  /// Whether a number without unit stands for itself: no date, time, fraction, age or dose.
  private func isFree(_ next: Int, before end: Int, of concept: ConceptID) -> Bool {
    guard next < end else { return true }
    let token = source.tokens[next]
    switch token.kind {
    case .number: return !source.touchesPrevious(next)
    case .word:
      if isOfTime(next, before: end) { return false }
      if let key = source.letters(at: next, before: end)?.key, Self.counted.contains(key) {
        return false
      }
      // `3rd`, `2x`, `60s`: only an `s` may touch a value.
      return !source.touchesPrevious(next) || source.byte(next) | 0x20 == UInt8(ascii: "s")
    case .punctuation:
      guard source.touchesPrevious(next), next + 1 < end, source.touchesPrevious(next + 1)
      else { return true }
      guard source.tokens[next + 1].kind == .number else {
        // `glucose 2-hourly`
        return !source.isMark(next, "-")
          || !(isOfTime(next + 1, before: end) || isHours(next + 1, before: end))
      }
      if source.isMark(next, "/") {
        let unit = table.reference(of: concept)?.unit
        return unit == .score
      }
      return !source.isMark(next, ":") && !source.isMark(next, "-")
    }
  }
}

// MARK: - Pairs

extension MeasurementReader {
  /// Two names before two values: `hemoglobin and hematocrit 11.5 and 33.1`. The values must be
  /// parted by one word or mark; otherwise it is not clear what belongs to what.
  func pair(
    _ reading: Reading, first: (tokens: Range<Int>, concept: ConceptID),
    second: (tokens: Range<Int>, concept: ConceptID), before end: Int
  ) -> (first: Reading, second: Reading)? {
    guard let number = reading.tokens.last(where: { source.tokens[$0].kind == .number }),
      let next = (number + 1..<min(end, number + 4)).first(where: {
        source.tokens[$0].kind == .number
      }),
      !(number + 1..<next).contains(where: {
        // In `Hb 10.4, Na 138` the second value has a name of its own.
        source.tokens[$0].kind == .word
          && source.words[$0].isDisjoint(with: [.separator, .or, .preposition])
      }), let value = source.decimal(number), let other = source.decimal(next),
      let high = make(
        first.concept, name: first.tokens, number: number, last: number + 1, value: value,
        other: nil, unit: nil)
    else { return nil }
    let unit = UnitSpelling.unit(at: next + 1, before: end, in: source)
    guard
      var low = make(
        second.concept, name: second.tokens, number: next, last: unit?.next ?? next + 1,
        value: other, other: nil, unit: unit?.unit)
    else { return nil }
    // The spans would cross: the first takes both names, the second its value alone.
    low.tokens = next..<(unit?.next ?? next + 1)
    return (high, low)
  }
}

// MARK: - Blood pressure

extension MeasurementReader {
  /// `120/80` or `120 over 80` at a number: with a name before it or its unit behind it.
  func bloodPressure(at number: Int, from start: Int, before end: Int) -> [Reading] {
    guard let systolic = table.systolic, let diastolic = table.diastolic, number + 2 < end,
      source.tokens[number + 2].kind == .number, isOver(number + 1),
      number + 3 >= end || !(source.isMark(number + 3, "/") && source.touchesPrevious(number + 3)),
      number == start || !(source.isMark(number - 1, "/") && source.touchesPrevious(number)),
      let high = source.decimal(number), let low = source.decimal(number + 2), high > low,
      table.isPlausible(high, for: systolic), table.isPlausible(low, for: diastolic)
    else { return [] }
    let unit = UnitSpelling.unit(at: number + 3, before: end, in: source)
    let isPressure = unit?.unit == .millimeterOfMercury
    let name = pressureName(before: number, from: start)
    guard isPressure || name != nil else { return [] }
    let last = isPressure ? (unit?.next ?? number + 3) : number + 3
    let named = name ?? number..<number + 3
    let tokens = min(named.lowerBound, number)..<last
    let ucum = isPressure ? Unit.millimeterOfMercury.rawValue : nil
    return [(systolic, high, number), (diastolic, low, number + 2)].map { concept, value, place in
      Reading(
        concept: concept, name: named, tokens: tokens,
        quantity: Quantity(value: value, unit: ucum, span: source.span(place..<place + 1)),
        abnormality: isChild ? nil : table.reference(of: concept)?.abnormality(of: value))
    }
  }

  private func isOver(_ position: Int) -> Bool {
    source.isMark(position, "/")
      || FactSource.packed(source.text.bytes[source.tokens[position].span.range]) == Self.over
  }

  private static let over = FactSource.packed("over".utf8)
  private static let bp = FactSource.packed("bp".utf8)
  private static let blood = FactSource.packed("blood".utf8)
  private static let pressure = FactSource.packed("pressure".utf8)

  /// `BP`, `blood pressure` or `pressure` within a few words before the number.
  private func pressureName(before number: Int, from start: Int) -> Range<Int>? {
    var position = number - 1
    var commas = 0
    let first = max(start, number - 12)
    while position >= first {
      let token = source.tokens[position]
      if token.kind == .word {
        let key = FactSource.packed(source.text.bytes[token.span.range])
        if key == Self.bp { return position..<position + 1 }
        if key == Self.pressure, position > start,
          FactSource.packed(source.text.bytes[source.tokens[position - 1].span.range]) == Self.blood
        {
          return position - 1..<position + 1
        }
        if source.words[position].contains(.limit) { return nil }
      } else if token.kind == .punctuation {
        if source.isMark(position, ";") { return nil }
        // `BP 120/80, pulmonary artery 33/19`: behind two commas another pressure is meant.
        if source.isMark(position, ",") { commas += 1 }
        if commas > 1 { return nil }
      }
      position -= 1
    }
    return nil
  }
}
