/// The limits of one laboratory value or vital sign, as `labs_vitals.tsv` gives them with their
/// sources: adults, one wide range for both sexes, critical limits that vary between laboratories.
struct MeasurementReference: Sendable, Hashable {
  var unit: Unit?
  var referenceLow: Double?
  var referenceHigh: Double?
  var criticalLow: Double?
  var criticalHigh: Double?
  /// Whether a value at the critical limit is critical itself.
  var criticalIsInclusive: Bool
  var isVitalSign: Bool

  /// How a value stands to the limits; nil where the table gives none.
  func abnormality(of value: Double) -> Fact.Abnormality? {
    guard referenceLow != nil || referenceHigh != nil || criticalLow != nil || criticalHigh != nil
    else { return nil }
    if let limit = criticalLow, criticalIsInclusive ? value <= limit : value < limit {
      return .criticallyLow
    }
    if let limit = criticalHigh, criticalIsInclusive ? value >= limit : value > limit {
      return .criticallyHigh
    }
    if let limit = referenceLow, value < limit { return .low }
    if let limit = referenceHigh, value > limit { return .high }
    return .normal
  }
}

/// The references of all measurements of a lexicon, by concept.
struct MeasurementTable: Sendable {
  private let references: [Int32: MeasurementReference]
  private let conversions: [Int32: [MeasurementConversion]]
  private let plausible: [Int32: ClosedRange<Double>]
  private let siWitnesses: Set<Int32>
  let systolic: ConceptID?
  let diastolic: ConceptID?
  let celsius: ConceptID?
  let fahrenheit: ConceptID?

  /// Takes the concepts with their references, named as in `labs_vitals.tsv`.
  init(_ entries: [(concept: ConceptID, name: String, reference: MeasurementReference)]) {
    var references: [Int32: MeasurementReference] = [:]
    var conversions: [Int32: [MeasurementConversion]] = [:]
    var plausible: [Int32: ClosedRange<Double>] = [:]
    var named: [String: ConceptID] = [:]
    for entry in entries {
      references[entry.concept.index] = entry.reference
      conversions[entry.concept.index] = MeasurementConversion.standard[entry.name]
      plausible[entry.concept.index] = MeasurementConversion.plausible[entry.name]
      named[entry.name] = entry.concept
    }
    siWitnesses = Set(
      ["Hemoglobin", "Creatinine", "Glucose", "Total cholesterol"].compactMap { named[$0]?.index })
    self.references = references
    self.conversions = conversions
    self.plausible = plausible
    systolic = named["Systolic blood pressure"]
    diastolic = named["Diastolic blood pressure"]
    celsius = named["Temperature (Celsius)"]
    fahrenheit = named["Temperature (Fahrenheit)"]
  }

  func reference(of concept: ConceptID) -> MeasurementReference? { references[concept.index] }

  /// Whether the value can be one of this measurement at all, in the unit of its limits.
  func isPlausible(_ value: Double, for concept: ConceptID) -> Bool {
    plausible[concept.index]?.contains(value) ?? (value >= 0)
  }

  /// By what a bare value is multiplied to come into the unit of the limits, where it can only be meant
  /// in another unit; in a note with SI units, also where it could be.
  func impliedFactor(of value: Double, _ concept: ConceptID, isSI: Bool) -> Double? {
    for conversion in conversions[concept.index] ?? [] {
      if conversion.impliedBy?.contains(value) == true { return conversion.factor }
      if conversion.ambiguous?.contains(value) == true {
        // Nobody writes 12.4 milligrams of glucose.
        let isFraction = value != value.rounded() && conversion.impliedBy != nil
        return isSI || isFraction ? conversion.factor : nil
      }
    }
    return nil
  }

  /// Whether the unit is another than that of the limits.
  func isConverted(_ code: String?, of concept: ConceptID) -> Bool {
    guard let unit = code.flatMap(Unit.init(rawValue:)) else { return false }
    return (conversions[concept.index] ?? []).contains { $0.unit == unit }
  }

  /// Whether bare values of this measurement tell SI units from conventional ones.
  func showsSI(_ concept: ConceptID) -> Bool { siWitnesses.contains(concept.index) }

  /// The value in the unit of the limits; nil where the unit is none of this measurement, or, where
  /// the note gives no unit, where the value could be meant in more than one.
  func canonicalValue(_ value: Double, in unit: Unit?, of concept: ConceptID)
    -> MeasurementReading
  {
    guard let reference = references[concept.index] else { return .unknown }
    let known = conversions[concept.index] ?? []
    guard let unit else {
      for conversion in known {
        if conversion.impliedBy?.contains(value) == true {
          return .value(value * conversion.factor)
        }
        if conversion.ambiguous?.contains(value) == true { return .unknown }
      }
      return .value(value)
    }
    if unit == reference.unit || MeasurementConversion.areSame(unit, reference.unit) {
      return .value(value)
    }
    if let conversion = known.first(where: {
      $0.unit == unit || MeasurementConversion.areSame($0.unit, unit)
    }) {
      return .value(value * conversion.factor)
    }
    return .foreign
  }
}

/// What a number beside a measurement's name is.
enum MeasurementReading: Equatable {
  /// A value in the unit of the limits.
  case value(Double)
  /// A value whose unit the note leaves open.
  case unknown
  /// A number in a unit that this measurement never has: a dose, a length, a duration.
  case foreign
}

extension Lexicon {
  /// A value without unit that can only be meant in one, or that a note in SI units means in such a
  /// unit, with the unit of the measurement's limits; other values as they stand.
  ///
  /// - Parameter isSI: whether the note gives other values in SI units.
  package func resolved(_ quantity: Quantity, _ concept: ConceptID, isSI: Bool) -> Quantity {
    guard quantity.unit == nil, let reference = measurements.reference(of: concept),
      let unit = reference.unit,
      let factor = measurements.impliedFactor(of: quantity.value, concept, isSI: isSI)
    else { return quantity }
    return Quantity(
      value: quantity.value * factor, unit: unit.rawValue, span: quantity.span)
  }

  /// Whether a value shows that a note is written in SI units: `Hb 148`, `creatinine 131`, any value
  /// in kilopascals or micromoles.
  package func showsSIUnits(_ quantity: Quantity, _ concept: ConceptID) -> Bool {
    switch quantity.unit {
    case Unit.kilopascal.rawValue, Unit.micromolePerLiter.rawValue: return true
    case Unit.gramPerLiter.rawValue, Unit.millimolePerLiter.rawValue:
      return measurements.isConverted(quantity.unit, of: concept)
    case nil:
      return measurements.impliedFactor(of: quantity.value, concept, isSI: false) != nil
        && measurements.showsSI(concept)
    default: return false
    }
  }

  /// The value in the unit of the measurement's limits; nil where the unit is none of it, or where the
  /// value could be meant in more than one.
  package func canonicalValue(of quantity: Quantity, _ concept: ConceptID) -> Double? {
    var unit: Unit?
    if let code = quantity.unit {
      guard let known = Unit(rawValue: code) else { return nil }
      unit = known
    }
    guard
      case .value(let value) = measurements.canonicalValue(quantity.value, in: unit, of: concept)
    else { return nil }
    return value
  }
}
