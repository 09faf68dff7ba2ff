import SourceText
import Testing

@testable import Summaries

private func external(_ text: String) throws -> Draft {
  try Draft.external(SourceText(text), lexicon: lexicon)
}

@Suite("A stranger's summary")
struct ExternalDraftTests {
  @Test("plain sentences are unsectioned claims without citations")
  func plain() throws {
    let draft = try external("A 40-year-old man with gout. Started on allopurinol 100 mg daily.")
    #expect(
      draft.statements == ["A 40-year-old man with gout.", "Started on allopurinol 100 mg daily."])
    #expect(draft.claims.allSatisfy { $0.section == .unsectioned && $0.citations.isEmpty })
    #expect(draft.engine == .external)
  }

  @Test(
    "headings of ours and of notes place their claims and are no claims",
    arguments: [
      (
        "Plan and follow-up:\n- Return in two weeks.\n", SummarySection.plan, "Return in two weeks."
      ),
      ("Key findings:\n- Potassium 6.6 mmol/L.\n", .keyFindings, "Potassium 6.6 mmol/L."),
      ("## Assessment\n\nGout of the left foot.\n", .assessment, "Gout of the left foot."),
      ("ALLERGIES: Penicillin.\n", .medicationsAndAllergies, "Penicillin."),
      ("Medications and allergies:\n- Penicillin.\n", .medicationsAndAllergies, "Penicillin."),
    ])
  func headings(text: String, section: SummarySection, claim: String) throws {
    let draft = try external(text)
    #expect(draft.statements == [claim])
    #expect(draft.claims.first?.section == section)
  }

  @Test("a draft of the extractive engine splits into the same claims under the same headings")
  func roundTrip() throws {
    let draft = try summarize(SampleNotes.clinic)
    let again = try external(draft.text.string)
    for (statement, claim) in zip(draft.statements, draft.claims)
    where claim.section != .alerts && claim.section != .presentation {
      // A heading that was quoted with its statement is a heading again.
      let there = again.claims.contains {
        statement.hasSuffix(again.text.string($0.span)) && $0.section == claim.section
      }
      #expect(there, "\(statement) in \(again.statements)")
    }
  }

  @Test("marks without words are no claims")
  func marks() throws {
    #expect(try external("Gout.\n\n---\n\n***\n").statements == ["Gout."])
  }

  @Test("a text without words is refused", arguments: ["", "  \n", "---\n***"])
  func empty(text: String) throws {
    #expect(throws: SummarizerError.nothingToSummarize) { try external(text) }
  }
}
