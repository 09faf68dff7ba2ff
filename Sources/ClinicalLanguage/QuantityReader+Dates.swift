import SourceText

/// Dates in words and digits, and spans of days, months and years.
extension QuantityReader {

  /// `October 6, 2008`, `Oct. 2008`, `October 6th`.
  mutating func readMonth(_ index: Int) -> Int {
    guard source.byte(index).isASCIIUppercase else { return index + 1 }
    let month = Int8(words[index].code)
    var next = index + 1
    if next < end, source.isMark(next, "."), isTouching(next) { next += 1 }
    if role(next) == .of { next += 1 }
    // `March, 1993`
    if next + 1 < end, source.isMark(next, ","), year(next + 1) != nil { next += 1 }
    if let year = year(next) {
      return add(
        .date, index..<next + 1, low: 0, date: CalendarDate(year: year, month: month, day: 0))
    }
    if let year = yearOfNextMonth(next) {
      return add(
        .date, index..<index + 1, low: 0, date: CalendarDate(year: year, month: month, day: 0))
    }
    guard let day = day(next) else { return index + 1 }
    next += 1
    if isTouching(next), source.tokens[next].kind == .word { next += 1 }
    var date = CalendarDate(year: 0, month: month, day: day)
    let last = lastDay(behind: day, at: next)
    var behind = last?.next ?? next
    if behind < end, source.isMark(behind, ",") { behind += 1 }
    if let year = year(behind) {
      date.year = year
      if last == nil { next = behind + 1 }
    }
    add(.date, index..<next, low: 0, date: date)
    guard let last else { return next }
    date.day = last.day
    return add(.date, next + 1..<(date.year > 0 ? behind + 1 : last.next), low: 0, date: date)
  }

  /// `10/06/2008`, `10-6-08`, `2008-10-06`, `6 October 2008`.
  mutating func readNumericDate(_ index: Int) -> Int? {
    if let day = day(index) {
      var place = index + 1
      if isTouching(place), source.tokens[place].kind == .word { place += 1 }
      if role(place) == .of { place += 1 }
      if role(place) == .month, source.byte(place).isASCIIUppercase {
        var date = CalendarDate(year: 0, month: Int8(words[place].code), day: day)
        var next = place + 1
        if next < end, source.isMark(next, ",") { next += 1 }
        if let year = year(next) {
          date.year = year
          return add(.date, index..<next + 1, low: 0, date: date)
        }
        // `4 Mar 08`
        if let year = shortYear(place + 1) {
          date.year = year
          return add(.date, index..<place + 2, low: 0, date: date)
        }
        return add(.date, index..<place + 1, low: 0, date: date)
      }
    }
    guard index + 4 < end, (1...4).allSatisfy({ isTouching(index + $0) }),
      source.tokens[index + 2].kind == .number, source.tokens[index + 4].kind == .number,
      source.byte(index + 1) == source.byte(index + 3),
      source.isMark(index + 1, "/") || source.isMark(index + 1, "-"), !countsTime(index + 5)
    else { return nil }
    let parts = [index, index + 2, index + 4].map { source.decimal($0) ?? -1 }
    guard parts.allSatisfy({ $0 == $0.rounded() && $0 >= 0 && $0 < 2100 }) else { return nil }
    var date: CalendarDate
    if parts[0] >= 1900 {
      date = CalendarDate(
        year: Int16(parts[0]), month: Int8(clamping: Int(parts[1])),
        day: Int8(clamping: Int(parts[2])))
    } else {
      let year = parts[2] < 100 ? (parts[2] < 60 ? 2000 + parts[2] : 1900 + parts[2]) : parts[2]
      guard year >= 1900 else { return nil }
      date = CalendarDate(
        year: Int16(year), month: Int8(clamping: Int(parts[0])), day: Int8(clamping: Int(parts[1])))
    }
    if date.month > 12 { swap(&date.month, &date.day) }
    guard (1...12).contains(date.month), (1...31).contains(date.day) else { return nil }
    return add(.date, index..<index + 5, low: 0, date: date)
  }

  /// The minutes of `Apgars 6/7/9 (1/5/10 min)`: what a list of numbers counts is no date.
  private func countsTime(_ index: Int) -> Bool {
    guard let (unit, _) = wordUnit(index) else { return false }
    return unit == .minute || unit == .second || unit == .hour
  }

