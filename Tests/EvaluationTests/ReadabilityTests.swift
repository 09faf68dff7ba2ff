import Evaluation
import Testing

/// Values of `textstat` 0.7.13; `make evaluate-test` compares on more texts.
@Suite("Readability")
struct ReadabilityTests {
  @Test(
    "grades are those of textstat where the dictionary has the words",
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
    ])
  func golden(text: String, fleschKincaid: Double, smog: Double) {
    let readability = Readability(Array(text.utf8))
    #expect(abs(readability.fleschKincaid - fleschKincaid) < 0.1, "\(readability)")
    #expect(abs(readability.smog - smog) < 0.1, "\(readability)")
  }

  @Test(
    "syllables by rule and by exception",
    arguments: [
      ("take", 1), ("walked", 1), ("treated", 2), ("doses", 2), ("patches", 2), ("table", 2),
      ("safely", 2), ("dialysis", 4), ("idea", 3), ("metabolism", 5), ("anyone", 3), ("fluid", 2),
      ("area", 3), ("hours", 2), ("placement", 2), ("doesn't", 2), ("5", 1), ("x", 1),
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
