import Guardrails
import SourceText
import Testing
import Workflow

/// The fields of an expectation file and what is said of wrong ones.
@Suite("Corpus cases")
struct CorpusCaseTests {
  private static func load(_ more: String) -> (value: CorpusCase?, messages: [String]) {
    let text = """
      schema: vouch/corpus/1
      title: Heart failure
      specialty: cardiology
      style: letter of a clinic
      expect:
        decision: released

      """
    let loaded = CorpusCase.load(Array((text + more).utf8), path: "note.yaml")
    return (
      loaded.value, loaded.diagnostics.map { "\($0.line):\($0.column) \($0.message)" }
    )
  }

  @Test("the form, the references and the critical facts by class are read")
  func optionalFields() throws {
    let loaded = Self.load(
      """
      form: letter
      references:
        clinician: >-
          Heart failure,
          stable.
        patient: Your heart is stable.
      facts:
        - {class: medication, words: ["stop spironolactone", "spironolactone stopped"]}
        - {class: follow_up, words: [six weeks]}
      """)
    let value = try #require(loaded.value, "\(loaded.messages)")
    #expect(value.form == .letter)
    #expect(value.references.clinician == "Heart failure, stable.")
    #expect(value.references.patient == "Your heart is stable.")
    #expect(
      value.facts == [
        CorpusCase.CriticalFact(
          factClass: .medication, words: ["stop spironolactone", "spironolactone stopped"]),
        CorpusCase.CriticalFact(factClass: .followUp, words: ["six weeks"]),
      ])
  }

  @Test("what other systems' summaries must come to may differ from the decision")
  func external() throws {
    let value = try #require(Self.load("  external: held").value)
    #expect(value.decision == .released && value.external == .held)
  }

  @Test("none of them is needed")
  func absentFields() throws {
    let value = try #require(Self.load("").value)
    #expect(value.form == nil)
    #expect(value.references == CorpusCase.References(clinician: nil, patient: nil))
    #expect(value.facts.isEmpty)
    #expect(value.external == .released)
  }

  @Test(
    "a wrong field is told with its place",
    arguments: [
      ("  external: kept", "7:13 'kept' is no value of 'external'"),
      ("form: poem", "7:7 'poem' is no value of 'form'"),
      ("references: {nurse: text}", "7:14 unknown field 'nurse'"),
      ("references: {clinician: ''}", "7:25 'clinician' must not be blank"),
      ("facts: [{class: drug, words: [x]}]", "7:17 'drug' is no value of 'class'"),
      ("facts: [{class: plan}]", "7:9 missing field 'words'"),
      ("facts: [{class: plan, words: []}]", "7:30 'words' must have at least 1 item"),
      ("facts: {class: plan}", "7:8 'facts' must be a list, not a mapping"),
    ])
  func mistakes(line: String, message: String) {
    let loaded = Self.load(line)
    #expect(loaded.value == nil)
    #expect(loaded.messages == [message])
  }
}
