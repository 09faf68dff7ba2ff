import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import TestSupport
import Testing
import Workflow

/// The shipped disclaimers: who reads which, whether a patient can, and whether an edit can lose one.
@Suite("The shipped disclaimers")
struct DisclaimerTests {
  static let alarm = "Spiculated 22 mm nodule, highly suspicious for malignancy."
  static let emergency = "ECG today shows ST elevation in leads II, III and aVF."

  struct Case: Sendable, CustomTestStringConvertible {
    var note: String
    var audience: Audience
    var expected: [String]
    var testDescription: String { "\(audience.rawValue): \(note)" }
  }

  @Test(
    "each audience and each alert has its own texts",
    arguments: [
      Case(
        note: "Knee pain after gardening.", audience: .clinician, expected: ["not-for-clinical-use"]
      ),
      Case(
        note: "Knee pain after gardening.", audience: .patient,
        expected: ["not-for-clinical-use", "patient-summary"]),
      Case(
        note: alarm, audience: .clinician,
        expected: ["not-for-clinical-use", "escalation-notice"]),
      Case(
        note: alarm, audience: .patient,
        expected: ["not-for-clinical-use", "patient-summary", "escalation-notice-patient"]),
      Case(
        note: emergency, audience: .clinician,
        expected: ["not-for-clinical-use", "escalation-notice", "escalation-notice-immediate"]),
    ])
  func texts(example: Case) throws {
    let outcome = try ShippedWorkspace.check(
      note: example.note, summary: example.note, audience: example.audience)
    #expect(
      Set(outcome.verdict.disclaimers.map(\.id)) == Set(example.expected), "\(outcome.account)")
  }

  @Test("edits, restorations and warnings leave every disclaimer whole and last")
  func afterEdits() throws {
    let note = """
      HPI: 48-year-old woman with alcohol use disorder. Digoxin 0.125 mg daily.
      PLAN: Physical therapy twice weekly for quadriceps strengthening. \(Self.alarm)
      """
    let summary = """
      Sure! Here is the summary: 48-year-old alcoholic, digoxin 0.125 mg QD. See www.help.example. \
      Spiculated 22 mm nodule, highly suspicious for malignancy.
      """
    let outcome = try ShippedWorkspace.check(note: note, summary: summary)
    let released = try #require(outcome.verdict.released, "\(outcome.account)")
    #expect(released.edits.count >= 4, "\(outcome.account)")
    let shown = released.text.string(TextSpan(0, released.text.count))
    let texts = outcome.verdict.disclaimers.map(\.text)
    #expect(texts.count == 2)
    #expect(shown.hasSuffix("\n\n" + texts.joined(separator: "\n")))
  }

  @Test("what is withheld has its disclaimers too")
  func withheld() throws {
    let outcome = try ShippedWorkspace.check(
      note: "Knee pain after gardening.", summary: "As an AI language model, I note knee pain.")
    #expect(outcome.verdict.released == nil)
    #expect(outcome.verdict.disclaimers.map(\.id) == ["not-for-clinical-use"])
  }

  @Test("what patients read is at the sixth grade or below, by the program's own measure")
  func readingLevel() throws {
    let bundle = try PolicyFolder.load("\(ChildProcess.repository)/Policies").bundle
    let texts = bundle.disclaimers
      .filter { $0.audiences.contains("patient") || $0.id.hasSuffix("-patient") }.map(\.text)
    #expect(texts.count == 3)
    let rule = """
      schema: vouch/policy/1
      bundle: {id: level, revision: 1, owner: tests}
      disclaimers: [{id: mock, version: 1, audiences: [clinician, patient], text: Mock.}]
      rules:
        - id: level
          title: Too hard
          kind: reading_level
          mode: enforce
          severity: minor
          params: {maximumGrade: 6, minimumWords: 1}
          then: {disposition: hold}
      """
    let loaded = PolicyBundle.load(
      [PolicyFile(path: "level.yaml", bytes: Array(rule.utf8))], kinds: GuardrailEngine.kinds)
    let workspace = Workspace(lexicon: Lexicon.embedded(), bundle: try #require(loaded.bundle))
    for text in texts {
      let outcome = try workspace.check(
        NoteInput(
          note: try SourceText("Knee pain."), summary: try SourceText(text), audience: .patient))
      #expect(outcome.verdict.findings.isEmpty, "\(text)")
    }
  }
}
