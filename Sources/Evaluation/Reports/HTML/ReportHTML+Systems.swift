import Guardrails

extension ReportHTML {
  /// Everything about one system that the figures do not show.
  func details(of system: SystemReport, index: Int) -> String {
    let table = system.table
    var html = "<h2 id=\"system-\(index)\">\(Self.escaped(system.name))</h2>\n<p>"
    html += "\(table.scored) summaries scored, \(table.failures.values.reduce(0, +)) failed, "
    html += "\(table.unevaluable.values.reduce(0, +)) could not be evaluated."
    if table.repeated > 0 {
      html += " \(table.unstable) of \(table.repeated) repetitions came out otherwise."
    }
    html += "</p>\n"
    html += incidents(of: table) + confusion(of: table) + errorTypes(of: table)
    html += rules(of: table) + comparisons(of: system) + groups(of: system)
    return html
  }

  /// How many of a kind are listed.
  private static let listed = 200

  private func incidents(of table: SystemTable) -> String {
    var html = ""
    for kind in Incident.Kind.allCases {
      let found = table.incidents.filter { $0.kind == kind }
      guard !found.isEmpty else { continue }
      html += "<h3>\(found.count) \(found.count == 1 ? kind.title : kind.plural)</h3>\n"
      let isShort = found.allSatisfy { $0.change == nil && $0.detail.utf8.count < 40 }
      html += "<ul class=\"findings\(isShort && found.count > 8 ? " columns" : "")\">"
      for incident in found.prefix(Self.listed) {
        html += "<li>\(link(incident.id)): \(Self.escaped(incident.detail))"
        if let change = incident.change {
          html += "<br><del>\(Self.escaped(change.before))</del>"
          html += "<br><ins>\(Self.escaped(change.after))</ins>"
        }
        html += "</li>"
      }
      if found.count > Self.listed { html += "<li>and \(found.count - Self.listed) more</li>" }
      html += "</ul>\n"
    }
    return html
  }

  private func confusion(of table: SystemTable) -> String {
    guard !table.confusion.isEmpty else { return "" }
    let all = Decision.allCases
    let rows = all.map { expected in
      [expected.rawValue]
        + all.map { "\(table.confusion[DecisionPair(expected: expected, actual: $0), default: 0])" }
    }
    return "<h3>Decisions</h3>\n"
      + Self.table(
        "Expected decisions in rows, made ones in columns", ["expected"] + all.map(\.rawValue), rows
      )
  }

  private func errorTypes(of table: SystemTable) -> String {
    guard !table.errorTypes.isEmpty else { return "" }
    let rows = table.errorTypes.sorted { $0.key < $1.key }.map { type, tally -> [String] in
      [type, "\(tally.unsafe)", "\(tally.unsafeStopped)", "\(tally.unsafeMended)"]
        + BinaryFigures(tally, among: table.labels).cells + [table.catchers(of: type)]
    }
    return "<h3>Types of error</h3>\n"
      + Self.table(
        "Unsafe summaries by what is wrong with them, beside all safe ones; per cent with 95 % intervals",
        ["error", "n", "stopped", "mended"] + BinaryFigures.names + ["found by"], rows)
  }

  private func rules(of table: SystemTable) -> String {
    guard !table.rules.isEmpty else { return "" }
    let rows = table.rules.sorted { $0.key < $1.key }.map { rule, tally -> [String] in
      [rule, "\(tally.onUnsafe + tally.onSafe + tally.unlabelled)", "\(tally.stopped)"]
        + BinaryFigures(tally, among: table.labels).cells
    }
    return "<h3>Rules that found something</h3>\n"
      + Self.table(
        "Per cent of labelled summaries with 95 % intervals; empty where none are",
        ["rule", "summaries", "stopped"] + BinaryFigures.names, rows)
  }

  private func comparisons(of system: SystemReport) -> String {
    system.comparisons.map { Self.comparison(against: $0.opponent, $0.figures) }.joined()
  }

  private static func comparison(
    against opponent: String, _ figures: [String: Comparison]
  ) -> String {
    let rows = Metric.all.compactMap { metric -> [String]? in
      guard let comparison = figures[metric.name] else { return nil }
      let interval =
        comparison.interval.map {
          "\(ReportWords.value($0.lower, metric)) to \(ReportWords.value($0.upper, metric))"
        } ?? ""
      return [
        metric.title, ReportWords.value(comparison.difference, metric), interval,
        comparison.mcNemar.map { DecimalText.fixed($0.pValue, 4) } ?? "",
        comparison.words(isHigherBetter: metric.isHigherBetter),
      ]
    }
    guard !rows.isEmpty else { return "" }
    return "<h3>Against \(escaped(opponent))</h3>\n"
      + table(
        "Differences on the same notes", ["figure", "difference", "95 %", "McNemar p", "in words"],
        rows)
  }

  private func groups(of system: SystemReport) -> String {
    var html = ""
    for metric in SystemReport.subgroupMetrics.compactMap(Metric.named) {
      guard let groups = system.subgroups[metric.name], !groups.isEmpty else { continue }
      html += "<h3>\(metric.title), by group</h3>\n"
      let worst = words.worstGroup(of: system, metric)
      if !worst.isEmpty {
        html += "<p>Worst of those large enough to say:</p>\n<ul class=\"findings\">"
        html += worst.map { "<li>\(Self.escaped($0))</li>" }.joined() + "</ul>\n"
      }
      let worse = words.worseGroups(of: system, metric)
      html +=
        worse.isEmpty
        ? "<p>None does worse than all notes together by more than chance explains.</p>\n"
        : "<p>Worse than all notes together by more than chance explains: "
          + "<strong>\(Self.escaped(worse.joined(separator: "; ")))</strong>.</p>\n"
      html += Self.table(
        "Groups under \(Subgroup.leastSamples) notes are not judged",
        ["dimension", "group", "n", metric.unit],
        ReportWords.groupRows(groups, metric))
    }
    return html
  }

  private static func table(_ caption: String, _ header: [String], _ rows: [[String]]) -> String {
    var html =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(escaped(caption))\">"
    html += "<table><caption>\(escaped(caption))</caption><thead><tr>"
    for name in header { html += "<th scope=\"col\">\(escaped(name))</th>" }
    html += "</tr></thead><tbody>\n"
    for row in rows {
      html += "<tr><th scope=\"row\">\(escaped(row[0]))</th>"
      for cell in row.dropFirst() {
        html += "<td\(cell.count > 24 ? " class=\"words\"" : "")>\(escaped(cell))</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }
}
