import Guardrails
import Testing

/// Two events in the order of the note and in the other one.
@Suite("Order of events")
struct EventOrderTests {
  private static let heading = "DESCRIPTION OF PROCEDURE: "

  private static func findings(note: String, summary: String) throws -> Int {
    try Fixture.findings(of: "temporality", "{sequence: true}", note: note, summary: summary)
  }

  @Test(
    "by a word of order in the note",
    arguments: [
      ("The flap was raised after the nerve was found.", 1),
      ("After the nerve was found, the flap was raised.", 1),
      ("Finding of the nerve was followed by raising of the flap.", 1),
      ("Raising of the flap was followed by finding of the nerve.", 0),
      ("The flap was raised before the nerve was found.", 0),
      ("The nerve was found after the flap was raised.", 0),
      ("Before the nerve was found, the flap was raised.", 0),
      // Nothing is put in order.
      ("The nerve was found. The flap was raised.", 0),
      ("She looks after the flap as before.", 0),
      // The note has no such event.
      ("The graft was sewn in after the artery was clamped.", 0),
    ])
  func words(summary: String, count: Int) throws {
    #expect(
      try Self.findings(
        note: "The flap was raised before the nerve was identified.", summary: summary) == count)
  }

  @Test(
    "by the course of an operation",
    arguments: [
      ("The mesh was trimmed after the sac was ligated.", 1),
      ("The sac was ligated before the mesh was trimmed.", 1),
      ("The drain was removed after the sac was ligated.", 0),
      ("The sac was ligated after the mesh was trimmed.", 0),
      // What came before is told later.
      ("Cefazolin was infused before the mesh was trimmed.", 0),
      ("Cefazolin was infused after the mesh was trimmed.", 0),
    ])
  func course(summary: String, count: Int) throws {
    #expect(
      try Self.findings(
        note: Self.heading
          + """
          The mesh was trimmed. The sac was dissected free. The sac was ligated. \
          The drain had been removed. Cefazolin had been infused.
          """, summary: summary) == count)
  }

  @Test("only where the note is an account of what was done")
  func lists() throws {
    #expect(
      try Self.findings(
        note: "HISTORY: Her gallbladder was removed. Her hip was replaced.",
        summary: "Her gallbladder was removed after her hip was replaced.") == 0)
  }
}
