/// What one word can be in a quantity.
struct QuantityWord: Sendable, Equatable {
  enum Role: UInt8, Sendable {
    case none
    /// `three`, `twenty`: `value` is the number; those from 20 on may be followed by a digit.
    case number
    /// `hundred`, `thousand`, `million`.
    case multiplier
    /// `half`, `thirds`, `quarter`: `value` is the part.
    case part
    /// A unit by a single word; `code` is its index in `QuantityWord.units`.
    case unit
    /// `b.i.d.`, `weekly`: `value` is times a day.
    case frequency
    /// `once`, `twice`.
    case times
    /// `times`, `x`.
    case timesWord
    case every, per, article, couple, other
    /// `morning`, `bedtime`, `meals`: `value` is how often a day has it.
    case dayPart
    case weekday
    /// `code` is the raw value of the route.
    case route
    case mouth
    case about, over, under
    case month
    case to, or, and, by, from, of, at, with, point, range
    /// `stage`, `grade`, `type`, `level`: a number behind it names.
    case naming
    /// `increased`, `raise`: what comes behind `to` is so from now on.
    case change
    /// `both`: before days or weeks.
    case both
    /// `yesterday`, `tomorrow`.
    case dayBefore
    /// Any other word with a digit in it: `q6h`, `BP170`, `B12`.
    case labelled
    /// `PRN`, `needed`.
    case needed
  }

  var role: Role
  var code: UInt8 = 0
  var value: Double = 0

  static let none = QuantityWord(role: .none)

  static let units: [Unit] = [
    .second, .minute, .hour, .day, .week, .month, .year, .millicurie, .curie, .microcurie, .gray,
    .centigray, .joule, .kilocalorie, .watt, .french, .gauge, .diopter, .degree,
    .millimeterOfWater, .tablet, .puff, .drop, .refill, .pack, .decade, .fortnight, .teaspoon,
    .tablespoon,
  ]

  /// By unit, in the order of `units`.
  private static let unitSpellings = [
    "sec secs seconds", "min mins minute minutes", "h hr hrs hour hours",
    "d day days day's", "wk wks w week weeks week's", "mo mos mth mths month months month's",
    "y yr yrs year years year's",
    "mci millicurie millicuries", "ci curie curies", "uci microcurie microcuries",
    "gy gray grays", "cgy centigray", "joule joules", "kcal kcals calories", "watts watt",
    "fr french", "gauge ga", "diopter diopters", "degree degrees deg °", "mmh2o",
    "tablet tablets tab tabs pill pills capsule capsules cap caps",
    "puff puffs inhalation inhalations spray sprays", "drop drops gtt gtts", "refill refills",
    "pack packs ppd", "decade decades", "fortnight fortnights",
    "teaspoon teaspoons teaspoonful teaspoonfuls tsp tsps",
    "tablespoon tablespoons tablespoonful tablespoonfuls tbsp tbsps",
  ]

  private static let words: [(Role, Double, String)] = [
    (.number, 0, "zero"), (.number, 1, "one"), (.number, 2, "two"), (.number, 3, "three"),
    (.number, 4, "four"), (.number, 5, "five"), (.number, 6, "six"), (.number, 7, "seven"),
    (.number, 8, "eight"), (.number, 9, "nine"), (.number, 10, "ten"), (.number, 11, "eleven"),
    (.number, 12, "twelve dozen"), (.number, 13, "thirteen"), (.number, 14, "fourteen"),
    (.number, 15, "fifteen"), (.number, 16, "sixteen"), (.number, 17, "seventeen"),
    (.number, 18, "eighteen"), (.number, 19, "nineteen"), (.number, 20, "twenty"),
    (.number, 30, "thirty"), (.number, 40, "forty fourty"), (.number, 50, "fifty"),
    (.number, 60, "sixty"), (.number, 70, "seventy"), (.number, 80, "eighty"),
    (.number, 90, "ninety"),
    (.multiplier, 100, "hundred"), (.multiplier, 1000, "thousand"),
    (.multiplier, 1_000_000, "million"),
    (.part, 0.5, "half halves half's"), (.part, 0.25, "quarter quarters fourth fourths"),
    (.part, 0.125, "eighth eighths"),
    (.frequency, 1, "daily qd qday qdaily qhs hs qpm qam nightly nocte mane om od qac"),
    (.frequency, 2, "bid bd"), (.frequency, 3, "tid tds"), (.frequency, 4, "qid qds"),
    (.frequency, 0.5, "qod"), (.frequency, 24, "hourly hrly"),
    (.frequency, 1.0 / 14, "fortnightly"), (.frequency, 1.0 / 7, "weekly qweek"),
    (.frequency, 2.0 / 7, "biweekly biw"), (.frequency, 3.0 / 7, "tiw"),
    (.frequency, 1 / 30.436_875, "monthly qmonth"),
    (.frequency, 1 / 365.2425, "yearly annually annual"),
    (.times, 1, "once"), (.times, 2, "twice"), (.times, 3, "thrice"),
    (.timesWord, 0, "times time x ×"), (.every, 0, "every each q"), (.per, 0, "per / a an"),
    (.couple, 2, "couple"), (.other, 0, "other alternate alt"),
    (
      .dayPart, 1,
      "morning mornings evening evenings night nights bedtime noon afternoon dinner supper breakfast lunch am pm"
    ),
    (.dayPart, 3, "meal meals"),
    (.mouth, 0, "mouth"),
    (.about, 0, "about approximately roughly around nearly almost approx ~ some estimated"),
    (.over, 0, "over exceeding above > least"), (.under, 0, "under below < most"),
    (.to, 0, "to through - – until"), (.or, 0, "or"), (.and, 0, "and &"), (.by, 0, "by"),
    (.from, 0, "from"), (.of, 0, "of"), (.at, 0, "at"), (.with, 0, "with"), (.point, 0, "point"),
    (.naming, 0, "stage grade type class level category phase gravida para type generation"),
    (
      .change, 0,
      "increase increased increasing raise raised decrease decreased decreasing reduce reduced lower lowered change changed up down advance titrate titrated cut uptitrate bump taper tapered risen rose fallen fell dropped climbed improved worsened declined grown grew switch double doubled"
    ),
    (.needed, 0, "prn needed"), (.both, 2, "both"), (.dayBefore, 1, "yesterday tomorrow"),
  ]

