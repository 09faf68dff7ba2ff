import Evaluation
import Testing

/// Values of `textstat` 0.7.13; `make evaluate-test` compares on more texts.
@Suite("Readability")
struct ReadabilityTests {
  @Test(
    "grades are those of textstat",
    arguments: [
      (
        "The patient takes two tablets every day. She feels well, and her blood pressure is normal!",
        3.755, 7.168621630094336
      ),
      (
        "Take the medicine with food. Call us if you have a fever of 38.5 or more. You have an "
          + "appointment on Monday at the hospital.", 2.4235, 8.07648339933343
      ),
      ("Hello there.", 2.89, 3.1291),
      (
        "Chest pain. No fever. It doesn't hurt; follow-up isn't needed for now, she says.",
        6.727142857142859, 8.841846274778883
      ),
      (
        "Subdural hematoma – evacuated on 5–6 May • no thrombocytopenia ≥ 50 × 10⁹. She's naïve to "
          + "lisinopril (10 mg).", 8.180000000000003, 10.125756701596842
      ),
      (
        "“Don’t worry,” the nurse said. 'The dose isn't high' was noted... Next: BP 120/80!? "
          + "It\u{A0}fell, then\u{1C}rose.", 0.5872222222222234, 3.1291
      ),
    ])
  func golden(text: String, fleschKincaid: Double, smog: Double) {
    let readability = Readability(Array(text.utf8))
    #expect(abs(readability.fleschKincaid - fleschKincaid) < 1e-9, "\(readability)")
    #expect(abs(readability.smog - smog) < 1e-9, "\(readability)")
  }

  @Test(
    "syllables are those of the dictionary, and of hyphenation where it has none",
    arguments: [
      ("take", 1), ("walked", 1), ("treated", 2), ("doses", 2), ("table", 2), ("dialysis", 4),
      ("idea", 3), ("metabolism", 5), ("anyone", 3), ("area", 3), ("hours", 2), ("doesn't", 2),
      ("5", 1), ("x", 1), ("tomorrow's", 3), ("follow-up", 3), ("Hematoma", 1),
      ("hypothyroidism", 3), ("lisinopril", 2), ("amoxicillin", 5), ("thrombocytopenia", 5),
      ("naïve", 1), ("é", 1), ("antidisestablishmentarianism", 12), ("a", 1), ("zyuganov", 3),
    ])
  func syllables(word: String, count: Int) {
    #expect(Readability(Array(word.utf8)).syllables == count)
  }

  @Test("a text without words has the grade 0", arguments: ["", " . ! ", "\n\n"])
  func nothing(text: String) {
    let readability = Readability(Array(text.utf8))
    #expect(readability.words == 0 && readability.fleschKincaid == 0 && readability.smog == 0)
  }
}
