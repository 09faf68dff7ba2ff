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
    Row("Tylenol q.6h. p.r.n.", frequency: "q.6h. p.r.n."),
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
