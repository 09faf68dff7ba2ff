import SourceText

/// How people write units, and the reading of a unit behind a number.
///
/// Compiled from `labs_vitals.tsv` and from general usage; `u` and `K` count as they are read in
/// notes (`u/L`, `K/uL`), although safety bodies advise against them (ISMP).
enum UnitSpelling {
  /// Lower-case spellings without blanks; the bytes are hashed as `Token.FoldedHash` does.
  private static let table: RootTable<Unit> = {
    var table: [UInt64: Unit] = [:]
    for (unit, spellings) in lists {
      for spelling in spellings.split(separator: " ") {
        var hash = Token.FoldedHash.offsetBasis
        for byte in spelling.utf8 { hash = Token.FoldedHash.adding(byte, to: hash) }
        table[UInt64(hash)] = unit
      }
    }
    return RootTable(table)
  }()

  /// The unit whose spelling, folded, has that hash.
  static func unit(hash: UInt32) -> Unit? { table[UInt64(hash)] }

  /// No unit is longer than this many tokens (`mL / min / 1.73 m ^ 2`).
  private static let longest = 9

  /// The longest unit that begins at the token, and the index behind it. Blanks within a unit are
  /// allowed only between its words (`mm Hg`, `degrees Fahrenheit`).
  static func unit(at index: Int, before end: Int, in source: FactSource) -> (
    unit: Unit, next: Int
  )? {
    var hash = Token.FoldedHash.offsetBasis
    var found: (unit: Unit, next: Int)?
    var position = index
    let table = table
    let last = min(end, index + longest)
    while position < last {
      let token = source.tokens[position]
      if position > index, token.beginsLine { break }
      // `CF 1 m         L 6/9`: the next column.
      if position > index, token.start > source.tokens[position - 1].end + 1 { break }
      if !couldBelong(position, from: index, in: source) { break }
      if position == index {
        hash = token.foldedHash
      } else {
        for offset in token.span.range {
          hash = Token.FoldedHash.adding(source.text.bytes[offset].foldedASCII, to: hash)
        }
      }
      position += 1
      if let unit = table[UInt64(hash)] { found = (unit, position) }
    }
    return found
  }

