import Guardrails
import Policies
import Testing

struct EmbeddedTestsTests {
  private func results(_ tests: String, mode: RuleMode = .enforce, more: String = "") throws
    -> [RuleTestResult]
  {
    try Fixture(
      Fixture.rule(
        "words", kind: "lexicon", params: "{terms: [complete cure]}", mode: mode,
        more: more + "tests:\n" + tests)
    ).engine.runEmbeddedTests()
  }

  @Test(
    "an example passes exactly where the rule does what it says",
    arguments: [
      ("summary: A complete cure., expect: hold", true),
      ("summary: A complete cure., expect: {disposition: hold, spans: [complete cure]}", true),
      ("summary: A complete cure., expect: pass", false),
      ("summary: A complete cure., expect: block", false),
      ("summary: A complete cure., expect: {disposition: hold, spans: [A]}", false),
      ("summary: A cure., expect: pass", true), ("summary: A cure., expect: hold", false),
      ("expect: pass", true),
    ])
  func outcome(example: String, passes: Bool) throws {
    let results = try results("  - {name: example, \(example)}")
    #expect(results.map(\.passed) == [passes])
    #expect(results.map(\.test) == ["example"])
    #expect(results.map(\.rule) == ["words"])
  }

  @Test("what came of a failed example is said in the words of the language")
  func words() throws {
    let result = try #require(
      try results("  - {name: example, summary: A complete cure., expect: pass}").first)
    #expect(result.expected == "pass")
    #expect(result.actual == #"hold at "complete cure""#)
    #expect(result.place.file == "fixture.yaml")
  }

  @Test("examples run enforced whatever the mode", arguments: RuleMode.allCases)
  func modes(mode: RuleMode) throws {
    let results = try results(
      "  - {name: example, summary: A complete cure., expect: hold}", mode: mode)
    #expect(results.map(\.passed) == [true])
  }

  @Test("the condition of a rule holds in its examples too")
  func condition() throws {
    let results = try results(
      """
        - {name: a, summary: A complete cure., expect: pass}
        - {name: b, summary: A complete cure., audience: patient, expect: hold}
      """, more: "when: audience == \"patient\"\n")
    #expect(results.map(\.passed) == [true, true])
  }

  @Test("an example may be a summary of the built-in engine")
  func engine() throws {
    let results = try Fixture(
      Fixture.rule(
        "words", kind: "lexicon", params: "{terms: [cure]}",
        more: """
          when: engine == "external"
          tests:
            - {name: outside, summary: A cure., expect: hold}
            - {name: built-in, summary: A cure., engine: extractive, expect: pass}
          """)
    ).engine.runEmbeddedTests()
    #expect(results.map(\.passed) == [true, true])
  }

  @Test("an example of alerts names words of the note; alerts of other rules stand")
  func alerts() throws {
    let fixture = try Fixture(
      Fixture.rule(
        "copy", kind: "escalated", params: "{urgency: urgent}",
        more: """
          tests:
            - {name: open, note: STEMI today., summary: STEMI today., expect: hold}
            - {name: none, note: Well today., summary: Well today., expect: pass}
          """),
      Fixture.rule(
        "flag", kind: "red_flag",
        params: "{family: cardiac, urgency: urgent, reason: Look., phrases: [STEMI, NSTEMI]}",
        then: "{disposition: hold, obligations: [{route: {queue: q, within: 1h}}]}",
        more: """
          tests:
            - {name: fires, note: STEMI today., summary: STEMI today., expect: {escalate: [STEMI]}}
            - {name: other words, note: NSTEMI or so today., expect: {escalate: [today]}}
            - {name: left out, note: STEMI and cough., summary: A cough., expect: hold}
            - {name: denied, note: No STEMI., expect: pass}
          """))
    #expect(
      fixture.engine.runEmbeddedTests().map(\.passed) == [true, true, true, false, true, true])
  }
}
