import ClinicalLanguage
import SourceText
import TestSupport
import Testing

/// Each row marks every arrangement that its note has: what is not marked must not be found.
@Suite("Code status, follow-up and when to return")
struct ArrangementTests {
  private static let lexicon = Lexicon.embedded()

  @Test(
    "Plans, and the same words as history",
    arguments: [
      "PLAN: ⟦follow_up:Follow up with cardiology in 2 weeks⟧.",
      "PLAN: Rest. ⟦follow_up:Return to clinic in three months⟧; bring the diary.",
      "She is scheduled to ⟦follow_up:be seen in one week for suture removal⟧.",
      "He will ⟦follow_up:follow up as needed⟧.",
      "She presents for follow up of her asthma.",
      "He was lost to follow-up in 2003.",
      "A follow-up CT showed no change.",
      "HISTORY: He returns in follow-up.",
      "CODE STATUS: ⟦code_status:DNR/DNI⟧.",
      "The patient is a ⟦code_status:full code⟧.",
      "Family wishes that she be ⟦code_status:do not resuscitate⟧.",
      "The dnr of the river was clean.",
      "INSTRUCTIONS: ⟦return_instruction:Return to the emergency department for chest pain⟧.",
      "She should ⟦return_instruction:call our office with any questions⟧.",
      "He was seen in the emergency room if I recall.",
    ])
  func spans(_ row: String) throws {
    let marked = MarkedText(row)
    let text = try SourceText(marked.plain)
    let found = ClinicalDocument(reading: text, lexicon: Self.lexicon).arrangements
    #expect(
      found.map { "\($0.kind.rawValue):\(text.string($0.span))" }
        == marked.marks.map { "\($0.label):\($0.text)" }, "in: \(marked.plain)")
  }

  @Test(
    "When, as the note says it",
    arguments: [
      ("PLAN: Follow up in 2 weeks.", "in 2 weeks"),
      ("PLAN: Follow up within seven to ten days with labs.", "within seven to ten days"),
      ("PLAN: Follow up in a month.", "in a month"), ("PLAN: Follow up as needed.", nil),
    ] as [(String, String?)])
  func time(note: String, time: String?) throws {
    let text = try SourceText(note)
    let found = ClinicalDocument(reading: text, lexicon: Self.lexicon).arrangements
    #expect(found.count == 1)
    #expect(found.first?.time.map(text.string) == time)
  }

  @Test("Names are the usual ones")
  func names() throws {
    let text = try SourceText("Code status: no CPR. PLAN: see her back in a week.")
    let found = ClinicalDocument(reading: text, lexicon: Self.lexicon).arrangements
    #expect(found.map(\.name) == ["do not resuscitate", "follow-up"])
  }
}
