import Guardrails
import Policies
import SourceText
import Testing
import TestSupport

/// Rules that count the findings of others.
struct CompositeRuleTests {
  private static func words(
    _ id: String, _ term: String, mode: RuleMode = .enforce, severity: String = "minor"
  ) -> String {
    Fixture.rule(
      id, kind: "lexicon", params: "{terms: [\(term)]}", mode: mode,
      then: "{disposition: release}"
    ).replacing("severity: major", with: "severity: \(severity)")
  }

  private static func composite(_ params: String, id: String = "both", more: String = "") -> String
  {
    Fixture.rule(id, kind: "composite", params: params, more: more)
  }

  @Test(
    "findings of others count as the parameters say",
    arguments: [
      ("{any: [a, b]}", "cure", true), ("{any: [a, b]}", "wonder", true),
      ("{any: [b]}", "cure", false), ("{all: [a, b]}", "cure", false),
      ("{all: [a, b]}", "cure wonder", true), ("{all: [lexicon]}", "cure", true),
      ("{any: [a], all: [b]}", "cure", false), ("{atLeast: 2}", "cure", false),
      ("{atLeast: 2}", "cure and cure", true), ("{atLeast: 2, of: [b]}", "cure and cure", false),
      ("{atLeast: 2, count: rules}", "cure and cure", false),
      ("{atLeast: 2, count: rules}", "cure and wonder", true),
      ("{atLeast: 1, minSeverity: major}", "cure", false),
      ("{atLeast: 1, minSeverity: major}", "wonder", true),
      ("{atLeast: 1, of: [t]}", "trial", false),
      ("{atLeast: 1, of: [t], includeShadow: true}", "trial", true),
      ("{any: [o], includeShadow: true}", "nowhere", false),
    ])
  func parameters(params: String, summary: String, fires: Bool) throws {
    let fixture = try Fixture(
      Self.words("a", "cure"), Self.words("b", "wonder", severity: "major"),
      Self.words("t", "trial", mode: .shadow), Self.words("o", "nowhere", mode: .off),
      Self.composite(params))
    let verdict = try fixture.judge(summary: "She was seen. " + summary + ".")
    #expect(verdict.findings.contains { $0.rule == "both" } == fires)
    #expect(verdict.decision == (fires ? .held : .released))
  }

  @Test("its finding points at what it counted")
  func places() throws {
    let fixture = try Fixture(
      Self.words("a", "cure"), Self.words("b", "wonder"), Self.composite("{all: [b, a]}"))
    let summary = "A wonder, a cure."
    let verdict = try fixture.judge(summary: summary)
    let finding = try #require(verdict.findings.last)
    #expect(finding.rule == "both")
    #expect(finding.summarySpan.map { try? SourceText(summary).string($0) } == "wonder")
  }

  @Test("composites are judged behind those that they count, whatever their ids")
  func order() throws {
    let fixture = try Fixture(
      Self.composite("{any: [m]}", id: "a"), Self.composite("{any: [z]}", id: "m"),
      Self.words("z", "cure"))
    #expect(try fixture.judge(summary: "A cure.").findings.map(\.rule) == ["z", "m", "a"])
  }

  @Test(
    "a name that is none, and a circle, are mistakes of the file",
    arguments: [
      ("{any: [bothe]}", "no rule and no rule kind has the name 'bothe'"),
      ("{any: [both]}", "the rule 'both' would count its own findings through 'both'"),
      ("{any: [composite]}", "the rule 'both' would count its own findings through 'composite'"),
      ("{}", "a composite rule needs 'any', 'all' or 'atLeast'"),
      ("{any: [lexicon], of: [lexicon]}", "'of' goes with 'atLeast'"),
    ])
  func mistakes(params: String, message: String) {
    #expect(Fixture.diagnostics(of: Self.composite(params)) == [message])
  }

  @Test("a circle through another rule is reported at both, an unknown name with what was meant")
  func circleAndHint() {
    let text = """
      schema: vouch/policy/1
      bundle: {id: fixture, revision: 1, owner: tests}
      rules:
        - {id: one, title: One, kind: composite, mode: enforce, severity: minor, params: {any: [two]}, then: {disposition: hold}}
        - {id: two, title: Two, kind: composite, mode: enforce, severity: minor, params: {any: [one, code.sumary]}, then: {disposition: hold}}
        - {id: code.summary, title: Three, kind: length, mode: enforce, severity: minor, params: {maxWords: 9}, then: {disposition: hold}}

      """
    let errors = PolicyBundle.load(
      [PolicyFile(path: "p.yaml", bytes: Array(text.utf8))], kinds: GuardrailEngine.kinds
    ).diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code) == ["P053", "P053", "P049"])
    #expect(errors.map(\.line) == [4, 5, 5])
    #expect(errors.last?.hint == "did you mean 'code.summary'?")
  }

  @Test("an embedded test of a composite meets the findings of the rules that it counts")
  func embedded() throws {
    let fixture = try Fixture(
      Self.words("a", "cure"), Self.words("t", "trial", mode: .shadow),
      Self.composite(
        "{all: [a, t], includeShadow: true}",
        more: "tests: [{name: both, summary: A cure on trial., expect: hold}]"))
    #expect(fixture.engine.runEmbeddedTests().map(\.passed) == [true])
  }

  @Test("one more enforced rule never loosens a decision, composites among them", arguments: 1...40)
  func monotone(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let vocabulary = ["cure", "wonder", "trial", "seen", "well"]
    let dispositions = ["release", "annotate", "hold", "block"]
    let plain = (0..<4).map { index in
      Fixture.rule(
        "r\(index)", kind: "lexicon", params: "{terms: [\(vocabulary[index])]}",
        then: "{disposition: \(dispositions.randomElement(using: &random) ?? "hold")}")
    }
    let composites = (0..<3).map { index in
      Fixture.rule(
        "c\(index)", kind: "composite",
        params: "{atLeast: \(Int.random(in: 1...3, using: &random)), of: [lexicon]}",
        then: "{disposition: \(dispositions.randomElement(using: &random) ?? "hold")}")
    }
    let all = plain + composites
    let kept = all.filter { _ in Bool.random(using: &random) }
    let summary = (0..<4).compactMap { _ in vocabulary.randomElement(using: &random) }
      .joined(separator: " ")
    guard kept.count > 1, kept.count < all.count else { return }
    let few = try Fixture.loading(kept).judge(summary: summary + ".")
    let many = try Fixture.loading(all).judge(summary: summary + ".")
    #expect(few.decision <= many.decision, "seed \(seed)")
  }
}

extension Fixture {
  fileprivate static func loading(_ rules: [String]) throws -> Fixture {
    // `lexicon` as a reference needs no rule of that kind.
    switch rules.count {
    case 2: try Fixture(rules[0], rules[1])
    case 3: try Fixture(rules[0], rules[1], rules[2])
    case 4: try Fixture(rules[0], rules[1], rules[2], rules[3])
    case 5: try Fixture(rules[0], rules[1], rules[2], rules[3], rules[4])
    case 6: try Fixture(rules[0], rules[1], rules[2], rules[3], rules[4], rules[5])
    default: try Fixture(rules[0], rules[1], rules[2], rules[3], rules[4], rules[5], rules[6])
    }
  }
}
