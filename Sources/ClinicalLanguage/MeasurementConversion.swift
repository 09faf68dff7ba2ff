/// A further unit in which a measurement is reported.
///
/// Factors from molar masses, as in the SI conversion table of the AMA Manual of Style (11th ed.).
struct MeasurementConversion: Sendable {
  let unit: Unit
  /// The value in the limits' unit is the value in this unit times the factor.
  let factor: Double
  /// Bare values that can only be meant in this unit.
  var impliedBy: ClosedRange<Double>?
  /// Bare values that could be meant in either.
  var ambiguous: ClosedRange<Double>?

  init(
    _ unit: Unit, _ factor: Double, impliedBy: ClosedRange<Double>? = nil,
    ambiguous: ClosedRange<Double>? = nil
  ) {
    self.unit = unit
    self.factor = factor
    self.impliedBy = impliedBy
    self.ambiguous = ambiguous
  }

  private static let cells = [
    MeasurementConversion(.perMicroliter, 0.001, impliedBy: 500...2_000_000)
  ]
  private static let cholesterol = [
    MeasurementConversion(.millimolePerLiter, 38.67, impliedBy: 0...12)
  ]
  private static let bilirubin = [
    MeasurementConversion(.micromolePerLiter, 0.0585, impliedBy: 40...1000, ambiguous: 5...40)
  ]

  /// By the measurement's name in `labs_vitals.tsv`. The ranges of bare values are chosen so that a
  /// value is taken for a unit only where the other would be out of all proportion.
  static let standard: [String: [MeasurementConversion]] = [
    "Creatinine": [
      MeasurementConversion(
        .micromolePerLiter, 1 / 88.4, impliedBy: 25...3000, ambiguous: 15...25)
    ],
    "Blood urea nitrogen": [MeasurementConversion(.millimolePerLiter, 2.801)],
    "Glucose": [
      MeasurementConversion(.millimolePerLiter, 18.016, impliedBy: 1...10, ambiguous: 10...35)
    ],
    "CSF glucose": [MeasurementConversion(.millimolePerLiter, 18.016)],
    "Calcium, total": [
      MeasurementConversion(.millimolePerLiter, 4.008, impliedBy: 1.5...4, ambiguous: 0...1.5)
    ],
    "Calcium, ionized": [
      MeasurementConversion(.milligramPerDeciliter, 0.2495, impliedBy: 2.5...8)
    ],
    "Magnesium": [
      MeasurementConversion(.millimolePerLiter, 2.431, ambiguous: 0...1.2),
      MeasurementConversion(.milliequivalentPerLiter, 1.215),
    ],
    "Phosphorus": [MeasurementConversion(.millimolePerLiter, 3.097, ambiguous: 0...2)],
    "Albumin": [MeasurementConversion(.gramPerLiter, 0.1, impliedBy: 10...80)],
    "Total protein": [MeasurementConversion(.gramPerLiter, 0.1, impliedBy: 20...150)],
    "Bilirubin, total": bilirubin,
    "Bilirubin, direct": bilirubin,
    "Uric acid": [MeasurementConversion(.micromolePerLiter, 0.0168, impliedBy: 60...2000)],
    "Lactate": [MeasurementConversion(.milligramPerDeciliter, 0.111)],
    "C-reactive protein": [MeasurementConversion(.milligramPerDeciliter, 10)],
    "High-sensitivity C-reactive protein": [MeasurementConversion(.milligramPerDeciliter, 10)],
    "Troponin I": [
      MeasurementConversion(.nanogramPerLiter, 0.001),
      MeasurementConversion(.picogramPerMilliliter, 0.001),
    ],
    "Troponin T, high-sensitivity": [
      MeasurementConversion(.nanogramPerMilliliter, 1000, impliedBy: 0...2)
    ],
    "White blood cell count": cells,
    "Absolute neutrophil count": cells,
    "Platelet count": [MeasurementConversion(.perMicroliter, 0.001, impliedBy: 3000...5_000_000)],
    "Hemoglobin": [
      MeasurementConversion(.gramPerLiter, 0.1, impliedBy: 30...250),
      MeasurementConversion(.millimolePerLiter, 1.611),
    ],
    "D-dimer": [
      MeasurementConversion(.nanogramPerMilliliter, 0.001, impliedBy: 50...100_000),
      MeasurementConversion(.milligramPerLiter, 1),
      MeasurementConversion(.microgramPerMilliliter, 1),
      MeasurementConversion(.milligramPerDeciliter, 10),
    ],
    "Total cholesterol": cholesterol,
    "LDL cholesterol": [MeasurementConversion(.millimolePerLiter, 38.67, impliedBy: 0...10)],
    "HDL cholesterol": [MeasurementConversion(.millimolePerLiter, 38.67, impliedBy: 0...5)],
    "Triglycerides": [MeasurementConversion(.millimolePerLiter, 88.57, impliedBy: 0...15)],
    "Free thyroxine": [MeasurementConversion(.picomolePerLiter, 0.0777, impliedBy: 8...100)],
    "Vitamin B12": [MeasurementConversion(.picomolePerLiter, 1.355)],
    "Ammonia": [MeasurementConversion(.microgramPerDeciliter, 0.587)],
    "Weight": [
      MeasurementConversion(.pound, 0.4536), MeasurementConversion(.gram, 0.001),
      MeasurementConversion(.ounce, 0.02835),
    ],
    "Height": [
      MeasurementConversion(.inch, 2.54), MeasurementConversion(.foot, 30.48),
      MeasurementConversion(.meter, 100),
    ],
    "Arterial pCO2": [MeasurementConversion(.kilopascal, 7.50)],
    "Arterial pO2": [MeasurementConversion(.kilopascal, 7.50)],
    "QTc interval": [MeasurementConversion(.second, 1000)],
    "Lead, blood": [MeasurementConversion(.micromolePerLiter, 20.72)],
  ]

