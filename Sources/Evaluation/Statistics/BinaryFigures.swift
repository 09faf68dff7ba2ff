/// What a finding is worth as a test for unsafe summaries, from the four counts of a two-by-two table; all
/// intervals are Wilson's.
package struct BinaryFigures: Sendable, Hashable {
  /// Unsafe ones found and not, safe ones found and not.
  package let hits: Int
  package let misses: Int
  package let falseAlarms: Int
  package let passes: Int

  /// A share of chances, with its interval.
  package struct Share: Sendable, Hashable {
    package let value: Double
    package let interval: Interval
  }

  /// A rule: found is that on which it has an enforced finding.
  package init(_ rule: RuleTally, among labels: LabelTally) {
    hits = rule.onUnsafe
    misses = labels.unsafe - rule.onUnsafe
    falseAlarms = rule.onSafe
    passes = labels.safe - rule.onSafe
  }

  /// A type of error beside all safe summaries: found is what was held or blocked, or shown
  /// without the error.
  package init(_ type: LabelTally, among labels: LabelTally) {
    hits = type.unsafeCaught
    misses = type.unsafeShown
    falseAlarms = labels.safeStopped
    passes = labels.safeShown
  }

  package static let names = ["sensitivity", "specificity", "PPV", "NPV"]

  /// In the order of `names`; nil where there is nothing to take a share of.
  package var shares: [Share?] {
    [
      share(hits, of: hits + misses), share(passes, of: passes + falseAlarms),
      share(hits, of: hits + falseAlarms), share(passes, of: passes + misses),
    ]
  }

  private func share(_ count: Int, of all: Int) -> Share? {
    Interval.wilson(Double(count), of: Double(all)).map {
      Share(value: Double(count) / Double(all), interval: $0)
    }
  }

  /// Per cent for a table, empty where there is nothing to say.
  package var cells: [String] {
    shares.map { share in
      guard let share else { return "" }
      func percent(_ value: Double) -> String { DecimalText.fixed(value * 100, 1) }
      return "\(percent(share.value)) [\(percent(share.interval.lower)), "
        + "\(percent(share.interval.upper))]"
    }
  }
}
