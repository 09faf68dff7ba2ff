import ClinicalLanguage
import SourceText

// Dates, except a year alone, which Safe Harbor lets stand.
extension IdentifierReader {
  /// `1978-04-13`, `10/06/2008`, `10-6-08`, `13.04.1978`, `03/2008`, `on 06/24`.
  mutating func numericDate(_ run: DigitRun, at index: Int) -> Int? {
    guard run.count >= 2, run.dividers[0] == .none, !run.hasPlus else { return nil }
    if run.count >= 3, run.endsClosed(at: 3), let end = fullDate(run) {
      return finishDate(from: run.start, to: end, at: index)
    }
    guard run.dividers[1] == .slash, run.endsClosed(at: 2), run.length(0) <= 2 else { return nil }
    let first = run.value(0, in: bytes)
    let second = run.value(1, in: bytes)
    if run.length(1) == 4, (1...12).contains(first), (1900...2099).contains(second) {
      return finishDate(from: run.start, to: run.ends[1], at: index)
    }
    // A month and a day alone look like a fraction or a ratio.
    guard run.length(1) <= 2, (1...12).contains(first), (1...31).contains(second),
      cue(index - 1).contains(.dateCue), !isPartOfMeasure(run)
    else { return nil }
    return finishDate(from: run.start, to: run.ends[1], at: index)
  }

  private func isPartOfMeasure(_ run: DigitRun) -> Bool {
    let end = run.ends[1]
    return end < bytes.count && bytes[end] == UInt8(ascii: "%")
  }

  private func fullDate(_ run: DigitRun) -> Int? {
    let divider = run.dividers[1]
    guard divider == run.dividers[2], divider != .space, divider != .parenthesis,
      run.starts[1] == run.ends[0] + 1, run.starts[2] == run.ends[1] + 1
    else { return nil }
    let first = run.value(0, in: bytes)
    let second = run.value(1, in: bytes)
    let third = run.value(2, in: bytes)
    if run.length(0) == 4, run.length(1) <= 2, run.length(2) <= 2 {
      guard (1800...2199).contains(first), (1...12).contains(second), (1...31).contains(third)
      else { return nil }
      return run.ends[2]
    }
    guard run.length(0) <= 2, run.length(1) <= 2, (1...31).contains(first),
      (1...31).contains(second), first <= 12 || second <= 12
    else { return nil }
    if run.length(2) == 4 { return (1800...2199).contains(third) ? run.ends[2] : nil }
    // With dots, two digits are rather an outline number or a version.
    return run.length(2) == 2 && divider != .dot ? run.ends[2] : nil
  }

  /// `7 May 1999`, `14th of March`, `14-Sep-2004`.
  mutating func dayMonthDate(at index: Int) -> Int? {
    guard let digits = wholeDigits(index), digits <= 2, let day = whole(index),
      (1...31).contains(day)
    else { return nil }
    var month = index + 1
    if isOrdinal(month) { month += 1 }
    if month < tokens.count, month == index + 1, isMark(month, "-"), touches(month) { month += 1 }
    if isWord(month), text[tokens[month].span].elementsEqual("of".utf8) { month += 1 }
    guard month < tokens.count, month > index, !tokens[month].beginsLine,
      tokens[month].start - tokens[month - 1].end <= 2, isMonth(month)
    else { return nil }
    return finishDate(
      from: Int(tokens[index].start), to: yearEnd(after: month, else: month), at: index)
  }

  /// `September 14, 2004`, `Sept. 14th`, `March 2008`, `Sep-14-2004`.
  mutating func monthDate(at index: Int) -> Int? {
    guard isMonth(index) else { return nil }
    var next = index + 1
    if isMark(next, "."), touches(next) { next += 1 }
    if isMark(next, "-"), touches(next) { next += 1 }
    guard next < tokens.count, !tokens[next].beginsLine, let digits = wholeDigits(next),
      let value = whole(next), tokens[next].start - tokens[next - 1].end <= 2
    else { return nil }
    let start = Int(tokens[index].start)
    if digits == 4 {
      guard (1800...2199).contains(value) else { return nil }
      return finishDate(from: start, to: Int(tokens[next].end), at: index)
    }
    guard digits <= 2, (1...31).contains(value) else { return nil }
    if isOrdinal(next + 1) { next += 1 }
    return finishDate(from: start, to: yearEnd(after: next, else: next), at: index)
  }

  /// The byte behind a year that follows the token, else the end of the token.
  private func yearEnd(after index: Int, else last: Int) -> Int {
    var next = index + 1
    if isMark(next, "."), touches(next) { next += 1 }
    if isMark(next, ",") || isMark(next, "-") && touches(next) { next += 1 }
    if isWord(next), text[tokens[next].span].elementsEqual("of".utf8) { next += 1 }
    guard wholeDigits(next) == 4, let year = whole(next), (1800...2199).contains(year),
      tokens[next].start - tokens[next - 1].end <= 2, !tokens[next].beginsLine
    else { return Int(tokens[last].end) }
    return Int(tokens[next].end)
  }

  private mutating func finishDate(from start: Int, to end: Int, at index: Int) -> Int {
    var role = Identifier.Role.none
    var previous = index - 1
    while previous >= max(0, index - 4) {
      if cue(previous).contains(.birth) { role = .birth }
      previous -= 1
    }
    add(TextSpan(start, clockEnd(after: end)), .date, role: role)
    return token(from: index, endingAt: end)
  }

  /// The byte behind a time such as ` 12:20:39` or `T12:20`, which goes with the date.
  private func clockEnd(after end: Int) -> Int {
    func digits(at position: Int) -> Bool {
      position + 1 < bytes.count && bytes[position] &- 0x30 < 10
        && bytes[position + 1] &- 0x30 < 10
    }
    guard end + 5 < bytes.count, bytes[end] == 0x20 || bytes[end] == UInt8(ascii: "T"),
      digits(at: end + 1), bytes[end + 3] == UInt8(ascii: ":"), digits(at: end + 4)
    else { return end }
    if end + 8 < bytes.count, bytes[end + 6] == UInt8(ascii: ":"), digits(at: end + 7) {
      return end + 9
    }
    return end + 6
  }

  private func isOrdinal(_ index: Int) -> Bool {
    guard isWord(index), touches(index), tokens[index].span.count == 2 else { return false }
    let word = text[tokens[index].span]
    return ["st", "nd", "rd", "th"].contains { word.elementsEqual($0.utf8) }
  }

  /// `may` and `march` are months only with a capital letter.
  func isMonth(_ index: Int) -> Bool {
    cue(index).contains(.month) && isCapital(index)
  }
}
