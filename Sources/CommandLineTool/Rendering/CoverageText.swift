import CanonicalJSON
import Guardrails
import Policies

/// What the examples of the rules exercise, as a table and a list of what they do not.
struct CoverageText {
  let rules: [RuleCoverage]
  let style: Style
  /// Columns.
  let width: Int
  /// Whether every parameter is listed; else the first few of a list.
  let isWhole: Bool

  /// Items of a list that are named.
  static let named = 3

  var rendered: String {
    style("Coverage", .heading) + "\n" + table + gaps
  }

  private var table: String {
    let ids = rules.map(\.rule)
    let idWidth = max(5, ids.map(\.utf8.count).max() ?? 0)
    func row(_ cells: [String]) -> String {
      let numbers = zip(cells.dropFirst(), [8, 6, 7, 8, 11])
        .map { TextLayout.rightAligned($0, to: $1) }
      return "  " + TextLayout.padded(cells[0], to: idWidth) + numbers.joined(separator: " ") + "\n"
    }
    var text = style(
      row(["rule", "examples", "fired", "silent", "when", "parameters"]), .dim)
    for rule in rules {
      text += row([
        rule.rule, "\(rule.examples)", "\(rule.firing.count)", "\(rule.silent.count)",
        Self.condition(rule), "\(rule.coveredParameters)/\(rule.parameters.count)",
      ])
    }
    let points = rules.map(\.points)
    let covered = points.reduce(0) { $0 + $1.covered }
    let all = points.reduce(0) { $0 + $1.all }
    text += row([
      "total", "\(rules.reduce(0) { $0 + $1.examples })",
      "\(rules.count { !$0.firing.isEmpty })/\(rules.count)",
      "\(rules.count { !$0.silent.isEmpty })/\(rules.count)",
      "",
      "\(rules.reduce(0) { $0 + $1.coveredParameters })/"
        + "\(rules.reduce(0) { $0 + $1.parameters.count })",
    ])
    return text + "  " + style(Percent.text(covered, of: all), .bold)
      + " of \(all) points: each rule firing and silent, each condition and operand true and false,\n"
      + "  each parameter making a difference to an example\n"
  }

  /// Of the condition and its operands how many values were seen, of how many.
  private static func condition(_ rule: RuleCoverage) -> String {
    guard !rule.condition.isEmpty else { return "–" }
    let seen = rule.condition.reduce(0) { $0 + ($1.wasTrue ? 1 : 0) + ($1.wasFalse ? 1 : 0) }
    return "\(seen)/\(2 * rule.condition.count)"
  }

  private var gaps: String {
    var text = ""
    for rule in rules {
      if rule.firing.isEmpty { text += gap(rule.place, rule.rule, "no example makes it fire") }
      if rule.silent.isEmpty { text += gap(rule.place, rule.rule, "in no example is it silent") }
      for operand in rule.condition where !(operand.wasTrue && operand.wasFalse) {
        let missing = operand.wasTrue ? "false" : operand.wasFalse ? "true" : "asked"
        text += gap(rule.place, rule.rule, "'\(Printable.line(operand.text))' is never \(missing)")
      }
      text += parameters(rule)
    }
    return text.isEmpty ? "" : "\n" + style("Not exercised", .heading) + "\n" + text
  }

  private func parameters(_ rule: RuleCoverage) -> String {
    let groups = PathGroups(rule.parameters.map(\.path))
    var text = ""
    for group in groups.groups {
      let missing = group.members.map { rule.parameters[$0] }.filter { $0.examples.isEmpty }
      guard let first = missing.first else { continue }
      let shown = missing.prefix(isWhole ? missing.count : Self.named)
        .map { Printable.line($0.change) }
      let rest = missing.count - shown.count
      let what =
        group.members.count == 1
        ? "\(first.path): \(shown[0])"
        : "\(group.name): \(missing.count) of \(group.members.count): "
          + shown.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "")
      text += gap(first.place, rule.rule, what + ": no example changes")
    }
    return text
  }

  private func gap(_ place: PolicyPlace, _ rule: String, _ what: String) -> String {
    "  \(place.label): " + style(rule, .bold) + "\n"
      + TextLayout.hanging("      ", what, width: width)
  }
}

/// Paths gathered by the list that they are items of; others stand alone. In order.
struct PathGroups {
  struct Group {
    let name: String
    /// Indices into the paths.
    var members: [Int]
  }

  private(set) var groups: [Group] = []

  init(_ paths: [RulePath]) {
    var positions: [String: Int] = [:]
    for (index, path) in paths.enumerated() {
      let isItem = if case .item = path.steps.last { true } else { false }
      let name = isItem ? path.parent.description : path.description
      if let position = positions[name] {
        groups[position].members.append(index)
      } else {
        positions[name] = groups.count
        groups.append(Group(name: name, members: [index]))
      }
    }
  }
}

extension JSONWriter {
  mutating func coverage(_ rules: [RuleCoverage]) {
    let points = rules.map(\.points)
    beginObject()
    member("covered", points.reduce(0) { $0 + $1.covered })
    member("points", points.reduce(0) { $0 + $1.all })
    key("rules")
    beginArray()
    for rule in rules {
      beginObject()
      member("rule", rule.rule)
      place(rule.place)
      member("examples", rule.examples)
      strings("firing", rule.firing)
      strings("silent", rule.silent)
      key("condition")
      beginArray()
      for operand in rule.condition {
        beginObject()
        member("text", operand.text)
        member("wasTrue", operand.wasTrue)
        member("wasFalse", operand.wasFalse)
        endObject()
      }
      endArray()
      key("parameters")
      beginArray()
      for parameter in rule.parameters {
        beginObject()
        member("path", parameter.path.description)
        member("change", parameter.change)
        place(parameter.place)
        strings("examples", parameter.examples)
        endObject()
      }
      endArray()
      endObject()
    }
    endArray()
    endObject()
  }
}
