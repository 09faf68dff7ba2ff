import Testing

@testable import Policies

@Suite("Mutants of rules")
struct RuleMutatorTests {
  private static let kinds: [any RuleParameters.Type] = [
    WordsParameters.self, AlarmParameters.self,
  ]

  private func mutants(
    _ text: String, entryLimit: Int = 100, scope: RuleMutator.Scope = .everything
  ) throws -> RuleMutants {
    let files = [PolicyFile(path: "a.yaml", bytes: Array(text.utf8))]
    let load = PolicyBundle.load(files, kinds: Self.kinds)
    let bundle = try #require(load.bundle, "\(load.lines)")
    let rule = try #require(bundle.rules.first)
    let source = try #require(PolicySources(files)[rule.id])
    return RuleMutator.mutants(
      of: rule, source: source, kinds: Self.kinds, entryLimit: entryLimit, scope: scope)
  }

  private func lines(_ mutants: RuleMutants) -> [String] {
    mutants.mutants.map {
      "\($0.mutation.operator.rawValue) \($0.mutation.path) \($0.mutation.change)"
    }
  }

  private static let rule = """
    \(head)rules:
      - id: words.sound
        title: A sound rule
        kind: words
        mode: enforce
        severity: minor
        when: audience == "patient" and note.words >= 10
        params:
          terms: [911, "2"]
          in: note
          count: 3
          strict: true
          thresholds:
            - {name: Potassium, limit: "6.20"}
          pattern: 'a|b(c|d)'
        then: {disposition: hold, obligations: [redact, {notify: q}]}
        tests:
          - {name: found, summary: "a b", expect: hold}

    """

