import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import TestSupport
import Testing
import Workflow

/// The first few texts of an engine are searched for less: only for the phrases that they can have.
@Suite("The first note of an engine")
struct FirstNoteTests {
  @Test(
    "is judged as later ones are",
    arguments: CorpusTests.names.enumerated().filter { $0.offset % 8 == 0 }.map(\.element))
  func verdict(_ name: String) throws {
    let workspace = try #require(ShippedWorkspace.shared)
    let note = try CorpusTests.note(name)
    for audience in [Audience.clinician, .patient] {
      let input = NoteInput(note: note, audience: audience)
      let fresh = Workspace(lexicon: workspace.lexicon, bundle: workspace.bundle)
      let first = try fresh.summarize(input)
      for _ in 0..<10 { _ = try fresh.summarize(input) }
      let later = try fresh.summarize(input)
      #expect(first.verdict.findings == later.verdict.findings)
      #expect(first.verdict.alerts == later.verdict.alerts)
      #expect(first.grounded.draft.text.bytes == later.grounded.draft.text.bytes)
    }
  }
}
