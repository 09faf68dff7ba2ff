import SourceText

/// Dates that stand before what they date, held against the date of the note.
extension ContextPainter {
  /// A month, counted from the year 0; where day and month could be exchanged, both bounds.
  struct NamedMonth {
    var earliest: Int
    var latest: Int
    /// Whether a day belongs to it.
    var isFull: Bool
  }

  /// How many months a date must lie back to make a line past; nearer ones tell of this illness.
  private static let monthsToPast = 6
  /// In how many lines at its beginning a note says of when it is.
  private static let headLines = 12
  /// A list of years has at least so many lines …
  private static let leastYears = 3
  /// … and goes over so many years.
  private static let leastSpan = 10

  /// The month that a year of four digits belongs to.
  static func month(ofYear index: Int, _ year: Int, in source: FactSource) -> NamedMonth {
    func number(_ place: Int) -> Int? {
      guard place >= 0, place < source.tokens.count, let value = source.decimal(place),
        value >= 1, value <= 31, value == value.rounded()
      else { return nil }
      return Int(value)
    }
    func isJoint(_ place: Int) -> Bool {
      place > 0 && place + 1 < source.tokens.count && source.touchesPrevious(place)
        && source.touchesPrevious(place + 1)
        && (source.isMark(place, "/") || source.isMark(place, "-") || source.isMark(place, "."))
    }
    let base = year * 12
    // `2031-04-29`
    if isJoint(index + 1), let month = number(index + 2), month <= 12 {
      return NamedMonth(
        earliest: base + month, latest: base + month,
        isFull: isJoint(index + 3) && number(index + 4) != nil)
    }
    if isJoint(index - 1), let near = number(index - 2) {
      guard isJoint(index - 3), let far = number(index - 4) else {
        return NamedMonth(
          earliest: base + min(near, 12), latest: base + min(near, 12), isFull: false)
      }
      let months = [near, far].filter { $0 <= 12 }
      return NamedMonth(
        earliest: base + (months.min() ?? 1), latest: base + (months.max() ?? 12), isFull: true)
    }
    // `26 Aug 2031`, `August 26, 2031`, `March 2030`
    for back in 1...4 where index - back >= 0 {
      let place = index - back
      if source.words[place].contains(.month), let month = monthNumber(place, in: source) {
        let isFull = back > 1 && number(place + 1) != nil || number(place - 1) != nil
        return NamedMonth(earliest: base + month, latest: base + month, isFull: isFull)
      }
      // `March of 2030`
      if source.tokens[place].kind == .word, !source.words[place].contains(.preposition) { break }
    }
    return NamedMonth(earliest: base + 1, latest: base + 12, isFull: false)
  }

  private static func monthNumber(_ index: Int, in source: FactSource) -> Int? {
    guard source.byte(index).isASCIIUppercase else { return nil }
    let name = source.text.bytes[source.tokens[index].span.range].prefix(3)
    return monthNames.firstIndex(of: FactSource.packed(name)).map { $0 + 1 }
  }

  private static let monthNames = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { FactSource.packed($0.utf8) }

  /// When the note was written: the first full date at its beginning that is no birthday; nil where none
  /// stands there. Later ones may be appointments, against which all of the note would be past.
  static func writtenMonth(of source: FactSource, _ dates: DateReader) -> Int? {
    var lines = 0
    for index in source.tokens.indices {
      if source.tokens[index].beginsLine { lines += 1 }
      if lines > headLines { break }
      guard source.tokens[index].kind == .number, let year = dates.year(index) else { continue }
      let month = month(ofYear: index, year, in: source)
      if month.isFull, !isBirthday(index, in: source) { return month.earliest }
    }
    return nil
  }

  private static func isBirthday(_ year: Int, in source: FactSource) -> Bool {
    (max(0, year - 8)..<year).contains { index in
      source.letters(at: index, before: year).map { births.contains($0.key) } ?? false
    }
  }

  private static let births = Set(
    ["dob", "d.o.b", "born", "birth", "birthday", "birthdate"].map { FactSource.packed($0.utf8) })

  // MARK: - Lines that begin with a date

