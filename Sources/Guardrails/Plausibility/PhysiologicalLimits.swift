/// What a plausibility rule can look at: the parameter `families`.
enum PlausibilityFamily: String, CaseIterable, Sendable, Hashable {
  case vital, laboratory, size, score, age, dose
}

/// Units as far as the limits tell them apart.
enum LimitUnit: UInt8, Sendable, Hashable {
  case percent, celsius, fahrenheit, millimeterOfMercury, perMinute, millisecond
  case kilogram, gram, pound, meter, centimeter, inch, foot
  case millimolePerLiter, micromolePerLiter, milligramPerDeciliter, gramPerDeciliter, gramPerLiter
  case thousandPerMicroliter, perMicroliter, ratio
}

/// Between which values a measurement lies in anybody who lives.
///
/// Far beyond reference ranges and critical limits on purpose: outside these a number is a slip of the
/// hand, not a sick patient. A value without a unit is held against the widest unit in use.
struct PhysiologicalLimit: Sendable {
  let measurement: MeasuredQuantity
  let family: PlausibilityFamily
  /// Without a unit.
  let bare: [ClosedRange<Double>]
  let units: [(unit: LimitUnit, range: ClosedRange<Double>)]
  /// Where the extremes come from; case reports and record lists are recalled, not re-read.
  let source: String

  /// Whether nobody has this value.
  ///
  /// - Parameter unit: nil where the text gives none.
  func isAbsurd(_ value: Double, in unit: LimitUnit?) -> Bool {
    guard let unit else { return !bare.contains { $0.contains(value) } }
    guard let known = units.first(where: { $0.unit == unit }) else { return false }
    return !known.range.contains(value)
  }
}

/// The measurements that have limits; the raw value is a bit of `ValueWord`.
enum MeasuredQuantity: Int, CaseIterable, Sendable, Hashable {
  case heartRate, bloodPressure, respiratoryRate, temperature, oxygenSaturation, comaScale, pain
  case bodyMassIndex, weight, height, age, ejectionFraction, inspiredOxygen, qtc
  case potassium, sodium, chloride, bicarbonate, glucose, creatinine, ureaNitrogen, hemoglobin
  case hematocrit, whiteCells, platelets, inr, acidity, lactate, calcium, magnesium, phosphorus
  case hemoglobinA1c, bilirubin, albumin

  /// Whether the words `urine`, `fluid` and their like say that it is something else.
  var isOfBlood: Bool { rawValue >= MeasuredQuantity.potassium.rawValue }
}

