import ClinicalLanguage
import Guardrails
import SourceText
import Summaries
import Testing

/// `negation_flip` over whole clauses, and `temporality` over spans of time.
@Suite("The sense of what one sentence of the note bears out")
struct SenseRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let note: String
    let summary: String
    let found: [String]
    var testDescription: String { summary }
  }

  @Test(
    "A denial must stand on both sides",
    arguments: [
      Case(
        note: "The patient reports taking lisinopril 20 mg once a day.",
        summary: "Patient denies taking lisinopril 20 mg daily.", found: ["lisinopril"]),
      Case(
        note: "The patient reports taking lisinopril 20 mg once a day.",
        summary: "Patient takes lisinopril 20 mg daily.", found: []),
      Case(
        note: "She denies any blood thinners or recent travel.",
        summary: "She denies recent travel and blood thinners.", found: []),
      Case(
        note: "Ibuprofen and ice were used with no relief of the knee pain.",
        summary: "Ibuprofen and ice gave no relief of the knee pain.", found: []),
      Case(
        note: "He denies suicidal or homicidal ideation.",
        summary: "He denies suicidal and homicidal ideation.", found: []),
      Case(
        note: "She has no oxygen at home. She takes ampicillin.",
        summary: "No oxygen; ampicillin continues.", found: []),
    ])
  func negation(_ example: Case) throws {
    let rule = Fixture.rule("sense", kind: "negation_flip", params: "{clauses: true}")
    try check(example, rule)
  }

  @Test(
    "What was years ago does not go on for years",
    arguments: [
      Case(
        note: "She had blood in her stool about 3 years ago.",
        summary: "Blood in the stool for about 3 years.", found: ["3 years"]),
      Case(
        note: "She had blood in her stool about 3 years ago.",
        summary: "Blood in the stool 3 years ago.", found: []),
      Case(
        note: "He has had back pain for 2 years.", summary: "Back pain 2 years ago.",
        found: ["2 years"]),
      Case(
        note: "He has had back pain for 2 years. Surgery was 2 years ago.",
        summary: "Back pain for 2 years.", found: []),
      Case(
        note: "He used heroin 15 years ago.", summary: "Heroin use, none for over 15 years.",
        found: []),
    ])
  func duration(_ example: Case) throws {
    let rule = Fixture.rule("time", kind: "temporality", params: "{axes: [onset], durations: true}")
    try check(example, rule)
  }

  @Test(
    "A statement taken over with its sense turned is found beside the same neighbours",
    arguments: [
      Case(
        note: "Abdominal exam shows cesarean scars with no herniation. She fears a hernia.",
        summary: "Cesarean scars with herniation.", found: ["herniation"]),
      Case(
        note: "Abdominal exam shows cesarean scars with no herniation.",
        summary: "Cesarean scars without herniation.", found: []),
      Case(
        note: "The scar was noted over the left shoulder.",
        summary: "Scar over the left shoulder.", found: []),
      Case(
        note: "She has no swelling of the ankle. There is swelling of the left knee.",
        summary: "Swelling of the left knee.", found: []),
    ])
  func polarity(_ example: Case) throws {
    let rule = Fixture.rule("polarity", kind: "negation_flip", params: "{polarity: true}")
    try check(example, rule)
  }

  @Test(
    "A status is held against what the note says of the same thing",
    arguments: [
      Case(
        note: "He has hepatitis C and is presently on methadone.",
        summary: "Hepatitis C; previously on methadone.", found: ["previously on methadone"]),
      Case(
        note: "He has hepatitis C and is presently on methadone.",
        summary: "Hepatitis C; currently on methadone.", found: []),
      Case(
        note: "He was on methadone until 2010.", summary: "Previously on methadone.", found: []),
      Case(
        note: "Continue aspirin. Initiate Crestor 20 mg once daily.",
        summary: "Continue Crestor 20 mg daily.", found: ["Continue Crestor"]),
      Case(
        note: "Continue aspirin. Initiate Crestor 20 mg once daily.",
        summary: "Continue aspirin; start Crestor.", found: []),
    ])
  func status(_ example: Case) throws {
    let rule = Fixture.rule(
      "status", kind: "temporality", params: "{axes: [onset], statuses: true}")
    try check(example, rule)
  }

  private func check(_ example: Case, _ rule: String) throws {
    let fixture = try Fixture(rule)
    let verdict = try fixture.judge(note: example.note, summary: example.summary)
    #expect(try verdict.summaryWords(example.summary) == example.found, "\(example.note)")
  }
}