  /// The tokens of years that open a line and make it past.
  static func pastLines(
    of source: FactSource, _ dates: DateReader, writtenMonth: Int?
  ) -> Set<Int> {
    var past: Set<Int> = []
    var years: [(index: Int, year: Int)] = []
    var isLog = false
    for start in source.tokens.indices where source.tokens[start].beginsLine {
      // Behind a bullet.
      let first = source.tokens[start].kind == .punctuation ? start + 1 : start
      guard first < source.tokens.count else { break }
      if source.tokens[first].kind == .number, source.tokens[first].span.count == 4 {
        if let year = dates.year(first) {
          if isBareYear(first, in: source) { years.append((first, year)) }
        } else {
          isLog = true
        }
      }
      guard let writtenMonth, let year = yearOfDate(first, in: source, dates) else { continue }
      let month = month(ofYear: year.index, year.year, in: source)
      if writtenMonth - month.latest >= monthsToPast { past.insert(year.index) }
    }
    // `0930`, `1415`: a log of times, of which 2015 may be one.
    guard !isLog, isListOfYears(years.map(\.year)) else { return past }
    let limit = writtenMonth ?? (years.map(\.year).max() ?? 0) * 12 + 12
    for (index, year) in years
    where limit - (year * 12 + 12) >= (writtenMonth == nil ? 12 : monthsToPast) {
      past.insert(index)
    }
    return past
  }

  /// Whether numbers at the beginnings of lines are years, and not the times of one evening: between
  /// 1960 and 1999 there is no time of day, and times go in steps of five minutes or fill an hour.
  private static func isListOfYears(_ years: [Int]) -> Bool {
    if years.contains(where: { (1960...1999).contains($0) }) { return true }
    guard years.count >= leastYears, let first = years.min(), let last = years.max(),
      last - first >= leastSpan, last - first < 60
    else { return false }
    return !years.allSatisfy { $0 % 5 == 0 }
  }

  /// A year before a word, and no quantity or the beginning of a longer number.
  private static func isBareYear(_ index: Int, in source: FactSource) -> Bool {
    let next = index + 1
    guard next < source.tokens.count, !source.tokens[next].beginsLine else { return false }
    switch source.tokens[next].kind {
    case .number: return false
    case .word:
      return !source.touchesPrevious(next) && !source.words[next].contains(.timeUnit)
        && !isUnit(next, in: source)
    case .punctuation:
      guard next + 1 < source.tokens.count else { return false }
      return source.isMark(next, ":") || source.isMark(next, "-") && !source.touchesPrevious(next)
        || source.byte(next) == 0xE2
    }
  }

  /// `2000 mL`; but `2024 K+ 6.8` has a potassium.
  private static func isUnit(_ index: Int, in source: FactSource) -> Bool {
    guard let unit = UnitSpelling.unit(at: index, before: source.tokens.count, in: source) else {
      return false
    }
    return unit.unit != .thousandPerMicroliter
  }

  /// The year of `03/2019`, `12/03/2019`, `2019-03-12`, `Mar 2019`, `12 March 2019` at a line's front.
  private static func yearOfDate(_ first: Int, in source: FactSource, _ dates: DateReader)
    -> (index: Int, year: Int)?
  {
    let isMonth = source.words[first].contains(.month)
    guard isMonth || source.tokens[first].kind == .number else { return nil }
    let end = min(source.tokens.count, first + 6)
    if !isMonth, dates.year(first) != nil {
      return dates.date(atNumber: first, before: end).flatMap { _ in
        dates.year(first).map { (first, $0) }
      }
    }
    // `03/2019`
    if !isMonth, first + 2 < end, source.isMark(first + 1, "/"), source.touchesPrevious(first + 1),
      source.touchesPrevious(first + 2), let year = dates.year(first + 2),
      source.decimal(first).map({ $0 >= 1 && $0 <= 12 }) == true
    {
      return (first + 2, year)
    }
    let range =
      isMonth
      ? dates.date(atMonth: first, before: end) : dates.date(atNumber: first, before: end)
    guard let range, let last = range.last, let year = dates.year(last) else { return nil }
    return (last, year)
  }

  // MARK: - Sentences

  /// Whether the sentence names a date that lies well before the note.
  func saysOlderDate(_ sentence: Range<Int>) -> Bool {
    guard let writtenMonth else { return false }
    let months = sentence.compactMap { index -> Int? in
      guard source.tokens[index].kind == .number, let year = dates.year(index) else { return nil }
      return Self.month(ofYear: index, year, in: source).latest
    }
    guard let latest = months.max() else { return false }
    return writtenMonth - latest >= Self.monthsToPast
  }

  /// Whether the sentence dates what it tells to a year before the latest of the note.
  func isDatedToThePast(_ sentence: Range<Int>) -> Bool {
    guard latestYear < .max else { return false }
    var isPast = false
    for index in sentence where source.tokens[index].kind == .number && index > 0 {
      guard let year = dates.year(index),
        !scopes.words[index - 1].isDisjoint(with: [.month, .inside, .comma, .slash, .preposition])
      else { continue }
      guard year < latestYear else { return false }
      isPast = true
    }
    return isPast
  }
}
