import ClinicalLanguage

/// A vital sign or another measurement of which everybody says how it is: `hypotensive`, `afebrile`, `saturating
/// well`.
struct VitalSign {
  /// What a text says of it.
  enum Claim: Hashable {
    case normal, high, low, notHigh, notLow
  }

  /// One of the measurements by which it is known, in the unit of `labs_vitals.tsv`.
  struct Measure {
    var name: String
    /// Nobody calls a value normal that is so high, or so low.
    var clearlyHigh: Double
    var clearlyLow: Double
    /// Nobody calls a value high that is lower, or low that is higher.
    var leastHigh: Double
    var mostLow: Double

    /// Whether the value is not what the text says.
    func contradicts(_ claim: Claim, _ value: Double) -> Bool {
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
  /// More of these others than it has with every vital sign.
  var normalWords: Set<UInt64> = []

  static let all: [VitalSign] = [
    // Fever from 38.0 °C (IDSA and SCCM, Crit Care Med 2023); NEWS2 (RCP 2017) scores 3 up to 35.0.
    VitalSign(
      measures: [
        Measure(
          name: "Temperature (Celsius)", clearlyHigh: 38, clearlyLow: 35, leastHigh: 37.3,
          mostLow: 36.2),
        Measure(
          name: "Temperature (Fahrenheit)", clearlyHigh: 100.4, clearlyLow: 95, leastHigh: 99.1,
          mostLow: 97.2),
      ],
      names: [
        .notHigh: Thesaurus.roots("afebrile apyrexial"),
        .high: Thesaurus.roots("fever febrile pyrexia pyrexial hyperthermia fevers feverish"),
        .low: Thesaurus.roots("hypothermia hypothermic"),
      ],
      topics: Thesaurus.roots("temperature temp temps temperatures")),
    // Hypertension from 140/90 (ESC 2024), normal below 120/80 (ACC and AHA 2017); NEWS2 scores 3 up to 90.
    VitalSign(
      measures: [
        Measure(
          name: "Systolic blood pressure", clearlyHigh: 140, clearlyLow: 90, leastHigh: 120,
          mostLow: 110),
        Measure(
          name: "Diastolic blood pressure", clearlyHigh: 95, clearlyLow: 40, leastHigh: 80,
          mostLow: 70),
      ],
      names: [
        .normal: Thesaurus.roots("normotensive"),
        .high: Thesaurus.roots("hypertensive hypertension htn"),
        .low: Thesaurus.roots("hypotensive hypotension"),
      ],
      topics: Thesaurus.roots("pressure pressures bp bps"),
      normalWords: Thesaurus.roots("controlled")),
    // NEWS2 scores 2 from 111 and 3 up to 40.
    VitalSign(
      measures: [
        Measure(
          name: "Heart rate", clearlyHigh: 111, clearlyLow: 49, leastHigh: 90, mostLow: 66)
      ],
      names: [
        .high: Thesaurus.roots("tachycardic tachycardia"),
        .low: Thesaurus.roots("bradycardic bradycardia"),
      ],
      topics: Thesaurus.roots("pulse")),
    // NEWS2 scores 3 from 25 and up to 8.
    VitalSign(
      measures: [
        Measure(
          name: "Respiratory rate", clearlyHigh: 25, clearlyLow: 8, leastHigh: 19, mostLow: 13)
      ],
      names: [
        .normal: Thesaurus.roots("eupneic"),
        .high: Thesaurus.roots("tachypneic tachypnoeic tachypnea tachypnoea"),
        .low: Thesaurus.roots("bradypneic bradypnea"),
      ],
      topics: Thesaurus.roots("respirations respiratory rr")),
    // Hypoxemia below 90 % (WHO pulse oximetry manual, 2011).
    VitalSign(
      measures: [
        Measure(
          name: "Oxygen saturation", clearlyHigh: 101, clearlyLow: 89, leastHigh: 101, mostLow: 95)
      ],
      names: [
        .low: Thesaurus.roots(
          "hypoxic hypoxia hypoxemia hypoxemic desaturation desaturated desaturating")
      ],
      topics: Thesaurus.roots(
        "saturation saturations saturating saturates satting sats spo2 oxygenation"),
      normalWords: Thesaurus.roots("well good adequate")),
    // Classes of the WHO: obese from 30, normal 18.5 to 24.9.
    VitalSign(
      measures: [
        Measure(
          name: "Body mass index", clearlyHigh: 27, clearlyLow: 17, leastHigh: 25, mostLow: 20)
      ],
      names: [
        .high: Thesaurus.roots("obese obesity overweight"),
        .low: Thesaurus.roots("underweight"),
      ],
      topics: Thesaurus.roots("bmi weight")),
    // Reduced up to 40 %, preserved from 50 % (AHA, ACC and HFSA 2022).
    VitalSign(
      measures: [
        Measure(
          name: "Ejection fraction", clearlyHigh: 101, clearlyLow: 40, leastHigh: 101, mostLow: 54)
      ],
      names: [.normal: Thesaurus.roots("hfpef"), .low: Thesaurus.roots("hfref")],
      topics: Thesaurus.roots("fraction ef lvef"),
      normalWords: Thesaurus.roots("preserved good")),
  ]
}
