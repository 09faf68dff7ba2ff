import Guardrails
import SourceText
import Testing

/// Of what a patient is in one state at a time another one is told, with near misses.
@Suite("States that cannot hold together")
struct StateRuleTests {
  private static let matters = """
    {matters: [{of: walking, about: [walks, uses], states: [\
    {is: alone, says: [independently], also: [steady gait]}, \
    {is: walker, says: [walker, rollator], with: [help]}, \
    {is: help, says: [with help]}]}, \
    {of: lungs, states: [{is: clear, says: [lungs are clear]}, {is: abnormal, says: [crackles]}]}, \
    {of: orientation, states: [{is: oriented, says: [oriented]}, {is: confused, says: [is confused]}]}, \
    {of: gallbladder, states: [{is: gone, says: [cholecystectomy], past: true}, \
    {is: there, says: [gallbladder is normal]}]}, \
    {of: rest, states: [{is: good, says: [rests well]}, {is: fair, says: [rests well]}, \
    {is: bad, says: [rests badly], with: [good]}]}]}
    """

  @Test(
    "a state is held against what the note tells",
    arguments: [
      ("She walks independently.", "She uses a walker.", 1),
      ("She walks with a rollator.", "She walks independently.", 1),
      // The same state, under another name, and one that may hold with it.
      ("She walks with a rollator.", "She uses a walker.", 0),
      ("She walks with help.", "She uses a walker.", 0),
      // What may mean it.
      ("She walks independently.", "She uses a walker. Steady gait without it.", 0),
      // Both are told.
      ("She walks independently.", "She uses a walker outside and walks independently at home.", 0),
      // Nothing is told of it.
      ("She walks independently.", "The cough is dry.", 0),
      // Of something else: the words of the matter are not beside it.
      ("She lives independently.", "She uses a walker.", 0),
      ("She walks independently.", "A walker stands in the hall of the house.", 0),
      // Not told as the patient's own.
      ("Her mother walks independently.", "She uses a walker.", 0),
      ("She walks independently.", "Her mother uses a walker.", 0),
      ("She may walk independently if she walks independently at home.", "She uses a walker.", 0),
      // Denied.
      ("She does not walk independently.", "She uses a walker.", 0),
      ("Lungs are clear.", "No crackles are heard.", 0),
      ("Lungs are clear.", "Crackles are heard.", 1),
      // What is denied of one may be the other.
      ("She is confused.", "She is oriented.", 1),
      ("She is confused.", "She is not oriented, though oriented to her name.", 0),
      // What was done once lasts, on either side.
      ("Status post cholecystectomy.", "The gallbladder is normal.", 1),
      ("The gallbladder is normal.", "Status post cholecystectomy.", 1),
      // A copy is no telling.
      ("Crackles are heard.", "Crackles are heard. Lungs are clear.", 0),
      // A phrase may tell two states, and be false of the second alone.
      ("She rests well.", "She rests badly.", 1),
    ])
  func states(summary: String, note: String, findings: Int) throws {
    #expect(
      try Fixture.findings(
        of: "state_consistency", Self.matters, note: "Seen on Monday. " + note,
        summary: "Follow-up. " + summary) == findings)
  }

  @Test("copies of the note, however many, do not hide a false state")
  func padding() throws {
    let note = "She uses a walker."
    let copies = String(repeating: note + " ", count: 600)
    #expect(
      try Fixture.findings(
        of: "state_consistency", Self.matters, note: note,
        summary: copies + "She walks independently.") == 1)
  }

  @Test("the finding shows both places and names the matter")
  func evidence() throws {
    let fixture = try Fixture(
      Fixture.rule("state", kind: "state_consistency", params: Self.matters))
    let note = "Seen on Monday. She uses a walker."
    let finding = try #require(
      try fixture.judge(note: note, summary: "Follow-up. She walks independently.").findings.first)
    #expect(finding.message.hasSuffix("(walking)"))
    #expect(
      finding.noteSpans.map { String(decoding: Array(note.utf8)[$0.range], as: UTF8.self) }
        == ["walker"])
  }

  @Test(
    "a matter that cannot be read is an error",
    arguments: [
      "{}", "{matters: []}", "{matters: [{of: walking, states: [{is: a, says: [b]}]}]}",
      "{matters: [{states: [{is: a, says: [b]}, {is: c, says: [d]}]}]}",
      "{matters: [{of: walking, states: [{is: a, says: [b]}, {is: c}]}]}",
      "{matters: [{of: walking, states: [{is: a, says: [b], with: [x]}, {is: c, says: [d]}]}]}",
      "{matters: [{of: walking, states: [{is: a, says: [(b|]}, {is: c, says: [d]}]}]}",
    ])
  func errors(params: String) {
    #expect(
      !Fixture.diagnostics(of: Fixture.rule("state", kind: "state_consistency", params: params))
        .isEmpty)
  }

  @Test(
    "vital signs against their values",
    arguments: [
      ("She is afebrile.", "Temp 39.4 C.", 1),
      ("She is afebrile.", "Temp 37.6 C.", 0),
      ("No fever.", "Temperature 103.1 F.", 1),
      ("No fever.", "Temperature 103.1 F. She denies fever at home.", 0),
      ("She has a fever.", "Temp 36.8 C.", 1),
      ("She has a fever.", "Temp 36.8 C. Fever at home.", 0),
      ("She is afebrile.", "Temp 39.4 C on arrival, 36.9 C at noon.", 0),
      ("Blood pressure is normal.", "BP 168/98.", 1),
      ("Blood pressure is normal.", "BP 128/78.", 0),
      ("Blood pressure is normal.", "BP 168/98, blood pressure at home is normal.", 0),
      ("Blood pressure is well controlled.", "BP 172/101.", 1),
      ("Blood pressure is not well controlled.", "BP 172/101.", 0),
      ("The goal is a normal blood pressure.", "BP 172/101.", 0),
      ("She is hypotensive.", "BP 132/80.", 1),
      ("She is hypotensive.", "BP 92/50.", 0),
      ("Blood pressure is elevated.", "BP 82/45.", 1),
      ("She is tachycardic.", "HR 64.", 1),
      ("She is tachycardic.", "HR 118.", 0),
      ("No tachycardia.", "HR 134.", 1),
      ("She saturates well on room air.", "SpO2 84% on room air.", 1),
      ("She saturates well on room air.", "SpO2 97% on room air.", 0),
      ("No hypoxia.", "SpO2 84% on room air.", 1),
      ("Weight is normal.", "BMI 41.", 1),
      ("Ejection fraction is preserved.", "Ejection fraction is 25%.", 1),
      ("Ejection fraction is preserved.", "Ejection fraction is 60%.", 0),
      ("No anemia.", "Hemoglobin 6.8.", 1),
      ("No anemia.", "Hemoglobin 13.1.", 0),
      ("Kidney function is normal.", "Creatinine 3.9.", 1),
      ("Diabetes is well controlled.", "Hemoglobin A1c 11.2.", 1),
      ("Poorly controlled diabetes.", "Hemoglobin A1c 11.2.", 0),
      // Another pressure, other enzymes, vessels, an organ that is looked at.
      ("Intraocular pressure is normal.", "BP 168/98.", 0),
      ("Jugular venous pressure is normal.", "BP 168/98.", 0),
      ("Cardiac enzymes are normal.", "ALT 140.", 0),
      ("Distal pulses are normal.", "HR 128.", 0),
      ("The kidneys are normal on ultrasound.", "Creatinine 2.1.", 0),
      ("A low-potassium diet.", "Potassium 5.9.", 0),
      // What is said of the one beside it.
      ("Normal lactate and low sodium.", "Lactate 1.1. Sodium 124.", 0),
      ("Lactate and low sodium were discussed.", "Lactate 4.8. Sodium 124.", 0),
      ("Blood pressure and elevated creatinine were discussed.", "BP 112/70. Creatinine 3.1.", 0),
      // One fault is one finding.
      ("Potassium is normal.", "Potassium 5.9.", 1),
      ("Blood pressure is normotensive.", "BP 168/98.", 1),
    ])
  func vitals(summary: String, note: String, findings: Int) throws {
    #expect(
      try Fixture.findings(
        of: "negation_flip", "{opposites: true}", note: "Seen on Monday. " + note,
        summary: "Follow-up. " + summary) == findings)
  }

  @Test(
    "tests called normal against what they showed",
    arguments: [
      ("Chest x-ray was normal.", "Chest x-ray shows pneumonia.", 1),
      ("Chest x-ray was normal.", "Chest x-ray: right lower lobe infiltrate.", 1),
      ("Urinalysis was normal.", "Urinalysis positive for nitrites.", 1),
      ("Chest x-ray was normal.", "Chest x-ray for pneumonia.", 0),
      ("Chest x-ray was normal.", "Chest x-ray was obtained given his pneumonia.", 0),
      ("Chest x-ray was normal.", "Chest x-ray shows pneumonia. Repeat chest x-ray is clear.", 0),
      ("Chest x-ray was negative for fracture.", "Chest x-ray shows pneumonia.", 0),
    ])
  func tests(summary: String, note: String, findings: Int) throws {
    #expect(
      try Fixture.findings(
        of: "negation_flip", "{opposites: true}", note: "Seen on Monday. " + note,
        summary: "Follow-up. " + summary) == findings)
  }

  @Test(
    "allergens that are tolerated",
    arguments: [
      ("She tolerates penicillin.", "Allergies: penicillin.", 1),
      ("She tolerates penicillin.", "Allergies: penicillin. Tolerated amoxicillin.", 0),
      ("She does not tolerate penicillin.", "Allergies: penicillin.", 0),
      ("Ask whether she tolerates penicillin.", "Allergies: penicillin.", 0),
      ("Her mother tolerates penicillin.", "Allergies: penicillin.", 0),
      ("She tolerates food and penicillin was avoided.", "Allergies: penicillin.", 0),
    ])
  func tolerance(summary: String, note: String, findings: Int) throws {
    #expect(
      try Fixture.findings(
        of: "allergy_consistency", "{checks: [denied]}", note: "Seen on Monday. " + note,
        summary: "Follow-up. " + summary) == findings)
  }

  @Test(
    "no medications where the note lists some",
    arguments: [
      ("She takes no medications.", 1), ("She is not taking any medications.", 1),
      ("She takes no medication for her lipids.", 0), ("No new medications.", 0),
      ("Her mother takes no medications.", 0), ("As a child she was on no medications.", 0),
      ("If she takes no medications, she will call.", 0),
    ])
  func medications(summary: String, findings: Int) throws {
    #expect(
      try Fixture.findings(
        of: "temporality", "{withheld: true}",
        note: "Seen on Monday. She takes metformin and continues aspirin.",
        summary: "Follow-up. " + summary) == findings)
  }

  @Test(
    "drugs that are taken and drugs that are left",
    arguments: [
      ("Continue warfarin before surgery.", "Hold warfarin for five days before surgery.", 1),
      ("Warfarin is held before surgery.", "Hold warfarin for five days before surgery.", 0),
      ("He was started on metformin.", "He declined metformin.", 1),
      ("He may take NSAIDs as needed.", "Avoid NSAIDs.", 1),
      ("NSAIDs are to be avoided.", "Avoid NSAIDs.", 0),
      ("Do not take clopidogrel.", "Resume clopidogrel tomorrow.", 1),
      ("Do not take clopidogrel until tomorrow.", "Resume clopidogrel tomorrow.", 0),
      ("Continue metoprolol.", "No change in metoprolol.", 0),
      ("He was taking metformin.", "Metformin was stopped.", 0),
      ("He is not on metformin.", "Continue metformin.", 1),
      // Something else is denied, avoided or stopped.
      ("No bleeding on warfarin.", "Continue warfarin.", 0),
      ("Continue warfarin.", "No bleeding on warfarin.", 0),
      ("Avoid alcohol while on warfarin.", "Continue warfarin 5 mg daily.", 0),
      ("No chest pain since starting metoprolol.", "Continue metoprolol 25 mg.", 0),
      ("He stopped smoking with metformin unchanged.", "Continue metformin.", 0),
      ("He is on metoprolol and stopped smoking.", "Continue metoprolol.", 0),
      ("Warfarin is restarted on Friday.", "Hold warfarin until Friday, then restart warfarin.", 0),
    ])
  func drugs(summary: String, note: String, findings: Int) throws {
    #expect(
      try Fixture.findings(
        of: "temporality", "{withheld: true}", note: "Seen on Monday. " + note,
        summary: "Follow-up. " + summary) == findings)
  }
}
