/// A moment in UTC, in microseconds since 1970-01-01.
package struct Timestamp: Sendable, Hashable, Comparable {
  package let microseconds: Int64

  package init(microseconds: Int64) { self.microseconds = microseconds }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }

  /// RFC 3339 with six decimals, always 27 characters: `2026-11-24T00:46:31.000000Z`.
  ///
  /// Years outside 0 to 9999 have no such form and are clamped.
  package var rfc3339: String {
    let clamped = min(max(microseconds, Self.earliest), Self.latest)
    let day = Self.floorDivide(clamped, Self.microsecondsPerDay)
    let timeOfDay = clamped - day * Self.microsecondsPerDay
    let date = Self.civil(fromDay: day)
    let seconds = timeOfDay / 1_000_000
    var text: [UInt8] = []
    text.reserveCapacity(27)
    func append(_ value: Int64, digits: Int, then separator: UInt8) {
      var divisor: Int64 = 1
      for _ in 1..<digits { divisor *= 10 }
      while divisor > 0 {
        text.append(0x30 + UInt8(truncatingIfNeeded: value / divisor % 10))
        divisor /= 10
      }
      text.append(separator)
    }
    append(date.year, digits: 4, then: 0x2D)
    append(date.month, digits: 2, then: 0x2D)
    append(date.day, digits: 2, then: 0x54)
    append(seconds / 3600, digits: 2, then: 0x3A)
    append(seconds / 60 % 60, digits: 2, then: 0x3A)
    append(seconds % 60, digits: 2, then: 0x2E)
    append(timeOfDay % 1_000_000, digits: 6, then: 0x5A)
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads a date (`2026-11-24`, its beginning) or a time in UTC (`2026-11-24T00:46[:31[.5]]Z`).
  package init?(rfc3339 text: String) {
    var rest = Array(text.utf8)[...]
    func number(_ digits: Int) -> Int64? {
      guard rest.count >= digits else { return nil }
      var value: Int64 = 0
      for byte in rest.prefix(digits) {
        guard 0x30...0x39 ~= byte else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      rest = rest.dropFirst(digits)
      return value
    }
    func take(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard let year = number(4), take(0x2D), let month = number(2), take(0x2D), let day = number(2),
      1...12 ~= month, day >= 1, day <= Self.days(inMonth: month, of: year)
    else { return nil }
    var total = Self.day(fromYear: year, month: month, day: day) * Self.microsecondsPerDay
    if !rest.isEmpty {
      guard take(0x54), let hour = number(2), take(0x3A), let minute = number(2),
        hour < 24, minute < 60
      else { return nil }
      total += (hour * 3600 + minute * 60) * 1_000_000
      if take(0x3A) {
        guard let second = number(2), second < 60 else { return nil }
        total += second * 1_000_000
        if take(0x2E) {
          var unit: Int64 = 100_000
          var digits = 0
          while let digit = number(1) {
            total += digit * unit
            unit /= 10
            digits += 1
          }
          guard 1...6 ~= digits else { return nil }
        }
      }
      guard take(0x5A), rest.isEmpty else { return nil }
    }
    self.init(microseconds: total)
  }

  // MARK: The proleptic Gregorian calendar
  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2014): eras of 400 years, which
  // have 146,097 days each, and years that begin in March.

  private static let microsecondsPerDay: Int64 = 86_400_000_000
  private static let earliest = day(fromYear: 0, month: 1, day: 1) * microsecondsPerDay
  private static let latest = day(fromYear: 10_000, month: 1, day: 1) * microsecondsPerDay - 1

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
  }

  private static func day(fromYear year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func civil(fromDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    switch month {
    case 2: return isLeap ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }
}
