import ClinicalLanguage
import Guardrails
import SourceText
import Summaries
import Workflow

/// What must hold for any note, and for any summary beside it.
enum NoteProperties {
  static func checkSummary(of input: [UInt8]) {
    guard let text = try? SourceText(validating: input) else { return }  // reason: refused input
    let document = ClinicalDocument(reading: text, lexicon: FuzzTarget.lexicon)
    checkShape(of: document)
    // reason: a note without a sentence is refused, which is an answer
    guard let outcome = try? FuzzTarget.workspace.summarize(NoteInput(note: text)) else { return }
    for claim in outcome.grounded.claims {
      precondition(!claim.evidence.isEmpty, "a verbatim statement is always supported")
    }
    checkOutcome(outcome)
  }

  static func checkPair(_ input: [UInt8]) {
    let divider = Array("\n%%\n".utf8)
    guard let place = input.firstRange(of: divider),
      let note = try? SourceText(validating: Array(input[..<place.lowerBound])),
      let summary = try? SourceText(validating: Array(input[place.upperBound...]))
    else { return }
    check(note, summary, for: .clinician)
  }

  /// The first byte chooses the audience, the others the pieces.
  static func checkClinical(_ input: [UInt8]) {
    guard let first = input.first else { return }
    let pair = ClinicalPair(input.dropFirst())
    guard let note = try? SourceText(pair.note), let summary = try? SourceText(pair.summary) else {
      preconditionFailure("the pieces are text")
    }
    checkShape(of: ClinicalDocument(reading: note, lexicon: FuzzTarget.lexicon))
    check(note, summary, for: first & 1 == 0 ? .clinician : .patient)
  }

  private static func check(_ note: SourceText, _ summary: SourceText, for audience: Audience) {
    let input = NoteInput(note: note, summary: summary, audience: audience)
    // reason: an empty note or summary is refused, which is an answer
    guard let outcome = try? FuzzTarget.workspace.check(input) else { return }
    checkOutcome(outcome)
    checkAgain(outcome, input)
    if let released = outcome.verdict.released, outcome.verdict.findings.isEmpty {
      precondition(
        released.text.bytes.starts(with: summary.bytes), "an unedited summary stays as it was")
    }
  }

  /// The same pair comes to the same verdict, and the summary that was shown is shown again.
  private static func checkAgain(_ outcome: Outcome, _ input: NoteInput) {
    guard let again = try? FuzzTarget.workspace.check(input) else {
      preconditionFailure("what was judged once can be judged again")
    }
    precondition(again.verdict.findings == outcome.verdict.findings, "the same findings")
    precondition(again.verdict.released?.text.bytes == outcome.verdict.released?.text.bytes)
  }

  private static func checkOutcome(_ outcome: Outcome) {
    let verdict = outcome.verdict
    precondition((verdict.released != nil) == outcome.decision.isShown)
    let note = outcome.document.text
    let draft = outcome.grounded.draft.text
    for span in outcome.grounded.claims.flatMap(\.evidence) + verdict.findings.flatMap(\.noteSpans)
      + verdict.escalations.flatMap(\.noteSpans)
    {
      checkSpan(span, in: note)
    }
    for finding in verdict.findings {
      if let span = finding.summarySpan { checkSpan(span, in: draft) }
    }
    guard let released = verdict.released else { return }
    for edit in released.edits { checkSpan(edit.span, in: draft) }
    for statement in released.statements { checkSpan(statement.span, in: released.text) }
  }

  private static func checkShape(of document: ClinicalDocument) {
    var position: Int32 = 0
    for section in document.sections {
      precondition(section.span.start == position, "sections cover the text")
      position = section.span.end
    }
    precondition(document.sections.isEmpty || Int(position) == document.text.count)
    for sentence in document.sentences {
      precondition(document.sections[sentence.section].body.contains(sentence.span))
    }
    for fact in document.facts {
      precondition(fact.span.contains(fact.nameSpan))
      checkSpan(fact.span, in: document.text)
    }
  }

  /// A span lies inside its text and cuts no scalar.
  private static func checkSpan(_ span: TextSpan, in text: SourceText) {
    precondition(span.start <= span.end && text.fullSpan.contains(span))
    precondition(isBoundary(span.start, text) && isBoundary(span.end, text))
  }

  private static func isBoundary(_ offset: Int32, _ text: SourceText) -> Bool {
    Int(offset) == text.count || text.bytes[Int(offset)] & 0xC0 != 0x80
  }
}
