/// The words by which the reader of values knows names of measurements and what may stand between a
/// name and its number. General usage; one bit for each measurement above those of the other classes.
struct ValueWord: OptionSet, Sendable {
  let rawValue: UInt64

  /// `was`, `of`, `:`: may stand between.
  static let filler = ValueWord(rawValue: 1)
  static let heart = ValueWord(rawValue: 1 << 1)
  static let respiratory = ValueWord(rawValue: 1 << 2)
  static let blood = ValueWord(rawValue: 1 << 3)
  static let white = ValueWord(rawValue: 1 << 4)
  static let ejection = ValueWord(rawValue: 1 << 5)
  static let coma = ValueWord(rawValue: 1 << 6)
  static let mass = ValueWord(rawValue: 1 << 7)
  /// The heads that need one of the words above before them: `heart rate`, `blood pressure`.
  static let rate = ValueWord(rawValue: 1 << 8)
  static let pressure = ValueWord(rawValue: 1 << 9)
  static let count = ValueWord(rawValue: 1 << 10)
  static let fraction = ValueWord(rawValue: 1 << 11)
  static let score = ValueWord(rawValue: 1 << 12)
  static let index = ValueWord(rawValue: 1 << 13)
  static let platelet = ValueWord(rawValue: 1 << 14)
  /// `years`, `yo`: behind an age.
  static let year = ValueWord(rawValue: 1 << 15)

  private static let firstMeasurement = 16

  static func name(_ quantity: MeasuredQuantity) -> ValueWord {
    ValueWord(rawValue: 1 << UInt64(firstMeasurement + quantity.rawValue))
  }

  /// The measurement that the word names by itself.
  var quantity: MeasuredQuantity? {
    let bits = rawValue >> UInt64(Self.firstMeasurement)
    return bits == 0 ? nil : MeasuredQuantity(rawValue: bits.trailingZeroBitCount)
  }

  static let words = WordClasses<ValueWord>([
    (
      .filler,
      """
      of is was were are at to : = ( ) ~ > < # * , - level levels value values reading readings
      approximately about around nearly almost currently now today remained remains as high low up
      down found measured noted documented recorded be been has have with the a an and his her its on
      than over only just still initial initially final resting serum reported by from increased decreased rose fell
      """
    ),
    (.heart, "heart pulse ventricular"),
    (.respiratory, "respiratory breathing"),
    (.blood, "blood"),
    (.white, "white wbc leukocyte"),
    (.platelet, "platelet"),
    (.ejection, "ejection"),
    (.coma, "coma"),
    (.mass, "mass"),
    (.rate, "rate"),
    (.pressure, "pressure pressures"),
    (.count, "count"),
    (.fraction, "fraction"),
    (.score, "scale score"),
    (.index, "index"),
    (.year, "year years yr yrs yo y"),
    (name(.heartRate), "hr pulse heartrate"),
    (name(.bloodPressure), "bp bps"),
    (name(.respiratoryRate), "rr respirations respiration resp"),
    (name(.temperature), "temp temperature tmax t"),
    (
      name(.oxygenSaturation),
      """
      spo2 sao2 o2sat sat sats saturation saturations saturating satting oximetry oximeter
      """
    ),
    (name(.comaScale), "gcs"),
    (name(.pain), "pain"),
    (name(.bodyMassIndex), "bmi"),
    (name(.weight), "weight wt weighs weighed weighing"),
    (name(.height), "height ht"),
    (name(.ejectionFraction), "ef lvef"),
    (name(.inspiredOxygen), "fio2"),
    (name(.qtc), "qtc"),
    (name(.potassium), "potassium k"),
    (name(.sodium), "sodium na"),
    (name(.chloride), "chloride"),
    (name(.bicarbonate), "bicarbonate bicarb hco3"),
    (name(.glucose), "glucose sugar sugars"),
    (name(.creatinine), "creatinine cr"),
    (name(.ureaNitrogen), "bun"),
    (name(.hemoglobin), "hemoglobin haemoglobin hgb hb"),
    (name(.hematocrit), "hematocrit haematocrit hct"),
    (name(.whiteCells), "wbc wcc"),
    (name(.platelets), "platelets plt plts platelet"),
    (name(.inr), "inr"),
    (name(.acidity), "ph"),
    (name(.lactate), "lactate"),
    (name(.calcium), "calcium"),
    (name(.magnesium), "magnesium"),
    (name(.phosphorus), "phosphorus"),
    (name(.hemoglobinA1c), "a1c hba1c"),
    (name(.bilirubin), "bilirubin bili"),
    (name(.albumin), "albumin"),
  ])
}

/// Units behind a value, and words that make a number no value of its measurement.
struct UnitWord: OptionSet, Sendable {
  let rawValue: UInt64

  static let percent = UnitWord(rawValue: 1)
  static let celsius = UnitWord(rawValue: 1 << 1)
  static let fahrenheit = UnitWord(rawValue: 1 << 2)
  static let degree = UnitWord(rawValue: 1 << 3)
  static let pressure = UnitWord(rawValue: 1 << 4)
  static let perMinute = UnitWord(rawValue: 1 << 5)
  static let millisecond = UnitWord(rawValue: 1 << 6)
  static let kilogram = UnitWord(rawValue: 1 << 7)
  static let gram = UnitWord(rawValue: 1 << 8)
  static let pound = UnitWord(rawValue: 1 << 9)
  static let meter = UnitWord(rawValue: 1 << 10)
  static let centimeter = UnitWord(rawValue: 1 << 11)
  static let inch = UnitWord(rawValue: 1 << 12)
  static let foot = UnitWord(rawValue: 1 << 13)
  static let millimole = UnitWord(rawValue: 1 << 14)
  static let micromole = UnitWord(rawValue: 1 << 15)
  static let milligram = UnitWord(rawValue: 1 << 16)
  static let deciliter = UnitWord(rawValue: 1 << 17)
  static let liter = UnitWord(rawValue: 1 << 18)
  static let microliter = UnitWord(rawValue: 1 << 19)
  static let thousand = UnitWord(rawValue: 1 << 20)
  /// A dose, a time, a count: not this measurement's unit.
  static let foreign = UnitWord(rawValue: 1 << 21)

  static let words = WordClasses<UnitWord>([
    (.percent, "% percent"), (.celsius, "c celsius centigrade"), (.fahrenheit, "f fahrenheit"),
    (.degree, "degrees degree deg °"), (.pressure, "mmhg"), (.perMinute, "bpm beats breaths"),
    (.millisecond, "ms msec milliseconds"), (.kilogram, "kg kgs kilogram kilograms kilos"),
    (.gram, "g gm gms gram grams"), (.pound, "lb lbs pound pounds"), (.meter, "m meter meters"),
    (.centimeter, "cm cms centimeters"), (.inch, "in inch inches"), (.foot, "ft foot feet"),
    (.millimole, "mmol meq"), (.micromole, "umol µmol"), (.milligram, "mg"),
    (.deciliter, "dl"), (.liter, "l liter"), (.microliter, "ul µl mcl mm3"),
    (.thousand, "k thousand"),
    (
      .foreign,
      """
      mcg ug ng pg ml cc units unit u iu tablet tablets tabs caps capsules times x day days week weeks
      month months year years yr yrs hour hours hr hrs minute minutes min mins second seconds sec h
      am pm o'clock st nd rd th mm oz ounces dose doses kcal calories french gauge million points
      point puffs drops meq's cells joules watts volts
      """
    ),
  ])
}