  @Test("each operator changes what it says, and what the loader refuses is no mutant")
  func operators() throws {
    let found = try mutants(Self.rule)
    #expect(
      lines(found) == [
        "drop-entry params.terms[1] without '911'", "drop-entry params.terms[2] without '2'",
        "other-choice params.in 'note' → 'summary'",
        "step-number params.count '3' → '2'", "step-number params.count '3' → '4'",
        "flip-flag params.strict 'true' → 'false'",
        "step-number params.thresholds[1].limit '6.20' → '6.19'",
        "step-number params.thresholds[1].limit '6.20' → '6.21'",
        "drop-field params.thresholds without 'thresholds'",
        "drop-alternative params.pattern without 'a'",
        "drop-alternative params.pattern without 'b(c|d)'",
        "drop-condition when without the condition",
        "negate-condition when 'audience == \"patient\" and note.words >= 10' → "
          + "'not (audience == \"patient\" and note.words >= 10)'",
        "drop-operand when 'audience == \"patient\" and note.words >= 10' → 'note.words >= 10'",
        "drop-operand when 'audience == \"patient\" and note.words >= 10' → 'audience == \"patient\"'",
        "change-comparison when 'audience == \"patient\" and note.words >= 10' → "
          + "'audience != \"patient\" and note.words >= 10'",
        "change-comparison when 'audience == \"patient\" and note.words >= 10' → "
          + "'audience == \"patient\" and note.words > 10'",
        "change-comparison when 'audience == \"patient\" and note.words >= 10' → "
          + "'audience == \"patient\" and note.words >= 9'",
        "change-comparison when 'audience == \"patient\" and note.words >= 10' → "
          + "'audience == \"patient\" and note.words >= 11'",
        "weaken-mode mode 'enforce' → 'shadow'", "weaken-mode mode 'enforce' → 'off'",
        "shift-disposition then.disposition 'hold' → 'annotate'",
        "shift-disposition then.disposition 'hold' → 'block'",
        "drop-obligation then.obligations[1] without 'redact'",
        "drop-obligation then.obligations[2] without {notify: 'q'}",
      ])
    // 'terms' is required.
    #expect(found.discarded == 1)
    #expect(found.samples.isEmpty)
  }

  @Test("a mutant points at what was changed")
  func places() throws {
    let found = try mutants(Self.rule).mutants.map(\.mutation)
    func place(_ change: String) -> String? {
      found.first { $0.change.contains(change) }.map { "\($0.place.line):\($0.place.column)" }
    }
    #expect(place("without '2'") == "13:20")
    #expect(place("'6.20' → '6.19'") == "18:36")
    #expect(place("without 'b(c|d)'") == "19:19")
    #expect(place("note.words >= 9'") == "11:51")
    #expect(place("'hold' → 'block'") == "20:25")
  }

  @Test("the mutants keep the rule's id and examples, and differ from it in one thing")
  func kept() throws {
    for mutant in try mutants(Self.rule).mutants {
      #expect(mutant.rule.id == "words.sound")
      #expect(mutant.rule.tests.map(\.name) == ["found"])
    }
    let dropped = try #require(
      try mutants(Self.rule).mutants.first { $0.mutation.change == "without '911'" })
    #expect((dropped.rule.parameters as? WordsParameters)?.terms == ["2"])
  }

  @Test("of a long list as many items are dropped as asked, first and last among them")
  func samples() throws {
    let terms = (1...30).map { "t\($0)" }.joined(separator: ", ")
    let text = oneRule("params: {terms: [\(terms)]}")
    let found = try mutants(text, entryLimit: 4, scope: .parametersOnly)
    #expect(
      found.mutants.map { "\($0.mutation.path)" } == [
        "params.terms[1]", "params.terms[10]", "params.terms[20]", "params.terms[30]",
      ])
    #expect(
      found.samples == [
        RuleMutants.Sample(
          path: RulePath(.field("params"), .field("terms")), taken: 4, count: 30)
      ])
  }

  @Test("a mutant with a condition that more alerts end is refused like any rule")
  func loosening() throws {
    let found = try mutants(oneRule(field: "when: escalation.count >= 1"))
    let conditions = found.mutants.filter { $0.mutation.path.description == "when" }
      .map(\.mutation.change)
    #expect(
      conditions == [
        "without the condition", "'escalation.count >= 1' → 'escalation.count > 1'",
        "'escalation.count >= 1' → 'escalation.count >= 0'",
        "'escalation.count >= 1' → 'escalation.count >= 2'",
      ])
    #expect(found.discarded >= 1)
  }

  @Test(
    "the neighbours of a number are one off in its last place",
    arguments: [
      ("6.2", ["6.1", "6.3"]), ("15", ["14", "16"]), ("0", ["-1", "1"]),
      ("6.20", ["6.19", "6.21"]), ("1.0", ["0.9", "1.1"]), ("0.05", ["0.04", "0.06"]),
      ("-3", ["-4", "-2"]), ("9.9", ["9.8", "10.0"]), ("x", []), ("1.2.3", []),
    ])
  func neighbours(text: String, expected: [String]) {
    #expect(DecimalStep.neighbours(of: text) == expected)
  }

  @Test(
    "a pattern is divided at its outermost bars only",
    arguments: [
      ("a|b", ["a", "b"]), ("a(b|c)|d", ["a(b|c)", "d"]), ("[|]|x", ["[|]", "x"]),
      (#"\||x"#, [#"\|"#, "x"]), ("[]|]|x", ["[]|]", "x"]), ("[^]|]|x", ["[^]|]", "x"]),
      ("abc", ["abc"]),
      (#"<\|[a-z_]{2,20}\|>|\[/?INST\]"#, [#"<\|[a-z_]{2,20}\|>"#, #"\[/?INST\]"#]),
    ])
  func alternatives(pattern: String, expected: [String]) {
    let bytes = Array(pattern.utf8)
    #expect(
      PatternAlternatives.ranges(in: pattern)
        .map { String(decoding: bytes[$0], as: UTF8.self) } == expected)
  }

  @Test("two folders are compared by what they say, not by how it is laid out")
  func differences() throws {
    func sources(_ text: String) -> PolicySources {
      PolicySources([PolicyFile(path: "a.yaml", bytes: Array(text.utf8))])
    }
    let old = sources(Self.rule)
    let new = sources(
      Self.rule.replacing("terms: [911, \"2\"]", by: "terms: ['2', 3]")
        .replacing("severity: minor\n", by: "severity: major   # graver\n")
        .replacing("      strict: true\n", by: ""))
    #expect(old.differences(from: sources(Self.rule + "# a comment\n")).isEmpty)
    let differences = new.differences(from: old)
    #expect(differences.map(\.rule) == ["words.sound"])
    guard case .changed(let fields) = differences.first?.change else {
      Issue.record("\(differences)")
      return
    }
    #expect(
      fields.map { "\($0.path): \($0.before ?? "–") → \($0.after ?? "–")" } == [
        "severity: minor → major", "params.terms: 911 → –", "params.terms: – → 3",
        "params.strict: true → –",
      ])
    #expect(sources(head).differences(from: old).map(\.change) == [.removed])
    #expect(old.differences(from: sources(head)).map(\.change) == [.added])
  }
}
