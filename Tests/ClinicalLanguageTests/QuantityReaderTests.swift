import ClinicalLanguage
import SourceText
import TestSupport
import Testing

/// Quantities as `vouch` reads them: numbers, units, schedules and dates, normalized.
struct QuantityReaderTests {
  private static let lexicon = Lexicon.embedded()

  private static func mentions(_ text: String) throws -> [QuantityMention] {
    ClinicalDocument(reading: try SourceText(text), lexicon: lexicon).quantities().mentions
  }

  struct Same: Sendable, CustomTestStringConvertible {
    let left: String
    let right: String
    var testDescription: String { "\(left) = \(right)" }
  }

  private static let same = [
    Same(left: "He takes 500 mg.", right: "He takes 0.5 g."),
    Same(left: "It holds 5 cc.", right: "It holds 5 mL."),
    Same(left: "It holds 0.112 mg.", right: "It holds 112 mcg."),
    Same(left: "Height 5'4\".", right: "Height 64 inches."),
    Same(left: "Height 5 feet 4 inches.", right: "Height 64 in."),
    Same(left: "It weighs 7 lb 3 oz.", right: "It weighs 115 ounces."),
    Same(left: "It is 31-1/2 cm long.", right: "It is 31.5 cm long."),
    Same(left: "It is two and a half cm long.", right: "It is 25 mm long."),
    Same(left: "At 35 4/7 weeks.", right: "At 35-4/7th weeks."),
    Same(left: "One-half tablet was given.", right: "½ tablet was given."),
    Same(left: "He took 1/2 tablet.", right: "He took half a tablet."),
    Same(left: "It cost one hundred and twenty units.", right: "It cost 120 units."),
    Same(left: "Twenty-five units were given.", right: "25 units were given."),
    Same(left: "Give 12,000 units.", right: "Give 12 thousand units."),
    Same(left: "Rest for 3-6 weeks.", right: "Rest for 3 to 6 weeks."),
    Same(left: "Rest for one or two days.", right: "Rest for 1-2 days."),
    Same(left: "Taken b.i.d. here.", right: "Taken twice a day here."),
    Same(left: "Taken q.6h. here.", right: "Taken four times daily here."),
    Same(left: "Taken q4-6h here.", right: "Taken every 4 to 6 hours here."),
    Same(left: "Taken every other day here.", right: "Taken qod here."),
    Same(left: "Taken weekly here.", right: "Taken once a week here."),
    Same(left: "Glucose 90 milligrams/dL.", right: "Glucose 90 mg/dL."),
    Same(left: "Seen a month ago.", right: "Seen 1 month ago."),
    Same(left: "Pain for a decade.", right: "Pain for 10 years."),
    Same(left: "Pain for two decades.", right: "Pain for 20 years."),
    Same(left: "Seen a fortnight ago.", right: "Seen two weeks ago."),
    Same(left: "Seen a couple of weeks ago.", right: "Seen about 2 weeks ago."),
    Same(left: "Cough for 3w.", right: "Cough for 3 weeks."),
    Same(left: "Taken every second day here.", right: "Taken every other day here."),
    Same(left: "Taken every 3rd day here.", right: "Taken every 3 days here."),
    Same(left: "Taken Q4-6H here.", right: "Taken q4-6h here."),
    Same(left: "Woke between two and three times a night.", right: "Woke 2-3 times a night."),
    Same(left: "Take a teaspoon.", right: "Take 5 mL."),
    Same(left: "Take two tablespoons.", right: "Take 30 mL."),
    Same(left: "At 32 0/7 weeks.", right: "At 32 weeks."),
    Same(left: "A 7/8-in drain.", right: "A 7/8 inch drain."),
    Same(left: "Height 5 feet 6.", right: "Height 66 inches."),
    Same(left: "A 5-foot-6-inch woman.", right: "A 66-inch woman."),
    Same(left: "Seen 4 Mar 08.", right: "Seen March 4, 2008."),
    Same(left: "A II/VI murmur.", right: "A 2/6 murmur."),
    Same(left: "Pressure 170 over 66.", right: "Pressure 170/66."),
    Same(left: "Review 6/52.", right: "Review in 6 weeks."),
    Same(left: "Review in 4-6/52, sooner if worse.", right: "Review in 4-6 weeks."),
    Same(left: "Bloods in 3/12.", right: "Bloods in three months."),
    Same(left: "3/7 hx of cough.", right: "3 days of cough."),
    Same(left: "Scan at 36/40.", right: "Scan at 36 weeks."),
    Same(left: "Now 26+3/40.", right: "Now 26 weeks and 3 days."),
    Same(left: "Pain 5/12.", right: "Pain for 5 months."),
    Same(left: "Pregnant, now 33+2.", right: "At 33 weeks and 2 days."),
    Same(left: "Taken 4 hourly.", right: "Taken every 4 hours."),
    Same(left: "Seen 6-weekly here.", right: "Seen every 6 weeks here."),
    Same(left: "Taken alt days here.", right: "Taken every other day here."),
    Same(left: "Works 3 d/wk.", right: "Works three days a week."),
    Same(left: "Drops 1-2 days a month.", right: "Drops one or two days every month."),
    Same(left: "High one week monthly.", right: "High 1 week per month."),
    Same(left: "Away two months each year.", right: "Away 2 months a year."),
    Same(left: "Seen in March, 1993 here.", right: "Seen in March 1993 here."),
    Same(left: "Dressed x2/wk.", right: "Dressed twice a week."),
    Same(left: "Aged 3y3m old.", right: "Aged 3 years 3 months."),
    Same(left: "It took 2h15m.", right: "It took 2.25 hours."),
    Same(left: "It weighs 7lb3oz.", right: "It weighs 115 ounces."),
    Same(left: "Rest x2/52.", right: "Rest for 2 weeks."),
    Same(left: "Give 1.2M units.", right: "Give 1.2 million units."),
    Same(left: "Since '78.", right: "Since 1978."),
    Same(left: "With 1:200k here.", right: "With 1:200,000 here."),
    Same(left: "Taken six-hourly here.", right: "Taken every 6 hours here."),
    Same(left: "Taken q 6 p.r.n.", right: "Taken q6h."),
    Same(left: "Taken twice-daily here.", right: "Taken b.i.d. here."),
    Same(left: "Seen in a week or two.", right: "Seen in another week or two."),
    Same(left: "Smokes one-and-one-half packs.", right: "Smokes 1.5 packs."),
    Same(left: "Less than a centimeter.", right: "Less than 1 cm."),
    Same(left: "A 6F sheath.", right: "A 6 French sheath."),
  ]

