import Guardrails
import Policies
import SourceText
import Summaries
import Testing
import Workflow

/// Each kind of rule that holds a summary against its note, under the shipped policies.
@Suite("The shipped grounding rules")
struct ShippedGroundingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var note: String
    var summary: String
    /// The words of the summary that an enforced finding of the kind touches; nil for none.
    var found: String?
    var testDescription: String { summary }
  }

  static let cases: [(kind: String, cases: [Case])] = [
    (
      "entity_not_in_source",
      [
        Case(
          note: "She takes metformin for diabetes.",
          summary: "She takes metformin and glipizide for diabetes.", found: "glipizide"),
        Case(
          note: "She takes Glucophage for diabetes.", summary: "Metformin for diabetes.",
          found: nil),
        Case(
          note: "Hydralazine 25 mg was given.", summary: "Hydroxyzine 25 mg was given.",
          found: "Hydroxyzine"),
        Case(
          note: "He has HTN and GERD.", summary: "Hypertension and reflux disease.", found: nil),
        Case(
          note: "Colonoscopy was normal.", summary: "Colonoscopy and appendectomy were normal.",
          found: "appendectomy"),
      ]
    ),
    (
      "negation_flip",
      [
        Case(
          note: "The patient reports taking lisinopril every day.",
          summary: "The patient denies taking lisinopril every day.", found: "lisinopril"),
        Case(
          note: "She denies blood thinners or recent travel.",
          summary: "No recent travel or blood thinners.", found: nil),
      ]
    ),
    (
      "certainty",
      [
        Case(
          note: "Possible pneumonia in the right lower lobe.",
          summary: "Pneumonia in the right lower lobe.", found: "Pneumonia"),
        Case(
          note: "Possible pneumonia in the right lower lobe.",
          summary: "Probable pneumonia of the right lower lobe.", found: nil),
        Case(
          note: "Chest pain, most likely reflux.", summary: "Chest pain from confirmed reflux.",
          found: "confirmed"),
      ]
    ),
    (
      "experiencer",
      [
        Case(
          note: "FAMILY HISTORY: Mother had breast cancer.\n\nHPI: She is here for a cough.",
          summary: "She has breast cancer and is here for a cough.", found: "breast cancer"),
        Case(
          note: "FAMILY HISTORY: Mother had breast cancer.\n\nHPI: She is here for a cough.",
          summary: "Here for a cough; her mother had breast cancer.", found: nil),
      ]
    ),
    (
      "laterality",
      [
        Case(
          note: "Fracture of the left distal radius.", summary: "Right distal radius fracture.",
          found: "Right"),
        Case(note: "The left knee is swollen.", summary: "L knee swollen.", found: nil),
        Case(
          note: "Cataract of the right eye. Glaucoma of the left eye.",
          summary: "Left eye glaucoma, right eye cataract.", found: nil),
      ]
    ),
    (
      "demographic_consistency",
      [
        Case(
          note: "This is a 58-year-old woman with knee pain. She walks with a cane.",
          summary: "85-year-old woman with knee pain.", found: "85-year-old"),
        Case(
          note: "This is a 58-year-old woman with knee pain. She walks with a cane.",
          summary: "58-year-old man with knee pain.", found: "man"),
        Case(
          note: "This is a 58-year-old woman with knee pain. She walks with a cane.",
          summary: "58F with knee pain.", found: nil),
      ]
    ),
    (
      "allergy_consistency",
      [
        Case(
          note: "ALLERGIES: Penicillin.", summary: "No known drug allergies.", found: "allergies"),
        Case(note: "ALLERGIES: None. Knee pain.", summary: "Knee pain. NKDA.", found: nil),
        Case(
          note: "ALLERGIES: Penicillin.", summary: "Allergic to penicillin and codeine.",
          found: "codeine"),
      ]
    ),
    (
      "temporality",
      [
        Case(
          note: "She has chronic low back pain.", summary: "She has new low back pain.",
          found: "new"),
        Case(
          note: "She has chronic low back pain.", summary: "Long-standing low back pain.",
          found: nil),
      ]
    ),
    (
      "procedure_consistency",
      [
        Case(
          note: "Laparoscopic repair of an inguinal hernia.",
          summary: "Open repair of an inguinal hernia.", found: "Open"),
        Case(
          note: "Repair was done laparoscopically.", summary: "Laparoscopic repair.", found: nil),
      ]
    ),
    (
      "reassurance",
      [
        Case(
          note: "A nodule of 8 mm in the right upper lobe.", summary: "Your nodule is harmless.",
          found: "harmless"),
        Case(
          note: "They were told that the murmur is harmless.", summary: "The murmur is harmless.",
          found: nil),
      ]
    ),
  ]

  @Test("each kind finds its error at its words, and no near miss", arguments: cases.indices)
  func table(index: Int) throws {
    let (kind, cases) = Self.cases[index]
    for example in cases {
      let outcome = try ShippedWorkspace.check(note: example.note, summary: example.summary)
      let findings = outcome.verdict.findings.filter { $0.kind == kind && $0.mode == .enforce }
      guard let words = example.found else {
        #expect(findings.isEmpty, "\(example.summary): \(outcome.account)")
        continue
      }
      let text = try SourceText(example.summary)
      #expect(
        findings.contains { finding in
          guard let span = finding.summarySpan else { return false }
          let found = text.string(span)
          return found.contains(words) || words.contains(found)
        }, "\(example.summary): \(outcome.account)")
      #expect(!outcome.decision.isShown)
    }
  }

  @Test("where the note says otherwise, the finding shows both places")
  func bothPlaces() throws {
    let pairs = [
      (
        "Fracture of the left distal radius.", "Right distal radius fracture.", "grounding.side",
        "left"
      ),
      (
        "Possible pneumonia in the right lower lobe.", "Pneumonia in the right lower lobe.",
        "grounding.doubt-dropped", "pneumonia"
      ),
      (
        "Laparoscopic repair of an inguinal hernia.", "Open repair of an inguinal hernia.",
        "grounding.swapped", "Laparoscopic"
      ),
    ]
    for (note, summary, rule, words) in pairs {
      let outcome = try ShippedWorkspace.check(note: note, summary: summary)
      let finding = try #require(
        outcome.verdict.findings.first { $0.rule == rule }, "\(summary): \(outcome.account)")
      let text = try SourceText(note)
      #expect(finding.summarySpan != nil)
      #expect(finding.noteSpans.map(text.string).contains(words))
    }
  }

  @Test("no message of a finding holds words of the note or the summary")
  func messages() throws {
    let note = "Fracture of the left distal radius in Zorbograd. Possible pneumonia."
    let summary = "Right distal radius fracture in Quuxville. Pneumonia with glorbizumab."
    let outcome = try ShippedWorkspace.check(note: note, summary: summary)
    #expect(!outcome.verdict.findings.isEmpty)
    for finding in outcome.verdict.findings {
      for word in ["Zorbograd", "Quuxville", "glorbizumab", "radius"] {
        #expect(!finding.message.contains(word), "\(finding.rule)")
      }
    }
  }

  @Test("thousands of equal sentences in note and summary are judged to the end")
  func repeated() throws {
    let note = String(repeating: "The left knee is swollen and tender today. ", count: 5_000)
    let summary = String(repeating: "Swollen and tender right knee. ", count: 5_000)
    let outcome = try ShippedWorkspace.check(note: note, summary: summary)
    #expect(!outcome.decision.isShown)
  }
}
