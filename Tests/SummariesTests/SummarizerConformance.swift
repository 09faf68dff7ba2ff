import ClinicalLanguage
import SourceText
import Testing

@testable import Summaries

/// What every summarizer that quotes must do; the answer lists what one does wrong.
///
/// Claims lie in the draft's text, are words of the note at the places that they cite, keep the
/// budget, and are the same each time.
func checkSummarizer(_ summarizer: any Summarizer, note: String, words: Int) throws -> [String] {
  let document = try read(note)
  let request = SummaryRequest(words: words)
  let draft = try summarizer.draft(of: document, for: request)
  var faults: [String] = []
  if draft.claims.isEmpty { faults.append("no claims") }
  if draft.words > words { faults.append("\(draft.words) words for a budget of \(words)") }
  var last: Int32 = 0
  for claim in draft.claims {
    guard claim.span.start >= last, claim.span.end <= Int32(draft.text.count) else {
      faults.append("a claim outside the text or out of order")
      continue
    }
    last = claim.span.end
    if claim.citations.isEmpty { faults.append("a claim without citation") }
    for citation in claim.citations {
      guard citation.end <= Int32(document.text.count), citation.start < citation.end else {
        faults.append("a citation outside the note")
        continue
      }
      let quoted = WhiteSpace.collapsed(document.text[citation])
      if quoted != Array(draft.text[claim.span]) { faults.append("a claim that is no quotation") }
    }
  }
  let again = try summarizer.draft(of: document, for: request)
  if again.text.bytes != draft.text.bytes || again.claims != draft.claims {
    faults.append("two drafts differ")
  }
  return faults
}

/// A summarizer that quotes the note with every dose ten times as high.
struct DoseInventor: Summarizer {
  let identity = EngineIdentity(kind: .external, name: "dose inventor")

  func draft(of document: ClinicalDocument, for request: SummaryRequest)
    throws(SummarizerError) -> Draft
  {
    var bytes: [UInt8] = []
    for byte in document.text.bytes {
      bytes.append(byte)
      if byte == UInt8(ascii: "0") { bytes.append(byte) }
    }
    guard let text = try? SourceText(validating: bytes), let sentence = document.sentences.first
    else { throw .nothingToSummarize }
    let claim = Claim(span: text.fullSpan, section: .presentation, citations: [sentence.span])
    return Draft(
      text: text, document: ClinicalDocument(reading: text, lexicon: document.lexicon),
      claims: [claim], engine: identity)
  }
}

@Suite("Every quoting summarizer")
struct SummarizerConformanceTests {
  @Test(
    "the extractive engine quotes, keeps the budget and repeats itself",
    arguments: SampleNotes.all, [10, 15, 25, 40, 60, 90, 120, 400])
  func extractive(note: String, words: Int) throws {
    #expect(try checkSummarizer(ExtractiveSummarizer(), note: note, words: words) == [])
  }

  @Test("an engine that changes doses is found out")
  func inventor() throws {
    let faults = try checkSummarizer(DoseInventor(), note: SampleNotes.clinic, words: 60)
    #expect(faults.contains("a claim that is no quotation"))
    #expect(faults.contains { $0.hasSuffix("words for a budget of 60") })
  }
}
