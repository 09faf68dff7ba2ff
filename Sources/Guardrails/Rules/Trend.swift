import ClinicalLanguage
import Policies

/// A value that gets worse inside one note, as `red_flag` rules state it:
/// `{measurement: Hemoglobin, below: "9.0", unit: g/dL, change: "2.0"}`.
///
/// It holds of a value that crosses the limit and is by `change` worse than one that stands before it.
/// Notes tell in the order of events; where one begins with the latest value nothing is found.
struct Trend: Sendable, Hashable {
  let threshold: Threshold
  private let change: Double

  init?(reading parameters: inout ParameterReader) {
    let threshold = Threshold(reading: &parameters)
    guard let change = parameters.requiredDecimal("change"), let threshold else { return nil }
    guard change > 0 else {
      parameters.report("a change is greater than 0", at: "change")
      return nil
    }
    self.threshold = threshold
    self.change = change
  }

  /// Rounding of decimals must not undo a change of just the amount asked for.
  private static let tolerance = 1e-9

  /// The values, in the order of the note, that are worse than one before them.
  func worsened(_ values: [CurrentMeasurement]) -> [CurrentMeasurement] {
    var best: Double?
    return values.filter { measurement in
      guard let value = threshold.value(of: measurement.quantity) else { return false }
      let earlier = best
      best = earlier.map { threshold.isUpper ? min($0, value) : max($0, value) } ?? value
      guard let earlier, threshold.isCrossed(by: measurement.quantity) else { return false }
      let worsening = threshold.isUpper ? value - earlier : earlier - value
      return worsening >= change - Self.tolerance
    }
  }
}