  /// Values outside are no such measurement (wide physiological bounds; a guard against misreading
  /// a date, a level of the spine or a dose).
  static let plausible: [String: ClosedRange<Double>] = [
    "Heart rate": 15...320, "Systolic blood pressure": 30...320,
    "Diastolic blood pressure": 10...220, "Mean arterial pressure": 20...220,
    "Respiratory rate": 3...120, "Oxygen saturation": 30...100,
    "Temperature (Celsius)": 25...45, "Temperature (Fahrenheit)": 77...115,
    "Glasgow Coma Scale": 3...15, "Pain score": 0...10, "Body mass index": 7...120,
    "Sodium": 90...200, "Potassium": 1...12, "Chloride": 50...160, "Bicarbonate": 1...70,
    "Anion gap": 0...60, "Calcium, total": 2...25, "Magnesium": 0.2...20, "Phosphorus": 0.2...20,
    "Arterial pH": 6.5...7.9, "International normalized ratio": 0.5...30,
    "Prothrombin time": 7...250, "Activated partial thromboplastin time": 12...300,
    "Hemoglobin": 1...26, "Hematocrit": 5...80, "White blood cell count": 0...1000,
    "Platelet count": 0...5000, "Ejection fraction": 3...90, "Iron": 1...1000,
    "NIH Stroke Scale": 0...42, "Urine specific gravity": 1...1.06, "Hemoglobin A1c": 2...25,
    "Height": 20...260, "Weight": 0.2...500, "Creatinine": 0.05...40, "FiO2": 15...100,
    "Intracranial pressure": 0...120, "QTc interval": 200...800, "Bands": 0...99,
    "Lactate": 0.1...40, "Glucose": 5...2500, "Albumin": 0.5...8, "Total protein": 1...15,
    "Reticulocyte count": 0...60, "Total triiodothyronine": 10...1000, "Base excess": 0...40,
  ]

  /// Whether two units are one size, so that values can be compared as they stand.
  static func areSame(_ left: Unit, _ right: Unit?) -> Bool {
    guard let right else { return false }
    return sizeClass(left) == sizeClass(right)
  }

  /// Units of one size share a representative. Milliequivalents equal millimoles for the ions that
  /// carry one charge; measurements of others have a conversion of their own.
  private static func sizeClass(_ unit: Unit) -> Unit {
    switch unit {
    case .milliequivalentPerLiter, .millimole, .millimolePerLiter: .millimolePerLiter
    case .billionPerLiter, .thousandPerMicroliter: .thousandPerMicroliter
    case .trillionPerLiter, .millionPerMicroliter: .millionPerMicroliter
    case .internationalUnitPerLiter, .unitPerLiter: .unitPerLiter
    case .microgramPerLiter, .nanogramPerMilliliter: .nanogramPerMilliliter
    case .picogramPerMilliliter, .nanogramPerLiter: .nanogramPerLiter
    case .microgramPerMilliliter, .milligramPerLiter: .milligramPerLiter
    case .milliInternationalUnitPerLiter, .microInternationalUnitPerMilliliter:
      .milliInternationalUnitPerLiter
    case .milliliterPerMinute, .milliliterPerMinutePerArea: .milliliterPerMinutePerArea
    default: unit
    }
  }
}
