import Policies
import SourceText
import Testing

@testable import Guardrails

@Suite("Examples: coverage and mutation")
struct RuleBenchTests {
  /// A bench of one or more rules, and the sources to derive mutants from.
  private struct Bench {
    let bench: RuleBench
    let sources: PolicySources

    init(_ rules: String...) throws {
      var text = """
        schema: vouch/policy/1
        bundle: {id: fixture, revision: 1, owner: tests}
        disclaimers:
          - {id: mock, version: 1, audiences: [clinician, patient], text: For learning only.}
        rules:

        """
      for rule in rules {
        text += rule.split(separator: "\n").enumerated().map { index, line in
          (index == 0 ? "  - " : "    ") + line + "\n"
        }.joined()
      }
      let files = [PolicyFile(path: "fixture.yaml", bytes: Array(text.utf8))]
      let load = PolicyBundle.load(files, kinds: GuardrailEngine.kinds)
      let bundle = try #require(load.bundle, "\(load.diagnostics.map(\.rendered))")
      bench = RuleBench(bundle: bundle, lexicon: Fixture.lexicon)
      sources = PolicySources(files)
    }

    func mutate(_ index: Int = 0) throws -> RuleMutationResult {
      bench.mutate(
        rule: index, source: try #require(sources[bench.rules[index].id]), entryLimit: 50)
    }

    func coverage(_ index: Int = 0) throws -> RuleCoverage {
      bench.coverage(
        ofRule: index, source: try #require(sources[bench.rules[index].id]), entryLimit: 50)
    }
  }

  private func words(
    _ tests: String, params: String = "{terms: [complete cure, miracle]}",
    mode: RuleMode = .enforce, then: String = "{disposition: hold}", more: String = ""
  ) -> String {
    Fixture.rule(
      "words", kind: "lexicon", params: params, mode: mode, then: then,
      more: more + "tests:\n" + tests)
  }

  private func fates(_ result: RuleMutationResult) -> [String] {
    result.mutants.map { mutant in
      let fate =
        switch mutant.fate {
        case .killed(let example): "killed by \(example)"
        case .untouched: "untouched"
        case .unasked(let examples): "unasked in \(examples.joined(separator: ", "))"
        case .beyondExamples: "beyond"
        }
      return "\(mutant.mutation.path) \(mutant.mutation.change): \(fate)"
    }
  }

  @Test("a mutant is killed by the first example that fails on it, and survives without one")
  func killing() throws {
    let bench = try Bench(
      words(
        """
          - {name: found, summary: A complete cure., expect: hold}
          - {name: near, summary: A cure., expect: pass}
        """))
    #expect(
      fates(try bench.mutate()) == [
        "params.terms[1] without 'complete cure': killed by found",
        "params.terms[2] without 'miracle': untouched",
        "mode 'enforce' → 'shadow': killed by found", "mode 'enforce' → 'off': killed by found",
        "then.disposition 'hold' → 'annotate': killed by found",
        "then.disposition 'hold' → 'block': killed by found",
      ])
    let result = try bench.mutate()
    #expect(result.killed == 5 && result.counted == 6 && result.survivors.count == 1)
  }

