import ClinicalLanguage
import Evaluation
import Guardrails
import Policies
import SourceText
import Summaries
import Testing

@testable import Evaluation

/// CREOLA's types of errors, and what findings are worth as tests.
@Suite("Types of errors and their values")
struct CreolaTests {
  private static func document(_ text: String) throws -> ClinicalDocument {
    ClinicalDocument(reading: try SourceText(text), lexicon: Lexicon.embedded())
  }

  @Test(
    "a cause that no cited place names is counted, one that the note names in any way is not",
    arguments: [
      ("Fever. Low potassium.", "Low potassium due to vomiting.", 1),
      ("Low potassium from vomiting.", "Low potassium due to vomiting.", 0),
      ("Low potassium 2/2 vomiting.", "Low potassium SECONDARY\nTO vomiting.", 0),
      ("Low potassium, vomiting.", "Low potassium, vomiting.", 0),
      ("Bill is due tomorrow. Cough.", "Cough, due tomorrow.", 0),
      ("Acute renal failure.", "Acute renal failure caused by sepsis.", 1),
    ])
  func causes(note: String, summary: String, count: Int) throws {
    let draft = try Draft.external(try SourceText(summary), lexicon: Lexicon.embedded())
    let document = try Self.document(note)
    let grounded = Grounding.ground(draft, in: document)
    #expect(CausalClaim.count(in: grounded, note: document.text) == count)
  }

  @Test("every class of unfaithful findings has a type, and the others have none")
  func types() {
    for errorClass in ErrorClass.allCases {
      #expect((errorClass.hallucination != nil) == errorClass.isUnfaithful, "\(errorClass)")
    }
    #expect(ErrorClass.person.hallucination == .contextual)
    #expect(ErrorClass.negation.hallucination == .negation)
  }

  @Test("what a finding is worth comes from its two-by-two table, with nothing where nothing is")
  func values() {
    var labels = LabelTally()
    for stopped in [true, true, false, false] { labels.add(.unsafe, isStopped: stopped) }
    for stopped in [true, false, false, false] { labels.add(.safe, isStopped: stopped) }
    var rule = RuleTally()
    rule.add(label: .unsafe, errorType: "unit", isStopping: true)
    rule.add(label: .unsafe, errorType: nil, isStopping: false)
    rule.add(label: .unsafe, errorType: nil, isStopping: false)
    rule.add(label: .safe, errorType: nil, isStopping: false)
    let shares = BinaryFigures(rule, among: labels).shares
    #expect(shares.map { $0?.value } == [0.75, 0.75, 0.75, 0.75])
    #expect(
      shares.allSatisfy { $0.map { $0.interval.lower < 0.75 && $0.interval.upper > 0.75 } ?? false }
    )
    let types = BinaryFigures(labels, among: labels)
    #expect(types.shares.map { $0?.value } == [0.5, 0.75, 2.0 / 3, 0.6])
    let nothing = BinaryFigures(RuleTally(), among: LabelTally())
    #expect(nothing.shares.allSatisfy { $0 == nil } && nothing.cells == ["", "", "", ""])
  }

  @Test("groups that are too small to say stand in one row for each dimension")
  func groupRows() throws {
    let metric = try #require(Metric.named("facts.recall"))
    let names = ["a", "b", "c"].flatMap { name in
      Array(repeating: [name], count: name == "a" ? Subgroup.leastSamples : 3)
    }
    let parts = names.map { _ in Measures.Part?.some(.init(1, of: 2)) }
    let groups = Subgroup.all(
      of: .language, groups: names, metric: metric, parts: parts, seed: 1)
    let rows = ReportWords.groupRows(groups, metric)
    #expect(rows.map(\.[1]) == ["a", "2 smaller groups"])
    #expect(rows[1] == ["language", "2 smaller groups", "3", "too few to say"])
  }
}
