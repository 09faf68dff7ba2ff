import Guardrails
import Policies
import SourceText
import Summaries
import TestSupport
import Testing

struct GuardrailEngineTests {
  private static let summary = "Ada was seen. Card 4111 on file.\nAsthma is stable."

  @Test("without edits the released text begins with the draft unchanged")
  func unchanged() throws {
    let fixture = try Fixture(Fixture.rule("a", kind: "length", params: "{maxWords: 99}"))
    for summary in [Self.summary, Self.summary + "\n", Self.summary + "\n\n", "  " + Self.summary] {
      let released = try #require(try fixture.judge(summary: summary).released)
      #expect(released.text.string.hasPrefix(summary))
      #expect(released.text.string.hasSuffix("Asthma is stable.\n\nFor learning only."))
      #expect(released.edits.isEmpty)
      let words = released.statements.map { released.text.string($0.span) }
      #expect(words == ["Ada was seen.", "Card 4111 on file.", "Asthma is stable."])
    }
  }

  @Test(
    "a summary of more words of its own than can be compared is held, a shorter one is not",
    arguments: [(900, Decision.released), (1_100, .held)])
  func tooLong(sentences: Int, decision: Decision) throws {
    let fixture = try Fixture(
      Fixture.rule("a", kind: "negation_flip", params: "{plainly: true}"))
    // Two expressions each.
    let summary = (0..<sentences).map { "Word\($0) came." }.joined(separator: " ")
    let verdict = try fixture.judge(note: "Ada was seen.", summary: summary)
    #expect(verdict.decision == decision)
    #expect(
      verdict.findings.map(\.rule) == (decision == .held ? ["vouch.comparison-size"] : []))
  }

  @Test("disclaimers stand at the end, in the order of the bundle, for their audience")
  func disclaimers() throws {
    let asking = Fixture.rule(
      "a", kind: "lexicon", params: "{terms: [seen]}",
      then: "{disposition: release, obligations: [{disclaim: extra}]}")
    let fixture = try Fixture(asking)
    let patient = try fixture.judge(audience: .patient)
    #expect(patient.decision == .released)
    #expect(patient.disclaimers.map(\.id) == ["extra", "mock", "plain"])
    #expect(
      try #require(patient.released).text.string.hasSuffix(
        "\n\nRead the note itself.\nFor learning only.\nAsk your nurse."))
    #expect(
      try fixture.judge(summary: "Well today.").disclaimers.map(\.id) == ["mock"])
  }

  @Test("edits change the text, move the statements and keep the evidence")
  func edits() throws {
    let fixture = try Fixture(
      Fixture.rule(
        "card", kind: "regex", params: #"{pattern: '\b\d{4}\b'}"#,
        then: "{disposition: release, obligations: [redact]}"),
      Fixture.rule(
        "name", kind: "lexicon", params: "{terms: [Ada]}",
        then: "{disposition: release, obligations: [{replace: The patient}, {annotate: No names.}]}"
      ))
    let note = "Ada was seen today. Asthma is stable."
    let verdict = try fixture.judge(note: note, summary: Self.summary)
    let released = try #require(verdict.released)
    #expect(verdict.decision == .annotated)
    #expect(
      released.text.string == """
        The patient was seen. Card [redacted] on file.
        Asthma is stable.

        Warning: No names.

        For learning only.
        """)
    #expect(released.edits.map(\.rule) == ["name", "card"])
    #expect(
      released.statements.map { released.text.string($0.span) } == [
        "The patient was seen.", "Card [redacted] on file.", "Asthma is stable.",
      ])
    #expect(released.statements.map(\.evidence.isEmpty) == [false, true, false])
  }

  @Test("an edit that makes a summary which another rule would hold is not released")
  func editMadeWorse() throws {
    let fixture = try Fixture(
      Fixture.rule(
        "name", kind: "lexicon", params: "{terms: [Ada]}",
        then: "{disposition: release, obligations: [{replace: guaranteed cure}]}"),
      Fixture.rule(
        "promise", kind: "lexicon", params: "{terms: [guaranteed cure]}",
        then: "{disposition: block}"))
    let verdict = try fixture.judge(summary: Self.summary)
    #expect(verdict.decision == .blocked)
    #expect(verdict.released == nil)
    #expect(verdict.findings.map(\.rule) == ["name", "promise"])
    #expect(verdict.findings.last?.summarySpan == nil)
  }

  @Test(
    "a rule that cannot be evaluated counts as its onError, hold unless it says otherwise",
    arguments: [
      ("", Decision.held), ("onError: block", .blocked), ("onError: release", .released),
    ])
  func failClosed(more: String, decision: Decision) throws {
    let fixture = try Fixture(
      Fixture.rule(
        "slow", kind: "regex", params: #"{pattern: '(a+)+\d'}"#,
        then: "{disposition: annotate, obligations: [redact]}", more: more))
    let verdict = try fixture.judge(summary: String(repeating: "a", count: 40) + " was seen.")
    #expect(verdict.decision == decision)
    #expect(verdict.findings.count == 1)
  }

  @Test("more findings than are listed hold, since not all places are edited")
  func tooManyFindings() throws {
    let fixture = try Fixture(
      Fixture.rule(
        "name", kind: "lexicon", params: "{terms: [Ada]}",
        then: "{disposition: release, obligations: [redact]}"))
    let verdict = try fixture.judge(summary: String(repeating: "Ada was seen. ", count: 1_001))
    #expect(verdict.decision == .held)
    #expect(verdict.findings.count == 1_001)
  }

  @Test("rules that are off say nothing; rules whose condition fails do not apply")
  func offAndWhen() throws {
    let fixture = try Fixture(
      Fixture.rule("a", kind: "lexicon", params: "{terms: [seen]}", mode: .off),
      Fixture.rule(
        "b", kind: "lexicon", params: "{terms: [seen]}", more: #"when: audience == "patient""#))
    #expect(try fixture.judge().findings.isEmpty)
    #expect(try fixture.judge(audience: .patient).findings.map(\.rule) == ["b"])
  }

  @Test("findings come in a fixed order: by rule, then by place")
  func order() throws {
    let fixture = try Fixture(
      Fixture.rule("b", kind: "lexicon", params: "{terms: [stable, Ada]}", mode: .shadow),
      Fixture.rule("a", kind: "lexicon", params: "{terms: [seen]}", mode: .shadow))
    let verdict = try fixture.judge(summary: Self.summary)
    #expect(try verdict.summaryWords(Self.summary) == ["seen", "Ada", "stable"])
  }

  @Test("canary: no message holds words of the note or the summary")
  func canary() throws {
    let canary = "zyzzyva"
    let fixture = try Fixture(
      Fixture.rule("a", kind: "lexicon", params: "{terms: [\(canary)]}", mode: .shadow)
        .replacing("Rule a", with: "Rule"),
      Fixture.rule("b", kind: "regex", params: "{pattern: 'z.z+y'}", mode: .shadow),
      Fixture.rule(
        "c", kind: "red_flag",
        params: "{family: other, urgency: soon, reason: Look., phrases: [\(canary)]}",
        then: "{disposition: annotate, obligations: [{route: {queue: q, within: 1h}}]}"),
      Fixture.rule(
        "d", kind: "directive", params: "{modals: [must], actions: [stop]}", mode: .shadow),
      Fixture.rule("e", kind: "evidence_coverage", params: "{minimumShare: 100}", mode: .shadow),
      Fixture.rule("f", kind: "length", params: "{maxWords: 1}", mode: .shadow),
      Fixture.rule("g", kind: "required_text", params: "{text: \(canary)s}", mode: .shadow))
    let verdict = try fixture.judge(
      note: "The \(canary) hurts.", summary: "The zizzy must stop \(canary). No.")
    #expect(Set(verdict.findings.map(\.rule)).count >= 6)
    for text in verdict.findings.map(\.message) + verdict.escalations.map(\.reason) {
      #expect(!text.contains(canary) && !text.contains("zizzy"))
    }
  }

  @Test(
    "property: a further enforced rule never loosens; shadow rules change nothing that is shown")
  func monotone() throws {
    let seed: UInt64 = 41
    var generator = SplitMix64(seed: seed)
    let kinds = [
      ("lexicon", "{terms: [seen]}"), ("lexicon", "{terms: [Ada, stable]}"),
      ("regex", #"{pattern: '\d+'}"#), ("length", "{maxWords: 3}"), ("length", "{maxWords: 99}"),
      ("evidence_coverage", "{minimumShare: 90}"), ("required_text", "{text: goodbye}"),
      ("escalated", "{urgency: soon}"),
      ("red_flag", "{family: other, urgency: soon, reason: Look., phrases: [seen]}"),
    ]
    for round in 0..<40 {
      func random(_ id: Int, mode: RuleMode) -> String {
        let (kind, params) = kinds.randomElement(using: &generator) ?? kinds[0]
        let disposition = Disposition.allCases.randomElement(using: &generator) ?? .hold
        var obligations = ["route: {queue: q, within: 1h}"]
        if Bool.random(using: &generator) { obligations.append("annotate: Careful.") }
        if kind == "regex" && Bool.random(using: &generator) { obligations.append("replace: X") }
        return Fixture.rule(
          "rule-\(id)", kind: kind, params: params, mode: mode,
          then: "{disposition: \(disposition.rawValue), obligations: ["
            + obligations.map { "{\($0)}" }.joined(separator: ", ") + "]}")
      }
      var rules = [random(1, mode: .enforce)]
      if Bool.random(using: &generator) { rules.append(random(2, mode: .enforce)) }
      let further = random(0, mode: .enforce)
      let note = "Ada was seen today. Asthma is stable."
      let before = try judge(rules, note: note)
      let after = try judge(rules + [further], note: note)
      let shadowed = try judge(
        rules + [further.replacing("mode: enforce", with: "mode: shadow")], note: note)
      #expect(after.decision >= before.decision, "seed \(seed), round \(round)")
      #expect(
        Set(after.obligations).isSuperset(of: before.obligations), "seed \(seed), round \(round)")
      #expect(shadowed.decision == before.decision, "seed \(seed), round \(round)")
      #expect(shadowed.obligations == before.obligations, "seed \(seed), round \(round)")
      #expect(shadowed.escalations == before.escalations, "seed \(seed), round \(round)")
      #expect(
        shadowed.released?.text.bytes == before.released?.text.bytes, "seed \(seed), round \(round)"
      )
    }
  }

  private func judge(_ rules: [String], note: String) throws -> Verdict {
    let all = rules.sorted()
    let fixture =
      switch all.count {
      case 1: try Fixture(all[0])
      case 2: try Fixture(all[0], all[1])
      default: try Fixture(all[0], all[1], all[2])
      }
    return try fixture.judge(note: note, summary: Self.summary)
  }

  @Test("the same input gives the same verdict")
  func deterministic() throws {
    let fixture = try Fixture(
      Fixture.rule("a", kind: "lexicon", params: "{terms: [seen, Ada]}", mode: .shadow),
      Fixture.rule("b", kind: "evidence_coverage", params: "{minimumShare: 100}", mode: .shadow))
    let first = try fixture.judge(summary: Self.summary)
    for _ in 0..<5 {
      let again = try fixture.judge(summary: Self.summary)
      #expect(again.findings == first.findings)
      #expect(again.released?.text.bytes == first.released?.text.bytes)
    }
  }
}

extension String {
  /// Replaces every occurrence.
  fileprivate func replacing(_ old: String, with new: String) -> String {
    var result: [UInt8] = []
    var rest = Array(utf8)[...]
    let old = Array(old.utf8)
    while !rest.isEmpty {
      if rest.starts(with: old) {
        result += new.utf8
        rest = rest.dropFirst(old.count)
      } else if let byte = rest.popFirst() {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
