/// The figures of one sample by metric: what it adds to the numerator and to the denominator.
///
/// A mean has the denominator 1, a rate its chances. A metric that does not apply to a sample (no
/// reference, no expectation) is not there.
package struct Measures: Sendable, Hashable {
  package struct Part: Sendable, Hashable {
    package var numerator: Double
    package var denominator: Double

    package init(_ numerator: Double, of denominator: Double = 1) {
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  package private(set) var parts: [String: Part] = [:]

  package init() {}

  package subscript(metric: String) -> Part? { parts[metric] }

  /// Sets the figure of a metric; the name must be one of the table.
  package mutating func set(_ metric: String, _ part: Part) {
    precondition(Metric.named(metric) != nil, "every metric stands in the table")
    parts[metric] = part
  }

  package mutating func mean(_ metric: String, _ value: Double) { set(metric, Part(value)) }

  /// Hits of chances; without chances the metric does not apply.
  package mutating func rate(_ metric: String, _ hits: Int, of chances: Int) {
    guard chances > 0 else { return }
    set(metric, Part(Double(hits), of: Double(chances)))
  }
}
