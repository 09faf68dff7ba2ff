import ClinicalLanguage
import SourceText

/// Findings that a note gives as a value: `hypokalaemia` for `K 2.9`, `haematuria` for `urine: blood 3+`.
struct MeasuredFindings {
  /// What a value must be for its finding to be there.
  struct Sign {
    var measurements: Set<String>
    var isLow: Bool
  }

  /// What a sentence must name for its finding to be there: one word of each list.
  private struct Trace {
    var thing: RootSet
    var specimen: Set<UInt64>
  }

  static let standard = MeasuredFindings()

  /// By the names of the findings.
  let signs: [UInt64: Sign]
  private let traces: [UInt64: Trace]
  private let values: [UInt64: Set<String>]

  private init() {
    var signs: [UInt64: Sign] = [:]
    for (names, measurements, isLow) in Self.valueRows {
      for root in Thesaurus.roots(names) as Set<UInt64> {
        signs[root] = Sign(measurements: Set(measurements), isLow: isLow)
      }
    }
    self.signs = signs
    var traces: [UInt64: Trace] = [:]
    for (names, things) in Self.urineRows {
      for root in Thesaurus.roots(names) as Set<UInt64> {
        traces[root] = Trace(thing: Thesaurus.roots(things), specimen: Self.urine)
      }
    }
    self.traces = traces
    var values: [UInt64: Set<String>] = [:]
    for (names, measurements) in Self.namedValues {
      for root in Thesaurus.roots(names) as Set<UInt64> { values[root] = Set(measurements) }
    }
    self.values = values
  }

  /// Names of `labs_vitals.tsv`, and whether the finding is a value below or above the limits.
  private static let valueRows: [(String, [String], Bool)] = [
    ("hypokalemia hypokalemic", ["Potassium"], true),
    ("hyperkalemia hyperkalemic", ["Potassium"], false),
    ("hyponatremia hyponatremic", ["Sodium"], true),
    ("hypernatremia hypernatremic", ["Sodium"], false),
    ("hypocalcemia hypocalcemic", ["Calcium, total", "Calcium, ionized"], true),
    ("hypercalcemia hypercalcemic", ["Calcium, total", "Calcium, ionized"], false),
    ("hypomagnesemia", ["Magnesium"], true),
    ("hypermagnesemia", ["Magnesium"], false),
    ("hypophosphatemia", ["Phosphorus"], true),
    ("hyperphosphatemia", ["Phosphorus"], false),
    ("hypoglycemia hypoglycemic", ["Glucose"], true),
    ("hyperglycemia hyperglycemic", ["Glucose"], false),
    ("hypoalbuminemia hypoalbuminemic", ["Albumin"], true),
    ("hyperbilirubinemia", ["Bilirubin, total", "Bilirubin, direct"], false),
    ("hyperuricemia", ["Uric acid"], false),
    ("hypertriglyceridemia", ["Triglycerides"], false),
    ("hypercapnia hypercarbia hypercapnic", ["Arterial pCO2"], false),
    ("acidosis acidemia acidotic", ["Arterial pH", "Bicarbonate"], true),
    ("alkalosis alkalemia", ["Arterial pH", "Bicarbonate"], false),
    ("azotemia uremia", ["Blood urea nitrogen"], false),
    ("anemia anemic", ["Hemoglobin", "Hematocrit"], true),
    ("polycythemia erythrocytosis", ["Hemoglobin", "Hematocrit"], false),
    ("thrombocytopenia thrombocytopenic", ["Platelet count"], true),
    ("thrombocytosis", ["Platelet count"], false),
    ("leukopenia leucopenia leukopenic", ["White blood cell count"], true),
    ("leukocytosis leucocytosis", ["White blood cell count"], false),
    ("neutropenia neutropenic", ["Absolute neutrophil count", "White blood cell count"], true),
    ("neutrophilia", ["Absolute neutrophil count", "White blood cell count"], false),
    ("eosinophilia", ["Eosinophils (absolute)"], false),
    ("macrocytosis macrocytic", ["Mean corpuscular volume"], false),
    ("microcytosis microcytic", ["Mean corpuscular volume"], true),
    ("tachycardia tachycardic", ["Heart rate"], false),
    ("bradycardia bradycardic", ["Heart rate"], true),
    ("tachypnea tachypnoea tachypneic tachypnoeic", ["Respiratory rate"], false),
    ("bradypnea", ["Respiratory rate"], true),
    ("hypotension hypotensive", ["Systolic blood pressure", "Mean arterial pressure"], true),
    ("hypertensive", ["Systolic blood pressure"], false),
    (
      "hypoxia hypoxemia hypoxic hypoxemic desaturation", ["Oxygen saturation", "Arterial pO2"],
      true
    ),
    (
      "fever febrile pyrexia pyrexial hyperthermia fevers feverish",
      ["Temperature (Celsius)", "Temperature (Fahrenheit)"], false
    ),
    ("hypothermia hypothermic", ["Temperature (Celsius)", "Temperature (Fahrenheit)"], true),
    ("obese obesity overweight", ["Body mass index"], false),
    ("underweight", ["Body mass index"], true),
    ("supratherapeutic", ["International normalized ratio"], false),
    ("subtherapeutic", ["International normalized ratio"], true),
    ("transaminitis", ["Alanine aminotransferase", "Aspartate aminotransferase"], false),
  ]

