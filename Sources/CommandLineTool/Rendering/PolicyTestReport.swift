import CanonicalJSON
import Guardrails
import Policies

/// What came of the examples of the rules, and what they exercise and notice.
struct PolicyTestReport {
  let policy: PolicyLabel
  let results: [RuleTestResult]
  /// How many rules have no example.
  let untested: Int
  /// Whether the user asked about one rule or family, so that long lists are wanted whole.
  let isOfOneRule: Bool
  var coverage: [RuleCoverage]?
  var mutation: [RuleMutationResult]?

  // MARK: Score

  var killed: Int { mutation?.reduce(0) { $0 + $1.killed } ?? 0 }
  var counted: Int { mutation?.reduce(0) { $0 + $1.counted } ?? 0 }

  var scoreText: String { Percent.text(killed, of: counted) }

  func isBelow(_ minimum: Int) -> Bool { killed * 100 < minimum * counted }

  // MARK: Text

  func text(_ style: Style, width: Int) -> String {
    var blocks = [examples(style, width)]
    if let coverage {
      blocks.append(
        CoverageText(rules: coverage, style: style, width: width, isWhole: isOfOneRule).rendered)
    }
    if let mutation {
      blocks.append(
        MutationText(
          rules: mutation, style: style, width: width, isWhole: isOfOneRule,
          score: (killed, counted)
        ).rendered)
    }
    return blocks.joined(separator: "\n")
  }

  private func examples(_ style: Style, _ width: Int) -> String {
    let failures = results.filter { !$0.passed }
    var text = ""
    for failure in failures {
      let place = failure.place
      text += "\(place.file):\(place.line):\(place.column): " + style("failed", .bad)
      text += ": \(failure.rule): \(Printable.line(failure.test))\n"
      text += TextLayout.hanging("  expected  ", Printable.line(failure.expected), width: width)
      text += TextLayout.hanging("  got       ", Printable.line(failure.actual), width: width)
    }
    let rules = Set(results.map(\.rule)).count
    let outcome =
      failures.isEmpty ? style("passed", .good) : style("\(failures.count) failed", .bad)
    text += "\(outcome)  \(Plural.count(results.count, "example")) of "
    text += Plural.count(rules, "rule")
    return text + (untested > 0 ? "; \(Plural.count(untested, "rule")) without one\n" : "\n")
  }

  // MARK: JSON

  var json: [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/policy-test/1")
    json.key("policy")
    json.policy(policy)
    json.member("passed", results.count { $0.passed })
    json.member("failed", results.count { !$0.passed })
    json.member("rulesWithoutExample", untested)
    json.key("results")
    json.beginArray()
    for result in results {
      json.beginObject()
      json.member("rule", result.rule)
      json.member("test", result.test)
      json.member("passed", result.passed)
      json.member("expected", result.expected)
      json.member("actual", result.actual)
      json.place(result.place)
      json.endObject()
    }
    json.endArray()
    if let coverage {
      json.key("coverage")
      json.coverage(coverage)
    }
    if let mutation {
      json.key("mutation")
      json.mutation(mutation)
    }
    json.endObject()
    json.endLine()
    return json.bytes
  }
}

/// Shares in per cent with one place, rounded down so that 100 % means all.
enum Percent {
  static func text(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let tenths = part * 1000 / whole
    return "\(tenths / 10).\(tenths % 10) %"
  }
}

extension JSONWriter {
  /// `file`, `line` and `column` of an open object.
  mutating func place(_ place: PolicyPlace) {
    member("file", place.file)
    member("line", place.line)
    member("column", place.column)
  }

  mutating func strings(_ name: StaticString, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }
}

extension PolicyPlace {
  /// `Policies/banned.yaml:12:5`.
  var label: String { "\(Printable.line(file)):\(line):\(column)" }
}