  @Test("notations of one quantity are equal", arguments: same)
  func equal(example: Same) throws {
    let left = try #require(try Self.mentions(example.left).first)
    let right = try #require(try Self.mentions(example.right).first)
    #expect(left.kind == right.kind)
    #expect(left.dimension == right.dimension)
    #expect(abs(left.low - right.low) < 1e-9 * max(1, abs(left.low)))
    #expect(abs(left.high - right.high) < 1e-9 * max(1, abs(left.high)))
  }

  @Test(
    "near misses are not",
    arguments: [
      Same(left: "He takes 500 mg.", right: "He takes 500 mcg."),
      Same(left: "It is 5 cm.", right: "It is 5 mm."),
      Same(left: "Return in 4 weeks.", right: "Return in 4 months."),
      Same(left: "Taken b.i.d. here.", right: "Taken t.i.d. here."),
      Same(left: "Taken q6h here.", right: "Taken q8h here."),
      Same(left: "Give 5,000 units.", right: "Give 5,000 mg."),
      Same(left: "T 99.9 F today.", right: "T 99.9 C today."),
      Same(left: "Shunt at 90 mmH2O.", right: "Shunt at 90 mmHg."),
      Same(left: "Review in 3/12.", right: "Review in 3 weeks."),
      Same(left: "Sight 20/40 today.", right: "20 weeks today."),
      Same(left: "BP 97/52 today.", right: "97 weeks today."),
      Same(left: "Score 3/7 today.", right: "3 days today."),
      Same(left: "Vytorin 10/40 mg daily.", right: "10 weeks daily."),
      Same(left: "Seen on 3/12/2031.", right: "Seen for 3 months."),
      Same(left: "Booked 03/12 here.", right: "Booked for 3 months."),
      Same(left: "Strength 4+5 here.", right: "At 4 weeks and 5 days."),
      Same(left: "The fourth rib has 4.", right: "A quarter."),
    ])
  func unequal(example: Same) throws {
    let left = try #require(try Self.mentions(example.left).first)
    let right = try #require(try Self.mentions(example.right).first)
    #expect(left.dimension != right.dimension || left.low != right.low)
  }

