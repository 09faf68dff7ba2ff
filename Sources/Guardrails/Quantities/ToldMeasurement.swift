import ClinicalLanguage

/// A vital sign or a laboratory value of which everybody says how it is: `hypotensive`, `afebrile`, `saturating
/// well`, `no anemia`.
struct ToldMeasurement {
  /// What a text says of it.
  enum Claim: Hashable {
    case normal, high, low, notHigh, notLow
  }

  /// One of the measurements by which it is known.
  struct Measure {
    /// As `labs_vitals.tsv` calls it.
    var name: String
    /// Nil where the limits of that list hold.
    var limits: Limits?

    func contradicts(
      _ claim: Claim, _ value: Double, _ abnormality: Fact.Abnormality
    ) -> Bool {
      if let limits { return limits.contradict(claim, value) }
      let isHigh = abnormality == .high || abnormality == .criticallyHigh
      let isLow = abnormality == .low || abnormality == .criticallyLow
      return switch claim {
      case .normal: isHigh || isLow
      case .high: !isHigh
      case .low: !isLow
      case .notHigh: isHigh
      case .notLow: isLow
      }
    }
  }

  /// What lies between is a matter of opinion. In the unit of `labs_vitals.tsv`.
  struct Limits {
    /// Nobody calls a value normal that is so high, or so low.
    var clearlyHigh: Double
    var clearlyLow: Double
    /// Nobody calls a value high that is lower, or low that is higher.
    var leastHigh: Double
    var mostLow: Double

    /// Whether the value is not what the text says.
    func contradict(_ claim: Claim, _ value: Double) -> Bool {
      switch claim {
      case .normal: value >= clearlyHigh || value <= clearlyLow
      case .notHigh: value >= clearlyHigh
      case .notLow: value <= clearlyLow
      case .high: value < leastHigh
      case .low: value > mostLow
      }
    }
  }

  var measures: [Measure]
  /// Words that say how it is by themselves.
  var names: [Claim: Set<UInt64>]
  /// Words that name it, beside which others say how it is.
  var topics: Set<UInt64>
  /// More of these others than every measurement has.
  var normalWords: Set<UInt64> = []
  var isVitalSign = true
  /// Whether the words name what the measurement is a sign of: of the kidneys a high value is no high function.
  var isFunction = false

  static let all: [ToldMeasurement] = vitalSigns + laboratory

  private static let vitalSigns: [ToldMeasurement] = [
    // Fever from 38.0 °C (IDSA and SCCM, Crit Care Med 2023); NEWS2 (RCP 2017) scores 3 up to 35.0.
    ToldMeasurement(
      measures: [
        Measure(
          name: "Temperature (Celsius)",
          limits: Limits(clearlyHigh: 38, clearlyLow: 35, leastHigh: 37.3, mostLow: 36.2)),
        Measure(
          name: "Temperature (Fahrenheit)",
          limits: Limits(clearlyHigh: 100.4, clearlyLow: 95, leastHigh: 99.1, mostLow: 97.2)),
      ],
      names: [
        .notHigh: Thesaurus.roots("afebrile apyrexial"),
        .high: Thesaurus.roots("fever febrile pyrexia pyrexial hyperthermia fevers feverish"),
        .low: Thesaurus.roots("hypothermia hypothermic"),
      ],
      topics: Thesaurus.roots("temperature temp temps temperatures")),
    // Hypertension from 140/90 (ESC 2024), normal below 120/80 (ACC and AHA 2017); NEWS2 scores 3 up to 90.
    ToldMeasurement(
      measures: [
        Measure(
          name: "Systolic blood pressure",
          limits: Limits(clearlyHigh: 140, clearlyLow: 90, leastHigh: 120, mostLow: 110)),
        Measure(
          name: "Diastolic blood pressure",
          limits: Limits(clearlyHigh: 95, clearlyLow: 40, leastHigh: 80, mostLow: 70)),
      ],
      names: [
        .normal: Thesaurus.roots("normotensive"),
        .high: Thesaurus.roots("hypertensive hypertension htn"),
        .low: Thesaurus.roots("hypotensive hypotension"),
      ],
      topics: Thesaurus.roots("pressure pressures bp bps"),
      normalWords: Thesaurus.roots("controlled")),
    // NEWS2 scores 2 from 111 and 3 up to 40.
    ToldMeasurement(
      measures: [
        Measure(
          name: "Heart rate",
          limits: Limits(clearlyHigh: 111, clearlyLow: 49, leastHigh: 90, mostLow: 66))
      ],
      names: [
        .high: Thesaurus.roots("tachycardic tachycardia"),
        .low: Thesaurus.roots("bradycardic bradycardia"),
      ],
      topics: Thesaurus.roots("pulse")),
    // NEWS2 scores 3 from 25 and up to 8.
    ToldMeasurement(
      measures: [
        Measure(
          name: "Respiratory rate",
          limits: Limits(clearlyHigh: 25, clearlyLow: 8, leastHigh: 19, mostLow: 13))
      ],
      names: [
        .normal: Thesaurus.roots("eupneic"),
        .high: Thesaurus.roots("tachypneic tachypnoeic tachypnea tachypnoea"),
        .low: Thesaurus.roots("bradypneic bradypnea"),
      ],
      topics: Thesaurus.roots("respirations respiratory rr")),
    // Hypoxemia below 90 % (WHO pulse oximetry manual, 2011).
    ToldMeasurement(
      measures: [
        Measure(
          name: "Oxygen saturation",
          limits: Limits(clearlyHigh: 101, clearlyLow: 89, leastHigh: 101, mostLow: 95))
      ],
      names: [
        .low: Thesaurus.roots(
          "hypoxic hypoxia hypoxemia hypoxemic desaturation desaturated desaturating")
      ],
      topics: Thesaurus.roots(
        "saturation saturations saturating saturates satting sats spo2 oxygenation"),
      normalWords: Thesaurus.roots("well good adequate")),
    // Classes of the WHO: obese from 30, normal 18.5 to 24.9.
    ToldMeasurement(
      measures: [
        Measure(
          name: "Body mass index",
          limits: Limits(clearlyHigh: 27, clearlyLow: 17, leastHigh: 25, mostLow: 20))
      ],
      names: [
        .high: Thesaurus.roots("obese obesity overweight"),
        .low: Thesaurus.roots("underweight"),
      ],
      topics: Thesaurus.roots("bmi weight")),
    // Reduced up to 40 %, preserved from 50 % (AHA, ACC and HFSA 2022).
    ToldMeasurement(
      measures: [
        Measure(
          name: "Ejection fraction",
          limits: Limits(clearlyHigh: 101, clearlyLow: 40, leastHigh: 101, mostLow: 54))
      ],
      names: [.normal: Thesaurus.roots("hfpef"), .low: Thesaurus.roots("hfref")],
      topics: Thesaurus.roots("fraction ef lvef"),
      normalWords: Thesaurus.roots("preserved good")),
  ]
  /// Beyond the limits of the list a value is no opinion.
  private static func laboratory(
    _ names: [String], _ topics: String, high: String = "", low: String = "",
    normalWords: String = "", isFunction: Bool = false
  ) -> ToldMeasurement {
    ToldMeasurement(
      measures: names.map { Measure(name: $0) },
      names: [.high: Thesaurus.roots(high), .low: Thesaurus.roots(low)],
      topics: Thesaurus.roots(topics), normalWords: Thesaurus.roots(normalWords),
      isVitalSign: false, isFunction: isFunction)
  }

