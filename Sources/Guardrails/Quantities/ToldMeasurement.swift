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

  let measures: [Measure]
  /// Words that say how it is by themselves: the findings that its values make (`MeasuredFindings`), and more.
  let names: [Claim: Set<UInt64>]
  /// Words that name it, beside which others say how it is.
  let topics: Set<UInt64>
  /// What may stand before these: `blood` pressure. Behind another word they name something else: `intraocular`.
  let qualifiers: Set<UInt64>
  /// More words that say that it is in order than every measurement has.
  let normalWords: Set<UInt64>
  let isVitalSign: Bool
  /// Whether the words name what the measurement is a sign of: of the kidneys a high value is no high function.
  let isFunction: Bool

  private init(
    _ measures: [Measure], topics: String, qualifiers: String = "", normal: String = "",
    names: [Claim: String] = [:], isVitalSign: Bool = true, isFunction: Bool = false
  ) {
    self.measures = measures
    let own = Set(measures.map(\.name))
    var all = names.mapValues { Thesaurus.roots($0) as Set<UInt64> }
    for (root, sign) in MeasuredFindings.standard.signs
    where !isFunction && sign.measurements.isSubset(of: own) {
      all[sign.isLow ? .low : .high, default: []].insert(root)
    }
    self.names = all
    self.topics = Thesaurus.roots(topics)
    self.qualifiers = Thesaurus.roots(qualifiers)
    normalWords = Thesaurus.roots(normal)
    (self.isVitalSign, self.isFunction) = (isVitalSign, isFunction)
  }

  /// Of laboratory values what lies beyond the limits of the list is no opinion.
  private init(
    laboratory names: [String], topics: String, qualifiers: String = "", normal: String = "",
    isFunction: Bool = false
  ) {
    self.init(
      names.map { Measure(name: $0) }, topics: topics, qualifiers: qualifiers, normal: normal,
      isVitalSign: false, isFunction: isFunction)
  }

  static let all: [ToldMeasurement] = vitalSigns + laboratory

  private static let vitalSigns: [ToldMeasurement] = [
    // Fever from 38.0 °C (IDSA and SCCM, Crit Care Med 2023); NEWS2 (RCP 2017) scores 3 up to 35.0.
    ToldMeasurement(
      [
        Measure(
          name: "Temperature (Celsius)",
          limits: Limits(clearlyHigh: 38, clearlyLow: 35, leastHigh: 37.3, mostLow: 36.2)),
        Measure(
          name: "Temperature (Fahrenheit)",
          limits: Limits(clearlyHigh: 100.4, clearlyLow: 95, leastHigh: 99.1, mostLow: 97.2)),
      ],
      topics: "temperature temp temps temperatures", qualifiers: "body",
      names: [.notHigh: "afebrile apyrexial"]),
    // Hypertension from 140/90 (ESC 2024), and 5 more for the diastolic one, which is read from a dial; normal below
    // 120/80 (ACC and AHA 2017); NEWS2 scores 3 up to 90.
    ToldMeasurement(
      [
        Measure(
          name: "Systolic blood pressure",
          limits: Limits(clearlyHigh: 140, clearlyLow: 90, leastHigh: 120, mostLow: 110)),
        Measure(
          name: "Diastolic blood pressure",
          limits: Limits(clearlyHigh: 95, clearlyLow: 40, leastHigh: 80, mostLow: 70)),
        Measure(name: "Mean arterial pressure"),
      ],
      topics: "pressure pressures bp bps",
      qualifiers: "blood systolic diastolic arterial home office",
      normal: "controlled", names: [.normal: "normotensive"]),
    // NEWS2 scores 2 from 111 and 1 up to 50.
    ToldMeasurement(
      [
        Measure(
          name: "Heart rate",
          limits: Limits(clearlyHigh: 111, clearlyLow: 49, leastHigh: 90, mostLow: 66))
      ], topics: ""),
    // NEWS2 scores 3 from 25 and up to 8.
    ToldMeasurement(
      [
        Measure(
          name: "Respiratory rate",
          limits: Limits(clearlyHigh: 25, clearlyLow: 8, leastHigh: 19, mostLow: 13))
      ], topics: "respirations rr", names: [.normal: "eupneic"]),
    // Hypoxemia below 90 % (WHO pulse oximetry manual, 2011).
    ToldMeasurement(
      [
        Measure(
          name: "Oxygen saturation",
          limits: Limits(clearlyHigh: 101, clearlyLow: 89, leastHigh: 101, mostLow: 95)),
        Measure(name: "Arterial pO2"),
      ],
      topics: "saturation saturations saturating saturates satting sats spo2 oxygenation",
      qualifiers: "oxygen o2 she he patient", normal: "well good adequate"),
    // Classes of the WHO: obese from 30, normal 18.5 to 24.9; two more on either side.
    ToldMeasurement(
      [
        Measure(
          name: "Body mass index",
          limits: Limits(clearlyHigh: 27, clearlyLow: 17, leastHigh: 25, mostLow: 20))
      ], topics: "bmi weight", qualifiers: "body"),
    // Reduced up to 40 %, preserved from 50 % (AHA, ACC and HFSA 2022).
    ToldMeasurement(
      [
        Measure(
          name: "Ejection fraction",
          limits: Limits(clearlyHigh: 101, clearlyLow: 40, leastHigh: 101, mostLow: 54))
      ],
      topics: "fraction ef lvef", qualifiers: "ejection lv ventricular", normal: "preserved good",
      names: [.normal: "hfpef", .low: "hfref"]),
  ]

  private static let laboratory: [ToldMeasurement] = [
    ToldMeasurement(laboratory: ["Hemoglobin", "Hematocrit"], topics: "hemoglobin hgb hematocrit"),
    ToldMeasurement(
      laboratory: ["White blood cell count"], topics: "white wbc leukocytes", qualifiers: "blood"),
    ToldMeasurement(laboratory: ["Platelet count"], topics: "platelet platelets"),
    ToldMeasurement(laboratory: ["Potassium"], topics: "potassium"),
    ToldMeasurement(laboratory: ["Sodium"], topics: "sodium"),
    ToldMeasurement(laboratory: ["Creatinine"], topics: "creatinine"),
    ToldMeasurement(laboratory: ["Creatinine"], topics: "renal kidney", isFunction: true),
    ToldMeasurement(laboratory: ["Lactate"], topics: "lactate"),
    ToldMeasurement(laboratory: ["Thyroid stimulating hormone"], topics: "tsh"),
    ToldMeasurement(
      laboratory: ["Thyroid stimulating hormone"], topics: "thyroid", isFunction: true),
    ToldMeasurement(
      laboratory: ["Alanine aminotransferase", "Aspartate aminotransferase"],
      topics: "lft lfts transaminases enzymes alt ast", qualifiers: "liver hepatic"),
    ToldMeasurement(
      laboratory: ["Alanine aminotransferase", "Aspartate aminotransferase"],
      topics: "liver hepatic", isFunction: true),
    ToldMeasurement(
      laboratory: ["International normalized ratio"], topics: "inr", normal: "therapeutic"),
    // Clearly off the targets of the American Diabetes Association's Standards of Care (80 to 180 mg/dL, 7 %):
    // its level 2 of high and of low glucose, and two more per cent.
    ToldMeasurement(
      [
        Measure(
          name: "Glucose",
          limits: Limits(clearlyHigh: 250, clearlyLow: 54, leastHigh: 110, mostLow: 75))
      ],
      topics: "glucose sugar sugars", qualifiers: "blood fasting", normal: "controlled",
      isVitalSign: false),
    ToldMeasurement(
      [
        Measure(
          name: "Hemoglobin A1c",
          limits: Limits(clearlyHigh: 9, clearlyLow: 3, leastHigh: 5.7, mostLow: 5))
      ],
      topics: "a1c hba1c diabetes", qualifiers: "hemoglobin", normal: "controlled",
      isVitalSign: false),
  ]
}
