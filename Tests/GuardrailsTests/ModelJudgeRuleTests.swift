import Guardrails
import Policies
import SourceText
import Summaries
import Testing
import TestSupport

@Suite("Rules on a language model's word")
struct ModelJudgeRuleTests {
  private static let note =
    "HPI: 61-year-old woman with cough. Denies chest pain. PLAN: Chest x-ray today."
  private static let summary = "A woman of 61 coughs. Denies chest pain. She has pneumonia."

  private static func rule(
    _ params: String = "{model: judge, budget: 8000, timeLimit: 20s}",
    then: String = "{disposition: hold}", more: String = "onError: annotate"
  ) -> String {
    Fixture.rule("judge.support", kind: "model_judge", params: params, then: then, more: more)
  }

  private func judged(
    _ fixture: Fixture, _ opinions: ModelOpinions, summary: String = Self.summary
  ) throws -> Verdict {
    let document = try Fixture.document(Self.note)
    return fixture.engine.judge(
      try Fixture.grounded(summary, in: document), against: fixture.engine.scan(document),
      audience: .clinician, opinions: opinions)
  }

  private func questions(
    _ fixture: Fixture, summary: String = Self.summary
  ) throws -> [JudgeQuestion] {
    let document = try Fixture.document(Self.note)
    return fixture.engine.questions(
      about: try Fixture.grounded(summary, in: document), of: fixture.engine.scan(document),
      audience: .clinician)
  }

  @Test("statements are asked about that are no sentences of the note")
  func questions() throws {
    let fixture = try Fixture(Self.rule())
    let question = try #require(try questions(fixture).first)
    #expect(question.rule == "judge.support" && question.model == "judge")
    #expect(question.budget == 8000 && question.timeLimit == 20_000)
    #expect(question.claims == [0, 2])
    #expect(try questions(fixture, summary: "Denies chest pain. Chest x-ray today.").isEmpty)
  }

  @Test(
    "who does not apply asks nothing",
    arguments: [
      "when: 'audience == \"patient\"'\nonError: hold",
      "when: escalation.count >= 1\nonError: hold",
    ])
  func conditions(more: String) throws {
    #expect(try questions(try Fixture(Self.rule(more: more))).isEmpty)
  }

  @Test("what the model does not find supported is found, at its place")
  func unsupported() throws {
    let fixture = try Fixture(Self.rule())
    let verdict = try judged(fixture, ["judge.support": .given(unsupported: [2])])
    #expect(verdict.decision == .held)
    #expect(try verdict.summaryWords(Self.summary) == ["She has pneumonia."])
    #expect(try judged(fixture, ["judge.support": .given(unsupported: [])]).decision == .released)
    // What was not asked about is no answer.
    #expect(try judged(fixture, ["judge.support": .given(unsupported: [1])]).decision == .released)
  }

  @Test(
    "silence counts as the rule says",
    arguments: [
      ("onError: hold", Decision.held), ("onError: annotate", .annotated),
      ("onError: release", .released),
    ])
  func silence(more: String, decision: Decision) throws {
    let fixture = try Fixture(Self.rule(more: more))
    for opinions: ModelOpinions in [
      [:], ["another.rule": .given(unsupported: [])],
      ["judge.support": .missing(code: "whole-timeout")],
    ] {
      let verdict = try judged(fixture, opinions)
      #expect(verdict.decision == decision, "\(opinions)")
      #expect(verdict.findings.map(\.rule) == ["judge.support"])
    }
  }

  @Test("no opinion of a model makes a decision milder than without the rule")
  func neverMilder() throws {
    let seed: UInt64 = 20_261_129
    var generator = SplitMix64(seed: seed)
    let others = [
      Fixture.rule("words.hold", kind: "lexicon", params: "{terms: [pneumonia]}"),
      Fixture.rule(
        "words.block", kind: "lexicon", params: "{terms: [coughs]}", then: "{disposition: block}"),
      Fixture.rule(
        "words.note", kind: "lexicon", params: "{terms: [chest]}", then: "{disposition: annotate}"),
    ]
    for rule in others {
      let (alone, judging) = (try Fixture(rule), try Fixture(rule, Self.rule()))
      let before = try judged(alone, [:]).decision
      for _ in 0..<20 {
        let opinion: ModelOpinion =
          Bool.random(using: &generator)
          ? .missing(code: "x")
          : .given(unsupported: Set((0..<4).filter { _ in Bool.random(using: &generator) }))
        let after = try judged(judging, ["judge.support": opinion]).decision
        #expect(after >= before, "seed \(seed)")
        #expect(after <= max(before, .held), "seed \(seed)")
      }
    }
  }

  @Test("its examples are run with given answers")
  func examples() throws {
    let tests = """
      onError: hold
      tests:
        - {name: unsupported, note: "\(Self.note)", summary: "\(Self.summary)", model: {unsupported: [pneumonia]}, expect: {disposition: hold, spans: ["She has pneumonia."]}}
        - {name: supported, note: "\(Self.note)", summary: "\(Self.summary)", model: {unsupported: []}, expect: pass}
        - {name: silent, note: "\(Self.note)", summary: "\(Self.summary)", model: {failure: idle-timeout}, expect: hold}
        - {name: nobody asked, note: "\(Self.note)", summary: "\(Self.summary)", expect: hold}
        - {name: quoted, note: "\(Self.note)", summary: "Denies chest pain.", expect: pass}
      """
    let results = try Fixture(Self.rule(more: tests)).engine.runEmbeddedTests()
    #expect(results.count == 5)
    for result in results { #expect(result.passed, "\(result.test): \(result.actual)") }
  }

  @Test(
    "parameters that cannot be",
    arguments: [
      (
        "{model: m, budget: 8000, timeLimit: 20}", "'timeLimit' is no time"
      ),
      ("{model: m, budget: 8000, timeLimit: 11m}", "'timeLimit' is no time"),
      (
        "{model: m, budget: many, timeLimit: 1m}",
        "'budget' must be a number of tokens from 500 to 1000000"
      ),
      ("{budget: 8000, timeLimit: 20s}", "missing field 'model'"),
    ])
  func refused(params: String, message: String) {
    #expect(Fixture.diagnostics(of: Self.rule(params)) == [message])
  }
}
