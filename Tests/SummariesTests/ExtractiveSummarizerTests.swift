import SourceText
import Testing

@testable import Summaries

@Suite("The extractive engine")
struct ExtractiveSummarizerTests {
  @Test("headings come in a clinician's reading order, each with its statements as list items")
  func layout() throws {
    let draft = try summarize(SampleNotes.clinic)
    let lines = draft.text.string.split(separator: "\n").map(String.init)
    let headings = lines.filter { $0.hasSuffix(":") && !$0.hasPrefix("- ") }
    let order = SummarySection.allCases.compactMap { $0.heading.map { $0 + ":" } }
    #expect(headings == order.filter(headings.contains))
    #expect(headings.count >= 4)
    #expect(lines.filter { $0.hasPrefix("- ") }.count == draft.claims.count)
    #expect(lines.count == headings.count + draft.claims.count)
  }

  @Test("wrapped lines become one line, and nothing else changes")
  func wrapped() throws {
    let draft = try summarize(SampleNotes.clinic)
    let opening = try #require(
      draft.statements(under: .presentation).first { $0.contains("71-year") })
    #expect(opening.contains("who comes in for three days"))
  }

  @Test("a title's length names the operation and its reason")
  func title() throws {
    let text = try summarize(SampleNotes.operation, words: 15).text.string
    #expect(text.contains("appendicitis"))
    #expect(text.contains("Laparoscopic appendectomy"))
    #expect(!text.contains("prepped"))
  }

  @Test("routine steps lose against findings")
  func routine() throws {
    let text = try summarize(SampleNotes.operation, words: 40).text.string
    #expect(!text.contains("prepped and draped"))
  }

  @Test("courtesies lose against findings")
  func courtesies() throws {
    let text = try summarize(SampleNotes.dictated, words: 60).text.string
    #expect(!text.contains("pleasure"))
    #expect(text.contains("tympanostomy"))
  }

  @Test("drugs of a list are statements of their own under one heading")
  func medicationList() throws {
    let statements = try summarize(SampleNotes.clinic, words: 200)
      .statements(under: .medicationsAndAllergies)
    #expect(statements.contains("Furosemide 40 mg daily."))
    #expect(statements.contains("Apixaban 5 mg twice daily."))
  }

  @Test("a word is not spent twice on the same content")
  func novelty() throws {
    let note = """
      HISTORY: Severe asthma with three admissions. Severe asthma with three admissions. Knee pain
      after a fall on ice. Severe asthma with three admissions.
      """
    let draft = try summarize(note, words: 14)
    #expect(Set(draft.statements).count == draft.statements.count)
    #expect(draft.text.string.contains("Knee pain"))
  }

  @Test("a budget below the shortest sentence gives one statement")
  func tiny() throws {
    let draft = try summarize("Patient has had a cough since Sunday evening.", words: 1)
    #expect(draft.claims.count == 1)
  }

  @Test("a note without a sentence is refused", arguments: ["", " \n\t \n"])
  func nothing(note: String) throws {
    #expect(throws: SummarizerError.nothingToSummarize) { try summarize(note) }
  }

  @Test(
    "one sentence or word beyond every budget is refused, not cut anywhere",
    arguments: [
      String(repeating: "no ", count: 2000), String(repeating: "x", count: 100_000),
    ])
  func endless(note: String) throws {
    #expect(throws: SummarizerError.nothingToSummarize) { try summarize(note, words: 50) }
  }
}