  @Test("an obligation is missed only by an example that asks for it")
  func obligations() throws {
    let then = "{disposition: hold, obligations: [{notify: q}]}"
    let silent = try Bench(
      words("  - {name: found, summary: A miracle., expect: hold}", then: then))
    #expect(
      fates(try silent.mutate()).contains(
        "then.obligations[1] without {notify: 'q'}: unasked in found"))
    let asking = try Bench(
      words(
        "  - {name: found, summary: A miracle., expect: {disposition: hold, obligations: [notify]}}",
        then: then))
    #expect(
      fates(try asking.mutate()).contains(
        "then.obligations[1] without {notify: 'q'}: killed by found"))
  }

  @Test("what no example can ask about is not counted, and what makes no difference is")
  func beyond() throws {
    let bench = try Bench(
      Fixture.rule(
        "flag", kind: "red_flag",
        params: "{family: cardiac, urgency: urgent, reason: Look., phrases: [STEMI]}",
        then: "{disposition: hold, obligations: [{route: {queue: q, within: 1h}}]}",
        more: """
          tests:
            - {name: fires, note: STEMI today., summary: STEMI today., expect: {escalate: [STEMI]}}
          """))
    let result = try bench.mutate()
    let urgency = result.mutants.filter { "\($0.mutation.path)" == "params.urgency" }
    #expect(urgency.map(\.fate) == [.beyondExamples, .beyondExamples])
    // The alert is there whatever the disposition; only a summary that leaves it out shows that.
    let disposition = result.mutants.filter { $0.mutation.operator == .shiftDisposition }
    #expect(disposition.map(\.fate) == [.untouched, .untouched])
  }

  @Test("the alerts of other rules stand while a rule's mutants are judged")
  func alerts() throws {
    let bench = try Bench(
      Fixture.rule(
        "copy", kind: "escalated", params: "{urgency: urgent}",
        more: """
          tests:
            - {name: open, note: STEMI today., summary: STEMI today., expect: hold}
            - {name: none, note: Well today., summary: Well today., expect: pass}
          """),
      Fixture.rule(
        "flag", kind: "red_flag",
        params: "{family: cardiac, urgency: urgent, reason: Look., phrases: [STEMI]}",
        then: "{disposition: hold, obligations: [{route: {queue: q, within: 1h}}]}"))
    let result = try bench.mutate()
    #expect(
      fates(result).prefix(2) == [
        "params.urgency 'urgent' → 'soon': untouched",
        "params.urgency 'urgent' → 'immediate': killed by open",
      ])
  }

  @Test("a rule whose own examples fail, or that has none, is not mutated")
  func skipped() throws {
    let failing = try Bench(words("  - {name: wrong, summary: A miracle., expect: pass}"))
    #expect(try failing.mutate().skipped == "an example fails on the rule itself")
    let untested = try Bench(Fixture.rule("words", kind: "lexicon", params: "{terms: [a]}"))
    #expect(try untested.mutate().skipped == "it has no examples")
    #expect(try untested.mutate().counted == 0)
  }

  @Test("rules in shadow or off are mutated as if enforced", arguments: [RuleMode.shadow, .off])
  func modes(mode: RuleMode) throws {
    let bench = try Bench(words("  - {name: found, summary: A miracle., expect: hold}", mode: mode))
    let result = try bench.mutate()
    #expect(!result.mutants.contains { $0.mutation.operator == .weakenMode })
    #expect(result.killed == 3 && result.counted == 4)
  }

  @Test("coverage tells firing, silence, the values of the condition, and each parameter")
  func coverage() throws {
    let coverage = try Bench(
      words(
        """
          - {name: found, summary: A complete cure., expect: hold}
          - {name: near, summary: A cure., expect: pass}
          - {name: other, summary: A complete cure., audience: patient, expect: pass}
        """,
        params: "{terms: [complete cure, miracle], exceptions: [no miracle, no complete cure]}",
        more: "when: audience == \"clinician\" and note.words > 1\n")
    ).coverage()
    #expect(coverage.firing == ["found"] && coverage.silent == ["near", "other"])
    #expect(
      coverage.condition.map { "\($0.text) \($0.wasTrue) \($0.wasFalse)" } == [
        "audience == \"clinician\" and note.words > 1 true true",
        "audience == \"clinician\" true true", "note.words > 1 true false",
      ])
    #expect(
      coverage.parameters.map { "\($0.path) \($0.examples)" }
        == [
          "params.terms[1] [\"found\"]", "params.terms[2] []", "params.terms []",
          "params.exceptions[1] []", "params.exceptions[2] []", "params.exceptions []",
        ].filter { $0 != "params.terms []" })
    #expect(coverage.coveredParameters == 1)
    #expect(coverage.points == (covered: 2 + 5 + 1, all: 2 + 6 + 5))
  }

  @Test("a rule without examples has everything still to be exercised")
  func untested() throws {
    let coverage = try Bench(
      Fixture.rule(
        "words", kind: "lexicon", params: "{terms: [a, b]}",
        more: "when: note.words > 1 and note.english")
    ).coverage()
    #expect(coverage.points == (covered: 0, all: 2 + 6 + 2))
    #expect(coverage.condition.map(\.text).dropFirst() == ["note.words > 1", "note.english"])
  }

  @Test("both steps of one number are one parameter")
  func steps() throws {
    let coverage = try Bench(
      Fixture.rule(
        "short", kind: "length", params: "{minWords: 2, maxWords: 9}",
        more: "tests:\n  - {name: at, summary: Two words., expect: pass}")
    ).coverage()
    #expect(
      coverage.parameters.map { "\($0.path) \($0.change) \($0.examples)" } == [
        "params.minWords '2' → '1'; '2' → '3' [\"at\"]",
        "params.maxWords '9' → '8'; '9' → '10' []",
      ])
  }
}
