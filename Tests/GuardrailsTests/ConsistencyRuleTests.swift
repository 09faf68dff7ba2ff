import Guardrails
import Testing

/// Sides, comfort and denials, each with near misses.
struct ConsistencyRuleTests {
  private static let note = """
    HISTORY: Pain in the right foot since May. Also reports right foot pain, right ankle soreness and
    swelling, and left ankle soreness. He is favoring his left leg while walking.
    EXAM: Decreased grip strength on the right compared to the left. A small wrist effusion is noted.
    PLAN: Splint for two weeks. Surgery if the pain does not resolve.
    """

  @Test(
    "a side counts where the note only ever gives that part the other",
    arguments: [
      ("Right foot pain since May.", 0),
      ("Left foot pain since May.", 1),
      ("Right ankle soreness and swelling.", 0),
      ("Favoring his left leg while walking.", 0),
      ("Favoring his right leg while walking.", 1),
      ("Grip strength decreased compared with the left.", 0),
    ])
  func sides(summary: String, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule("side", kind: "laterality", params: "{axes: [side], strict: true}"))
    #expect(try fixture.judge(note: Self.note, summary: summary).findings.count == findings)
  }

  @Test(
    "habits and drugs on hold are asked about with and without the other statuses",
    arguments: [
      ("{axes: [season], habits: true}", 1), ("{axes: [season], withheld: true}", 1),
      ("{axes: [season], statuses: true, habits: true, withheld: true}", 2),
      ("{axes: [season]}", 0),
    ])
  func statuses(params: String, findings: Int) throws {
    let fixture = try Fixture(Fixture.rule("status", kind: "temporality", params: params))
    let note = "She smokes a pack per day. Her lisinopril is on hold. Lungs are clear."
    let summary = "Former smoker. Takes lisinopril. Lungs are clear."
    #expect(try fixture.judge(note: note, summary: summary).findings.count == findings)
  }

  @Test(
    "only cells are counted in thousands",
    arguments: [("WBC 10.8 today.", 0), ("Potassium 10.8 today.", 1)])
  func thousands(summary: String, findings: Int) throws {
    let fixture = try Fixture(
      Fixture.rule("number", kind: "quantity_consistency", params: "{check: [number]}"))
    let note = "White blood cell count 10,800 today. Potassium was not measured."
    #expect(try fixture.judge(note: note, summary: summary).findings.count == findings)
  }

  @Test("a side is made up where the note names none")
  func sideless() throws {
    let fixture = try Fixture(
      Fixture.rule("side", kind: "laterality", params: "{axes: [side], strict: true}"))
    let note = "PROCEDURE: Nerve transposition at the elbow. The elbow was splinted."
    #expect(
      try fixture.judge(note: note, summary: "Surgery at the right elbow.").findings.count == 1)
    #expect(
      try fixture.judge(note: note + " RUE.", summary: "Surgery at the right elbow.").findings
        .isEmpty)
  }

  @Test(
    "comfort counts unless a sentence of the note gives it in the same sense",
    arguments: [
      ("You will not need surgery.", 1),
      ("The pain will resolve.", 0),
      ("The effusion will resolve.", 1),
      ("This does not raise your risk.", 1),
      ("It is harmless.", 1),
      ("Splint for two weeks.", 0),
    ])
  func comfort(summary: String, findings: Int) throws {
    let fixture = try Fixture(Fixture.rule("comfort", kind: "reassurance", params: "{}"))
    #expect(try fixture.judge(note: Self.note, summary: summary).findings.count == findings)
  }
}
