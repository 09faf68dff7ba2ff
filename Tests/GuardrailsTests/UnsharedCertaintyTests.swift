import Guardrails
import Testing

/// Doubts and proofs that a summary has of its own, each with near misses: the note doubts as well, in its
/// own words, or the words of doubt tell leave, ability or what is looked for.
@Suite("How sure a statement is, against the sentences that tell the same")
struct UnsharedCertaintyTests {
  private static let drain = "The radiograph showed the drain within the abscess cavity."
  private static let fracture = "The fall broke two ribs on the left side."

  @Test(
    "a doubt that no sentence of the note shares",
    arguments: [
      (drain, "The drain was presumably within the abscess cavity.", 1),
      (drain, "The radiograph did not clearly show the drain within the abscess cavity.", 1),
      (drain, "The radiograph left it unclear whether the drain was within the abscess cavity.", 1),
      (drain, "The drain may have been within the abscess cavity.", 1),
      (drain, "The radiograph showed the drain within the abscess cavity.", 0),
      (drain, "The drain was confirmed within the abscess cavity by radiograph.", 0),
      (fracture, "Two broken ribs on the left side were suspected after the fall.", 1),
      // Doubted by the note as well, in other words.
      (
        "The drain appears to lie within the abscess cavity.",
        "The drain is possibly within the abscess cavity.", 0
      ),
      ("Drain within the abscess cavity?", "The drain is possibly within the abscess cavity.", 0),
      (
        "Consider a drain for the abscess cavity.",
        "A drain within the abscess cavity is one of several considerations.", 0
      ),
      // Denied doubts.
      (drain, "The drain was, without doubt, within the abscess cavity.", 0),
      (
        "The nodes are soft. No metastases.",
        "Nothing raised suspicion of metastases in the nodes.", 0
      ),
      // Leave, ability, and what is to come.
      (
        "The drain stays until Friday; a shower is allowed.",
        "She may have a shower with the drain.", 0
      ),
      ("The edge of the liver was palpable.", "The edge of the liver could be felt.", 0),
      ("The stone is to be sent for analysis.", "The stone may be analyzed.", 0),
      (
        "She returned on May 3 with the drain in the abscess cavity.",
        "In May the drain was in the abscess cavity.", 0
      ),
      (
        "She is able to bear weight on the left leg.", "Weight-bearing on the left leg possible.", 0
      ),
    ])
  func doubt(note: String, summary: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "certainty", "{changes: [doubt_invented]}", note: note, summary: summary
      ).signum() == count)
  }

  private static let seeming = "The mass appears to arise from the left adrenal gland."

  @Test(
    "a proof of what every sentence of the note only suspects",
    arguments: [
      (seeming, "The mass has been shown to arise from the left adrenal gland.", 1),
      (seeming, "The mass certainly arises from the left adrenal gland.", 1),
      (seeming, "The mass appears to arise from the left adrenal gland.", 0),
      (seeming, "The mass has not been proven to arise from the left adrenal gland.", 0),
      (
        seeming + " Pathology confirmed a mass of the left adrenal gland.",
        "The mass has been shown to arise from the left adrenal gland.", 0
      ),
      (
        "The graft appeared patent along its length.", "The graft proved patent along its length.",
        0
      ),
      (
        "The rash is likely from a certain type of glove.",
        "Rash likely from a certain type of glove.", 0
      ),
    ])
  func proof(note: String, summary: String, count: Int) throws {
    #expect(
      try Fixture.findings(
        of: "certainty", "{changes: [proof_added]}", note: note, summary: summary
      ).signum() == count)
  }
}
