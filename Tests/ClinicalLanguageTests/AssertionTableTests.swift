import ClinicalLanguage
import SourceText
import TestSupport
import Testing

/// Marked sentences in the style of dictated notes, half of them near misses: `no` is absent, `yes`
/// present, `maybe` possible, `if` hypothetical or conditional. Of time and person only `times` and
/// `people` speak.
@Suite("Assertion in dictated sentences")
struct AssertionTableTests {
  @Test("Lists", arguments: lists)
  func list(_ row: String) throws { try checkAssertion(row) }

  @Test("Verbs and answers", arguments: verbs)
  func verb(_ row: String) throws { try checkAssertion(row) }

  @Test("Near misses", arguments: nearMisses)
  func nearMiss(_ row: String) throws { try checkAssertion(row) }

  @Test("Reports", arguments: reports)
  func report(_ row: String) throws { try checkAssertion(row) }

  @Test("Times", arguments: times)
  func time(_ row: String) throws { try checkContext(row) }

  @Test("People", arguments: people)
  func person(_ row: String) throws { try checkContext(row) }

  @Test("Known limits", arguments: limits)
  func limit(_ row: String) {
    withKnownIssue { try checkAssertion(row) }
  }

  @Test("Names the cue that decided", arguments: cues)
  func cue(_ row: String) throws {
    let marked = MarkedText(row)
    let document = ClinicalDocument(
      reading: try SourceText(marked.plain), lexicon: ContextTableTests.lexicon)
    let mention = try #require(marked.marks.first { $0.label == "mention" })
    let cue = marked.marks.first { $0.label == "cue" }
    let span = document.cueSpan(of: TextSpan(mention.range.lowerBound, mention.range.upperBound))
    #expect(span == cue.map { TextSpan($0.range.lowerBound, $0.range.upperBound) })
  }

  static let cues = [
    "He ⟦cue:denies⟧ fever or ⟦mention:chills⟧.",
    "⟦mention:Pneumonia⟧ was ⟦cue:ruled out⟧.",
    "⟦cue:Possible⟧ ⟦mention:pneumonia⟧.",
    "⟦cue:If⟧ ⟦mention:fever⟧ recurs, return.",
    "History of ⟦mention:stroke⟧.",
    "Patient ⟦cue:denies⟧:\n- ⟦mention:fever⟧",
    "She has ⟦mention:asthma⟧, no fever.",
  ]

  @Test("Reads prefixes and endings inside a word", arguments: stems)
  func stem(_ row: String) throws { try checkAssertion(row) }

  static let stems = [
    "Abdomen is non⟦no:tender⟧.", "She is a⟦no:febrile⟧.", "He is un⟦no:responsive⟧.",
    "The swelling is ⟦no:pain⟧less.", "It is not non⟦yes:tender⟧.", "He is hyper⟦yes:tensive⟧.",
  ]

  private func checkAssertion(_ row: String) throws {
    try check(row) { context in
      switch context.assertion {
      case .present: "yes"
      case .absent: "no"
      case .possible: "maybe"
      case .hypothetical, .conditional: "if"
      }
    }
  }

  private func checkContext(_ row: String) throws {
    try check(row, label: ContextTableTests.label)
  }

  private func check(_ row: String, label: (MentionContext) -> String) throws {
    let marked = MarkedText(row)
    let document = ClinicalDocument(
      reading: try SourceText(marked.plain), lexicon: ContextTableTests.lexicon)
    for mark in marked.marks {
      let span = TextSpan(mark.range.lowerBound, mark.range.upperBound)
      #expect(label(document.context(of: span)) == mark.label, "\(mark.text) in: \(marked.plain)")
    }
  }
}
