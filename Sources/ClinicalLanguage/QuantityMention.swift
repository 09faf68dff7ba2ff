package import SourceText

/// A number of a text with what it counts, normalized so that two texts can be held side by side:
/// `0.5 g` and `500 mg`, `twice daily` and `b.i.d.`, `one-half` and `0.5` are equal.
package struct QuantityMention: Sendable, Hashable {
  /// What the number is.
  package enum Kind: UInt8, Sendable {
    /// A number with or without a unit.
    case amount
    /// How often; `low` and `high` are times a day.
    case frequency
    /// Two numbers read together: `170/66`, `3/6`, `2:1`; `low` and `high` are the two.
    case ratio
    /// By which way a drug is given; `route` says which.
    case route
    /// A calendar date; `date` says which.
    case date
    /// A number that names rather than counts: `L4-5`, `2-0 Vicryl`, `COVID-19`, `10:30`.
    case code
  }

  /// Words before the number that loosen it.
  package struct Qualifier: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    /// `about`, `roughly`, `~`, `nearly`, `over`.
    package static let approximate = Qualifier(rawValue: 1 << 0)
    /// Written as a word: `three`, `a` month.
    package static let word = Qualifier(rawValue: 1 << 1)
    /// Two ends: `6-8`.
    package static let range = Qualifier(rawValue: 1 << 2)
    /// The unit stands with a later number: the first of `3 x 4 cm`.
    package static let borrowedUnit = Qualifier(rawValue: 1 << 3)
    /// `4+`.
    package static let plus = Qualifier(rawValue: 1 << 4)
    /// `increased to 10`: what is so from now on.
    package static let target = Qualifier(rawValue: 1 << 5)
    /// `reduced from 10`: what was so.
    package static let origin = Qualifier(rawValue: 1 << 6)
    /// Behind a `#`: how many are dispensed.
    package static let hash = Qualifier(rawValue: 1 << 7)
    /// `5 years old`, `4 months of age`.
    package static let age = Qualifier(rawValue: 1 << 8)
    /// A schedule that only who knows the drug reads as one: `methotrexate 15 mg Fri`.
    package static let implied = Qualifier(rawValue: 1 << 9)
  }

  package var kind: Kind
  package var dimension: QuantityDimension
  package var qualifiers: Qualifier
  package var route: MedicationRoute?
  package var date: CalendarDate?
  /// As written, in the unit as written; of a range the lower end.
  package var raw: Double
  /// In the base unit of the dimension.
  package var low: Double
  package var high: Double
  package var span: TextSpan
  /// Indices into the document's tokens.
  package var tokens: Range<Int32>
  /// Index into the document's sentences.
  package var sentence: Int32
}

/// A date as far as a text gives it.
package struct CalendarDate: Sendable, Hashable {
  /// 0 where the text gives none.
  package var year: Int16
  package var month: Int8
  package var day: Int8

  package init(year: Int16, month: Int8, day: Int8) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Whether the parts that both give are the same.
  package func agrees(with other: CalendarDate) -> Bool {
    if year != 0, other.year != 0, year != other.year { return false }
    return (Self.fits(month, other.month) && Self.fits(day, other.day))
  }

  /// Whether the other has every part that this one has, and the same.
  package func isPart(of other: CalendarDate) -> Bool {
    (year == 0 || year == other.year) && (month == 0 || month == other.month)
      && (day == 0 || day == other.day)
  }

  /// Month and day the other way round, as half of the world writes them.
  package var dayFirst: CalendarDate {
    guard day > 0, day <= 12, month > 0 else { return self }
    return CalendarDate(year: year, month: day, day: month)
  }

  private static func fits(_ left: Int8, _ right: Int8) -> Bool {
    left == 0 || right == 0 || left == right
  }
}

/// By which way a drug reaches the body.
package enum MedicationRoute: UInt8, Sendable, Hashable, CaseIterable {
  case oral, intravenous, intramuscular, subcutaneous, topical, sublingual, rectal, inhaled, nasal
  case transdermal, ophthalmic, otic, vaginal, epidural, intrathecal, intraarticular, local
  /// By needle, without saying where.
  case injection

  /// Whether one text may say the one and another the other of the same dose.
  package func isCompatible(with other: MedicationRoute) -> Bool {
    if self == other { return true }
    if self == .injection { return other.isByNeedle }
    if other == .injection { return isByNeedle }
    switch (self, other) {
    case (.topical, .transdermal), (.transdermal, .topical), (.oral, .sublingual),
      (.sublingual, .oral), (.topical, .ophthalmic), (.ophthalmic, .topical), (.inhaled, .nasal),
      (.nasal, .inhaled), (.topical, .vaginal), (.vaginal, .topical), (.topical, .nasal),
      (.nasal, .topical), (.local, .topical), (.topical, .local), (.topical, .otic),
      (.otic, .topical):
      return true
    default: return false
    }
  }

  private var isByNeedle: Bool {
    switch self {
    case .intravenous, .intramuscular, .subcutaneous, .epidural, .intrathecal, .intraarticular,
      .local, .injection:
      true
    default: false
    }
  }
}