  private static let laboratory: [ToldMeasurement] = [
    laboratory(
      ["Hemoglobin"], "hemoglobin hgb", high: "polycythemia polycythemic", low: "anemia anemic"),
    laboratory(
      ["White blood cell count"], "white wbc leukocytes", high: "leukocytosis",
      low: "leukopenia leukopenic"),
    laboratory(
      ["Platelet count"], "platelet platelets", high: "thrombocytosis",
      low: "thrombocytopenia thrombocytopenic"),
    laboratory(
      ["Potassium"], "potassium", high: "hyperkalemia hyperkalemic",
      low: "hypokalemia hypokalemic"),
    laboratory(
      ["Sodium"], "sodium", high: "hypernatremia hypernatremic", low: "hyponatremia hyponatremic"),
    laboratory(["Creatinine"], "creatinine"),
    laboratory(["Creatinine"], "renal kidney kidneys", isFunction: true),
    laboratory(["Lactate"], "lactate"),
    laboratory(["Thyroid stimulating hormone"], "tsh"),
    laboratory(["Thyroid stimulating hormone"], "thyroid", isFunction: true),
    laboratory(
      ["Alanine aminotransferase", "Aspartate aminotransferase"],
      "lft lfts transaminases enzymes alt ast", high: "transaminitis"),
    laboratory(
      ["Alanine aminotransferase", "Aspartate aminotransferase"], "liver hepatic", isFunction: true),
    laboratory(
      ["International normalized ratio"], "inr", high: "supratherapeutic", low: "subtherapeutic",
      normalWords: "therapeutic"),
    // Targets of the American Diabetes Association's Standards of Care: 80 to 180 mg/dL, 7 %.
    ToldMeasurement(
      measures: [
        Measure(
          name: "Glucose",
          limits: Limits(clearlyHigh: 250, clearlyLow: 54, leastHigh: 110, mostLow: 75))
      ],
      names: [
        .high: Thesaurus.roots("hyperglycemia hyperglycemic"),
        .low: Thesaurus.roots("hypoglycemia hypoglycemic"),
      ],
      topics: Thesaurus.roots("glucose sugar sugars"), normalWords: Thesaurus.roots("controlled"),
      isVitalSign: false),
    ToldMeasurement(
      measures: [
        Measure(
          name: "Hemoglobin A1c",
          limits: Limits(clearlyHigh: 9, clearlyLow: 3, leastHigh: 5.7, mostLow: 5))
      ],
      names: [:], topics: Thesaurus.roots("a1c hba1c diabetes"),
      normalWords: Thesaurus.roots("controlled"), isVitalSign: false),
  ]
}
