/// What a unit measures. Values of one dimension are compared in its base unit.
package struct QuantityDimension: Sendable, Hashable {
  package enum Measure: UInt8, Sendable, Hashable {
    /// No unit.
    case none
    case mass, volume, length, duration, temperature, angle, pressure, waterPressure
    case percent, insulinUnit, equivalent, substance, activity, radiationDose, energy
    case massConcentration, molarConcentration, equivalentConcentration, enzyme, unitConcentration
    case cellCount, perMinute, milliliterPerMinute, bodyMassIndex, gauge, french, diopter
    case tablet, puff, drop, refill, pack, packYear, otherUnit, power, foldedScore
  }

  /// What a dose is given per.
  package enum Denominator: UInt8, Sendable, Hashable {
    case none, kilogram, squareMeter, hour, minute, milliliter, deciliter, liter, other
  }

  package var measure: Measure
  package var denominator: Denominator = .none

  package static let none = QuantityDimension(measure: .none)
  package static let angle = QuantityDimension(measure: .angle)
  package static let duration = QuantityDimension(measure: .duration)

  /// For sorting.
  package var order: Int { Int(measure.rawValue) << 4 | Int(denominator.rawValue) }

  package static func == (left: QuantityDimension, right: QuantityDimension) -> Bool {
    left.order == right.order
  }
}

