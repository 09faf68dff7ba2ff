import ClinicalLanguage
import FoundationEssentials
import Guardrails
import Policies
import SourceText
import Summaries
import TestSupport
import Testing
import Workflow

/// The promise on which policies rest: one more enforced rule never loosens what was decided.
@Suite("Adding rules")
struct MonotonyTests {
  private struct Pair {
    let note: ClinicalDocument
    let draft: GroundedDraft
  }

  private static let lexicon = Lexicon.embedded()

  private static func bundle(_ rules: [Rule], of shipped: PolicyBundle) -> GuardrailEngine {
    GuardrailEngine(
      bundle: PolicyBundle(
        id: shipped.id, revision: shipped.revision, owner: shipped.owner, isAuditRequired: false,
        disclaimers: shipped.disclaimers, rules: rules.sorted { $0.id < $1.id },
        digest: shipped.digest), lexicon: lexicon)
  }

  private static func pair(_ note: String, _ summary: String) throws -> Pair {
    let document = ClinicalDocument(reading: try SourceText(note), lexicon: lexicon)
    return Pair(
      note: document,
      draft: Grounding.ground(
        try Draft.external(try SourceText(summary), lexicon: lexicon), in: document))
  }

  /// Notes and summaries of the examples of some rules, up to three joined, so that several rules
  /// meet in one pair.
  private static func pairs(
    _ rules: [Rule], _ generator: inout SplitMix64
  ) throws -> [Pair] {
    let tests = rules.flatMap(\.tests)
    guard !tests.isEmpty else { return [] }
    return try (0..<12).map { _ in
      var note = ""
      var summary = ""
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        guard let test = tests.randomElement(using: &generator) else { continue }
        note += test.note + "\n"
        summary += (test.summary ?? test.note) + "\n"
      }
      return try pair(note, summary)
    }
  }

  @Test("property: a further enforced rule never loosens a decision nor takes an obligation away")
  func monotone() throws {
    let seed: UInt64 = 20_311_405
    var generator = SplitMix64(seed: seed)
    let shipped = try PolicyFolder.load("\(ChildProcess.repository)/Policies").bundle
    var decisions: Set<Decision> = []
    var raised = 0
    for round in 0..<80 {
      // Rules without examples take part in judging others' pairs.
      let rules = shipped.rules.map { $0.with(mode: .enforce) }.shuffled(using: &generator)
      let split = Int.random(in: 1...12, using: &generator)
      let all = Array(rules.prefix(split + Int.random(in: 1...3, using: &generator)))
      let engine = Self.bundle(Array(all.prefix(split)), of: shipped)
      let stricter = Self.bundle(all, of: shipped)
      let added = all.dropFirst(split).map(\.id).joined(separator: " ")
      for (index, pair) in try Self.pairs(all, &generator).enumerated() {
        for audience in Audience.allCases {
          let before = engine.judge(pair.draft, against: pair.note, audience: audience)
          let after = stricter.judge(pair.draft, against: pair.note, audience: audience)
          let name = "seed \(seed), round \(round), pair \(index), \(audience), added \(added)"
          #expect(after.decision >= before.decision, "\(name)")
          #expect(Set(after.obligations).isSuperset(of: before.obligations), "\(name)")
          #expect(after.escalations.count >= before.escalations.count, "\(name)")
          decisions.insert(before.decision)
          if after.decision > before.decision { raised += 1 }
        }
      }
    }
    #expect(decisions == Set(Decision.allCases), "the pairs must meet every decision")
    #expect(raised > 50, "the further rules must matter")
  }

  @Test("an alert that the summary carries does not make up for one that it leaves out")
  func alertsApart() throws {
    func engine(_ phrases: [String]) throws -> GuardrailEngine {
      var text = """
        schema: vouch/policy/1
        bundle: {id: trial, revision: 1, owner: tests}
        rules:
          - id: z.alerts
            title: Alerts are told
            kind: required_section
            mode: enforce
            severity: major
            params: {sections: [alerts]}
            then: {disposition: block}

        """
      for (index, phrase) in phrases.enumerated() {
        text += """
            - id: flag.\(index)
              title: A flag
              kind: red_flag
              mode: enforce
              severity: major
              params: {family: other, urgency: soon, reason: Look., phrases: [\(phrase)]}
              then: {disposition: release, obligations: [{route: {queue: q, within: 1h}}]}

          """
      }
      let load = PolicyBundle.load(
        [PolicyFile(path: "a.yaml", bytes: Array(text.utf8))], kinds: GuardrailEngine.kinds)
      return GuardrailEngine(
        bundle: try #require(load.bundle, "\(load.diagnostics.map(\.rendered))"),
        lexicon: Self.lexicon)
    }
    let pair = try Self.pair(
      "She has crushing chest pain. He found melena this morning.",
      "She has crushing chest pain.")
    func decision(_ phrases: String...) throws -> Decision {
      try engine(phrases).judge(pair.draft, against: pair.note, audience: .clinician).decision
    }
    #expect(try decision("crushing chest pain") == .released)
    #expect(try decision("melena") == .blocked)
    #expect(try decision("melena", "crushing chest pain") == .blocked)
  }
}
