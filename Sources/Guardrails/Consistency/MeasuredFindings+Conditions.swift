import ClinicalLanguage

/// Values that a note gives as the condition they make: `your platelets were low` for `thrombocytopenia`.
extension MeasuredFindings {
  /// Names of `labs_vitals.tsv` by the words under which a summary tells of them.
  private static let told: [UInt64: Set<String>] = {
    let rows: [(String, [String])] = [
      ("platelet platelets", ["Platelet count"]),
      ("white wbc leukocytes leucocytes", ["White blood cell count"]),
      ("neutrophil neutrophils", ["Absolute neutrophil count", "White blood cell count"]),
      ("red hemoglobin haemoglobin hgb hb hematocrit hct", ["Hemoglobin", "Hematocrit"]),
      ("potassium", ["Potassium"]), ("sodium", ["Sodium"]), ("magnesium", ["Magnesium"]),
      ("calcium", ["Calcium, total", "Calcium, ionized"]), ("phosphate phosphorus", ["Phosphorus"]),
      ("sugar sugars glucose", ["Glucose"]), ("albumin", ["Albumin"]),
      ("bilirubin", ["Bilirubin, total", "Bilirubin, direct"]),
      ("triglyceride triglycerides", ["Triglycerides"]), ("uric", ["Uric acid"]),
      ("oxygen saturation saturations spo2", ["Oxygen saturation", "Arterial pO2"]),
    ]
    var told: [UInt64: Set<String>] = [:]
    for (names, measurements) in rows {
      for root in Thesaurus.roots(names) as Set<UInt64> { told[root] = Set(measurements) }
    }
    return told
  }()

  /// `your blood count was low`
  private static let counts = Thesaurus.roots("count counts")
  private static let counted: Set<String> = [
    "Hemoglobin", "Hematocrit", "White blood cell count", "Platelet count",
  ]

  private static let falling = Thesaurus.roots(
    "low lower reduced decreased dropped fell fallen deficient depleted")
  private static let rising = Thesaurus.roots("high higher raised elevated increased rose risen")
  /// In words: `your platelets were found to be very low`.
  private static let directionReach = 6

  /// Whether the summary tells a value as low or high, and the note has the condition that this is.
  func isOfCondition(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    var measurements = unit.words.reduce(into: Set<String>()) {
      $0.formUnion(Self.told[words[$1].fine] ?? [])
    }
    if measurements.isEmpty, unit.words.contains(where: { Self.counts.contains(words[$0].fine) }) {
      measurements = Self.counted
    }
    guard !measurements.isEmpty else { return false }
    let near =
      max(
        unit.clause.lowerBound, unit.words.lowerBound - Self.directionReach)..<min(
        unit.clause.upperBound, unit.words.upperBound + Self.directionReach)
    let isLow = near.contains { Self.falling.contains(words[$0].fine) }
    let isHigh = near.contains { Self.rising.contains(words[$0].fine) }
    // With both, which belongs to what is open.
    guard isLow != isHigh else { return false }
    return signs.contains { root, sign in
      guard sign.isLow == isLow, !sign.measurements.isDisjoint(with: measurements) else {
        return false
      }
      var isStated = false
      comparison.index.forEachPlace(of: root) {
        if comparison.noteContext($0).assertion == .present { isStated = true }
      }
      return isStated
    }
  }
}