  private static func couldBelong(_ position: Int, from index: Int, in source: FactSource) -> Bool {
    switch source.tokens[position].kind {
    case .word: return true
    case .number: return position > index || source.byte(position) == UInt8(ascii: "1")
    case .punctuation:
      switch source.byte(position) {
      case UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "^"), UInt8(ascii: "*"), 0xC2, 0xC3,
        UInt8(ascii: "'"), UInt8(ascii: "\""), 0xE2:
        return true
      default: return false
      }
    }
  }

  private static let lists: [(Unit, String)] = [
    (.milligramPerDeciliter, "mg/dl mg% mgperdl mg/100ml mgs/dl mgm/dl"),
    (.gramPerDeciliter, "g/dl gm/dl gms/dl g% gm% gramsperdeciliter"),
    (.gramPerLiter, "g/l gm/l"),
    (.milligramPerLiter, "mg/l"),
    (.microgramPerMilliliter, "ug/ml mcg/ml µg/ml μg/ml"),
    (.microgramPerLiter, "ug/l mcg/l µg/l"),
    (.microgramPerDeciliter, "ug/dl mcg/dl µg/dl"),
    (.nanogramPerMilliliter, "ng/ml"),
    (.nanogramPerDeciliter, "ng/dl"),
    (.nanogramPerLiter, "ng/l"),
    (.picogramPerMilliliter, "pg/ml"),
    (.picogram, "pg"),
    (.femtoliter, "fl"),
    (.millimolePerLiter, "mmol/l mmol/liter mm/l mmols/l"),
    (.micromolePerLiter, "umol/l µmol/l μmol/l mcmol/l"),
    (.nanomolePerLiter, "nmol/l"),
    (.picomolePerLiter, "pmol/l"),
    (.milliequivalentPerLiter, "meq/l meq/liter meqs/l milliequivalentsperliter"),
    (.millimolePerMole, "mmol/mol"),
    (.milliosmolePerKilogram, "mosm/kg mosmol/kg"),
    (.unitPerLiter, "u/l units/l unit/l units/liter"),
    (.internationalUnitPerLiter, "iu/l"),
    (.milliInternationalUnitPerLiter, "miu/l mu/l"),
    (.microInternationalUnitPerMilliliter, "uiu/ml µiu/ml mciu/ml uu/ml"),
    (.milliInternationalUnitPerMilliliter, "miu/ml"),
    (.internationalUnitPerMilliliter, "iu/ml units/ml u/ml"),
    (
      .thousandPerMicroliter,
      "k k/ul k/µl k/μl k/mcl k/mm3 k/cumm x10^3/ul x10^3/µl 10^3/ul 10*3/ul x10*3/ul x103/ul thousand thou/ul thou/mm3 x10e3/ul 10e3/ul"
    ),
    (.millionPerMicroliter, "m/ul m/µl m/mcl x10^6/ul 10^6/ul 10*6/ul x106/ul million/ul"),
    (.billionPerLiter, "x10^9/l 10^9/l 10*9/l x109/l x10*9/l 10e9/l"),
    (.trillionPerLiter, "x10^12/l 10^12/l 10*12/l x1012/l"),
    (
      .perMicroliter,
      "/ul /mcl /µl cells/ul cells/mcl /mm3 cells/mm3 cu/mm percubicmillimeter cells/µl"
    ),
    (
      .perMinute,
      "bpm /min /minute beats/min beats/minute breaths/min breaths/minute beatsperminute beatsperminutes breathsperminute breathsperminutes perminute perminutes beats/minutes beatsaminute breathsaminute beats beat/min respirationsperminute br/min times/min"
    ),
    (.millimeterOfMercury, "mmhg mm/hg mmofmercury millimetersofmercury torr"),
    (.kilopascal, "kpa"),
    (.centimeterOfWater, "cmh2o cmofwater"),
    (
      .celsius,
      "c °c celsius degreesc degreescelsius degc degreecelsius degreesc centigrade degreescentigrade ℃ ºc"
    ),
    (.fahrenheit, "f °f fahrenheit degreesf degreesfahrenheit degf degreefahrenheit ºf ℉"),
    (.percent, "% percent pct"),
    (.millimeterPerHour, "mm/hr mm/h mm/hour"),
    (.second, "s sec secs second seconds"),
    (.millisecond, "ms msec millisecond milliseconds msecs"),
    (.milliliterPerMinutePerArea, "ml/min/1.73m2 ml/min/1.73m^2 ml/min/1.73m² ml/min/1.73"),
    (.milliliterPerMinute, "ml/min ml/minute cc/min"),
    (.milliliterPerKilogramHour, "ml/kg/hr ml/kg/h cc/kg/hr"),
    (.literPerMinute, "l/min lpm l/minute literperminute litersperminute"),
    (.milligramPerGram, "mg/g"),
    (.milligramPerMillimole, "mg/mmol"),
    (.kilogramPerSquareMeter, "kg/m2 kg/m^2 kg/m² kg/sqm"),
    (.kilogram, "kg kgs kilogram kilograms kilo kilos"),
    (.gram, "g gm gms gram grams"),
    (.pound, "lb lbs pound pounds"),
    (.ounce, "oz ounce ounces"),
    (.meter, "m meter meters metre metres"),
    (.centimeter, "cm cms centimeter centimeters centimetre centimetres"),
    (.millimeter, "mm millimeter millimeters millimetre millimetres"),
    (.inch, "in inch inches \" ”"),
    (.foot, "ft foot feet ' ’"),
    (.milligram, "mg mgs mgm milligram milligrams"),
    (.microgram, "mcg mcgs ug µg μg microgram micrograms"),
    (.nanogram, "ng nanogram nanograms"),
    (.milliliter, "ml mls cc ccs milliliter milliliters millilitre millilitres"),
    (.liter, "l liter liters litre litres"),
    (.milliequivalent, "meq meqs milliequivalent milliequivalents"),
    (.millimole, "mmol mmols"),
    (.internationalUnit, "iu ius"),
    (.unit, "u unit units"),
  ]
}
