import ClinicalLanguage
import SourceText
import TestSupport
import Testing

/// Values, units and how they stand to the limits of `labs_vitals.tsv`.
@Suite("Measurements")
struct MeasurementTests {
  private static let lexicon = Lexicon.embedded()

  struct Row: Sendable, CustomTestStringConvertible {
    var note: String
    var name: String
    var value: Double
    var unit: String?
    var abnormality: Fact.Abnormality?
    var testDescription: String { note }

    init(
      _ note: String, _ name: String, _ value: Double, _ unit: String? = nil,
      _ abnormality: Fact.Abnormality? = nil
    ) {
      (self.note, self.name, self.value, self.unit) = (note, name, value, unit)
      self.abnormality = abnormality
    }
  }

  static let rows = [
    Row("Potassium 6.4 mmol/L", "Potassium", 6.4, "mmol/L", .criticallyHigh),
    Row("Potassium 6.2 mEq/L", "Potassium", 6.2, "meq/L", .high),
    Row("K 3.0", "Potassium", 3.0, nil, .low),
    Row("K 2.5", "Potassium", 2.5, nil, .criticallyLow),
    Row("K: 4.0", "Potassium", 4, nil, .normal),
    Row("Hgb 6.5 g/dL", "Hemoglobin", 6.5, "g/dL", .criticallyLow),
    Row("Hb 65 g/L", "Hemoglobin", 65, "g/L", .criticallyLow),
    Row("Creatinine 1.0", "Creatinine", 1, nil, .normal),
    Row("Creatinine 118 umol/L", "Creatinine", 118, "umol/L", .high),
    Row("Creatinine 88", "Creatinine", 88, nil, .normal),
    Row("Creatinine 20", "Creatinine", 20, nil, nil),
    Row("Glucose 5.4", "Glucose", 5.4, nil, .normal),
    Row("Glucose 40 mg/dL", "Glucose", 40, "mg/dL", .criticallyLow),
    Row("WBC 18,200", "White blood cell count", 18200, nil, .high),
    Row("WBC 18.2", "White blood cell count", 18.2, nil, .high),
    Row("WBC of 18.2 K/uL", "White blood cell count", 18.2, "10*3/uL", .high),
    Row("Platelets 10,000", "Platelet count", 10000, nil, .criticallyLow),
    Row("Temperature 38.9", "Temperature (Celsius)", 38.9, nil, .high),
    Row("Temperature 101.2", "Temperature (Fahrenheit)", 101.2, nil, .high),
    Row("T 101.2 F", "Temperature (Fahrenheit)", 101.2, "[degF]", .high),
    Row("temp 37 degrees C", "Temperature (Celsius)", 37, "Cel", .normal),
    Row("SpO2 88% on RA", "Oxygen saturation", 88, "%", .criticallyLow),
    Row("pulse 110", "Heart rate", 110, nil, .high),
    Row("HR: 131 bpm", "Heart rate", 131, "/min", .criticallyHigh),
    // `in` is an inch only behind a length.
    Row("HR 38 in triage", "Heart rate", 38, nil, .criticallyLow),
    Row("Temp 101 in clinic", "Temperature (Fahrenheit)", 101, nil, .high),
    Row("Tmax 40.2 overnight", "Temperature (Celsius)", 40.2, nil, .criticallyHigh),
    Row("T max 104.1 overnight", "Temperature (Fahrenheit)", 104.1, nil, .criticallyHigh),
    Row("desaturated to 78%", "Oxygen saturation", 78, "%", .criticallyLow),
    Row("respirations 18", "Respiratory rate", 18, nil, .normal),
    Row("INR of 5.0", "International normalized ratio", 5, nil, .high),
    Row("Weight 189 pounds", "Weight", 189, "[lb_av]", nil),
    Row("Magnesium 1.0", "Magnesium", 1, nil, nil),
    Row("ejection fraction of 20-25%", "Ejection fraction", 20, "%", .low),
    Row("Urinalysis showed glucose 500", "Glucose", 500, nil, nil),
  ]

  @Test("Value, unit and abnormality", arguments: rows)
  func reading(_ row: Row) throws {
    let document = ClinicalDocument(reading: try SourceText(row.note), lexicon: Self.lexicon)
    let fact = try #require(document.facts.first { $0.kind == .measurement })
    #expect(document.name(of: fact) == row.name)
    #expect(fact.quantity?.value == row.value)
    #expect(fact.quantity?.unit == row.unit)
    #expect(fact.abnormality == row.abnormality)
  }

  @Test("A pressure is two facts with one span")
  func pressure() throws {
    let text = try SourceText("Her blood pressure was 185/121 today.")
    let facts = ClinicalDocument(reading: text, lexicon: Self.lexicon).facts
    #expect(
      facts.map { text.string($0.span) } == Array(repeating: "blood pressure was 185/121", count: 2)
    )
    #expect(facts.compactMap(\.quantity?.value) == [185, 121])
    #expect(facts.compactMap(\.abnormality) == [.high, .criticallyHigh])
  }

  @Test("A child's vital signs are not held against the limits of adults; laboratory values are")
  func child() throws {
    let text = try SourceText("A 3-month-old infant. Pulse 156. Potassium 7.0.")
    let facts = ClinicalDocument(reading: text, lexicon: Self.lexicon).facts
    #expect(facts.filter { $0.kind == .measurement }.map(\.abnormality) == [nil, .criticallyHigh])
  }

  @Test(
    "Nor are those of a note of newborns that tells no age",
    arguments: [
      ("SPECIAL CARE NURSERY. Twin 1, cot A: HR 158, RR 54.", true),
      ("Neonatal check by the midwife. HR 158, RR 54.", true),
      ("Ward round. Cot A: HR 158, RR 54.", false),
      ("Visit on the newborn unit. A 31-year-old woman, day 2. HR 158, RR 54.", false),
    ])
  func newborns(note: String, isNewborn: Bool) throws {
    let text = try SourceText(note)
    let values = ClinicalDocument(reading: text, lexicon: Self.lexicon).facts.filter {
      $0.kind == .measurement
    }
    #expect(values.count == 2)
    #expect(values.allSatisfy { ($0.abnormality == nil) == isNewborn }, "\(note)")
  }

  @Test("The age of a relative makes no child of the patient")
  func relative() throws {
    let text = try SourceText("A 40-year-old woman. Her son is a 3-year-old boy. Pulse 156.")
    let facts = ClinicalDocument(reading: text, lexicon: Self.lexicon).facts
    #expect(facts.last?.abnormality == .criticallyHigh)
  }
}
