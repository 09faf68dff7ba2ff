import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import Testing

/// What a summary leaves out is brought back in the note's own words.
@Suite("Restoration")
struct RestorationTests {
  static let omission = Fixture.rule(
    "omission.warning", kind: "omission",
    params: "{class: warnings, phrases: [return if, call if], coverage: 50}",
    then: "{disposition: annotate, obligations: [restore]}")

  static let note = """
    She was seen for an ankle sprain. Return if the foot becomes cold or numb. \
    Call if the swelling spreads.
    """

  @Test("the lost sentences stand below the summary, in the order of the note")
  func text() throws {
    let verdict = try Fixture(Self.omission).judge(
      note: Self.note, summary: "Seen for an ankle sprain.")
    #expect(verdict.decision == .annotated)
    let released = try #require(verdict.released)
    let shown = released.text.string(released.text.fullSpan)
    let first = try #require(shown.firstRange(of: "- Return if the foot becomes cold or numb."))
    let second = try #require(shown.firstRange(of: "- Call if the swelling spreads."))
    #expect(shown.hasPrefix("Seen for an ankle sprain."))
    #expect(shown.contains("From the note, left out above:"))
    #expect(first.upperBound <= second.lowerBound)
  }

  @Test("what one sentence of the summary tells is not put back, wherever the note says it")
  func toldOnce() throws {
    let note = """
      Knee replacement is planned. Call if fever or redness of the knee develops. At home, call if \
      redness of the knee or fever is noted.
      """
    let told = try Fixture(Self.omission).judge(
      note: note,
      summary: "Knee replacement planned; to call for fever or redness of the knee.")
    #expect(told.decision == .released)
    let lost = try Fixture(Self.omission).judge(note: note, summary: "Knee replacement planned.")
    #expect(lost.decision == .annotated)
  }

  @Test("each restored statement rests on its place in the note")
  func evidence() throws {
    let verdict = try Fixture(Self.omission).judge(
      note: Self.note, summary: "Seen for an ankle sprain.")
    let released = try #require(verdict.released)
    let note = try SourceText(Self.note)
    for statement in released.statements.dropFirst() {
      let span = try #require(statement.evidence.first)
      #expect(note.string(span) == released.text.string(statement.span))
    }
    #expect(released.statements.count == 3)
  }

  @Test("nothing is added where the summary says it in other words")
  func nothing() throws {
    let summary = "Ankle sprain. Return if foot is numb or cold; call if swelling spreads."
    let verdict = try Fixture(Self.omission).judge(note: Self.note, summary: summary)
    #expect(verdict.decision == .released)
    let released = try #require(verdict.released)
    #expect(!released.text.string(released.text.fullSpan).contains("left out above"))
  }

  @Test("identifiers are taken out of restored words as of others")
  func identifiers() throws {
    let phi = Fixture.rule(
      "privacy", kind: "phi", params: "{types: [PHONE]}",
      then: "{disposition: annotate, obligations: [redact]}")
    let verdict = try Fixture(Self.omission, phi).judge(
      note: "She was seen for an ankle sprain. Call if the swelling spreads: phone 312-555-0142.",
      summary: "Seen for an ankle sprain.")
    let released = try #require(verdict.released)
    let shown = released.text.string(released.text.fullSpan)
    #expect(shown.contains("Call if the swelling spreads"))
    #expect(!shown.contains("555"))
  }

  @Test("a restored sentence that another rule forbids withholds the summary")
  func forbidden() throws {
    let ban = Fixture.rule("ban", kind: "lexicon", params: "{terms: [numb]}")
    let verdict = try Fixture(Self.omission, ban).judge(
      note: Self.note, summary: "Seen for an ankle sprain.")
    #expect(verdict.decision == .held)
    #expect(verdict.released == nil)
  }

  @Test("a summary of the note's own sentences is not found by any grounding kind")
  func verbatim() throws {
    let rules = [
      ("entity", "entity_not_in_source", "{types: [medication, problem, finding, unknown]}"),
      ("negation", "negation_flip", "{everyWord: true, clauses: true}"),
      ("certainty", "certainty", "{}"), ("person", "experiencer", "{}"),
      ("age", "demographic_consistency", "{}"), ("side", "laterality", "{}"),
      ("time", "temporality", "{durations: true}"), ("comfort", "reassurance", "{}"),
      ("clause", "unsupported_clause", "{minimumShare: 40, unsupportedWords: 2}"),
    ]
    let note = """
      A 60-year-old man with possible gout of the left toe. No fever. His father had diabetes. \
      He was reassured that it is harmless. Ibuprofen was stopped in 2019.
      """
    for (id, kind, params) in rules {
      let fixture = try Fixture(Fixture.rule(id, kind: kind, params: params))
      let verdict = try fixture.judge(note: note, summary: note)
      #expect(verdict.findings.isEmpty, "\(kind)")
    }
  }

  @Test("what is put back makes no quotation of what the writer told in words of his own")
  func ownWords() throws {
    let altered = Fixture.rule(
      "grounding.altered-copy", kind: "entity_not_in_source",
      params: "{types: [any], inQuotation: true}", then: "{disposition: hold}")
    let fixture = try Fixture(Self.omission, altered)
    let note = """
      She was seen for an ankle sprain. Return if the foot becomes cold or numb. \
      Call if the swelling spreads. Call if a fever develops.
      """
    // One statement of its own beside three that are put back.
    let told = try fixture.judge(note: note, summary: "Urgent consultation for an ankle sprain.")
    #expect(told.decision == .annotated)
    // One that is changed beside three that the writer copied.
    let copied = try fixture.judge(
      note: note,
      summary: """
        She was seen for an elbow sprain. Return if the foot becomes cold or numb. \
        Call if the swelling spreads. Call if a fever develops.
        """)
    #expect(copied.decision == .held)
  }

  @Test("with one allergy all are put back, also one of which the note is not sure")
  func allergies() throws {
    let fixture = try Fixture(
      Fixture.rule(
        "omission.allergens", kind: "omission", params: "{class: allergies, facts: [allergy]}",
        then: "{disposition: annotate, obligations: [restore]}"),
      Fixture.rule(
        "grounding.allergy-dropped", kind: "allergy_consistency", params: "{checks: [dropped]}",
        then: "{disposition: hold}"))
    let note = """
      Knee pain for a week.

      ALLERGIES: The patient is allergic to penicillin. She is probably allergic to iodine.
      """
    let lost = try fixture.judge(note: note, summary: "Knee pain.")
    #expect(lost.decision == .annotated)
    let shown = try #require(lost.released).text
    #expect(shown.string(shown.fullSpan).contains("probably allergic to iodine"))
    // A summary that names some of them itself is held.
    let partial = try fixture.judge(note: note, summary: "Knee pain. Allergic to penicillin.")
    #expect(partial.decision == .held)
  }
}
