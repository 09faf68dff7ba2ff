import Policies
import SourceText
import TestSupport
import Testing

@testable import Guardrails

struct ResolverTests {
  private func finding(
    _ rule: String, _ disposition: Disposition, mode: RuleMode = .enforce,
    at span: TextSpan? = nil, _ obligations: [Obligation] = []
  ) -> JudgedFinding {
    JudgedFinding(
      finding: Finding(
        rule: rule, kind: "lexicon", severity: .minor, disposition: disposition, mode: mode,
        message: "about \(rule)", summarySpan: span),
      obligations: obligations)
  }

  private func resolve(_ findings: [JudgedFinding]) -> Resolution {
    Resolver.resolve(Evaluation(findings: findings))
  }

  @Test("the decision is the maximum over enforced findings", arguments: Disposition.allCases)
  func maximum(disposition: Disposition) {
    for other in Disposition.allCases {
      let resolution = resolve([finding("a", disposition), finding("b", other)])
      #expect(resolution.decision == Decision(max(disposition, other)))
      let shadowed = resolve([finding("a", disposition), finding("b", other, mode: .shadow)])
      #expect(shadowed.decision == Decision(disposition))
    }
  }

  @Test("no finding, no obligation: released")
  func nothing() {
    #expect(
      resolve([])
        == Resolution(decision: .released, obligations: [], edits: [], warnings: []))
  }

  @Test("edits and annotations raise a release to annotated, other obligations do not")
  func obligationsRaise() {
    let place = TextSpan(0, 4)
    let table: [(Obligation, Decision)] = [
      (.redact, .annotated), (.replace(text: "x"), .annotated), (.annotate(text: "x"), .annotated),
      (.disclaim(id: "x"), .released), (.notify(channel: "x"), .released),
      (.route(queue: "x", withinMinutes: 1), .released),
    ]
    for (obligation, decision) in table {
      #expect(resolve([finding("a", .release, at: place, [obligation])]).decision == decision)
      #expect(
        resolve([finding("a", .release, mode: .shadow, at: place, [obligation])])
          == Resolution(decision: .released, obligations: [], edits: [], warnings: []))
    }
  }

  @Test("an edit that has no place holds, since it cannot be made")
  func editWithoutPlace() {
    #expect(resolve([finding("a", .release, [.redact])]).decision == .held)
  }

  @Test("obligations are a set in a fixed order, whatever the order of the findings")
  func obligationOrder() {
    let all: [Obligation] = [
      .redact, .replace(text: "x"), .annotate(text: "a"), .annotate(text: "b"),
      .disclaim(id: "d"), .route(queue: "q", withinMinutes: 5),
      .route(queue: "q", withinMinutes: 60), .notify(channel: "n"),
    ]
    var generator = SplitMix64(seed: 7)
    for _ in 0..<20 {
      let shuffled = all.shuffled(using: &generator) + all.shuffled(using: &generator)
      let findings = shuffled.map { finding("a", .annotate, at: TextSpan(0, 1), [$0]) }
      #expect(resolve(findings).obligations == all)
    }
  }

  @Test("what is annotated says why: in the rule's words, else in the finding's")
  func warnings() {
    #expect(resolve([finding("a", .annotate)]).warnings == ["about a"])
    #expect(resolve([finding("a", .annotate, [.annotate(text: "w")])]).warnings == ["w"])
    #expect(
      resolve([
        finding("a", .annotate, [.annotate(text: "w")]),
        finding("b", .annotate, [.annotate(text: "w")]),
      ]).warnings == ["w"])
    #expect(resolve([finding("a", .annotate, at: TextSpan(0, 1), [.redact])]).warnings == [])
    #expect(resolve([finding("a", .annotate), finding("b", .hold)]).warnings == [])
  }

  @Test("nothing is edited where nothing is shown")
  func noEditsWhenHeld() {
    let resolution = resolve([
      finding("a", .annotate, at: TextSpan(0, 3), [.redact]), finding("b", .hold),
    ])
    #expect(resolution.edits.isEmpty)
    #expect(resolution.obligations == [.redact])
  }

  @Test("property: a further enforced finding never loosens, a shadow one changes nothing")
  func monotone() {
    let seed: UInt64 = 20_261_124
    var generator = SplitMix64(seed: seed)
    let obligations: [Obligation] = [
      .redact, .replace(text: "x"), .annotate(text: "a"), .disclaim(id: "d"),
      .route(queue: "q", withinMinutes: 5), .notify(channel: "n"),
    ]
    func random() -> JudgedFinding {
      let start = Int.random(in: 0..<20, using: &generator)
      let length = Int.random(in: 0..<8, using: &generator)
      return finding(
        "rule-\(Int.random(in: 0..<5, using: &generator))",
        Disposition.allCases.randomElement(using: &generator) ?? .hold,
        at: Bool.random(using: &generator) ? TextSpan(start, start + length) : nil,
        obligations.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 })
    }
    for round in 0..<500 {
      let findings = (0..<Int.random(in: 0..<6, using: &generator)).map { _ in random() }
      var further = random()
      let before = resolve(findings)
      let after = resolve(findings + [further])
      #expect(after.decision >= before.decision, "seed \(seed), round \(round)")
      #expect(
        Set(after.obligations).isSuperset(of: before.obligations), "seed \(seed), round \(round)")
      further.finding.mode = .shadow
      #expect(resolve(findings + [further]) == before, "seed \(seed), round \(round)")
    }
  }
}
