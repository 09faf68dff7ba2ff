import ClinicalLanguage
import SourceText
import TestSupport
import Testing

/// The parts of a medication and what happens with it.
@Suite("Medications")
struct MedicationTests {
  private static let lexicon = Lexicon.embedded()

  struct Row: Sendable, CustomTestStringConvertible {
    var note: String
    var dose: String?
    var route: String?
    var frequency: String?
    var status: MedicationDetail.Status
    var testDescription: String { note }

    init(
      _ note: String, _ status: MedicationDetail.Status = .mentioned, dose: String? = nil,
      route: String? = nil, frequency: String? = nil
    ) {
      (self.note, self.status) = (note, status)
      (self.dose, self.route, self.frequency) = (dose, route, frequency)
    }
  }

  static let rows = [
    Row(
      "Metformin 500 mg p.o. b.i.d. for diabetes", dose: "500 mg", route: "p.o.",
      frequency: "b.i.d."),
    Row("Start lisinopril 10 mg daily", .started, dose: "10 mg", frequency: "daily"),
    Row("Aspirin was discontinued", .stopped),
    Row("Stop taking aspirin", .stopped),
    Row("Warfarin was held", .held),
    Row("Hold warfarin tonight", .held),
    Row(
      "Increase metoprolol to 50 mg twice a day", .changed, dose: "50 mg", frequency: "twice a day"),
    Row("Continue Zoloft 50 mg", .continued, dose: "50 mg"),
    Row("MEDICATIONS: Plavix", .continued),
    Row("Insulin 20 units at bedtime", dose: "20 units", frequency: "at bedtime"),
    Row("Tylenol q.6h. p.r.n.", .asNeeded, frequency: "q.6h. p.r.n."),
    Row("Tylenol q6h", frequency: "q6h"),
    Row("Amoxicillin 500 mg three times daily", dose: "500 mg", frequency: "three times daily"),
    Row(
      "Prednisone one tablet by mouth every other day", dose: "one tablet", route: "by mouth",
      frequency: "every other day"),
    Row(
      "Heparin 5000 units subcutaneously q8h", dose: "5000 units", route: "subcutaneously",
      frequency: "q8h"),
    Row("Lidocaine was used"),
    Row("Aspirin 325 mg, then Tylenol", dose: "325 mg"),
    Row("Lisinopril 10 mg daily (held)", .held, dose: "10 mg", frequency: "daily"),
    Row("Lisinopril: stopped", .stopped),
    Row("Albuterol 2 puffs q4h prn", .asNeeded, dose: "2 puffs", frequency: "q4h prn"),
    Row("MEDICATIONS: Tylenol as needed", .asNeeded, frequency: "as needed"),
    Row("Start Tylenol as needed", .started, frequency: "as needed"),
    Row(
      "Toradol 30 mg IM x1 in the office", .givenOnce, dose: "30 mg", route: "IM", frequency: "x1"),
    Row("She was given 1 g of ceftriaxone IV", .givenOnce, dose: "1 g", route: "IV"),
    Row("Amlodipine 5 mg once daily", dose: "5 mg", frequency: "once daily"),
    Row(
      "One-half of a 50 mg tablet of metoprolol b.i.d.", dose: "One-half of a 50 mg tablet",
      frequency: "b.i.d."),
    Row(
      "Metoprolol one-half of a 50 mg tablet b.i.d.", dose: "one-half of a 50 mg tablet",
      frequency: "b.i.d."),
    Row("Carvedilol 1/2 tablet twice a day", dose: "1/2 tablet", frequency: "twice a day"),
    Row("Two tablets of Tylenol at bedtime", dose: "Two tablets", frequency: "at bedtime"),
    Row("Half of the pain went away with Tylenol", dose: nil),
  ]

  @Test("Dose, route, frequency and status", arguments: rows)
  func detail(_ row: Row) throws {
    let text = try SourceText(row.note)
    let document = ClinicalDocument(reading: text, lexicon: Self.lexicon)
    let fact = try #require(document.facts.first { $0.kind == .medication })
    let detail = try #require(fact.medication)
    #expect(detail.dose.map(text.string) == row.dose)
    #expect(detail.route.map(text.string) == row.route)
    #expect(detail.frequency.map(text.string) == row.frequency)
    #expect(detail.status == row.status)
  }

  @Test("A drug that is not taken is absent; a problem that it is for is not")
  func notTaken() throws {
    let text = try SourceText("He is not taking any aspirin.")
    let facts = ClinicalDocument(reading: text, lexicon: Self.lexicon).facts
    #expect(facts.first { $0.kind == .medication }?.context.assertion == .absent)
  }

  @Test("What one form holds is its strength")
  func strength() throws {
    for (note, strength) in [
      ("Metoprolol 25 mg tablets daily", "25 mg"),
      ("One-half of a 50 mg tablet of metoprolol", "50 mg"), ("Metoprolol 25 mg daily", nil),
    ] {
      let text = try SourceText(note)
      let fact = ClinicalDocument(reading: text, lexicon: Self.lexicon).facts.first
      #expect(fact?.medication?.strength.map(text.string) == strength, "in: \(note)")
    }
  }

  @Test("Brackets and conditions belong to the drug before them")
  func lists() throws {
    let text = try SourceText(
      "MEDICATIONS: Lisinopril 10 mg daily (held), albuterol p.r.n., metoprolol 25 mg b.i.d.")
    let facts = ClinicalDocument(reading: text, lexicon: Self.lexicon).facts
    #expect(facts.compactMap(\.medication?.status) == [.held, .asNeeded, .continued])
    #expect(facts.allSatisfy { $0.context.assertion == .present })
  }

  @Test("Statuses do not leak to the drug before")
  func neighbours() throws {
    let text = try SourceText("Continue aspirin 81 mg and stop Plavix.")
    let facts = ClinicalDocument(reading: text, lexicon: Self.lexicon).facts
    #expect(facts.compactMap(\.medication?.status) == [.continued, .stopped])
  }

  @Test("The reaction of an allergy lies inside its span")
  func reaction() throws {
    let text = try SourceText("ALLERGIES: Penicillin (rash), codeine causes nausea.")
    let facts = ClinicalDocument(reading: text, lexicon: Self.lexicon).facts
    let allergies = facts.filter { $0.kind == .allergy }
    #expect(allergies.map { $0.reaction.map(text.string) } == ["rash", "nausea"])
    #expect(allergies.allSatisfy { fact in fact.reaction.map(fact.span.contains) ?? false })
  }

  @Test("The side beside a problem is read, not across a comma")
  func laterality() throws {
    let text = try SourceText("Left hip pain, edema. Bilateral pneumonia. Cough.")
    let facts = ClinicalDocument(reading: text, lexicon: Self.lexicon).facts
    #expect(facts.map(\.laterality) == [.left, nil, .bilateral, nil])
  }
}
