import Guardrails
import Testing

/// What is denied with a `not`, said to be there, or called by the opposite word, each with near misses.
@Suite("Plain denials and opposite words")
struct PlainDenialTests {
  @Test(
    "a verb that the note has without any denial",
    arguments: [
      ("The nerve was not transposed anteriorly.", "The nerve was transposed anteriorly.", 1),
      ("Glans flaps were not joined with chromic.", "Glans flaps were joined with chromic.", 1),
      ("Needle counts were not correct.", "Needle counts were correct at the end.", 1),
      ("The nerve was not transposed anteriorly.", "The nerve was not transposed anteriorly.", 0),
      ("The nerve was not found in the scar.", "We could not find the nerve in the scar.", 0),
      ("The wound is not infected.", "The wound is uninfected.", 0),
      ("If the wound is not closed, call.", "The wound was closed.", 0),
      ("Do not lift the arm.", "The arm was lifted.", 0),
      (
        "The ankle wound was not infected and was dressed dry.",
        "The ankle wound was clean, dry and dressed.", 0
      ),
    ])
  func predicates(summary: String, note: String, count: Int) throws {
    try expect(count, "{plainly: true}", summary, note)
  }

  @Test(
    "a thing that the note denies wherever it has it",
    arguments: [
      ("There were some complications.", "COMPLICATIONS: None. He went home.", 1),
      ("Report chest pain to your nurse.", "She has no chest pain.", 0),
      ("Healed without complications.", "The wound healed without complications.", 0),
      ("Warned of complications.", "There were no complications.", 0),
      ("There were some complications.", "No complications at first, then complications.", 0),
    ])
  func things(summary: String, note: String, count: Int) throws {
    try expect(count, "{plainly: true}", summary, note)
  }

  @Test(
    "a thing that the note affirms wherever it has it",
    arguments: [
      ("Denies chest pain.", "Cardiovascular: Reports chest pain.", 1),
      ("No suicidal ideation.", "She reports suicidal ideation today.", 1),
      ("He has no pacemaker.", "He has a pacemaker. He is well.", 1),
      ("She does not smoke.", "She smokes one pack per day. She drinks.", 1),
      ("He is not on warfarin.", "He takes warfarin 5 mg daily.", 1),
      ("He is not on warfarin.", "He is to start warfarin tomorrow.", 0),
      ("He denies suicidal ideation.", "Suicidal ideation: the patient denies it.", 0),
      ("No chest pain today.", "She reports chest pain last week.", 0),
      ("No exertional chest pain.", "She reports chest pain at rest.", 0),
      ("CT for flank pain: no stones.", "CT for flank pain. No renal stones.", 0),
      ("No clip was left.", "A clip was attempted, however it could not be placed.", 0),
    ])
  func deniedThings(summary: String, note: String, count: Int) throws {
    let found = try Fixture.findings(
      of: "negation_flip", "{plainly: true}", note: note, summary: summary)
    #expect((found > 0) == (count > 0))
  }

  @Test(
    "a denial for which no sentence of the note has a witness",
    arguments: [
      (
        "A peel was not applied to either cheek with melasma.",
        "A TCA peel was performed on both cheeks over the melasma.", 1
      ),
      (
        "A peel was not applied to either cheek with melasma.",
        "A TCA peel was withheld from both cheeks with melasma.", 0
      ),
    ])
  func unwitnessed(summary: String, note: String, count: Int) throws {
    let found = try Fixture.findings(
      of: "negation_flip", "{plainly: true}", note: note, summary: summary)
    #expect((found > 0) == (count > 0))
  }

  @Test(
    "a verb that the note denies right before it",
    arguments: [
      (
        "She has started the cream for her rash.",
        "She has not yet started the cream for her rash.", 1
      ),
      ("She started the cream in May.", "She did not start the cream until May.", 0),
      ("She may start the cream.", "She has not started the cream.", 0),
    ])
  func affirmed(summary: String, note: String, count: Int) throws {
    try expect(count, "{plainly: true}", summary, note)
  }

  @Test(
    "words of opposite meaning beside the same thing",
    arguments: [
      ("Recovery in unstable condition.", "She went to recovery in stable condition.", 1),
      ("Chest x-ray abnormal.", "Reviewed chest x-ray, which is normal.", 1),
      ("Coumadin was continued on admission.", "Coumadin was discontinued on admission.", 1),
      ("Critical but unstable.", "He is critical but stable.", 0),
      ("Recovery in stable condition.", "She went to recovery in stable condition.", 0),
      ("EKG abnormal.", "EKG with high voltage, otherwise normal rate.", 0),
      ("Pain better at rest.", "Pain is worse on stairs and relieved by rest.", 0),
      ("Call if the pain is worse.", "The pain is better.", 0),
      ("Lisinopril was continued.", "Lisinopril was started in May.", 0),
    ])
  func opposites(summary: String, note: String, count: Int) throws {
    try expect(count, "{opposites: true}", summary, note)
  }

  @Test("many words of one axis leave the others judged")
  func longNote() throws {
    let note = String(repeating: "The rash improved. ", count: 500)
    try expect(
      1, "{opposites: true}", "Recovery in unstable condition.",
      note + "She went to recovery in stable condition.")
  }

  @Test("a rule that compares in several ways does all of it, each fault once")
  func several() throws {
    try expect(
      2, "{plainly: true, opposites: true, polarity: true}",
      "Recovery in unstable condition. The nerve was not transposed anteriorly.",
      "She went to recovery in stable condition. The nerve was transposed anteriorly.")
  }

  @Test(
    "what is to come and what was done",
    arguments: [
      ("A pacemaker will be placed.", "A pacemaker was placed behind the muscle.", 1),
      ("Chest x-ray done.", "A chest x-ray was ordered.", 1),
      ("A pacemaker will be placed.", "A pacemaker will be placed behind the muscle.", 0),
      ("The drain will be removed.", "A drain was placed behind the muscle.", 0),
      ("Chest x-ray done.", "A chest x-ray was ordered; the chest x-ray showed clear lungs.", 0),
    ])
  func plans(summary: String, note: String, count: Int) throws {
    #expect(
      try Fixture.findings(of: "temporality", "{plans: true}", note: note, summary: summary)
        == count)
  }

  private func expect(
    _ count: Int, _ params: String, _ summary: String, _ note: String
  ) throws {
    #expect(
      try Fixture.findings(of: "negation_flip", params, note: note, summary: summary) == count)
  }
}
