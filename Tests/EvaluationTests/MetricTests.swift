import ClinicalLanguage
import Evaluation
import Guardrails
import Policies
import SourceText
import Summaries
import Testing
import Workflow

@Suite("Metrics")
struct MetricTests {
  @Test("every metric has a name of its own, a definition and a source")
  func table() {
    #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
    for metric in Metric.all {
      #expect(!metric.definition.isEmpty && !metric.source.isEmpty && !metric.unit.isEmpty)
      #expect(Metric.named(metric.name) == metric)
    }
    #expect(Metric.named("rouge3.f1") == nil)
  }

  @Test(
    "a fact is kept where the summary has one of its wordings, whatever the case and line breaks")
  func factRecall() {
    let facts = [
      CorpusCase.CriticalFact(
        factClass: .medication, words: ["stop spironolactone", "off spironolactone"]),
      CorpusCase.CriticalFact(factClass: .allergy, words: ["penicillin"]),
      CorpusCase.CriticalFact(factClass: .plan, words: ["six weeks"]),
    ]
    var measures = Measures()
    let missing = FactRecall.score(
      facts, in: "STOP\n  Spironolactone. Review in six months.", into: &measures)
    #expect(missing == [facts[1], facts[2]])
    #expect(measures["facts.recall"] == .init(1, of: 3))
    #expect(measures["facts.recall.medication"] == .init(1, of: 1))
    #expect(measures["facts.recall.allergy"] == .init(0, of: 1))
    #expect(measures["facts.recall.identity"] == nil)
    // A plan is no class of which one lost fact may harm.
    #expect(measures["critical_misses"] == .init(1))
  }

  @Test("without facts nothing is said of them")
  func noFacts() {
    var measures = Measures()
    FactRecall.score([], in: "anything", into: &measures)
    #expect(measures.parts.isEmpty)
  }

  private static func document(_ text: String) throws -> ClinicalDocument {
    ClinicalDocument(reading: try SourceText(text), lexicon: Lexicon.embedded())
  }

  @Test("a denied concept is another than an affirmed one, and a synonym is the same")
  func concepts() throws {
    let reference = ConceptMention.all(in: try Self.document("Hypertension. Denies chest pain."))
    func score(_ summary: String) throws -> Measures {
      var measures = Measures()
      CoverageScores.concepts(
        of: ConceptMention.all(in: try Self.document(summary)), reference: reference,
        into: &measures)
      return measures
    }
    let same = try score("HTN. No chest pain.")
    #expect(same["concepts.f1"]?.numerator == 1)
    let turned = try score("HTN. Chest pain.")
    #expect(turned["concepts.recall"] == .init(1, of: 2))
    #expect(turned["concepts.precision"] == .init(1, of: 2))
    let relative = try score("HTN. Mother had chest pain.")
    #expect(relative["concepts.precision"] == .init(1, of: 1))
  }

  @Test("citations are judged by the words that they hold and that no other holds")
  func attribution() throws {
    let note = try Self.document("She takes metoprolol. Her brother takes warfarin daily.")
    let draft = try Draft.external(
      try SourceText("She takes metoprolol."), lexicon: Lexicon.embedded())
    var measures = Measures()
    let grounded = Grounding.ground(draft, in: note)
    Attribution.score(grounded, note: note.text, into: &measures)
    #expect(
      measures["attribution.recall"]?.numerator == measures["attribution.recall"]?.denominator)
    #expect(measures["attribution.precision"] == .init(1, of: 1))
  }

  @Test("labels decide what a stopped and a shown summary count for")
  func labels() {
    func measures(
      _ decision: Decision, _ label: GuardrailScores.Label?, isMended: Bool? = nil
    ) -> [String: Measures.Part] {
      var measures = Measures()
      GuardrailScores.decision(decision, label: label, isMended: isMended, into: &measures)
      return measures.parts
    }
    #expect(measures(.held, nil).isEmpty)
    #expect(
      measures(.held, .unsafe) == [
        "guardrails.sensitivity": .init(1, of: 1), "guardrails.ppv": .init(1, of: 1),
      ])
    #expect(
      measures(.annotated, .unsafe) == [
        "guardrails.sensitivity": .init(0, of: 1), "guardrails.npv": .init(0, of: 1),
      ])
    #expect(
      measures(.annotated, .unsafe, isMended: true) == [
        "guardrails.sensitivity": .init(1, of: 1), "guardrails.mended": .init(1, of: 1),
      ])
    #expect(
      measures(.annotated, .unsafe, isMended: false) == [
        "guardrails.sensitivity": .init(0, of: 1), "guardrails.mended": .init(0, of: 1),
        "guardrails.npv": .init(0, of: 1),
      ])
    #expect(
      measures(.blocked, .safe) == [
        "guardrails.specificity": .init(0, of: 1), "guardrails.overblocking": .init(1, of: 1),
        "guardrails.ppv": .init(0, of: 1),
      ])
  }

  @Test("every rule kind of the engine is either an error class or left out on purpose")
  func errorClasses() {
    let formOrNote: Set = [
      "abbreviation", "required_text", "reading_level", "red_flag", "code_validity", "length",
      "regex", "plausibility", "required_section", "source_note", "lexicon", "contradiction",
      "composite", "model_judge",
    ]
    for kind in GuardrailEngine.kinds.map({ $0.kind }) {
      #expect((ErrorClass(kind: kind) == nil) == formOrNote.contains(kind), "\(kind)")
    }
  }
}
