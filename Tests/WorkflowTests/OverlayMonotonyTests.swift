import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import TestSupport
import Testing
import Workflow

/// The promise on which sites rest: what the loader lets through as raised never loosens a decision.
@Suite("Overrides that only raise")
struct OverlayMonotonyTests {
  private static let lexicon = Lexicon.embedded()
  private static let head = """
    schema: vouch/policy/1
    bundle: {id: site, revision: 1, owner: tests, extends: ../Policies}
    overrides:

    """

  /// Overrides of one rule, one a line; many of them the loader refuses.
  private static func override(
    of rule: Rule, _ sources: PolicySources, _ words: [String], _ random: inout SplitMix64
  ) -> String {
    func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
    func phrase() -> String {
      let start = Int.random(in: 0..<max(1, words.count - 2), using: &random)
      return words[start..<min(words.count, start + Int.random(in: 1...2, using: &random))]
        .joined(separator: " ")
    }
    var fields = ["id: \(rule.id)", "tests: []"]
    let lists = (sources[rule.id]?.settings ?? []).filter {
      $0.path.description.hasPrefix("params.") && $0.value.hasPrefix("[")
        && !$0.value.contains("{")
    }
    let numbers = (sources[rule.id]?.settings ?? []).filter {
      $0.path.description.hasPrefix("params.") && Int($0.value) != nil
    }
    func name(_ setting: RuleSetting) -> String {
      String(setting.path.description.dropFirst("params.".count))
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: fields.append("severity: \(pick(["minor", "major", "critical"]))")
    case 1: fields.append("mode: \(pick(["enforce", "enforce", "shadow", "off"]))")
    case 2: fields.append("then: {disposition: \(pick(["annotate", "hold", "block"]))}")
    case 3: fields.append("then: {obligations: [\(pick(["{annotate: Look.}", "redact"]))]}")
    case 4: fields.append("overridable: \(pick(["true", "false"]))")
    case 5:
      if let number = numbers.randomElement(using: &random), let value = Int(number.value) {
        let step = Int.random(in: -20...20, using: &random)
        fields.append("params: {\(name(number)): \(max(1, value + step))}")
      }
    default:
      if let list = lists.randomElement(using: &random) {
        let items = list.value.dropFirst().dropLast().split(separator: ",").map {
          String($0.drop { $0 == " " })
        }
        fields.append(
          Bool.random(using: &random)
            ? "add: {\(name(list)): [\"\(phrase())\"]}"
            : "remove: {\(name(list)): [\"\(pick(items))\"]}")
      }
    }
    return "  - {\(fields.joined(separator: ", "))}\n"
  }

  private struct Site {
    let bundle: PolicyBundle
    /// Its overrides.
    let lines: [String]
  }

  /// The site with those lines that the loader accepts without lowering anything.
  private static func raised(
    _ lines: [String], over base: PolicyLayer
  ) -> Site? {
    var lines = lines
    for _ in 0..<4 {
      let text = head + lines.joined()
      let site = PolicyLayer([PolicyFile(path: "site.yaml", bytes: Array(text.utf8))])
      let load = PolicyBundle.load([base, site], kinds: GuardrailEngine.kinds).load
      let lowered = load.bundle?.overlay?.changes.filter { $0.effect == .lowered } ?? []
      let bad = Set(
        load.diagnostics.filter { $0.severity == .error }.map(\.line) + lowered.map(\.place.line))
      if let bundle = load.bundle, bad.isEmpty { return Site(bundle: bundle, lines: lines) }
      lines = lines.enumerated().filter { !bad.contains($0.offset + 4) }.map(\.element)
    }
    return nil
  }

  private static func pair(
    _ tests: [RuleTest], _ random: inout SplitMix64
  ) throws -> (note: ClinicalDocument, draft: GroundedDraft) {
    var note = ""
    var summary = ""
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard let test = tests.randomElement(using: &random) else { continue }
      note += test.note + "\n"
      summary += (test.summary ?? test.note) + "\n"
    }
    let document = ClinicalDocument(reading: try SourceText(note), lexicon: lexicon)
    let draft = try Draft.external(try SourceText(summary), lexicon: lexicon)
    return (document, Grounding.ground(draft, in: document))
  }

  @Test("property: what is accepted as raised never loosens a decision nor loses an alert")
  func monotone() throws {
    let seed: UInt64 = 20_261_129
    var random = SplitMix64(seed: seed)
    let base = PolicyLayer(
      try PolicyFolder.files(in: "\(ChildProcess.repository)/Policies"))
    let (load, sources) = PolicyBundle.load([base], kinds: GuardrailEngine.kinds)
    let shipped = try #require(load.bundle)
    let engine = GuardrailEngine(bundle: shipped, lexicon: Self.lexicon)
    var accepted = 0
    var raisedDecisions = 0
    for round in 0..<12 {
      let rules = shipped.rules.shuffled(using: &random).prefix(60)
      let tests = rules.flatMap(\.tests)
      let words = tests.shuffled(using: &random).prefix(20).flatMap { test in
        (test.summary ?? test.note).split { !$0.isLetter }.map { $0.lowercased() }
      }
      let lines = rules.map { Self.override(of: $0, sources, words, &random) }
      let site = try #require(Self.raised(lines, over: base), "seed \(seed)")
      accepted += site.bundle.overlay?.changes.count ?? 0
      let stricter = GuardrailEngine(bundle: site.bundle, lexicon: Self.lexicon)
      for index in 0..<40 {
        let pair = try Self.pair(tests, &random)
        let audience = Audience.allCases[index % 2]
        let before = engine.judge(pair.draft, against: pair.note, audience: audience)
        let after = stricter.judge(pair.draft, against: pair.note, audience: audience)
        let name = "seed \(seed), round \(round), pair \(index)\n\(site.lines.joined())"
        #expect(after.decision >= before.decision, "\(name)")
        let alerts = Set(after.alerts.map(\.rule))
        #expect(alerts.isSuperset(of: before.alerts.map(\.rule)), "\(name)")
        if after.decision > before.decision { raisedDecisions += 1 }
      }
    }
    #expect(accepted > 100, "\(accepted) settings were changed")
    #expect(raisedDecisions > 5, "\(raisedDecisions) decisions were raised")
  }
}
