import CanonicalJSON
import Guardrails
import Policies
import Workflow

/// Which decisions differ between two bundles, and by which rules.
struct DecisionDifferenceReport {
  let older: PolicyLabel
  let newer: PolicyLabel
  private(set) var pairs = 0
  /// Lines that could not be processed.
  var failed = 0
  /// Pairs of which anything differs, in the order of the lines.
  private(set) var differences: [DecisionDifference] = []
  private var counts: [Decision: [Decision: Int]] = [:]

  init(older: PolicyLabel, newer: PolicyLabel) {
    self.older = older
    self.newer = newer
  }

  mutating func add(_ difference: DecisionDifference) {
    pairs += 1
    counts[difference.before, default: [:]][difference.after, default: 0] += 1
    if difference.isChanged || !difference.rules.isEmpty { differences.append(difference) }
  }

  private func count(_ before: Decision, _ after: Decision) -> Int { counts[before]?[after] ?? 0 }

  private var changed: [DecisionDifference] { differences.filter(\.isChanged) }

  /// In how many pairs a rule's findings differ, and in how many of these it decides.
  private var byRule: [(rule: String, pairs: Int, decisive: Int)] {
    var tally: [String: (pairs: Int, decisive: Int)] = [:]
    for effect in differences.flatMap(\.rules) {
      tally[effect.rule, default: (0, 0)].pairs += 1
      if effect.isDecisive { tally[effect.rule, default: (0, 0)].decisive += 1 }
    }
    return tally.map { (rule: $0.key, pairs: $0.value.pairs, decisive: $0.value.decisive) }
      .sorted { ($1.decisive, $1.pairs, $0.rule) < ($0.decisive, $0.pairs, $1.rule) }
  }

  // MARK: Text

  /// Pairs that are listed; JSON has them all.
  static let listed = 40

  func text(_ style: Style, width: Int) -> String {
    var text = PolicyLabel.heading(older, newer, style)
    text += "\(Plural.count(pairs, "pair")): \(Plural.count(changed.count, "decision")) "
    text += changed.count == 1 ? "changes" : "change"
    let others = differences.count - changed.count
    text += others > 0 ? ", \(others) more differ in findings alone" : ""
    text += failed > 0 ? "; \(Plural.count(failed, "line")) failed\n" : "\n"
    guard pairs > 0 else { return text }
    text += "\n" + matrix(style)
    let rules = byRule
    if !rules.isEmpty {
      text +=
        "\n" + style("By rule", .heading)
        + style("  pairs  decisive  rule", .dim) + "\n"
      for row in rules {
        text += TextLayout.rightAligned("\(row.pairs)", to: 14)
        text += TextLayout.rightAligned("\(row.decisive)", to: 10) + "  \(row.rule)\n"
      }
    }
    if !differences.isEmpty { text += "\n" + style("Pairs", .heading) + "\n" }
    let ordered = changed + differences.filter { !$0.isChanged }
    for difference in ordered.prefix(Self.listed) { text += lines(of: difference, style, width) }
    let rest = ordered.count - Self.listed
    return text + (rest > 0 ? "  and \(rest) more; --format json has all\n" : "")
  }

  private func matrix(_ style: Style) -> String {
    let all = Decision.allCases
    var text =
      style(
        TextLayout.padded("  A \\ B", to: 12)
          + all.map { TextLayout.rightAligned($0.rawValue, to: 11) }.joined(), .dim) + "\n"
    for before in all {
      text += "  " + TextLayout.padded(before.rawValue, to: 10)
      for after in all {
        let number = count(before, after)
        let cell = TextLayout.rightAligned(number == 0 ? "·" : "\(number)", to: 11)
        text += before == after || number == 0 ? style(cell, .dim) : style(cell, .bold)
      }
      text += "\n"
    }
    return text
  }

  private func lines(of difference: DecisionDifference, _ style: Style, _ width: Int) -> String {
    let change =
      difference.isChanged
      ? "\(difference.before.rawValue) → "
        + style(difference.after.rawValue, difference.after.tone)
      : "stays \(difference.after.rawValue)"
    var text = "  " + style(difference.id.map { Printable.line($0) } ?? "?", .bold)
    text += "  \(change)\n"
    for effect in difference.rules {
      text += TextLayout.hanging(
        "    \(effect.isDecisive ? "!" : " ") \(effect.sign) ",
        "\(effect.rule): \(effect.words)", width: width)
    }
    return text
  }

  // MARK: JSON

  var json: [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/decision-difference/1")
    json.key("before")
    json.policy(older)
    json.key("after")
    json.policy(newer)
    json.member("pairs", pairs)
    json.member("failed", failed)
    json.member("changed", changed.count)
    json.key("matrix")
    json.beginObject()
    for before in Decision.allCases {
      json.key(dynamic: before.rawValue)
      json.beginObject()
      for after in Decision.allCases {
        json.key(dynamic: after.rawValue)
        json.integer(count(before, after))
      }
      json.endObject()
    }
    json.endObject()
    json.key("rules")
    json.beginArray()
    for row in byRule {
      json.beginObject()
      json.member("rule", row.rule)
      json.member("pairs", row.pairs)
      json.member("decisive", row.decisive)
      json.endObject()
    }
    json.endArray()
    json.key("differences")
    json.beginArray()
    for difference in differences {
      json.beginObject()
      json.optional("id", difference.id)
      json.member("before", difference.before.rawValue)
      json.member("after", difference.after.rawValue)
      json.key("rules")
      json.beginArray()
      for effect in difference.rules {
        json.beginObject()
        json.member("rule", effect.rule)
        json.member("change", effect.change)
        json.member("decisive", effect.isDecisive)
        json.side("before", effect.before)
        json.side("after", effect.after)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }
}

extension RuleEffect {
  fileprivate var change: String {
    before.isEmpty ? "added" : after.isEmpty ? "removed" : "changed"
  }

  fileprivate var sign: String { before.isEmpty ? "+" : after.isEmpty ? "-" : "~" }

  fileprivate var words: String {
    if before.isEmpty { return after.words }
    if after.isEmpty { return before.words }
    return before.words == after.words
      ? "\(after.words), at other places or in other words" : "\(before.words) → \(after.words)"
  }
}

extension RuleEffect.Side {
  fileprivate var words: String {
    var parts: [String] = []
    if let asks { parts.append("\(asks.rawValue) (\(Plural.count(findings.count, "finding")))") }
    let shadow = findings.filter { $0.mode == .shadow }
    if asks == nil, !shadow.isEmpty {
      parts.append("in shadow (\(Plural.count(shadow.count, "finding")))")
    }
    if !escalations.isEmpty {
      let urgencies = Set(escalations.map(\.urgency.rawValue)).sorted().joined(separator: ", ")
      parts.append("alert (\(urgencies))")
    }
    return parts.joined(separator: " and ")
  }
}

extension JSONWriter {
  fileprivate mutating func side(_ name: StaticString, _ side: RuleEffect.Side) {
    key(name)
    beginObject()
    member("findings", side.findings.count)
    optional("asks", side.asks?.rawValue)
    strings("modes", Set(side.findings.map(\.mode.rawValue)).sorted())
    member("escalations", side.escalations.count)
    endObject()
  }
}
