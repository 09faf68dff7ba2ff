import Guardrails
import Policies
import Summaries
import Testing

/// Signs that count together, values that get worse, rules for some patients.
struct RedFlagSignTests {
  private static let route =
    "{disposition: hold, obligations: [{route: {queue: on-call, within: 15m}}]}"

  private static func rule(_ params: String) -> String {
    Fixture.rule(
      "flag", kind: "red_flag",
      params: "{family: other, urgency: immediate, reason: Look., \(params)}", then: route)
  }

  private static func alertWords(_ params: String, _ note: String) throws -> [String] {
    let verdict = try Fixture(rule(params)).judge(note: note, summary: "Seen today.")
    return try verdict.alertWords(note)
  }

  private static let headInjury = """
    combinations: [{within: sentence, signs: [{phrases: [fell, struck her head]}, \
    {phrases: [loss of consciousness, vomiting]}]}]
    """

  @Test(
    "signs alert where they stand together and each is true of this patient now",
    arguments: [
      ("She fell with loss of consciousness.", ["fell", "loss of consciousness"]),
      ("She fell. There was loss of consciousness.", []),
      ("She fell without loss of consciousness.", []),
      ("She fell and then struck her head.", []),
      ("FAMILY HISTORY: Mother fell with loss of consciousness.", []),
    ])
  func sentence(note: String, words: [String]) throws {
    #expect(try Self.alertWords(Self.headInjury, note) == words)
  }

  @Test(
    "a combination may ask for some of its signs, anywhere in the note, and for values",
    arguments: [
      ("Pneumonia. BP 84/50, RR 28.", true), ("Pneumonia. BP 84/50, RR 18.", false),
      ("Pneumonia. BP 124/70, RR 28. She is confused.", true), ("BP 84/50, RR 28.", true),
      ("BP 124/70, RR 18. Not confused.", false),
    ])
  func someSigns(note: String, alerts: Bool) throws {
    let params = """
      combinations: [{atLeast: 3, signs: [{phrases: [pneumonia]}, {phrases: [confused]}, \
      {thresholds: [{measurement: Systolic blood pressure, atOrBelow: '100', unit: 'mm[Hg]'}]}, \
      {thresholds: [{measurement: Respiratory rate, atOrAbove: '22', unit: /min}]}]}]
      """
    let two = params.replacing("atLeast: 3", with: "atLeast: 2")
    let words = try Self.alertWords(note.hasPrefix("Pneumonia") ? params : two, note)
    #expect(words.isEmpty != alerts)
  }

