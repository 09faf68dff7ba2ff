package import SourceText
import StrictYAML

/// Thresholds that a run must meet.
///
/// ```yaml
/// schema: vouch/gate/1
/// require:
///   - critical_misses == 0
///   - escalation.recall >= 0.95
///   - facts.recall.lower >= 0.7        # the lower bound of the interval
///   - extractive:rouge2.f1 >= 0.2      # of one system; without a name, of all of them
/// baseline:
///   noSignificantDrop: [facts.recall, extractive:rouge2.f1]
///   noNewBreak: true                 # planted errors aside, which sensitivity counts
/// ```
/// Values are those of the report's JSON: rates from 0 to 1.
package struct Gate: Sendable {
  package enum Operator: String, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case equal = "=="
    case above = ">"
    case below = "<"

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .atLeast: left >= right
      case .atMost: left <= right
      case .equal: left == right
      case .above: left > right
      case .below: left < right
      }
    }
  }

  /// Which figure of a metric is meant.
  package enum Figure: String, Sendable, CaseIterable { case value, lower, upper }

  package struct Requirement: Sendable, Hashable {
    /// As it is written.
    package let text: String
    package let system: String?
    package let metric: Metric
    package let figure: Figure
    package let comparison: Operator
    package let limit: Double
    /// The line of the file, from 1.
    package let line: Int
  }

  /// A metric that may not be worse than in the baseline by more than chance explains.
  package struct Drop: Sendable, Hashable {
    package let system: String?
    package let metric: Metric
  }

  package let path: String
  package let requirements: [Requirement]
  package let noSignificantDrop: [Drop]
  /// Whether a note without a hard fault in the baseline may have none.
  package let noNewBreak: Bool

  package var needsBaseline: Bool { noNewBreak || !noSignificantDrop.isEmpty }

  /// - Parameter systems: the names of the systems that are evaluated.
  package static func load(
    _ bytes: [UInt8], path: String, systems: [String]
  ) -> (value: Gate?, diagnostics: [Diagnostic]) {
    YAMLDocument.decode(bytes, path: path, family: "G") { file in
      _ = file.requiredChoice("schema", of: Schema.self)
      let texts = file.strings("require") ?? []
      let requirements = texts.compactMap { text -> Requirement? in
        requirement(text, at: file.place(ofText: text, in: "require"), file.problems, systems)
      }
      var drops: [Drop] = []
      var noNewBreak = false
      _ = file.mapping("baseline") { baseline in
        let names = baseline.strings("noSignificantDrop") ?? []
        drops = names.compactMap { text -> Drop? in
          let place = baseline.place(ofText: text, in: "noSignificantDrop")
          guard let (system, name) = named(text, at: place, baseline.problems, systems),
            let metric = metric(name, at: place, baseline.problems)
          else { return nil }
          return Drop(system: system, metric: metric)
        }
        noNewBreak = baseline.flag("noNewBreak", default: false)
        return true
      }
      if !file.has("require"), !file.has("baseline") {
        file.problems.report(
          at: file.span, .missingField, "a gate requires something: 'require', 'baseline' or both")
      }
      return Gate(
        path: path, requirements: requirements, noSignificantDrop: drops, noNewBreak: noNewBreak)
    }
  }

  private enum Schema: String, CaseIterable { case gate1 = "vouch/gate/1" }

  private static func requirement(
    _ text: String, at span: TextSpan, _ problems: ProblemList, _ systems: [String]
  ) -> Requirement? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 3, let comparison = Operator(rawValue: words[1]),
      let limit = Double(words[2]), limit.isFinite
    else {
      problems.report(
        at: span, code: "G030", "a requirement is a metric, one of >= <= == > <, and a number",
        hint: "for example 'critical_misses == 0'")
      return nil
    }
    guard let (system, whole) = named(words[0], at: span, problems, systems) else { return nil }
    var name = whole
    var figure = Figure.value
    for bound in [Figure.lower, .upper] where name.hasSuffix(".\(bound.rawValue)") {
      figure = bound
      name = String(name.dropLast(bound.rawValue.utf8.count + 1))
    }
    guard let metric = metric(name, at: span, problems) else { return nil }
    if figure != .value, metric.kind == .count {
      problems.report(
        at: span, code: "G033", "'\(name)' is a count, which has no interval",
        hint: "leave '.\(figure.rawValue)' out")
      return nil
    }
    return Requirement(
      text: text, system: system, metric: metric, figure: figure, comparison: comparison,
      limit: limit, line: problems.document.line(of: Int(span.start)))
  }

  /// A metric behind the name of a system, if there is any; nil where no such system is evaluated.
  private static func named(
    _ text: String, at span: TextSpan, _ problems: ProblemList, _ systems: [String]
  ) -> (system: String?, metric: String)? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return (nil, text) }
    // Names of systems may have colons in them; those of metrics have none.
    let name = parts.dropLast().joined(separator: ":")
    guard systems.contains(name) else {
      problems.report(
        at: span, code: "G032", "no system \(name.quoted) is evaluated",
        hint: NearestName.hint(for: name, among: systems)
          ?? "evaluated: \(systems.map(\.visible).joined(separator: ", "))")
      return nil
    }
    return (name, parts[parts.count - 1])
  }

  private static func metric(
    _ name: String, at span: TextSpan, _ problems: ProblemList
  ) -> Metric? {
    if let metric = Metric.named(name) { return metric }
    problems.report(
      at: span, code: "G031", "unknown metric \(name.quoted)",
      hint: NearestName.hint(for: name, among: Metric.all.map(\.name))
        ?? "'vouch evaluate --metrics' lists them")
    return nil
  }
}
