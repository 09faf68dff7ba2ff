/// What a run is worth by its gate: one line for each requirement.
package struct GateOutcome: Sendable, Hashable {
  package enum Result: String, Sendable {
    case passed, failed
    /// There is no figure to hold against the limit; the gate does not open for it.
    case unevaluable = "could not be evaluated"
  }

  package struct Line: Sendable, Hashable {
    package let system: String
    /// As the file has it, with its place.
    package let requirement: String
    package let place: String
    package let result: Result
    /// What was found.
    package let detail: String
  }

  package let lines: [Line]

  /// Every requirement holds; the exit code says the same.
  package var isPassed: Bool { lines.allSatisfy { $0.result == .passed } }
  package var failing: [Line] { lines.filter { $0.result != .passed } }

  package init(_ gate: Gate, _ report: EvaluationReport, baseline: EvaluationBaseline?) {
    var lines: [Line] = []
    for requirement in gate.requirements {
      let systems = report.systems.filter { requirement.system ?? $0.name == $0.name }
      for system in systems {
        lines.append(Self.line(requirement, of: system, path: gate.path))
      }
    }
    for system in report.systems {
      for drop in gate.noSignificantDrop where drop.system ?? system.name == system.name {
        lines.append(Self.drop(drop.metric, of: system, report, baseline, path: gate.path))
      }
      // Errors that were put in and go through are what sensitivity counts.
      if gate.noNewBreak, !system.table.system.isPlanted {
        lines.append(Self.breaks(system, report, baseline, path: gate.path))
      }
    }
    self.lines = lines
  }

  private static func line(
    _ requirement: Gate.Requirement, of system: SystemReport, path: String
  ) -> Line {
    let place = "\(path):\(requirement.line)"
    let estimate = system.estimates[requirement.metric.name]
    let found: Double? =
      switch requirement.figure {
      case .value: estimate?.value
      case .lower: estimate?.interval?.lower
      case .upper: estimate?.interval?.upper
      }
    guard let found else {
      return Line(
        system: system.name, requirement: requirement.text, place: place, result: .unevaluable,
        detail: "no summary has this figure")
    }
    let holds = requirement.comparison.holds(found, requirement.limit)
    return Line(
      system: system.name, requirement: requirement.text, place: place,
      result: holds ? .passed : .failed,
      detail: "\(DecimalText.json(found)), n = \(estimate?.samples ?? 0)")
  }

  /// A broad shift: the interval of the paired difference lies on the worse side.
  private static func drop(
    _ metric: Metric, of system: SystemReport, _ report: EvaluationReport,
    _ baseline: EvaluationBaseline?, path: String
  ) -> Line {
    let text = "no significant drop of \(metric.name)"
    guard let baseline, let own = system.table.columns[metric.name],
      let before = baseline.column(metric.name, of: system.name, for: report.table.ids),
      let comparison = Comparison(
        metric, of: own, from: before,
        Bootstrap(samples: report.table.notes, seed: report.setting.seed))
    else {
      return Line(
        system: system.name, requirement: text, place: path, result: .unevaluable,
        detail: "no note has this figure in both runs")
    }
    let isHigherBetter = metric.isHigherBetter ?? true
    let worse =
      comparison.interval.map { isHigherBetter ? $0.upper < 0 : $0.lower > 0 }
      ?? (isHigherBetter ? comparison.difference < 0 : comparison.difference > 0)
    let points = DecimalText.fixed(comparison.difference * metric.scale, 2)
    return Line(
      system: system.name, requirement: text, place: path, result: worse ? .failed : .passed,
      detail: "difference \(points) \(metric.unit); "
        + comparison.words(isHigherBetter: metric.isHigherBetter))
  }

  /// One hard break: a note that has more critical faults than before, whatever the means say.
  private static func breaks(
    _ system: SystemReport, _ report: EvaluationReport, _ baseline: EvaluationBaseline?,
    path: String
  ) -> Line {
    let text = "no new break"
    guard let baseline, let before = baseline.systems[system.name] else {
      return Line(
        system: system.name, requirement: text, place: path, result: .unevaluable,
        detail: "the baseline does not have this system")
    }
    let known = Set(baseline.ids)
    let broken = report.table.ids.filter { id in
      known.contains(id) && system.table.breaks[id, default: 0] > before.breaks[id, default: 0]
    }
    return Line(
      system: system.name, requirement: text, place: path,
      result: broken.isEmpty ? .passed : .failed,
      detail: broken.isEmpty
        ? "no note has more hard faults than before"
        : "\(broken.count) notes have more hard faults: \(broken.prefix(5).joined(separator: ", "))"
    )
  }
}
