/// How long a server asks to wait.
package enum RetryAfter {
  /// In milliseconds: `retry-after-ms`, else `retry-after` as seconds or as a date (RFC 9110, section
  /// 10.2.3); nil where none is given or it cannot be read.
  ///
  /// - Parameter now: Seconds since 1970, for dates.
  package static func milliseconds(in head: HTTPHead, now: Int) -> Int? {
    if let value = head["retry-after-ms"], let wait = thousandths(value, scale: 1) { return wait }
    guard let value = head["retry-after"] else { return nil }
    if let wait = thousandths(value, scale: 1000) { return wait }
    guard let date = HTTPDate.seconds(value) else { return nil }
    return max(0, min(date - now, longest / 1000)) * 1000
  }

  /// What is longer is as good as never, and would not fit, in milliseconds.
  private static let longest = 1_000_000_000

  /// A number such as `3` or `1.5`.
  private static func thousandths(_ text: String, scale: Double) -> Int? {
    guard (1...16).contains(text.utf8.count),
      text.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2E }), let value = Double(text)
    else { return nil }
    return Int(min(value * scale, Double(longest)).rounded(.up))
  }
}

/// The preferred form of dates in HTTP (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  /// Seconds since 1970.
  static func seconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 29, text.hasSuffix(" GMT") else { return nil }
    func number(_ start: Int, _ count: Int) -> Int? {
      let digits = bytes[start..<start + count]
      guard digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
      return Int(String(decoding: digits, as: UTF8.self))
    }
    let name = String(decoding: bytes[8..<11], as: UTF8.self)
    guard let day = number(5, 2), let month = months.firstIndex(of: name), let year = number(12, 4),
      let hour = number(17, 2), let minute = number(20, 2), let second = number(23, 2),
      (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    return days(year: year, month: month + 1, day: day) * 86_400 + hour * 3600 + minute * 60
      + second
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil).
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let ofEra = year - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