extension PhysiologicalLimit {
  static let standard: [PhysiologicalLimit] = [
    row(
      .heartRate, .vital, 0...500, [(.perMinute, 0...500)],
      "fastest conducted rate on record about 480/min; ventricular flutter below 400/min"),
    row(
      .bloodPressure, .vital, 0...400, [(.millimeterOfMercury, 0...400)],
      "370/360 mm Hg in leg press, MacDougall, J Appl Physiol 1985"),
    row(
      .respiratoryRate, .vital, 0...200, [(.perMinute, 0...200)],
      "newborns in distress reach about 150/min"),
    PhysiologicalLimit(
      measurement: .temperature, family: .vital, bare: [0...47, 52...117],
      units: [(.celsius, 10...47), (.fahrenheit, 50...117)],
      source: "11.8 °C (2014) and 46.5 °C (Slovis, Ann Emerg Med 1982) were survived"),
    row(.oxygenSaturation, .vital, 0...100, [(.percent, 0...100)], "a share cannot exceed 100 %"),
    row(.inspiredOxygen, .vital, 0...100, [(.percent, 15...100)], "a share cannot exceed 100 %"),
    row(.ejectionFraction, .vital, 0...100, [(.percent, 0...100)], "a share cannot exceed 100 %"),
    row(.qtc, .vital, 0...1200, [(.millisecond, 100...1200)], "longer than a slow heart beat"),
    row(.comaScale, .score, 3...15, [], "Teasdale and Jennett, Lancet 1974: 3 to 15"),
    row(.pain, .score, 0...10, [], "numeric rating scale: 0 to 10"),
    row(.age, .age, 0...125, [], "oldest verified age 122 years (Jeanne Calment)"),
    row(.bodyMassIndex, .size, 5...260, [], "about 7 in starvation; 251 is the highest recorded"),
    row(
      .weight, .size, 0...1450,
      [(.kilogram, 0...650), (.pound, 0...1450), (.gram, 0...650_000)],
      "635 kg (Minnoch, 1978); no lower end, since organs and cysts are weighed too"),
    row(
      .height, .size, 0...280,
      [(.centimeter, 0...280), (.meter, 0...2.8), (.inch, 0...110), (.foot, 0...9.2)],
      "272 cm (Wadlow, 1940); no lower end, since wounds have heights too"),
    row(
      .potassium, .laboratory, 0...15, [(.millimolePerLiter, 0.5...15)],
      "survivors at about 1 and 14 mmol/L in case reports"),
    row(
      .sodium, .laboratory, 0...260, [(.millimolePerLiter, 80...260)],
      "survivors at about 95 and 255 mmol/L in case reports"),
    row(
      .chloride, .laboratory, 0...220, [(.millimolePerLiter, 30...220)],
      "follows sodium; bromism gives false high values"),
    row(
      .bicarbonate, .laboratory, 0...100, [(.millimolePerLiter, 0...100)],
      "severe metabolic alkalosis reaches about 70 mmol/L"),
    row(
      .glucose, .laboratory, 0...3000,
      [(.milligramPerDeciliter, 0...3000), (.millimolePerLiter, 0...170)],
      "2,656 mg/dL survived (Buono, 2008)"),
    row(
      .creatinine, .laboratory, 0...7000,
      [(.milligramPerDeciliter, 0...80), (.micromolePerLiter, 1...7000)],
      "73.8 mg/dL in a case report (Storm, 2013)"),
    row(
      .ureaNitrogen, .laboratory, 0...600,
      [(.milligramPerDeciliter, 0...600), (.millimolePerLiter, 0...215)],
      "untreated uremia reaches about 400 mg/dL"),
    row(
      .hemoglobin, .laboratory, 0...320,
      [(.gramPerDeciliter, 0.5...32), (.gramPerLiter, 5...320)],
      "below 1.5 g/dL survived; polycythemia below 28 g/dL"),
    row(.hematocrit, .laboratory, 0...95, [(.percent, 1...95)], "a share of the blood"),
    row(
      .whiteCells, .laboratory, 0...3_000_000,
      [(.thousandPerMicroliter, 0...3000), (.perMicroliter, 0...3_000_000)],
      "leukemia exceeds one million per microliter in case reports"),
    row(
      .platelets, .laboratory, 0...20_000_000,
      [(.thousandPerMicroliter, 0...20_000), (.perMicroliter, 0...20_000_000)],
      "thrombocythemia reaches about 15 million per microliter in case reports"),
    row(.inr, .laboratory, 0...100, [(.ratio, 0...100)], "analyzers stop far below"),
    row(.acidity, .laboratory, 0...14, [], "the scale itself; blood 6.3 to 7.9"),
    row(
      .lactate, .laboratory, 0...450,
      [(.millimolePerLiter, 0...50), (.milligramPerDeciliter, 0...450)],
      "metformin poisoning reaches about 40 mmol/L"),
    row(
      .calcium, .laboratory, 0...35,
      [(.milligramPerDeciliter, 0.5...35), (.millimolePerLiter, 0.2...9)],
      "parathyroid crisis reaches about 25 mg/dL"),
    row(
      .magnesium, .laboratory, 0...45,
      [(.milligramPerDeciliter, 0...45), (.millimolePerLiter, 0...19)],
      "oral overdoses reach about 30 mg/dL"),
    row(
      .phosphorus, .laboratory, 0...80,
      [(.milligramPerDeciliter, 0...80), (.millimolePerLiter, 0...26)],
      "phosphate enemas reach about 60 mg/dL"),
    row(
      .hemoglobinA1c, .laboratory, 0...220, [(.percent, 2...30)],
      "highest in series about 20 %; bare values may be mmol/mol"),
    row(
      .bilirubin, .laboratory, 0...1800,
      [(.milligramPerDeciliter, 0...105), (.micromolePerLiter, 0...1800)],
      "liver failure with hemolysis reaches about 80 mg/dL"),
    row(
      .albumin, .laboratory, 0...100, [(.gramPerDeciliter, 0...10), (.gramPerLiter, 0...100)],
      "dehydration stays below 7 g/dL"),
  ]

  /// By the raw value of the measurement.
  static let byMeasurement: [PhysiologicalLimit?] = MeasuredQuantity.allCases.map { quantity in
    standard.first { $0.measurement == quantity }
  }

  private static func row(
    _ measurement: MeasuredQuantity, _ family: PlausibilityFamily, _ bare: ClosedRange<Double>,
    _ units: [(LimitUnit, ClosedRange<Double>)], _ source: String
  ) -> PhysiologicalLimit {
    PhysiologicalLimit(
      measurement: measurement, family: family, bare: [bare],
      units: units.map { (unit: $0.0, range: $0.1) }, source: source)
  }
}
