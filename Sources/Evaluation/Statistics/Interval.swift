/// An interval of 95 % confidence.
package struct Interval: Sendable, Hashable {
  package let lower: Double
  package let upper: Double

  package init(_ lower: Double, _ upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  package var includesZero: Bool { lower <= 0 && upper >= 0 }

  /// The 97.5th percentile of the standard normal distribution.
  private static let z = 1.959_963_984_540_054

  /// Wilson's score interval of a rate (E. B. Wilson, "Probable inference, the law of succession, and
  /// statistical inference", JASA 1927): never below 0 or above 1, and not empty where nothing or
  /// everything was hit. Nil without chances.
  package static func wilson(_ hits: Double, of chances: Double) -> Interval? {
    guard chances > 0 else { return nil }
    let rate = hits / chances
    let square = z * z
    let middle = rate + square / (2 * chances)
    let width = z * (rate * (1 - rate) / chances + square / (4 * chances * chances)).squareRoot()
    let scale = 1 + square / chances
    return Interval(max(0, (middle - width) / scale), min(1, (middle + width) / scale))
  }
}
