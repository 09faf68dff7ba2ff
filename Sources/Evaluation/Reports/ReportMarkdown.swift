import Guardrails

/// The report as Markdown whose tables line up, so that it reads well on a terminal too.
package struct ReportMarkdown {
  private let report: EvaluationReport
  private let words: ReportWords
  private var text = ""

  private init(_ report: EvaluationReport) {
    self.report = report
    words = ReportWords(report)
  }

  /// - Parameter isBrief: verdict, the worst and the main figures only.
  package static func bytes(of report: EvaluationReport, isBrief: Bool) -> [UInt8] {
    var page = ReportMarkdown(report)
    page.opening()
    page.figures(isBrief: isBrief)
    if !isBrief {
      page.comparisons()
      for system in report.systems { page.details(of: system) }
      page.definitions()
    }
    page.text += "\n\(ReportWords.disclaimer)\n"
    return Array(page.text.utf8)
  }

  private mutating func opening() {
    let setting = report.setting
    text += "# Evaluation of \(Self.cell(setting.data))\n\n"
    text += "**\(words.verdict)**\n\n"
    for line in report.gate?.failing ?? [] {
      text += "- \(Self.cell(line.system)): `\(Self.cell(line.requirement))` "
      text += "\(line.result.rawValue): \(Self.cell(line.detail)) (\(Self.cell(line.place)))\n"
    }
    if report.gate?.isPassed == false { text += "\n" }
    let worst = words.worst
    if worst.isEmpty {
      text += "Nothing that a person should look at first.\n\n"
    } else {
      text += "The worst first:\n\n"
      for (index, item) in worst.enumerated() {
        text += "\(index + 1). \(item.text) (\(item.ids.map(Self.cell).joined(separator: ", ")))\n"
      }
      text += "\n"
    }
    text +=
      "\(setting.notes) notes (\(setting.dataDigest.prefix(12))…), policy \(Self.cell(setting.policy)) "
      + "revision \(setting.policyRevision) (\(setting.policyDigest.prefix(19))…), "
      + "\(setting.length), seed \(setting.seed), vouch \(setting.tool).\n\n"
    for model in setting.models { text += "- \(Self.cell(model.text))\n" }
    if !setting.models.isEmpty { text += "\n" }
  }

  private mutating func figures(isBrief: Bool) {
    let columns = report.systems + report.baselines
    var rows: [[String]] = []
    for metric in Metric.all {
      guard report.systems.contains(where: { $0.estimates[metric.name] != nil }) else { continue }
      if isBrief, !Self.brief.contains(metric.name) { continue }
      var row = ["\(metric.title), \(metric.unit)"]
      for system in columns {
        guard let estimate = system.estimates[metric.name] else {
          row.append("")
          continue
        }
        row.append(
          system.table.system.isBaseline
            ? ReportWords.value(estimate.value, metric) : ReportWords.estimate(estimate, metric))
      }
      rows.append(row)
    }
    if report.systems.contains(where: { report.headRoom(of: $0) != nil }) {
      rows.append(
        ["Head-room taken (ROUGE-2), %"]
          + columns.map { system in
            report.headRoom(of: system).map { DecimalText.fixed($0 * 100, 1) } ?? ""
          })
    }
    let names = columns.map {
      $0.name.hasPrefix("baseline:") ? String($0.name.dropFirst(9)) : $0.name
    }
    table(["figure"] + names.map(Self.cell), rows)
    text += "Square brackets: 95 % intervals (rates: Wilson; others: bootstrap over notes).\n"
    for system in report.systems {
      let table = system.table
      let failed = table.failures.values.reduce(0, +)
      let unevaluable = table.unevaluable.values.reduce(0, +)
      text += "\n\(Self.cell(system.name)): \(table.scored) summaries scored, \(failed) failed, "
      text += "\(unevaluable) could not be evaluated"
      if let median = system.medianLatency, let slow = system.slowLatency {
        text +=
          "; \(DecimalText.fixed(median, 2)) ms in the middle, \(DecimalText.fixed(slow, 2)) ms for "
          + "one in a hundred"
      }
      if table.repeated > 0 {
        text += "; \(table.unstable) of \(table.repeated) repetitions came out otherwise"
      }
      text += ".\n"
    }
  }

  /// What a terminal shows.
  private static let brief: Set = [
    "rouge1.f1", "rouge2.f1", "rougeLsum.f1", "concepts.f1", "length.words", "facts.recall",
    "critical_misses", "faithfulness.supported", "decisions.expected", "guardrails.sensitivity",
    "guardrails.specificity", "escalation.recall", "escalation.precision",
    "escalation.negatedFalseAlarms", "guardrails.disclaimers", "readability.fleschKincaid",
  ]

  private mutating func comparisons() {
    for system in report.systems {
      for (opponent, figures) in system.comparisons {
        comparison(of: system, against: opponent, figures)
      }
    }
  }

  private mutating func comparison(
    of system: SystemReport, against opponent: String, _ figures: [String: Comparison]
  ) {
    text += "\n## \(Self.cell(system.name)) against \(Self.cell(opponent))\n\n"
    let rows = Metric.all.compactMap { metric -> [String]? in
      guard let comparison = figures[metric.name] else { return nil }
      var interval = ""
      if let found = comparison.interval {
        interval =
          "[\(ReportWords.value(found.lower, metric)), \(ReportWords.value(found.upper, metric))]"
      }
      let pValue = comparison.mcNemar.map { DecimalText.fixed($0.pValue, 4) } ?? ""
      return [
        metric.title, ReportWords.value(comparison.difference, metric), interval, pValue,
        comparison.words(isHigherBetter: metric.isHigherBetter),
      ]
    }
    table(["figure", "difference", "interval", "McNemar p", "in words"], rows)
  }

  private mutating func details(of system: SystemReport) {
    text += "\n## \(Self.cell(system.name))\n"
    decisions(system)
    rules(system)
    groups(system)
    incidents(system)
  }

  private mutating func decisions(_ system: SystemReport) {
    let table = system.table
    if !table.confusion.isEmpty {
      text += "\n### Decisions: expected in rows, made in columns\n\n"
      let all = Decision.allCases
      self.table(
        ["expected"] + all.map(\.rawValue),
        all.map { expected in
          [expected.rawValue]
            + all.map {
              "\(table.confusion[DecisionPair(expected: expected, actual: $0), default: 0])"
            }
        })
    }
    if !table.errorTypes.isEmpty {
      text += "\n### By type of error\n\n"
      let rows = table.errorTypes.sorted { $0.key < $1.key }.map { type, tally -> [String] in
        [Self.cell(type), "\(tally.unsafe)", "\(tally.unsafeStopped)", "\(tally.unsafeMended)"]
          + BinaryFigures(tally, among: table.labels).cells + [Self.cell(table.catchers(of: type))]
      }
      self.table(["error", "n", "stopped", "mended"] + BinaryFigures.names + ["found by"], rows)
    }
  }

  private mutating func rules(_ system: SystemReport) {
    let table = system.table
    guard !table.rules.isEmpty else { return }
    text += "\n### Rules that found something\n\n"
    let rows = table.rules.sorted { $0.key < $1.key }.map { rule, tally -> [String] in
      [
        Self.cell(rule), "\(tally.onUnsafe + tally.onSafe + tally.unlabelled)",
        "\(tally.stopped)",
      ] + BinaryFigures(tally, among: table.labels).cells
    }
    self.table(["rule", "summaries", "stopped"] + BinaryFigures.names, rows)
  }

  private mutating func groups(_ system: SystemReport) {
    for metric in SystemReport.subgroupMetrics.compactMap(Metric.named) {
      guard let groups = system.subgroups[metric.name], !groups.isEmpty else { continue }
      text += "\n### \(metric.title) by group\n\n"
      for line in words.worstGroup(of: system, metric) { text += "- worst: \(Self.cell(line))\n" }
      for line in words.worseGroups(of: system, metric) {
        text += "- worse than all notes by more than chance explains: \(Self.cell(line))\n"
      }
      text += "\n"
      table(
        ["dimension", "group", "n", metric.unit],
        ReportWords.groupRows(groups, metric).map { $0.map(Self.cell) })
    }
  }

  /// How many of a kind are listed.
  private static let listed = 50

  private mutating func incidents(_ system: SystemReport) {
    for kind in Incident.Kind.allCases {
      let found = system.table.incidents.filter { $0.kind == kind }
      guard !found.isEmpty else { continue }
      text += "\n### \(found.count) \(found.count == 1 ? kind.title : kind.plural)\n\n"
      for incident in found.prefix(Self.listed) {
        text += "- \(Self.cell(incident.id)): \(Self.cell(incident.detail))\n"
        if let change = incident.change {
          text += "  - was: \(Self.cell(change.before))\n  - is: \(Self.cell(change.after))\n"
        }
      }
      if found.count > Self.listed { text += "- and \(found.count - Self.listed) more\n" }
    }
  }

  private mutating func definitions() {
    text += "\n## What the figures mean\n\n"
    for metric in Metric.all {
      text += "- **\(metric.title)** (`\(metric.name)`, \(metric.unit)): \(metric.definition). "
      text += "\(metric.source).\n"
    }
  }

  // MARK: Tables

  private mutating func table(_ header: [String], _ rows: [[String]]) {
    guard !rows.isEmpty else { return }
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let room = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + room : room + cell
      }
      return "| \(padded.joined(separator: " | ")) |\n"
    }
    text += line(header)
    let rules = widths.enumerated().map { column, width in
      column == 0
        ? String(repeating: "-", count: max(3, width))
        : String(repeating: "-", count: max(3, width) - 1) + ":"
    }
    text += "| \(rules.joined(separator: " | ")) |\n"
    for row in rows { text += line(row) }
    text += "\n"
  }

  /// Text of others without what Markdown or a terminal would take for its own.
  private static func cell(_ text: String) -> String {
    var result = ""
    for scalar in JUnitXML.escaped(text).unicodeScalars {
      switch scalar {
      case "|", "`", "*", "[", "]": result += "\\\(scalar)"
      case "\n", "\r", "\t": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
