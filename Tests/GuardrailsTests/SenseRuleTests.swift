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

  @Test(
    "What is begun is held against what the note ends, and the other way round",
    arguments: [
      Case(
        note: "MEDICATIONS: mirabegron 25 mg.\n\nPLAN: Stop mirabegron.",
        summary: "Mirabegron started.", found: ["Mirabegron"]),
      Case(
        note: "MEDICATIONS: mirabegron 25 mg.\n\nPLAN: Stop mirabegron.",
        summary: "Mirabegron stopped.", found: []),
      Case(
        note: "Stop naproxen on Monday, restart naproxen on Friday.", summary: "Start naproxen.",
        found: []),
      Case(
        note: "Alendronate stopped in May. Do not restart alendronate.",
        summary: "She started alendronate in May.", found: ["alendronate"]),
      Case(
        note: "Spironolactone was added in May. PLAN: Stop spironolactone.",
        summary: "Start spironolactone.", found: ["spironolactone"]),
      Case(
        note: "Spironolactone was added in May. PLAN: Stop spironolactone.",
        summary: "Spironolactone was started in May.", found: []),
      Case(
        note: "USUAL MEDICINES: lactulose 5 mL od, STOPPED by GP in May.",
        summary: "Lactulose was started in May.", found: ["Lactulose"]),
      Case(
        note: "PLAN: Stop gentamicin. Continue ceftriaxone 2 g IV daily.",
        summary: "Stop gentamicin; stop ceftriaxone.",
        found: ["stop ceftriaxone", "ceftriaxone"]),
      Case(
        note: "Ibuprofen for backache -> told to stop.", summary: "Stop ibuprofen.", found: []),
      Case(
        note: "PLAN: Stop oxycodone. Continue acetaminophen.",
        summary: "Stop oxycodone, acetaminophen.", found: []),
      Case(
        note: "Carry on with the emollient.", summary: "Do not stop emollient.", found: []),
    ])
  func course(_ example: Case) throws {
    let rule = Fixture.rule(
      "course", kind: "temporality", params: "{axes: [onset], statuses: true}")
    try check(example, rule)
  }

  @Test(
    "A denial of what the note only affirms",
    arguments: [
      Case(
        note: "RECTUM: small internal hemorrhoids. No mass.",
        summary: "No internal hemorrhoids.", found: ["internal hemorrhoids"]),
      Case(
        note: "IMPRESSION: HF, stable. No edema.", summary: "You have no heart failure.",
        found: ["heart failure"]),
      Case(
        note: "Headache since noon; vomiting.", summary: "No headache, vomiting.",
        found: ["No headache"]),
      Case(note: "Headache since noon. No headache now.", summary: "No headache.", found: []),
      Case(note: "The cough left him in February.", summary: "No cough.", found: []),
      Case(note: "Chest pain [ ] fainting [ ]", summary: "No chest pain.", found: []),
      Case(note: "Pain: 0. Walks well.", summary: "No pain.", found: []),
      Case(note: "Pain in the left knee.", summary: "No pain in the calf.", found: []),
    ])
  func denied(_ example: Case) throws {
    try check(
      example,
      Fixture.rule(
        "denied", kind: "negation_flip", params: "{polarity: true, directions: [denied]}"))
  }

  @Test(
    "A family history of what the note says of the patient alone",
    arguments: [
      Case(note: "She has asthma.", summary: "Family history of asthma.", found: ["asthma"]),
      Case(
        note: "She has asthma. Her mother has asthma.", summary: "Family history of asthma.",
        found: []),
      Case(
        note: "FAMILY HISTORY: asthma.", summary: "Family history of asthma.", found: []),
      Case(note: "She has no asthma.", summary: "Family history of asthma.", found: []),
    ])
  func familial(_ example: Case) throws {
    try check(example, Fixture.rule("who", kind: "experiencer", params: "{}"))
  }

  private func check(_ example: Case, _ rule: String) throws {
    let fixture = try Fixture(rule)
    let verdict = try fixture.judge(note: example.note, summary: example.summary)
    #expect(try verdict.summaryWords(example.summary) == example.found, "\(example.note)")
  }
}