  @Test("in one section of the note")
  func section() throws {
    let params = """
      combinations: [{within: section, signs: [{phrases: [pregnant]}, {phrases: [bleeding]}]}]
      """
    #expect(
      try Self.alertWords(params, "ASSESSMENT: She is pregnant. There is bleeding.").count == 2)
    #expect(
      try Self.alertWords(params, "SUBJECTIVE: She is pregnant.\nPLAN: Watch the bleeding.")
        .isEmpty)
  }

  @Test(
    "a trend is a value that crosses the limit and is worse than one before it",
    arguments: [
      ("Hemoglobin 11.2 g/dL. Later hemoglobin 8.4 g/dL.", ["hemoglobin 8.4 g/dL"]),
      ("Hemoglobin 9.9 g/dL. Later hemoglobin 8.4 g/dL.", []),
      ("Hemoglobin 14.2 g/dL. Later hemoglobin 11.4 g/dL.", []),
      ("Hemoglobin 8.4 g/dL. Later hemoglobin 11.2 g/dL.", []),
      ("Hemoglobin 8.4 g/dL.", []),
      ("Hemoglobin 11.2. Hemoglobin 9.9. Hemoglobin 8.8.", ["Hemoglobin 8.8"]),
    ])
  func falling(note: String, words: [String]) throws {
    let params = "trends: [{measurement: Hemoglobin, below: '9', unit: g/dL, change: '2.0'}]"
    #expect(try Self.alertWords(params, note) == words)
  }

  @Test("a trend may rise")
  func rising() throws {
    let params = "trends: [{measurement: Lactate, above: '2', unit: mmol/L, change: '1'}]"
    #expect(try Self.alertWords(params, "Lactate 1.6. Lactate 3.1.") == ["Lactate 3.1"])
    #expect(try Self.alertWords(params, "Lactate 3.1. Lactate 2.4.").isEmpty)
  }

  @Test(
    "a rule may be for some ages and one sex only",
    arguments: [
      ("A 3-week-old boy. Temperature 38.4 C.", true),
      ("A 5-month-old boy. Temperature 38.4 C.", false),
      ("A 40-year-old man. Temperature 38.4 C.", false), ("Temperature 38.4 C.", false),
    ])
  func patients(note: String, alerts: Bool) throws {
    let limit = "{measurement: Temperature, atOrAbove: '38', unit: Cel}"
    let rule = "thresholds: [\(limit)], patient: {ageBelow: 90 d}"
    #expect(try Self.alertWords(rule, note).isEmpty != alerts)
    let nested = limit.replacing("unit: Cel", with: "unit: Cel, patient: {ageBelow: 90 d}")
    #expect(try Self.alertWords("thresholds: [\(nested)]", note).isEmpty != alerts)
  }

  @Test("the bounds of an age, and the sex")
  func bounds() throws {
    let grown = "phrases: [fever], patient: {ageFrom: 18 y, sex: female}"
    #expect(try !Self.alertWords(grown, "An 18-year-old woman with fever.").isEmpty)
    #expect(try Self.alertWords(grown, "A 17-year-old girl with fever.").isEmpty)
    #expect(try Self.alertWords(grown, "An 18-year-old man with fever.").isEmpty)
  }

  @Test("doubt counts where the rule says so; denial never does")
  func suspected() throws {
    let note = "Possible testicular torsion."
    #expect(try Self.alertWords("phrases: [testicular torsion]", note).isEmpty)
    let rule = "phrases: [testicular torsion], suspected: true"
    #expect(try Self.alertWords(rule, note) == ["testicular torsion"])
    #expect(try Self.alertWords(rule, "No testicular torsion.").isEmpty)
    #expect(try Self.alertWords(rule, "Mother with possible testicular torsion.").isEmpty)
  }

  @Test("what an allergen once did is no alert")
  func allergies() throws {
    let rule = "phrases: [tongue swelling]"
    #expect(try Self.alertWords(rule, "ALLERGIES: Penicillin, tongue swelling.").isEmpty)
    #expect(try !Self.alertWords(rule, "HISTORY OF PRESENT ILLNESS: Tongue swelling.").isEmpty)
  }

  @Test("the report of an autopsy alerts nobody")
  func autopsy() throws {
    let rule = "phrases: [skull fracture]"
    #expect(try Self.alertWords(rule, "MANNER OF DEATH: Accident. Skull fracture.").isEmpty)
    #expect(try !Self.alertWords(rule, "CT shows a skull fracture.").isEmpty)
  }

  @Test("an exception keeps a value from counting")
  func exceptedValue() throws {
    let rule = """
      thresholds: [{measurement: Oxygen saturation, below: '90', unit: '%'}], \
      exceptions: [lowest oxygen saturation]
      """
    #expect(try Self.alertWords(rule, "In sleep the lowest oxygen saturation 84%.").isEmpty)
    #expect(try !Self.alertWords(rule, "On arrival oxygen saturation 84%.").isEmpty)
  }

  @Test(
    "a blood count without unit may be one of single cells",
    arguments: [("Platelet count 26,000.", true), ("Platelet count 260,000.", false)])
  func singleCells(note: String, alerts: Bool) throws {
    let rule = "thresholds: [{measurement: Platelet count, below: '30', unit: 10*3/uL}]"
    #expect(try Self.alertWords(rule, note).isEmpty != alerts)
  }

  @Test(
    "a temperature without unit is of the scale that it can be of",
    arguments: [("Temperature 98.6.", false), ("Temperature 107.", true), ("Temp 41.2.", true)])
  func scales(note: String, alerts: Bool) throws {
    let celsius = "thresholds: [{measurement: Temperature, atOrAbove: '41', unit: Cel}]"
    #expect(try Self.alertWords(celsius, note).isEmpty != alerts)
    let fahrenheit = "thresholds: [{measurement: Temperature, atOrAbove: '106', unit: '[degF]'}]"
    #expect(try Self.alertWords(fahrenheit, note).isEmpty != alerts)
  }

  @Test(
    "a phrase may have alternatives",
    arguments: [
      ("Acute stroke.", ["Acute stroke"]), ("Acute left MCA infarct.", ["Acute left MCA infarct"]),
      ("Acute right infarct.", []), ("Old stroke.", []),
    ])
  func alternatives(note: String, words: [String]) throws {
    let rule = "phrases: ['acute ((left|right) MCA |)(stroke|infarct)']"
    #expect(!Fixture.diagnostics(of: Self.rule(rule)).isEmpty)
    let flat = "phrases: ['acute (left MCA |right MCA |)(stroke|infarct)']"
    #expect(try Self.alertWords(flat, note) == words)
  }

  @Test(
    "a summary that leaves the signs out is held; one that tells of them is not",
    arguments: [
      ("Ankle hurts.", Decision.held), ("She fell, with loss of consciousness.", .released),
    ])
  func omission(summary: String, decision: Decision) throws {
    let fixture = try Fixture(Self.rule(Self.headInjury))
    let note = "She fell with loss of consciousness. Ankle hurts."
    #expect(try fixture.judge(note: note, summary: summary).decision == decision)
  }

  @Test(
    "mistakes in these parameters are told",
    arguments: [
      "patient: {sex: female}", "combinations: [{signs: [{phrases: [fell]}]}]",
      "combinations: [{atLeast: 3, signs: [{phrases: [a]}, {phrases: [b]}]}]",
      "combinations: [{signs: [{phrases: [a]}, {}]}]",
      "trends: [{measurement: Lactate, above: '2', unit: mmol/L}]",
      "trends: [{measurement: Lactate, above: '2', unit: mmol/L, change: '0'}]",
      "phrases: [a], patient: {ageBelow: young}", "phrases: [a], patient: {}",
      "phrases: ['a (b']", "phrases: ['a b)']", "phrases: ['a|b']", "phrases: ['(|)']",
    ])
  func mistakes(params: String) {
    #expect(!Fixture.diagnostics(of: Self.rule(params)).isEmpty)
  }
}

