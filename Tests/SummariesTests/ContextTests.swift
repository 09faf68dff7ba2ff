import SourceText
import Testing

@testable import Summaries

@Suite("Statements keep what governs them")
struct ContextTests {
  @Test(
    "the torn-off end of a sentence is no statement",
    arguments: [
      (
        "FINDINGS: The vessels are open. There are no demonstrated myocardial\n\nbridges.",
        "bridges."
      ),
      ("FINDINGS: There appears to be possible _______ graft to the diagonal.", "graft to the"),
    ])
  func torn(note: String, end: String) throws {
    let statements = try summarize(note).statements
    #expect(!statements.contains { $0.hasPrefix(end) }, "\(statements)")
  }

  @Test("items of a list in small letters are statements")
  func smallLetters() throws {
    let text = try summarize("meds:\n- metoprolol 50 mg daily\n- warfarin 5 mg daily\n").text.string
    #expect(text.contains("warfarin 5 mg daily"))
  }

  @Test(
    "a heading of doubt, risk or absence is quoted with what stands under it",
    arguments: [
      ("Differential diagnosis: temporal arteritis, aneurysm, intracranial mass.", "temporal"),
      ("Risk factors: Smoking, stroke.", "Smoking"),
      ("Pertinent negatives: Chest pain, fever.", "Chest pain"),
    ])
  func headings(line: String, start: String) throws {
    let note = "IMPRESSION: Palsy of the third nerve and loss of vision.\n\(line)\n"
    let statements = try summarize(note).statements
    #expect(statements.contains { $0.contains("third nerve") })
    #expect(!statements.contains { $0.hasPrefix(start) }, "\(statements)")
  }

  @Test("a plain heading is not quoted")
  func plain() throws {
    let statements = try summarize("IMPRESSION: Palsy of the third nerve and loss of vision.")
      .statements
    #expect(statements == ["Palsy of the third nerve and loss of vision."])
  }
}
