import ClinicalLanguage
import Guardrails
import SourceText
import Summaries
import TestSupport
import Testing

struct QuantityConsistencyTests {
  private typealias Case = MarkedCase

  private static let rules = [
    Fixture.rule(
      "quantity", kind: "quantity_consistency",
      params: "{check: [dose, frequency, route, unit, number, duration]}"),
    Fixture.rule("date", kind: "date_consistency", params: "{}"),
  ]

  private func check(_ example: MarkedCase) throws { try example.check(by: Self.rules) }

  private static let list = """
    MEDICATIONS:
    1. Lasix 40 mg p.o. b.i.d.
    2. Metoprolol 50 mg p.o. daily.
    3. Fosamax 70 mg every week.
    """

  @Test(
    "doses belong to their drugs",
    arguments: [
      Case(note: list, summary: "Furosemide 40 mg twice daily, metoprolol 50 mg daily."),
      Case(note: list, summary: "Furosemide ⟦x:50 mg⟧ twice daily, metoprolol ⟦x:40 mg⟧ daily."),
      Case(note: list, summary: "Furosemide ⟦x:400 mg⟧ twice daily."),
      Case(note: list, summary: "Furosemide 0.04 g twice daily."),
      Case(note: "Atenolol 50 mg, one-half tablet daily.", summary: "Atenolol 25 mg daily."),
      Case(note: "Atenolol 50 mg, one-half tablet daily.", summary: "Atenolol ⟦x:12.5 mg⟧ daily."),
      Case(
        note: "Abilify was decreased from 7.5 mg to 5 mg.",
        summary: "Abilify was reduced from 7.5 mg to 5 mg."),
      Case(
        note: "Insulin, 44 units at breakfast and 22 units at supper.",
        summary: "Insulin ⟦x:22 units⟧ at breakfast and ⟦x:44 units⟧ at supper."),
      Case(note: "80 mg Depo-Medrol was used.", summary: "80 mg of Depo-Medrol."),
    ])
  func doses(example: MarkedCase) throws { try check(example) }

  @Test(
    "frequencies and routes belong to their drugs",
    arguments: [
      Case(note: list, summary: "Lasix 40 mg ⟦x:daily⟧."),
      Case(note: "Methotrexate 15 mg sc Fri.", summary: "Methotrexate 15 mg weekly."),
      Case(note: "Methotrexate 15 mg sc Fri.", summary: "Methotrexate 15 mg ⟦x:twice a day⟧."),
      Case(
        note: "Metformin 500 mg b.i.d.; missed the evening dose ~3x/wk.",
        summary: "Misses the evening metformin three times a week."),
      Case(note: list, summary: "Fosamax 70 mg weekly."),
      Case(note: list, summary: "Fosamax 70 mg ⟦x:daily⟧."),
      Case(note: list, summary: "Metoprolol 50 mg ⟦x:twice daily⟧."),
      Case(note: list, summary: "Lasix 40 mg by mouth twice a day."),
      Case(note: list, summary: "Lasix 40 mg ⟦x:IV⟧ twice a day."),
      Case(
        note: "Continue metformin 500 mg.", summary: "Metformin 500 mg ⟦x:three times daily⟧."),
      Case(note: "Motrin 800 mg q.8h. p.r.n.", summary: "Motrin 800 mg every 8 hours as needed."),
      Case(
        note: "Motrin 800 mg q.8h. p.r.n.",
        summary: "Motrin 800 mg ⟦x:every 6 hours⟧ as needed."),
      Case(
        note: "Triple antibiotic with bacitracin b.i.d. to q.i.d.",
        summary: "Bacitracin two to four times a day."),
      Case(
        note: "The knee was given an injection of lidocaine with dexamethasone.",
        summary: "Treated with ⟦x:oral⟧ dexamethasone."),
    ])
  func schedules(example: MarkedCase) throws { try check(example) }

  @Test(
    "values belong to their measurements and keep their units",
    arguments: [
      Case(note: "TSH 0.28 and T4 1.1.", summary: "TSH 0.28."),
      Case(note: "TSH 0.28 and T4 1.1.", summary: "TSH ⟦x:2.8⟧."),
      Case(note: "Sodium 138, potassium 5.4.", summary: "Na 138, K 5.4."),
      Case(note: "Weight 189 pounds.", summary: "Weight ⟦x:189 kg⟧."),
      Case(note: "Weight 189 pounds.", summary: "Weight 86 kg."),
      Case(note: "Temperature 98.6 degrees.", summary: "Temperature 37.0 C."),
      Case(note: "Temperature 99.9.", summary: "T ⟦x:99.9°C⟧."),
      Case(note: "Blood pressure 170/66.", summary: "BP ⟦x:117/66⟧."),
      Case(note: "Exam: BP170/66 HR72.", summary: "BP 170/66, HR 72."),
      Case(note: "White count 12,600.", summary: "WBC 12.6K."),
      Case(note: "A left renal mass, 5 cm.", summary: "A left renal mass of ⟦x:5 mm⟧."),
      Case(note: "The tract measured 2.5 cm.", summary: "A two and a half cm tract."),
      Case(note: "A cyst of 3.27 cm.", summary: "A cyst of 3.3 cm."),
      Case(note: "Estimated blood loss 1200 mL.", summary: "EBL about 1.2 L."),
      Case(note: "Vicodin, 60 with 1 refill.", summary: "Vicodin #60, ⟦x:4 refills⟧."),
      Case(note: "Started at 35-4/7th weeks.", summary: "At 35 4/7 weeks."),
    ])
  func values(example: MarkedCase) throws { try check(example) }

