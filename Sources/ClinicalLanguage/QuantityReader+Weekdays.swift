import SourceText

/// Schedules by the days of a week and by intervals: `15 mg sc Fri`, `alt Weds`, `M/W/F`, `2-weekly`,
/// `4 hourly`, as charts and letters have them.
extension QuantityReader {
  /// `alternate days`, `alt Weds`, `alternate weeks`; not the `alternate arm`.
  mutating func readAlternate(_ index: Int) -> Int {
    guard Self.alternates.contains(source.tokens[index].foldedHash), index + 1 < end else {
      return index + 1
    }
    if words[index + 1].role == .weekday, source.byte(index + 1).isASCIIUppercase {
      return add(.frequency, index..<index + 2, low: 1.0 / 14)
    }
    if words[index + 1].role == .dayPart { return add(.frequency, index..<index + 2, low: 0.5) }
    guard let (unit, next) = wordUnit(index + 1), unit == .day || unit == .week else {
      return index + 1
    }
    return add(.frequency, index..<next, low: 0.5 / unit.dimension.1)
  }

  private static let alternates: WordSet = WordSet(["alternate", "alt"].map(Token.FoldedHash.of))

  /// `folic acid 5 mg Mon`, `5 mg Mon/Wed/Fri`, `10 mg Fridays`: how many days of the week a dose is for.
  ///
  /// That it is given each week is only implied: the same words may tell of one day.
  mutating func readWeekday(_ index: Int) -> Int {
    var last = index + 1
    var days = 1.0
    while last + 1 < end, joinsDays(last), words[last + 1].role == .weekday {
      days += 1
      last += 2
    }
    guard source.byte(index).isASCIIUppercase, isBehindDose(index) else { return last }
    return add(.frequency, index..<last, low: days / 7, qualifiers: [.implied])
  }

  /// `M/W/F`, `Tu/Th/Sa`: the days of a week by their letters.
  mutating func readDayLetters(_ index: Int) -> Int? {
    var last = index
    var days = 0.0
    while last < end, isDayLetter(last) {
      days += 1
      last += 1
      guard last + 1 < end, source.isMark(last, "/"), isTouching(last), isTouching(last + 1),
        isDayLetter(last + 1)
      else { break }
      last += 1
    }
    guard days >= 2 else { return nil }
    return add(.frequency, index..<last, low: days / 7, qualifiers: [.implied])
  }

  private func isDayLetter(_ index: Int) -> Bool {
    let token = source.tokens[index]
    return token.kind == .word && token.span.count <= 2 && source.byte(index).isASCIIUppercase
      && Self.dayLetters.contains(token.foldedHash)
  }

  private static let dayLetters: WordSet = WordSet(
    ["m", "tu", "t", "w", "th", "f", "sa", "su"].map(Token.FoldedHash.of))

  private func joinsDays(_ index: Int) -> Bool {
    source.isMark(index, "/") || source.isMark(index, ",") || source.isMark(index, "+")
      || role(index) == .and
  }

  /// In tokens: `15 mg sc on`, `150 mg tablet every`.
  private static let doseReach = 4

  private func isBehindDose(_ index: Int) -> Bool {
    guard let last = reading.mentions.last, last.sentence == sentence,
      index - Int(last.tokens.upperBound) <= Self.doseReach
    else { return false }
    if last.kind == .route || last.kind == .frequency { return true }
    guard last.kind == .amount else { return false }
    switch last.dimension.measure {
    case .mass, .volume, .insulinUnit, .tablet, .puff, .drop: return true
    default: return false
    }
  }

  /// `2-weekly`, `3-monthly`, `4 hourly`, `30 minly`: one every so many; nil where the number is a dose.
  mutating func readInterval(_ index: Int) -> Int? {
    guard let count = source.decimal(index), count > 0, count == count.rounded(), index + 1 < end
    else { return nil }
    var place = index + 1
    let isJoined = source.isMark(place, "-") && isTouching(place) && isTouching(place + 1)
    if isJoined { place += 1 }
    guard place < end, source.tokens[place].kind == .word else { return nil }
    let hash = source.tokens[place].foldedHash
    if Self.minutely.contains(hash) {
      return add(.frequency, index..<place + 1, low: 1440 / count)
    }
    guard words[place].role == .frequency, Self.intervals.contains(hash), count <= 24 else {
      return nil
    }
    // `methotrexate 15 weekly` is a dose.
    guard isJoined || hash == Self.hourly || hash == Self.hrly else { return nil }
    return add(.frequency, index..<place + 1, low: words[place].value / count)
  }

  private static let minutely: WordSet = WordSet(
    ["minly", "minutely"].map(Token.FoldedHash.of))
  private static let hourly = Token.FoldedHash.of("hourly")
  private static let hrly = Token.FoldedHash.of("hrly")
  private static let intervals: WordSet = WordSet(
    ["hourly", "hrly", "weekly", "monthly", "yearly"].map(Token.FoldedHash.of))
}
