import ClinicalLanguage
import Policies
import SourceText
import Summaries

extension PolicyAnalysis {
  /// Finds rules that no summary can satisfy together.
  mutating func findContradictions() {
    for rule in engine.bundle.rules where rule.mode == .enforce {
      guard let source = sources[rule.id] else { continue }
      if rule.parameters is RequiredTextRule, let text = source.parameter("text") {
        findBans(of: text, demandedBy: rule, at: source.place(ofParameter: text), "demands")
      }
      for case .replace(let text) in rule.obligations where !text.isEmpty {
        findBans(of: text, demandedBy: rule, at: source.place(ofField: "then"), "puts in")
      }
    }
    findImpossibleLengths()
  }

  /// Judges the words as a summary of a neutral note: whichever rule finds a place in them bans them.
  private mutating func findBans(
    of text: String, demandedBy rule: Rule, at span: TextSpan?, _ verb: String
  ) {
    // Many rules put in the same words.
    let finding = bans[text] ?? rulesThatBan(text)
    bans[text] = finding
    for id in finding where id != rule.id {
      guard let other = engine.bundle.rules.first(where: { $0.id == id }),
        Self.canMeet(rule, other)
      else { continue }
      report(
        .contradiction, rule, at: span,
        "this rule \(verb) words that '\(id)' finds and \(other.disposition.rawValue)s",
        hint: "change the words, or make them an exception there; it is at \(other.place.described)"
      )
    }
  }

  private func rulesThatBan(_ text: String) -> [String] {
    guard let summary = try? SourceText(text),
      let note = try? SourceText(RuleTest.neutralNote),
      let draft = try? Draft.external(summary, lexicon: engine.lexicon)
    else { return [] }
    let document = ClinicalDocument(reading: note, lexicon: engine.lexicon)
    let grounded = Grounding.ground(draft, in: document)
    var bans: Set<String> = []
    for audience in Audience.allCases {
      let verdict = engine.judge(grounded, against: document, audience: audience)
      for finding in verdict.findings
      where finding.mode == .enforce && finding.summarySpan != nil
        && finding.disposition > .release
        && [LexiconRule.kind, RegexRule.kind].contains(finding.kind)
      {
        bans.insert(finding.rule)
      }
    }
    return bans.sorted()
  }

  private mutating func findImpossibleLengths() {
    let rules = engine.bundle.rules.filter {
      $0.mode == .enforce && $0.parameters is LengthRule
    }
    func limit(_ rule: Rule, _ name: String) -> Int? {
      sources[rule.id]?.parameter(name).flatMap { Int($0) }
    }
    for rule in rules {
      for other in rules where other.id != rule.id && Self.canMeet(rule, other) {
        guard let least = limit(rule, "minWords"), let most = limit(other, "maxWords"),
          least > most
        else { continue }
        report(
          .impossibleLength, rule, at: sources[rule.id]?.place(ofParameter: "\(least)"),
          "at least \(least) words are asked for, and by '\(other.id)' at most \(most)",
          hint: "no summary meets both; the other is at \(other.place.described)")
      }
    }
  }
}
