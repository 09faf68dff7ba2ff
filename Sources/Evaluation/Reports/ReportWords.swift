import Guardrails

/// What a report says first, in words.
package struct ReportWords: Sendable {
  private let report: EvaluationReport

  package init(_ report: EvaluationReport) { self.report = report }

  package static let disclaimer =
    "Synthetic or mock notes only; for learning and exploration, not for clinical use."

  package var verdict: String {
    guard let gate = report.gate else { return "No gate was given: figures without a verdict." }
    let count = gate.lines.count
    if gate.isPassed { return "Passed: all \(count) requirements of the gate hold." }
    let failed = gate.lines.count { $0.result == .failed }
    let unclear = gate.lines.count { $0.result == .unevaluable }
    var parts: [String] = []
    if failed > 0 { parts.append("\(failed) of \(count) requirements do not hold") }
    if unclear > 0 { parts.append("\(unclear) could not be evaluated") }
    return "Failed: \(parts.joined(separator: ", "))."
  }

  /// The three worst things, each with its first notes.
  package var worst: [(text: String, ids: [String])] {
    let found = report.systems.flatMap { system in
      system.worst.map { (system: system, kind: $0.kind, count: $0.count, ids: $0.ids) }
    }
    let ordered = found.sorted { left, right in
      left.kind.rawValue != right.kind.rawValue
        ? left.kind.rawValue < right.kind.rawValue : left.count > right.count
    }
    return ordered.prefix(3).map { item in
      let noun = item.count == 1 ? item.kind.title : item.kind.plural
      let name = report.systems.count > 1 ? "\(item.system.name): " : ""
      return ("\(name)\(item.count) \(noun)", item.ids)
    }
  }

  /// A value in its unit.
  package static func value(_ value: Double, _ metric: Metric) -> String {
    let digits = metric.kind == .count ? 0 : metric.kind == .density ? 2 : 1
    return DecimalText.fixed(value * metric.scale, digits)
  }

  /// `81.2 [74.0, 87.1]`.
  package static func estimate(_ estimate: Estimate, _ metric: Metric) -> String {
    let text = value(estimate.value, metric)
    guard let interval = estimate.interval else { return text }
    return "\(text) [\(value(interval.lower, metric)), \(value(interval.upper, metric))]"
  }

  /// Which group is worst of those large enough to say.
  package func worstGroup(of system: SystemReport, _ metric: Metric) -> [String] {
    system.worstGroups(metric).compactMap { group in
      group.estimate.map {
        "\(group.dimension.rawValue) \(group.name): \(Self.estimate($0, metric)) (n = \(group.samples))"
      }
    }
  }

  /// Groups that do worse than all notes together by more than chance explains: the 95 % interval of the
  /// group lies on the worse side of the whole. Of many comparisons one in forty does so by chance.
  package func worseGroups(of system: SystemReport, _ metric: Metric) -> [String] {
    guard let whole = system.estimates[metric.name]?.value else { return [] }
    let isHigherBetter = metric.isHigherBetter ?? true
    return (system.subgroups[metric.name] ?? []).compactMap { group in
      guard let estimate = group.estimate, let interval = estimate.interval,
        isHigherBetter ? interval.upper < whole : interval.lower > whole
      else { return nil }
      return "\(group.dimension.rawValue) \(group.name): \(Self.estimate(estimate, metric)) "
        + "(n = \(group.samples); all: \(Self.value(whole, metric)))"
    }
  }

  /// Rows of a table of groups: dimension, group, samples and value. Those of a dimension that are too
  /// small to say stand in one row.
  package static func groupRows(_ groups: [Subgroup], _ metric: Metric) -> [[String]] {
    Dimension.allCases.flatMap { dimension -> [[String]] in
      let own = groups.filter { $0.dimension == dimension }
      var rows = own.compactMap { group in
        group.estimate.map {
          [dimension.rawValue, group.name, "\(group.samples)", estimate($0, metric)]
        }
      }
      let small = own.filter(\.isTooSmall)
      guard let least = small.map(\.samples).min(), let most = small.map(\.samples).max() else {
        return rows
      }
      let name = small.count == 1 ? small[0].name : "\(small.count) smaller groups"
      let count = least == most ? "\(least)" : "\(least) to \(most)"
      rows.append([dimension.rawValue, name, count, "too few to say"])
      return rows
    }
  }
}
