import SourceText
import Testing

@testable import Summaries

@Suite("What a summary must not lose")
struct MustKeepTests {
  @Test(
    "allergies, dangers, critical values, stopped drugs and follow-up are there at 60 words",
    arguments: [
      (SampleNotes.clinic, ["Penicillin (hives)", "Potassium 6.6", "Stop lisinopril"]),
      (SampleNotes.markdown, ["Warfarin was stopped", "Orthopedics in two weeks"]),
      (SampleNotes.soap, ["NKDA", "Phenoxymethylpenicillin 500 mg"]),
      (SampleNotes.dictated, ["three weeks after surgery"]),
    ])
  func sixtyWords(note: String, expected: [String]) throws {
    let text = try summarize(note, words: 60).text.string
    for words in expected { #expect(text.contains(words), "\(text)") }
  }

  @Test("what a list of drugs says is new or stopped is kept, what is unchanged is not")
  func newAndStopped() throws {
    let note = """
      REASON FOR ADMISSION: A 68-year-old man with three days of dizziness on standing.
      HOSPITAL COURSE: He received two units of packed red cells. There was no further trouble.
      DISCHARGE MEDICATIONS:
      1. Amlodipine 5 mg by mouth daily - unchanged
      2. Atorvastatin 20 mg by mouth at night - unchanged
      3. Pantoprazole 40 mg by mouth twice daily - NEW
      4. Naproxen 500 mg twice daily - STOPPED
      """
    let text = try summarize(note, words: 36).text.string
    #expect(text.contains("Pantoprazole 40 mg"))
    #expect(text.contains("Naproxen 500 mg twice daily - STOPPED"))
    #expect(!text.contains("Atorvastatin"))
  }

  @Test("a drug that was given is kept")
  func given() throws {
    let note = """
      EMERGENCY COURSE: She arrived by ambulance at nine. The monitor was attached, and the family
      was called. Tenecteplase 20 mg bolus given at 0948. The bed was moved to the window.
      """
    #expect(try summarize(note, words: 60).text.string.contains("Tenecteplase"))
  }

  /// A note of routine text with one line that matters among it.
  private static func crowd(_ heading: String, _ lines: String) -> String {
    let routine = String(
      repeating: "Lungs are clear and the heart is regular without murmurs on examination. ",
      count: 30)
    return """
      HPI: A 50-year-old man comes with a swollen leg since Sunday, after a long flight home.
      PHYSICAL EXAM: \(routine)
      \(heading):
      \(lines)
      """
  }

  @Test(
    "conclusions, forbidden drugs, code status, operations and calls are kept",
    arguments: [
      ("IMPRESSION", "1. Closed fracture of distal radius.\n2. Sprain of ankle.", "distal radius"),
      ("PLAN", "1. Rest.\n2. No ibuprofen (methotrexate).", "No ibuprofen (methotrexate)."),
      ("PLAN", "- amox 1 g tds IV (NOT doxycycline)\n- physio", "NOT doxycycline"),
      ("PLAN", "- For ward care, not for ITU, DNACPR signed today\n- physio", "DNACPR"),
      ("PLAN", "- physio\n- Theatre now, popliteal embolectomy", "embolectomy"),
      ("PLAN", "1. Physio.\n2. Discuss with liver unit today.", "liver unit"),
    ])
  func orders(heading: String, lines: String, expected: String) throws {
    let text = try summarize(Self.crowd(heading, lines), words: 60).text.string
    #expect(text.contains(expected), "\(text)")
  }

  @Test(
    "orders in few words are kept however many they are",
    arguments: [
      "Stop ibuprofen.", "Start hydralazine 25 mg TID.", "No haloperidol.",
      "Do not restart lithium.",
      "Furosemide 80 -> 40.", "d/c tramadol.", "Hold aspirin.",
    ])
  func manyOrders(order: String) throws {
    let orders = [
      "Stop ibuprofen.", "Start hydralazine 25 mg TID.", "No haloperidol.",
      "Do not restart lithium.",
      "Furosemide 80 -> 40.", "d/c tramadol.", "Hold aspirin.",
    ]
    let lines = "- Call if the leg swells.\n" + orders.map { "- \($0)\n" }.joined()
    let text = try summarize(Self.crowd("PLAN", lines), words: 100).text.string
    // The full stop may be the end of the line.
    #expect(text.contains(order.dropLast()), "\(text)")
  }

  @Test(
    "how far treatment goes is kept in any wording, with its heading where it is one word",
    arguments: [
      ("PLAN", "- physio\n- Full code.", "Full code"),
      ("PLAN", "- physio\n- For full escalation.", "full escalation"),
      ("PLAN", "- physio\n- Code status full per form.", "Code status full"),
      ("CODE STATUS", "Full", "CODE STATUS"),
    ])
  func extent(heading: String, lines: String, expected: String) throws {
    let text = try summarize(Self.crowd(heading, lines), words: 60).text.string
    #expect(text.contains(expected), "\(text)")
  }

  @Test(
    "a date among words about the making of the note, and a word that is a title, are no statements"
  )
  func registration() throws {
    let text = try summarize(
      """
      Telephone consultation 14/11/2031
      Received: 04/02/2031 Reported: 04/08/2031 Status: Final
      A 46-year-old man with low mood since the spring, who sleeps badly and eats little.
      Advice.
      Increase sertraline to 100 mg daily. Review in two weeks.
      Yours faithfully
      """, words: 100
    ).text.string
    #expect(text.contains("sertraline to 100 mg"), "\(text)")
    for words in ["Telephone", "Received", "Advice", "faithfully"] {
      #expect(!text.contains(words), "\(text)")
    }
  }

  @Test("titles and signatures are no statements")
  func titles() throws {
    let text = try summarize(
      """
      FINDINGS
      Head
      No bleeding. Ventricles of normal size. Mucosal thickening of the right maxillary sinus.
      COURSE
      GIVEN
      Oxytocin 40 iu in 500 mL at 11:41
      PLAN
      Rest
      Fluids
      Seen again in two weeks.
      Consultant Breast Surgeon
      """
    ).statements
    for title in ["Head", "FINDINGS Head", "GIVEN", "Consultant Breast Surgeon"] {
      #expect(!text.contains(title))
    }
    #expect(text.contains { $0.contains("Oxytocin") })
  }

  @Test("what to ring for is no alert")
  func ring() throws {
    let draft = try summarize("PLAN: Seen again in four weeks. Ring for bleeding or headache.")
    #expect(draft.statements(under: .alerts) == [])
  }

  @Test("a critical value stands under the alerts, a normal one does not")
  func alerts() throws {
    let draft = try summarize(SampleNotes.clinic)
    #expect(draft.statements(under: .alerts).contains { $0.contains("Potassium 6.6") })
    let normal = SampleNotes.clinic.replacing("Potassium 6.6", with: "Potassium 4.1")
    let other = try summarize(normal)
    #expect(!other.statements(under: .alerts).contains { $0.contains("Potassium") })
  }

  @Test(
    "a danger of the past, of a relative or one that is denied is no alert",
    arguments: [
      "FAMILY HISTORY: Father died of sepsis.",
      "HISTORY: She denies suicidal ideation. She sleeps well.",
      "PAST MEDICAL HISTORY: Stroke in 1998.",
      "IMPRESSION: No evidence of pulmonary embolism. Mild bronchitis.",
    ])
  func noAlert(note: String) throws {
    #expect(try summarize(note).statements(under: .alerts) == [])
  }

  @Test("a note without a word on allergies gets none")
  func nothingInvented() throws {
    let text = try summarize(SampleNotes.operation).text.string
    #expect(!text.lowercased().contains("allerg"))
  }

  @Test("room is kept even where long routine text surrounds what matters")
  func crowded() throws {
    let routine = String(
      repeating: "Lungs are clear and the heart is regular without murmurs on this examination. ",
      count: 40)
    let note = """
      HISTORY OF PRESENT ILLNESS: A 50-year-old man comes for a routine check of his blood pressure.
      PHYSICAL EXAMINATION: \(routine)
      ALLERGIES: Sulfa (anaphylaxis).
      LABORATORY DATA: Potassium 7.1 mmol/L.
      PLAN: Stop spironolactone today. Recheck potassium in two days.
      """
    let text = try summarize(note, words: 60).text.string
    for words in ["Sulfa", "7.1", "Stop spironolactone", "Recheck potassium"] {
      #expect(text.contains(words), "\(text)")
    }
  }
}
