import ClinicalLanguage
import Policies
import SourceText

/// A limit of a measurement, as `red_flag` rules state it:
/// `{measurement: Potassium, atOrAbove: "6.2", unit: mmol/L}`.
struct Threshold: Sendable, Hashable {
  enum Comparison: String, Sendable, Hashable, CaseIterable {
    case atOrAbove, above, atOrBelow, below
  }

  /// A laboratory or vital sign name of the lexicon.
  let measurement: String
  let comparison: Comparison
  let limit: Double
  /// Folded; empty for a measurement without unit.
  let unit: String
  private let foldedMeasurement: String

  init?(reading parameters: inout ParameterReader) {
    let measurement = parameters.requiredString("measurement")
    let unit = parameters.string("unit")
    var limits: [(Comparison, Double)] = []
    var isMalformed = false
    for comparison in Comparison.allCases where parameters.has(comparison.rawValue) {
      if let limit = parameters.decimal(comparison.rawValue) {
        limits.append((comparison, limit))
      } else {
        isMalformed = true
      }
    }
    guard let measurement, !isMalformed else { return nil }
    guard limits.count == 1, let only = limits.first else {
      parameters.report(
        "a threshold needs exactly one of 'atOrAbove', 'above', 'atOrBelow' and 'below'",
        at: "measurement")
      return nil
    }
    self.measurement = measurement
    foldedMeasurement = measurement.lowercased()
    (comparison, limit) = only
    self.unit = UnitConversion.folded(unit ?? "")
  }

  /// Whether the value crosses the limit. A value without unit is taken to be in the threshold's; one
  /// in a unit that cannot be converted crosses nothing.
  func isCrossed(by quantity: Quantity) -> Bool {
    let unit = quantity.unit.map(UnitConversion.folded) ?? self.unit
    guard
      let value = UnitConversion.convert(
        quantity.value, of: foldedMeasurement, from: unit, to: self.unit)
    else { return false }
    switch comparison {
    case .atOrAbove: return value >= limit
    case .above: return value > limit
    case .atOrBelow: return value <= limit
    case .below: return value < limit
    }
  }
}
