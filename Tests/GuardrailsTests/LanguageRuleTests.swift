import Guardrails
import SourceText
import Summaries
import Testing

/// Rules about how a summary is written.
struct LanguageRuleTests {
  private static func words(_ summary: String, params: String) throws -> [String] {
    let fixture = try Fixture(Fixture.rule("words", kind: "abbreviation", params: params))
    return try fixture.judge(note: summary, summary: summary).summaryWords(summary)
  }

  @Test(
    "what is misread is found where it is meant so",
    arguments: [
      ("Lisinopril 10 mg QD.", ["QD"]), ("Lisinopril 10 mg qd.", ["qd"]),
      ("Lisinopril 10 mg q.d. for now.", ["q.d."]), ("Prednisone QOD.", ["QOD"]),
      ("Prednisone q.o.d. for a week.", ["q.o.d."]), ("Glargine 10 U at night.", ["U"]),
      ("Glargine 10U at night.", ["U"]), ("Heparin 5000 IU.", ["IU"]),
      ("Warfarin 5.0 mg.", ["5.0"]), ("Risperidone .5 mg.", [".5"]),
      ("MS 4 mg IV.", ["MS"]), ("MSO4 and MgSO4 given.", ["MSO4", "MgSO4"]),
    ])
  func jointCommission(summary: String, found: [String]) throws {
    #expect(try Self.words(summary, params: "{lists: [joint_commission]}") == found)
    #expect(try Self.words(summary, params: "{lists: [ismp]}") == [])
  }

  @Test(
    "the same letters with another meaning pass",
    arguments: [
      "MS diagnosed in 2010.", "MS Contin 15 mg twice daily.", "U waves on the ECG.",
      "Potassium 4.0 mmol/L.", "Creatinine 1.0 mg/dL.", "A mass of 3.0 cm.", "Warfarin 5 mg daily.",
      "Risperidone 0.5 mg.", "Warfarin 2.50 mg.", "Paracetamol 1 g q.d.s. for pain.",
      "Ms Lee is well.",
      "Dr. Q saw her.", "Iu Mien interpreter.",
    ])
  func otherMeaning(summary: String) throws {
    #expect(try Self.words(summary, params: "{lists: [joint_commission, ismp]}") == [])
  }

  @Test("a policy adds words and excepts phrases")
  func ownWords() throws {
    let summary = "Take 5 cc qhs, DC aspirin, unit QD log."
    #expect(
      try Self.words(
        summary,
        params: "{lists: [joint_commission, ismp], extra: [dc], exceptions: [QD log, 5 cc]}")
        == ["qhs", "DC"])
  }

  @Test(
    "the safe wording takes the place of what the note does not write",
    arguments: [
      ("Digoxin QD.", "Digoxin daily."),
      ("Prednisone q.o.d. now.", "Prednisone every other day now."),
      ("Glargine 10U at night.", "Glargine 10 units at night."),
      ("Heparin 5000 U now.", "Heparin 5000 units now."),
      ("Warfarin 5.0 mg.", "Warfarin 5 mg."), ("Risperidone .5 mg.", "Risperidone 0.5 mg."),
      ("MSO4 given.", "morphine sulfate given."), ("MS 4 mg IV.", "[unclear: MS] 4 mg IV."),
      ("Amylase 39 U/L.", "Amylase 39 U/L."),
    ])
  func written(summary: String, shown: String) throws {
    let fixture = try Fixture(
      Fixture.rule(
        "words", kind: "abbreviation", params: "{unlessInNote: true}",
        then: "{disposition: annotate, obligations: [redact]}"))
    let released = try #require(try fixture.judge(note: "Seen.", summary: summary).released)
    let text = released.text.string(TextSpan(0, released.text.count))
    #expect(text.hasPrefix(shown + "\n"))
    #expect(try fixture.judge(note: summary, summary: summary).findings.isEmpty)
  }

  @Test("the message names the safe wording")
  func wording() throws {
    let fixture = try Fixture(
      Fixture.rule("words", kind: "abbreviation", params: "{lists: [joint_commission]}"))
    let verdict = try fixture.judge(note: "Aspirin QD.", summary: "Aspirin QD.")
    #expect(verdict.findings.map(\.message) == ["Rule words: known to be misread; write daily"])
  }

  private static func isHard(_ summary: String, params: String) throws -> Bool {
    let fixture = try Fixture(Fixture.rule("level", kind: "reading_level", params: params))
    return try !fixture.judge(note: summary, summary: summary).findings.isEmpty
  }

  private static let plain =
    "You had a bad cough. We took a scan. It was clear. Rest and drink a lot. Call us if you feel hot."
  private static let hard =
    "Echocardiographic evaluation demonstrated asymmetrical ventricular hypertrophy necessitating "
    + "cardiological surveillance and pharmacological optimization of anticoagulation."

  @Test("the grade is that of the formula of Flesch and Kincaid")
  func grade() throws {
    // 12 words and 12 syllables in two sentences: 0.39 * 6 + 11.8 - 15.59 = -1.45.
    let short = "The cat sat on the mat. The dog ran to the man."
    #expect(try !Self.isHard(short, params: "{maximumGrade: 1, minimumWords: 1}"))
    // 12 words in one sentence, 24 syllables: 0.39 * 12 + 11.8 * 2 - 15.59 = 12.69.
    let long = "Doctor after doctor under water never better, always open, only very silent."
    #expect(try Self.isHard(long, params: "{maximumGrade: 12.6, minimumWords: 1}"))
    #expect(try !Self.isHard(long, params: "{maximumGrade: 12.8, minimumWords: 1}"))
  }

  @Test(
    "long words in long sentences are hard, few words are not judged",
    arguments: [
      (plain, "{maximumGrade: 5, minimumWords: 10}", false),
      (hard, "{maximumGrade: 12, minimumWords: 10}", true),
      (hard, "{maximumGrade: 12}", false),
    ])
  func level(summary: String, params: String, isHard: Bool) throws {
    #expect(try Self.isHard(summary, params: params) == isHard)
  }

  @Test(
    "mistakes in the parameters are reported",
    arguments: [
      ("reading_level", "{minimumWords: 10}"), ("reading_level", "{maximumGrade: 40}"),
      ("abbreviation", "{lists: [jcaho]}"), ("abbreviation", "{words: [qd]}"),
    ])
  func mistakes(kind: String, params: String) {
    #expect(!Fixture.diagnostics(of: Fixture.rule("x", kind: kind, params: params)).isEmpty)
  }
}
