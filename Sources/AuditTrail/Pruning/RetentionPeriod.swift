/// How long records are kept: `P6Y`, `P18M`, `P2Y6M`, `P400D` (ISO 8601, years, months and days).
package struct RetentionPeriod: Sendable, Hashable, Comparable {
  /// No month and no year is longer than it counts here, so nothing goes before its time.
  private let days: Int

  /// EU AI Act, article 26(6).
  package static let least = RetentionPeriod(days: 6 * daysPerMonth)

  private static let daysPerMonth = 31
  private static let daysPerYear = 366
  /// In years; more than any rule asks for, and far below what a timestamp holds.
  private static let longest = 1000

  private init(days: Int) { self.days = days }

  /// Reads a period; nil where the text is none, or one of more than a thousand years.
  package init?(_ text: String) {
    var rest = text.utf8[...]
    guard rest.popFirst() == 0x50, !rest.isEmpty else { return nil }
    var days = 0
    var units: [(letter: UInt8, days: Int)] = [
      (0x59, Self.daysPerYear), (0x4D, Self.daysPerMonth), (0x44, 1),
    ]
    while !rest.isEmpty {
      let digits = rest.prefix { 0x30...0x39 ~= $0 }
      guard (1...6).contains(digits.count) else { return nil }
      let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      rest = rest.dropFirst(digits.count)
      guard let letter = rest.popFirst(),
        let unit = units.firstIndex(where: { $0.letter == letter })
      else { return nil }
      days += number * units[unit].days
      // Each unit once, the longer ones first.
      units.removeFirst(unit + 1)
    }
    guard days <= Self.longest * Self.daysPerYear else { return nil }
    self.days = days
  }

  package static func < (left: RetentionPeriod, right: RetentionPeriod) -> Bool {
    left.days < right.days
  }

  /// The moment before which records are older than this.
  package func before(_ now: Timestamp) -> Timestamp {
    Timestamp(microseconds: now.microseconds - Int64(days) * 86_400_000_000)
  }
}