  @Test(
    "what is found is the whole quantity",
    arguments: [
      "Follow-up in ⟦q:4 weeks⟧.", "Start Lasix ⟦q:40 mg⟧ ⟦q:twice daily⟧.",
      "A dose of ⟦q:0.5 mg/kg⟧.", "Seen ⟦q:October 6, 2008⟧ here.", "Seen ⟦q:10/06/2008⟧ here.",
      "Grade ⟦q:II-III/VI⟧ murmur.", "⟦q:two and a half⟧ of ⟦q:five⟧ goals",
      "Lidocaine with ⟦q:1:100,000⟧ epinephrine.", "Weight ⟦q:197 pounds⟧.",
      "He took ⟦q:81 mg⟧ of aspirin ⟦q:a day⟧.", "MEDS: ⟦q:BP170/66⟧ here.",
    ])
  func spans(marked: String) throws {
    let text = MarkedText(marked)
    let source = try SourceText(text.plain)
    let found = try Self.mentions(text.plain).map { source.string($0.span) }
    #expect(found == text.marks.map { $0.text })
  }

  @Test(
    "names are no quantities",
    arguments: ["closed with 2-0 Vicryl", "at L4-5 today", "COVID-19 positive", "stage 3 disease"])
  func names(text: String) throws {
    #expect(try Self.mentions(text).allSatisfy { $0.kind == .code })
  }

  @Test("the change of a dose knows its two ends")
  func change() throws {
    let found = try Self.mentions("Metformin was increased from 500 mg daily to 1000 mg daily.")
      .filter { $0.kind == .amount }
    #expect(found.map { $0.qualifiers.contains(.origin) } == [true, false])
    #expect(found.map { $0.qualifiers.contains(.target) } == [false, true])
  }

  @Test(
    "dates agree in any notation",
    arguments: [
      "Seen 10/6/2008.", "Seen 10-06-08.", "Seen 2008-10-06.", "Seen October 6, 2008.",
      "Seen 6 October 2008.", "Seen Oct 6, 2008.", "Seen 10/06/08.",
    ])
  func dates(text: String) throws {
    let date = try #require(try Self.mentions(text).first?.date)
    #expect(date == CalendarDate(year: 2008, month: 10, day: 6))
  }

  @Test("every number of a random text is in the reading")
  func numbers() throws {
    var random = SplitMix64(seed: 20_081_006)
    let units = ["mg", "cm", "weeks", "units", "%", "", "mmHg", "tablets"]
    for _ in 0..<200 {
      let value = Int(random.next() % 9000) + 13
      let unit = units[Int(random.next() % UInt64(units.count))]
      let text = "It was \(value) \(unit) then."
      let document = ClinicalDocument(reading: try SourceText(text), lexicon: Self.lexicon)
      #expect(document.quantities().numbers == [Double(value)], "seed 20081006: \(text)")
    }
  }
}