  @Test(
    "lengths of time and dates",
    arguments: [
      Case(note: "Follow-up in four weeks.", summary: "Return in 4 weeks."),
      Case(note: "Follow-up in four weeks.", summary: "Return in ⟦x:4 months⟧."),
      Case(note: "Follow-up in four weeks.", summary: "Return in a month."),
      Case(note: "Rest for 24 hours.", summary: "Rest for a day."),
      Case(note: "Rest for 24 hours.", summary: "Rest for ⟦x:a week⟧."),
      Case(
        note:
          "Pain for two months. He denies fever, chills, weight loss, cough, nausea and vomiting, "
          + "and has no other complaints today. Follow up in the clinic in four weeks.",
        summary: "Follow up in the clinic in ⟦x:2 months⟧."),
      Case(note: "Seen on 10/6/2008.", summary: "Seen October 6, 2008."),
      Case(note: "Seen on 10/6/2008.", summary: "Seen on 6 October."),
      Case(note: "Seen on 10/6/2008.", summary: "Seen ⟦x:October 7, 2008⟧."),
      Case(note: "Symptoms since 02/2020.", summary: "Symptoms since February 2020."),
      Case(note: "Surgery in 1992.", summary: "Surgery in ⟦x:1996⟧."),
      Case(note: "Anemia since she was 13 years old.", summary: "Anemia since 13 years old."),
    ])
  func times(example: MarkedCase) throws { try check(example) }

  @Test("a rule judges the aspects that it names and no others")
  func aspects() throws {
    let fixture = try Fixture(
      Fixture.rule("dose", kind: "quantity_consistency", params: "{check: [dose]}"))
    let verdict = try fixture.judge(
      note: "Lasix 40 mg daily. Weight 189 pounds.", summary: "Lasix 80 mg daily. Weight 189 kg.")
    #expect(try verdict.summaryWords("Lasix 80 mg daily. Weight 189 kg.") == ["80 mg"])
  }

  @Test("both sides are shown")
  func bothSides() throws {
    let note = "Metoprolol 50 mg p.o. daily."
    let verdict = try Fixture(Self.rules[0]).judge(
      note: note, summary: "Metoprolol 50 mg twice daily.")
    let finding = try #require(verdict.findings.first)
    let text = try SourceText(note)
    #expect(finding.noteSpans.map(text.string) == ["daily"])
  }

  @Test(
    "unknown aspects are refused",
    arguments: ["{check: [colour]}", "{}", "{check: []}"])
  func parameters(params: String) throws {
    #expect(
      !Fixture.diagnostics(
        of: Fixture.rule("q", kind: "quantity_consistency", params: params)
      ).isEmpty)
  }

  @Test("one changed digit of a dose changes the verdict; the note's own words never do")
  func digits() throws {
    var random = SplitMix64(seed: 4_711)
    let fixture = try Fixture(Self.rules[0], Self.rules[1])
    let drugs = ["Lasix", "metoprolol", "lisinopril", "metformin", "aspirin"]
    for _ in 0..<100 {
      let drug = drugs[Int(random.next() % UInt64(drugs.count))]
      let dose = Int(random.next() % 900) + 100
      let note = "He will take \(drug) \(dose) mg twice daily from today."
      let other = dose + [1, 10, 100][Int(random.next() % 3)]
      let same = try fixture.judge(note: note, summary: "\(drug) \(dose) mg b.i.d.")
      #expect(same.findings.isEmpty, "seed 4711: \(note)")
      let changed = try fixture.judge(note: note, summary: "\(drug) \(other) mg b.i.d.")
      #expect(changed.findings.count == 1, "seed 4711: \(note) \(other)")
      #expect(try fixture.judge(note: note, summary: note).findings.isEmpty, "seed 4711: \(note)")
    }
  }

  @Test("ten thousand numbers on both sides are judged")
  func many() throws {
    let note = (0..<10_000).map { "\($0) mg of aspirin" }.joined(separator: ", ")
    let summary = (0..<10_000).map { "\($0 * 2 + 1) mg of aspirin" }.joined(separator: ", ")
    let verdict = try Fixture(Self.rules[0], Self.rules[1]).judge(note: note, summary: summary)
    #expect(verdict.findings.count > 1000)
  }
}