  private static let weekdays =
    "monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays"
  /// In capitals alone.
  private static let shortWeekdays =
    "mon mons tue tues wed weds thu thurs fri fris"

  private static let months = [
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
    "august aug", "september sept sep", "october oct", "november nov", "december dec",
  ]

  private static let routes: [(MedicationRoute, String)] = [
    (.oral, "po oral orally"), (.intravenous, "iv intravenous intravenously ivp ivpb"),
    (.intramuscular, "im intramuscular intramuscularly"),
    (.subcutaneous, "sc sq subq subcut subcutaneous subcutaneously subcu"),
    (.topical, "topical topically"), (.sublingual, "sublingual sublingually sl"),
    (.rectal, "rectal rectally pr"),
    (.inhaled, "inhaled nebulized nebulizer nebs neb nebulizers inhalation"),
    (.nasal, "intranasal intranasally nasally"), (.transdermal, "transdermal transdermally"),
    (.ophthalmic, "ophthalmic"), (.otic, "otic"), (.vaginal, "vaginally intravaginal pv"),
    (.epidural, "epidural epidurally"), (.intrathecal, "intrathecal intrathecally"),
    (.intraarticular, "intraarticular intraarticularly"),
    (.injection, "injected injection injections inject injecting"),
  ]

  /// Open addressing by the folded hash of the word.
  struct Table: Sendable {
    private var keys: [UInt32] = Array(repeating: 0, count: 2048)
    private var values: [QuantityWord] = Array(repeating: .none, count: 2048)

    init() {
      for (role, value, list) in QuantityWord.words {
        add(list) { _ in QuantityWord(role: role, value: value) }
      }
      for (code, list) in QuantityWord.unitSpellings.enumerated() {
        add(list) { _ in QuantityWord(role: .unit, code: UInt8(code)) }
      }
      for (number, list) in QuantityWord.months.enumerated() {
        add(list) { _ in QuantityWord(role: .month, code: UInt8(number + 1)) }
      }
      for (route, list) in QuantityWord.routes {
        add(list) { _ in QuantityWord(role: .route, code: route.rawValue) }
      }
      add(QuantityWord.weekdays) { QuantityWord(role: .weekday, code: UInt8($0 / 2)) }
      add(QuantityWord.shortWeekdays) { QuantityWord(role: .weekday, code: UInt8($0 / 2)) }
    }

    private mutating func add(_ list: String, _ word: (Int) -> QuantityWord) {
      for (index, spelling) in list.split(separator: " ").enumerated() {
        insert(Token.FoldedHash.of(spelling), word(index))
      }
    }

    /// The first meaning that is entered for a word stays.
    private mutating func insert(_ key: UInt32, _ word: QuantityWord) {
      var slot = Int(truncatingIfNeeded: key) & (keys.count - 1)
      while values[slot].role != .none {
        if keys[slot] == key { return }
        slot = (slot + 1) & (keys.count - 1)
      }
      keys[slot] = key
      values[slot] = word
    }

    @inline(__always)
    subscript(hash: UInt32) -> QuantityWord {
      var slot = Int(truncatingIfNeeded: hash) & (keys.count - 1)
      // The keys alone fit the nearest cache.
      while keys[slot] != 0 {
        if keys[slot] == hash { return values[slot] }
        slot = (slot + 1) & (keys.count - 1)
      }
      return .none
    }
  }

  static let standard = Table()
}