  /// What a test of the urine names, and the finding that it is.
  private static let urineRows: [(String, String)] = [
    ("proteinuria albuminuria", "protein prot proteins albumin acr pcr upcr uacr"),
    ("hematuria microhematuria", "blood rbc rbcs red erythrocytes bld ery"),
    ("pyuria leukocyturia", "wbc wbcs white leucs leuks leuc leuk leukocytes leucocytes pus"),
    ("ketonuria ketosis", "ketones ketone ket kets"),
    ("glycosuria glucosuria", "glucose gluc glu sugar"),
    ("bacteriuria", "bacteria nitrite nitrites nit nitr"),
  ]

  private static let urine: Set<UInt64> = Thesaurus.roots(
    "urine urinalysis dip dipstick dipped ua msu urines urinary csu")

  /// Whether a value or a test of the note shows what the unit names; `severe` and the like before it are
  /// the summary's own.
  func shows(_ unit: SummaryUnit, in comparison: Comparison) -> Bool {
    guard comparison.units.count <= Comparison.mostUnits else { return false }
    if unit.kind == .test || unit.kind == .drug { return isOfCondition(unit, comparison) }
    guard unit.kind == .disease || unit.kind == .finding || !unit.isKnown else { return false }
    let name = comparison.summaryMeanings.words[unit.words.upperBound - 1].fine
    if let sign = signs[name] { return comparison.measuredSides.hold(sign) }
    if let trace = traces[name] { return holds(trace, comparison) }
    // `low platelets`, `reduced ejection fraction`
    guard 2...3 ~= unit.words.count, let measurements = values[name] else { return false }
    let side = comparison.summaryMeanings.words[unit.words.lowerBound].fine
    let isLow = Self.low.contains(side)
    guard isLow || Self.high.contains(side) else { return false }
    return comparison.measuredSides.hold(Sign(measurements: measurements, isLow: isLow))
  }

  static let low = Thesaurus.roots("low reduced decreased depressed")
  static let high = Thesaurus.roots("high raised elevated increased")

  /// What `low` and `raised` may stand before.
  private static let namedValues: [(String, [String])] = [
    ("platelets platelet", ["Platelet count"]),
    ("potassium", ["Potassium"]),
    ("sodium", ["Sodium"]),
    ("calcium", ["Calcium, total", "Calcium, ionized"]),
    ("magnesium", ["Magnesium"]),
    ("phosphate phosphorus", ["Phosphorus"]),
    ("sugar glucose", ["Glucose"]),
    ("albumin", ["Albumin"]),
    ("hemoglobin", ["Hemoglobin", "Hematocrit"]),
    ("oxygen saturation saturations", ["Oxygen saturation", "Arterial pO2"]),
    ("pressure", ["Systolic blood pressure"]),
    ("fraction", ["Ejection fraction"]),
    ("lactate", ["Lactate"]),
    ("enzymes transaminases lfts", ["Alanine aminotransferase", "Aspartate aminotransferase"]),
    ("creatinine", ["Creatinine"]),
    ("tsh", ["Thyroid stimulating hormone"]),
    ("a1c", ["Hemoglobin A1c"]),
    ("temperature", ["Temperature (Celsius)", "Temperature (Fahrenheit)"]),
  ]

  private func holds(_ trace: Trace, _ comparison: Comparison) -> Bool {
    comparison.noteHasSentence(with: trace.specimen) { words in
      words.contains { trace.thing.contains(comparison.noteMeanings.words[$0].fine) }
    }
  }
}
