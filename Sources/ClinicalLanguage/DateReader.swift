import SourceText

/// Reads calendar dates: `10/06/2008`, `2008-10-06`, `October 6, 2008`, `6 October 2008`,
/// `March 2008`, `in 2005`. What could be a fraction, a ratio or a duration is left alone.
struct DateReader {
  let source: FactSource

  /// The tokens of a date that begins at this number.
  func date(atNumber index: Int, before end: Int) -> Range<Int>? {
    if let range = numeric(at: index, before: end) { return range }
    // `6 October 2008`
    if index + 1 < end, source.words[index + 1].contains(.month), isMonth(index + 1),
      isWhole(index, 1...31)
    {
      return index..<yearEnd(after: index + 2, before: end)
    }
    return nil
  }

  /// The tokens of a date that begins with this month.
  func date(atMonth index: Int, before end: Int) -> Range<Int>? {
    guard isMonth(index), index + 1 < end else { return nil }
    var next = index + 1
    if source.isMark(next, "."), source.touchesPrevious(next) { next += 1 }
    // `March, 1993`
    if next + 1 < end, source.isMark(next, ","), isYear(next + 1) { next += 1 }
    guard next < end, source.tokens[next].kind == .number else { return nil }
    if isYear(next) { return index..<next + 1 }
    guard isWhole(next, 1...31) else { return nil }
    next += 1
    // `6th`
    if next < end, source.tokens[next].kind == .word, source.touchesPrevious(next) { next += 1 }
    return index..<yearEnd(after: next, before: end)
  }

  /// The year that a number of four digits names, from 1900 to 2099.
  func year(_ index: Int) -> Int? {
    let token = source.tokens[index]
    guard token.kind == .number, token.span.count == 4 else { return nil }
    var year = 0
    for byte in source.text.bytes[token.span.range] {
      guard byte.isASCIIDigit else { return nil }
      year = year * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return (1900...2099).contains(year) ? year : nil
  }

  func isYear(_ index: Int) -> Bool { year(index) != nil }

  private func yearEnd(after index: Int, before end: Int) -> Int {
    var next = index
    if next < end, source.isMark(next, ",") { next += 1 }
    return next < end && isYear(next) ? next + 1 : index
  }

  /// `may` and `march` are months only with a capital letter.
  private func isMonth(_ index: Int) -> Bool {
    source.words[index].contains(.month) && source.byte(index).isASCIIUppercase
  }

  private func isWhole(_ index: Int, _ range: ClosedRange<Double>) -> Bool {
    guard let value = source.decimal(index) else { return false }
    return value == value.rounded() && range.contains(value)
  }

  /// `10/06/2008`, `10-6-08`, `2008-10-06`.
  private func numeric(at index: Int, before end: Int) -> Range<Int>? {
    guard index + 4 < end, source.tokens[index + 2].kind == .number,
      source.tokens[index + 4].kind == .number,
      source.byte(index + 1) == source.byte(index + 3),
      source.isMark(index + 1, "/") || source.isMark(index + 1, "-")
        || source.isMark(index + 1, "."),
      (1...4).allSatisfy({ source.touchesPrevious(index + $0) }),
      !(index + 6 < end && source.isMark(index + 5, "/") && source.touchesPrevious(index + 5))
    else { return nil }
    let isDayFirst =
      isWhole(index, 1...31) && isWhole(index + 2, 1...31)
      && (isYear(index + 4)
        || source.isMark(index + 1, "/") && source.tokens[index + 4].span.count == 2)
    let isYearFirst = isYear(index) && isWhole(index + 2, 1...12) && isWhole(index + 4, 1...31)
    return isDayFirst || isYearFirst ? index..<index + 5 : nil
  }
}
