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
  /// For whom the limit holds; nil for everybody.
  let patient: PatientGroup?
  private let foldedMeasurement: String

  init?(reading parameters: inout ParameterReader) {
    let measurement = parameters.requiredString("measurement")
    let unit = parameters.string("unit")
    let patient = parameters.patientGroup()
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
    self.patient = patient
    self.unit = UnitConversion.folded(unit ?? "")
  }

  /// The value in the threshold's unit. One without unit is taken to be in it already; nil for one in
  /// a unit that cannot be converted.
  func value(of quantity: Quantity) -> Double? {
    guard let unit = quantity.unit.map(UnitConversion.folded) else {
      return UnitConversion.withoutUnit(quantity.value, of: foldedMeasurement, in: self.unit)
    }
    return UnitConversion.convert(
      quantity.value, of: foldedMeasurement, from: unit, to: self.unit)
  }

  /// Whether the value crosses the limit; one that cannot be converted crosses nothing.
  func isCrossed(by quantity: Quantity) -> Bool {
    guard let value = value(of: quantity) else { return false }
    switch comparison {
    case .atOrAbove: return value >= limit
    case .above: return value > limit
    case .atOrBelow: return value <= limit
    case .below: return value < limit
    }
  }

  /// Whether the limit is one from above, so that greater values are the worse ones.
  var isUpper: Bool { comparison == .atOrAbove || comparison == .above }
}