extension Unit {
  /// The dimension of the unit and its size in the base unit of that dimension: milligrams,
  /// millilitres, millimetres, days, mg/dL, /uL. Definitions of the SI and NIST SP 811 (pound,
  /// inch, ounce).
  var dimension: (QuantityDimension, Double) {
    switch self {
    case .kilogram: (.init(measure: .mass), 1e6)
    case .gram: (.init(measure: .mass), 1e3)
    case .milligram: (.init(measure: .mass), 1)
    case .microgram: (.init(measure: .mass), 1e-3)
    case .nanogram: (.init(measure: .mass), 1e-6)
    case .picogram: (.init(measure: .mass), 1e-9)
    case .pound: (.init(measure: .mass), 453_592.37)
    case .ounce: (.init(measure: .mass), 28_349.523_125)
    case .milliliter: (.init(measure: .volume), 1)
    case .liter: (.init(measure: .volume), 1000)
    // The spoons by which medicines are measured (USP).
    case .teaspoon: (.init(measure: .volume), 5)
    case .tablespoon: (.init(measure: .volume), 15)
    case .femtoliter: (.init(measure: .volume), 1e-12)
    case .meter: (.init(measure: .length), 1000)
    case .centimeter: (.init(measure: .length), 10)
    case .millimeter: (.init(measure: .length), 1)
    case .inch: (.init(measure: .length), 25.4)
    case .foot: (.init(measure: .length), 304.8)
    case .celsius, .fahrenheit: (.init(measure: .temperature), 1)
    case .degree: (.init(measure: .angle), 1)
    case .millimeterOfMercury: (.init(measure: .pressure), 1)
    case .kilopascal: (.init(measure: .pressure), 7.500_62)
    case .centimeterOfWater: (.init(measure: .waterPressure), 10)
    case .millimeterOfWater: (.init(measure: .waterPressure), 1)
    case .percent: (.init(measure: .percent), 1)
    case .internationalUnit, .unit: (.init(measure: .insulinUnit), 1)
    case .milliequivalent: (.init(measure: .equivalent), 1)
    case .millimole: (.init(measure: .substance), 1)
    case .millicurie: (.init(measure: .activity), 1)
    case .curie: (.init(measure: .activity), 1000)
    case .microcurie: (.init(measure: .activity), 1e-3)
    case .gray: (.init(measure: .radiationDose), 100)
    case .centigray: (.init(measure: .radiationDose), 1)
    case .joule: (.init(measure: .energy), 1)
    case .kilocalorie: (.init(measure: .energy), 4184)
    case .watt: (.init(measure: .power), 1)
    case .french: (.init(measure: .french), 1)
    case .gauge: (.init(measure: .gauge), 1)
    case .diopter: (.init(measure: .diopter), 1)
    case .packYear: (.init(measure: .packYear), 1)
    case .tablet: (.init(measure: .tablet), 1)
    case .puff: (.init(measure: .puff), 1)
    case .refill: (.init(measure: .refill), 1)
    case .pack: (.init(measure: .pack), 1)
    case .drop: (.init(measure: .drop), 1)
    case .second: (.duration, 1.0 / 86400)
    case .millisecond: (.duration, 1.0 / 86_400_000)
    case .minute: (.duration, 1.0 / 1440)
    case .hour: (.duration, 1.0 / 24)
    case .day: (.duration, 1)
    case .week: (.duration, 7)
    case .fortnight: (.duration, 14)
    // The mean Gregorian year and its twelfth.
    case .month: (.duration, 30.436_875)
    case .year: (.duration, 365.2425)
    case .decade: (.duration, 3652.425)
    case .gramPerDeciliter: (.init(measure: .massConcentration), 1000)
    case .gramPerLiter: (.init(measure: .massConcentration), 100)
    case .milligramPerDeciliter: (.init(measure: .massConcentration), 1)
    case .milligramPerLiter, .microgramPerMilliliter: (.init(measure: .massConcentration), 0.1)
    case .microgramPerDeciliter: (.init(measure: .massConcentration), 1e-3)
    case .microgramPerLiter, .nanogramPerMilliliter: (.init(measure: .massConcentration), 1e-4)
    case .nanogramPerDeciliter: (.init(measure: .massConcentration), 1e-6)
    case .nanogramPerLiter, .picogramPerMilliliter: (.init(measure: .massConcentration), 1e-7)
    case .millimolePerLiter, .milliequivalentPerLiter: (.init(measure: .molarConcentration), 1)
    case .micromolePerLiter: (.init(measure: .molarConcentration), 1e-3)
    case .nanomolePerLiter: (.init(measure: .molarConcentration), 1e-6)
    case .picomolePerLiter: (.init(measure: .molarConcentration), 1e-9)
    case .unitPerLiter, .internationalUnitPerLiter: (.init(measure: .enzyme), 1)
    case .milliInternationalUnitPerLiter, .microInternationalUnitPerMilliliter:
      (.init(measure: .enzyme), 1e-3)
    case .milliInternationalUnitPerMilliliter: (.init(measure: .enzyme), 1)
    case .internationalUnitPerMilliliter: (.init(measure: .enzyme), 1000)
    case .thousandPerMicroliter, .billionPerLiter: (.init(measure: .cellCount), 1000)
    case .millionPerMicroliter, .trillionPerLiter: (.init(measure: .cellCount), 1e6)
    case .perMicroliter: (.init(measure: .cellCount), 1)
    case .perMinute: (.init(measure: .perMinute), 1)
    case .milliliterPerMinute, .milliliterPerMinutePerArea:
      (.init(measure: .milliliterPerMinute), 1)
    case .literPerMinute: (.init(measure: .volume, denominator: .minute), 1000)
    case .kilogramPerSquareMeter: (.init(measure: .bodyMassIndex), 1)
    case .millimeterPerHour: (.init(measure: .length, denominator: .hour), 1)
    case .milligramPerGram, .milligramPerMillimole, .milliosmolePerKilogram, .millimolePerMole,
      .milliliterPerKilogramHour, .ratio, .score, .normalizedRatio, .acidity:
      (.init(measure: .otherUnit), 1)
    }
  }

  /// The value in the base unit of the dimension.
  func canonical(_ value: Double) -> Double {
    switch self {
    // Celsius is the base: 98.6 °F is 37 °C.
    case .fahrenheit: (value - 32) * 5 / 9
    default: value * dimension.1
    }
  }
}
