import Policies
import SourceText

extension PolicyAnalysis {
  /// A phrase that a rule looks for, as it is matched and as it is written.
  private struct Mention {
    let rule: Int
    let side: Side
    let text: String
  }

  /// Finds phrases that stand twice in a rule, in two rules, or among a rule's own exceptions.
  mutating func findDoublePhrases() {
    var owners: [String: [Mention]] = [:]
    for (index, compiled) in engine.rules.enumerated() {
      guard let kind = compiled.kind, let source = sources[compiled.rule.id] else { continue }
      let lists = kind.phrases
      let exceptions = Set(
        lists.filter { $0.role == .exception }.flatMap(\.phrases.all).map(RuleSource.folded))
      var seen: [String: String] = [:]
      for (group, text) in written(kind.phraseGroups, source) {
        let folded = RuleSource.folded(text)
        if let earlier = seen["\(group) \(folded)"] {
          report(
            .repeatedPhrase, compiled.rule, at: source.place(ofParameter: text),
            "\(RuleSource.quoted(text)) says the same as \(RuleSource.quoted(earlier)) above it",
            hint: "case, white space and hyphens do not matter; leave one of them out")
          continue
        }
        seen["\(group) \(folded)"] = text
        if exceptions.contains(folded) {
          report(
            .exceptedPhrase, compiled.rule, at: source.place(ofParameter: text),
            "\(RuleSource.quoted(text)) is also an exception, so it never counts",
            hint: "leave it out of one of the two lists")
        }
        let side = lists.first { $0.role == .sought }?.side ?? .summary
        owners[folded, default: []].append(Mention(rule: index, side: side, text: text))
      }
    }
    // In a fixed order, since not all may be listed.
    for phrase in owners.keys.sorted() {
      let mentions = owners[phrase] ?? []
      for (index, mention) in mentions.enumerated().dropFirst() {
        compare(mention, mentions[..<index])
      }
    }
  }

  /// The sought phrases that stand in the file as such; forms that a kind derives do not.
  private func written(
    _ groups: [WrittenPhrases], _ source: RuleSource
  ) -> [(group: Int, text: String)] {
    groups.enumerated().flatMap { group, phrases in
      phrases.all.filter { source.place(ofParameter: $0) != nil }.map { (group, $0) }
    }
  }

  private mutating func compare(_ mention: Mention, _ earlier: ArraySlice<Mention>) {
    let rules = engine.rules
    let rule = rules[mention.rule].rule
    guard rule.mode == .enforce else { return }
    for other in earlier {
      let otherRule = rules[other.rule].rule
      guard otherRule.mode == .enforce, other.side == mention.side,
        type(of: otherRule.parameters) == type(of: rule.parameters),
        !asksBeyondPhrases(mention.rule), !asksBeyondPhrases(other.rule),
        Self.canMeet(rule, otherRule)
      else { continue }
      let words = RuleSource.quoted(mention.text)
      let place = sources[rule.id]?.place(ofParameter: mention.text)
      if let conflict = conflict(rule, otherRule) {
        report(
          .conflictingAlerts, rule, at: place,
          "\(words) also alerts by '\(otherRule.id)', but \(conflict)",
          hint: "keep it in the rule whose queue must look; the other is at "
            + otherRule.place.described)
      } else if !isOfTwoFamilies(rule, otherRule) {
        report(
          .sharedPhrase, rule, at: place, "\(words) also stands in '\(otherRule.id)'",
          hint: "keep it in one of them; the other is at \(otherRule.place.described)")
      }
      return
    }
  }

  private func asksBeyondPhrases(_ rule: Int) -> Bool {
    engine.rules[rule].kind?.asksBeyondPhrases ?? false
  }

  /// In what two alerting rules differ, in words; nil where they do not or do not alert.
  private func conflict(_ rule: Rule, _ other: Rule) -> String? {
    guard type(of: rule.parameters).requiresRoute else { return nil }
    if let urgency = sources[rule.id]?.parameter("urgency"),
      let otherUrgency = sources[other.id]?.parameter("urgency"), urgency != otherUrgency
    {
      return "there it is '\(otherUrgency)' and here '\(urgency)'"
    }
    if isOfTwoFamilies(rule, other) { return nil }
    let route = rule.obligations.first { $0.name == .route }
    let otherRoute = other.obligations.first { $0.name == .route }
    return route == otherRoute ? nil : "it goes to another queue or within another time"
  }

  /// Alerts of two families are for two sorts of people, both of whom may have to look.
  private func isOfTwoFamilies(_ rule: Rule, _ other: Rule) -> Bool {
    sources[rule.id]?.parameter("family") != sources[other.id]?.parameter("family")
  }
}