/// Reports of operations that ended what raised an alert.
struct EndedAlertTests {
  private static let route =
    "{disposition: hold, obligations: [{route: {queue: on-call, within: 15m}}]}"

  @Test(
    "an operation ends an alert of the families named, where its report says so behind it",
    arguments: [
      ("PREOPERATIVE DIAGNOSIS: Torsion.\nPROCEDURE: Detorsion. He tolerated it well.", false),
      ("PREOPERATIVE DIAGNOSIS: Torsion.\nPROCEDURE: Detorsion. He is intubated.", true),
      ("ASSESSMENT: Torsion. He tolerated it well.", true),
      ("PREOPERATIVE DIAGNOSIS: Pain. He tolerated it well.\nPLAN: Torsion.", true),
      ("PREOPERATIVE DIAGNOSIS: Sepsis.\nPROCEDURE: Drainage. He tolerated it well.", true),
    ])
  func ended(note: String, finds: Bool) throws {
    let fixture = try Fixture(
      Fixture.rule(
        "a", kind: "escalated",
        params: "{urgency: urgent, endedBy: {families: [ischaemia], phrases: [tolerated it well]}}"),
      Self.flag("flag", "ischaemia", "torsion"), Self.flag("flag2", "sepsis", "sepsis"))
    let verdict = try fixture.judge(note: note, summary: note)
    #expect(verdict.findings.contains { $0.rule == "a" } == finds)
    #expect(verdict.escalations.count == 1)
  }

  private static func flag(_ id: String, _ family: String, _ phrase: String) -> String {
    Fixture.rule(
      id, kind: "red_flag",
      params: "{family: \(family), urgency: urgent, reason: Look., phrases: [\(phrase)]}",
      then: route)
  }
}
