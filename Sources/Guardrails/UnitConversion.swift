/// Brings a value to the unit of a threshold, so that glucose 25 mmol/L is held against 450 mg/dL.
///
/// Factors are those of the molar masses (glucose 180.16 g/mol, creatinine 113.12, calcium 40.08,
/// lactate 90.08, bilirubin 584.66), of the charges of ions (one for sodium, potassium, chloride,
/// bicarbonate and lithium) and of the SI prefixes; °F to °C by definition.
enum UnitConversion {
  private struct Factor {
    /// In lower case; nil for any measurement.
    var measurement: String?
    var from: String
    var to: String
    var factor: Double
  }

  /// Each row also holds backwards.
  private static let factors = [
    Factor(measurement: "sodium", from: "meq/l", to: "mmol/l", factor: 1),
    Factor(measurement: "potassium", from: "meq/l", to: "mmol/l", factor: 1),
    Factor(measurement: "chloride", from: "meq/l", to: "mmol/l", factor: 1),
    Factor(measurement: "bicarbonate", from: "meq/l", to: "mmol/l", factor: 1),
    Factor(measurement: "lithium level", from: "meq/l", to: "mmol/l", factor: 1),
    Factor(measurement: "glucose", from: "mmol/l", to: "mg/dl", factor: 18.016),
    Factor(measurement: "creatinine", from: "mg/dl", to: "umol/l", factor: 88.4),
    Factor(measurement: "calcium, total", from: "mmol/l", to: "mg/dl", factor: 4.008),
    Factor(measurement: "lactate", from: "mmol/l", to: "mg/dl", factor: 9.008),
    Factor(measurement: "bilirubin, total", from: "mg/dl", to: "umol/l", factor: 17.1),
    Factor(measurement: nil, from: "g/dl", to: "g/l", factor: 10),
    Factor(measurement: nil, from: "g/dl", to: "mg/dl", factor: 1000),
    Factor(measurement: nil, from: "10*3/ul", to: "10*9/l", factor: 1),
    Factor(measurement: nil, from: "10*3/ul", to: "/ul", factor: 1000),
    Factor(measurement: nil, from: "ng/ml", to: "ng/l", factor: 1000),
    Factor(measurement: nil, from: "ng/ml", to: "pg/ml", factor: 1000),
    Factor(measurement: nil, from: "ng/ml", to: "ug/l", factor: 1),
    Factor(measurement: nil, from: "ug/ml", to: "mg/l", factor: 1),
    Factor(measurement: nil, from: "mg/dl", to: "ug/ml", factor: 10),
    Factor(measurement: nil, from: "mg/dl", to: "mg/l", factor: 10),
    Factor(measurement: nil, from: "kpa", to: "mm[hg]", factor: 7.50062),
    Factor(measurement: nil, from: "s", to: "ms", factor: 1000),
  ]

  /// How policies and notes write units for which UCUM has another word.
  private static let synonyms = [
    "mmhg": "mm[hg]", "mm hg": "mm[hg]", "c": "cel", "°c": "cel", "f": "[degf]", "°f": "[degf]",
    "k/ul": "10*3/ul", "x10^3/ul": "10*3/ul", "10^3/ul": "10*3/ul", "10^9/l": "10*9/l",
    "mcg/ml": "ug/ml", "mcg/l": "ug/l", "µmol/l": "umol/l", "μmol/l": "umol/l", "bpm": "/min",
    "breaths/min": "/min", "msec": "ms", "sec": "s", "{inr}": "", "{score}": "", "1": "",
  ]

  static func folded(_ unit: String) -> String {
    let folded = unit.lowercased()
    return synonyms[folded] ?? folded
  }

  /// From which value on a blood count without unit is one of single cells: nobody has 1,500 thousand
  /// leukocytes, but many a note says "platelets 26,000".
  private static let singleCells = [
    "platelet count": 2_000.0, "white blood cell count": 1_000, "absolute neutrophil count": 50,
  ]

  /// No body has 60 degrees Celsius, and none that lives 50 degrees Fahrenheit.
  private static let betweenScales = 55.0

  /// What a value without unit is in the unit asked for: in that unit already, but for temperatures
  /// that can only be of the other scale, and blood counts that can only be of single cells.
  static func withoutUnit(_ value: Double, of measurement: String, in unit: String) -> Double {
    switch unit {
    case "cel" where value > betweenScales: return (value - 32) * 5 / 9
    case "[degf]" where value < betweenScales: return value * 9 / 5 + 32
    case "10*3/ul":
      guard let least = singleCells[measurement], value >= least else { return value }
      return value / 1000
    default: return value
    }
  }

  /// The value in the other unit; nil where the two cannot be compared. Units as `folded` gives them.
  static func convert(_ value: Double, of measurement: String, from: String, to: String) -> Double?
  {
    if from == to { return value }
    if from == "[degf]" && to == "cel" { return (value - 32) * 5 / 9 }
    if from == "cel" && to == "[degf]" { return value * 9 / 5 + 32 }
    for row in factors where row.measurement == nil || row.measurement == measurement {
      if row.from == from && row.to == to { return value * row.factor }
      if row.to == from && row.from == to { return value / row.factor }
    }
    return nil
  }
}
