import Guardrails
import Testing

/// Plain statements that are the note's but for one expression, each with near misses.
@Suite("Twin statements")
struct TwinStatementTests {
  @Test(
    "a statement that says something else of the same thing",
    arguments: [
      // Words of one axis, also such as exclude nothing elsewhere.
      ("The wound is closed.", "The wound is open.", 1),
      ("Appetite is poor.", "Appetite is good.", 1),
      ("Her voice is normal.", "Her voice is hoarse.", 1),
      ("He was admitted to the ward.", "He was admitted to the ICU.", 1),
      ("He is working.", "He is retired.", 1),
      // Any word that the note has nowhere, where all others are the same.
      ("The rash is fading.", "The rash is spreading.", 1),
      ("The tube was unclamped.", "The tube was clamped.", 1),
      ("He skipped breakfast.", "He ate breakfast.", 1),
      // The same words, denied or turned.
      ("The inhaler did not help.", "The inhaler helped.", 1),
      ("No interpreter was used.", "An interpreter was used.", 1),
      ("Transferred to Mercy Hospital.", "She was transferred from Mercy Hospital.", 1),
    ])
  func held(summary: String, note: String, count: Int) throws {
    #expect(try Self.findings(summary, note) == count)
  }

  @Test(
    "the same statement, or of another thing or time",
    arguments: [
      ("The wound is closed.", "The wound is closed."),
      ("The wound is closed.", "The drain site is open. The wound is closed."),
      // Another word for the same.
      ("Appetite is poor.", "Appetite is bad."),
      ("The wound is shut.", "The wound was closed."),
      // Of another time, or in a case.
      ("The rash is fading.", "At first the rash was spreading. Then it began to fade."),
      ("The airway is clear.", "If the airway is obstructed, call. The airway is clear."),
      // What may be true at once.
      ("She is alert.", "She is tired."),
      ("Her pain is mild and her wound is dry.", "Her pain is mild. Her wound is clean."),
      ("The inhaler did not help.", "The inhaler did not help. The inhaler helped at night."),
      // More is different than one expression.
      ("The rash is fading on the arms.", "The rash is spreading."),
    ])
  func passed(summary: String, note: String) throws {
    #expect(try Self.findings(summary, note) == 0)
  }

  @Test(
    "a sentence that is the note's but for one stretch",
    arguments: [
      ("He avoids the plot in his talk.", "He mentions the plot in his talk.", 1),
      ("She may bear no weight on the leg.", "She may bear full weight on the leg.", 1),
      ("She may bear weight on the leg.", "She may not bear weight on the leg.", 1),
      ("Her mood was despondent all day.", "Her mood was elated all day.", 1),
      // In other words, with the note's own words, or in passing.
      ("Her mood was elated all day.", "Her mood was elated all day.", 0),
      ("She went to the recovery room stable.", "She was taken to the recovery room stable.", 0),
      ("The artery was free of disease.", "The artery was free off disease.", 0),
      ("No blood loss occurred.", "Blood loss: zero.", 0),
    ])
  func stretches(summary: String, note: String, count: Int) throws {
    #expect(try Self.findings(summary, note) == count)
  }

  private static func findings(_ summary: String, _ note: String) throws -> Int {
    try Fixture.findings(
      of: "negation_flip", "{statements: true}", note: "Seen for follow-up. \(note) BP 122/78.",
      summary: "Follow-up; BP 122/78. \(summary)")
  }
}