  /// `02/2020`
  func monthAndYear(_ index: Int) -> CalendarDate? {
    guard let month = day(index), month <= 12, let year = year(index + 2) else { return nil }
    return CalendarDate(year: year, month: month, day: 0)
  }

  private func day(_ index: Int) -> Int8? {
    guard index < end, source.tokens[index].kind == .number, let value = source.decimal(index),
      value == value.rounded(), (1...31).contains(value)
    else { return nil }
    return Int8(value)
  }

  func year(_ index: Int) -> Int16? {
    guard index < end, source.tokens[index].kind == .number,
      source.tokens[index].span.count == 4, let value = source.decimal(index),
      value == value.rounded(), (1900...2099).contains(value)
    else { return nil }
    return Int16(value)
  }

  // MARK: - Spans

  /// The 9 of `March 4-9`, `March 4th to 9th`: the last day of a span within the month; nil for anything
  /// else, such as the amount of `March 4 - 10 mg`.
  private func lastDay(behind first: Int8, at mark: Int) -> (day: Int8, next: Int)? {
    guard mark + 1 < end, words[mark].role == .to, let day = day(mark + 1), day > first,
      source.tokens[mark].kind == .word || isTouching(mark) && isTouching(mark + 1)
    else { return nil }
    var next = mark + 2
    let isOrdinal =
      next < end && isTouching(next) && Self.ordinalEndings.contains(source.tokens[next].foldedHash)
    if isOrdinal { next += 1 }
    guard next < end else { return (day, next) }
    guard role(next) != .month, wordUnit(next) == nil,
      UnitSpelling.unit(at: next, before: end, in: source) == nil,
      isOrdinal || !isTouching(next)
        || source.tokens[next].kind == .punctuation && !source.isMark(next, "/")
    else { return nil }
    return (day, next)
  }

  /// `11-12/2021`: from one month to another of a year.
  mutating func readMonthSpan(_ index: Int) -> Int? {
    guard index + 4 < end, (1...4).allSatisfy({ isTouching(index + $0) }),
      source.isMark(index + 1, "-"), let first = day(index), first < 12,
      let last = monthAndYear(index + 2), source.isMark(index + 3, "/"), first < last.month
    else { return nil }
    add(
      .date, index..<index + 1, low: 0,
      date: CalendarDate(year: last.year, month: first, day: 0))
    return add(.date, index + 2..<index + 5, low: 0, date: last)
  }

  /// The year of `November-December 2021`, `November and December 2021`: at what stands between the months.
  private func yearOfNextMonth(_ mark: Int) -> Int16? {
    guard mark + 2 < end, role(mark) == .to || role(mark) == .and, role(mark + 1) == .month,
      source.byte(mark + 1).isASCIIUppercase
    else { return nil }
    var next = mark + 2
    if source.isMark(next, "."), isTouching(next) { next += 1 }
    return year(next)
  }

  /// The 08 of `4 Mar 08`: a year without its century, which only a zero before it tells from a dose.
  private func shortYear(_ index: Int) -> Int16? {
    guard index < end, source.tokens[index].kind == .number, source.tokens[index].span.count == 2,
      source.byte(index) == UInt8(ascii: "0"), let value = source.decimal(index),
      value == value.rounded(), wordUnit(index + 1) == nil
    else { return nil }
    return 2000 + Int16(value)
  }

  /// `1990-2005`, `between 1990 and 2005`: two years, where no unit follows.
  func isSpanOfYears(_ index: Int, _ number: Number) -> Bool {
    let other = index + 2
    guard number.next == index + 1, year(index) != nil, let last = year(other),
      last > year(index) ?? last
    else { return false }
    return wordUnit(other + 1) == nil
      && UnitSpelling.unit(at: other + 1, before: end, in: source) == nil
  }

  /// The 1500 of `1500 hrs`: a time of day, and no length of one.
  func isClockTime(_ index: Int, _ number: Number) -> Bool {
    guard number.next == index + 1, source.tokens[index].kind == .number,
      source.tokens[index].span.count == 4, number.low == number.high,
      number.low < Self.endOfDay, number.low == number.low.rounded(),
      number.low.truncatingRemainder(dividingBy: 100) < 60, let (unit, _) = wordUnit(number.next)
    else { return false }
    return unit == .hour
  }

  private static let endOfDay = 2400.0
}
