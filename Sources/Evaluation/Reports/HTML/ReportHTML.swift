/// The report as one page: no script, no network, readable in any browser and on paper.
///
/// It comes in parts, so that a page with thousands of notes is written without being held: `opening`,
/// then a `SampleHTML` for each note, then `ending`.
package struct ReportHTML: Sendable {
  let report: EvaluationReport
  let words: ReportWords

  package init(_ report: EvaluationReport) {
    self.report = report
    words = ReportWords(report)
  }

  package var opening: [UInt8] {
    var html = head
    html += "<header id=\"top\"><h1>Evaluation of \(Self.escaped(report.setting.data))</h1>"
    html += verdict + worst + setting + contents + "</header>\n<main id=\"main\">\n"
    html += figures + plots
    for (index, system) in report.systems.enumerated() { html += details(of: system, index: index) }
    html += "<h2 id=\"samples\">Notes and summaries</h2>\n"
    html +=
      "<p>Open a note to see it beside its summaries. A number behind a statement leads to its place in "
      + "the note; underlined is what a rule found.</p>\n"
    return Array(html.utf8)
  }

  package var ending: [UInt8] {
    var html = "<h2 id=\"definitions\">What the figures mean</h2>\n"
    html += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Definitions\">"
    html +=
      "<table class=\"definitions\"><caption><span>Every figure with its unit and source</span>"
    html += "</caption>"
    html += "<thead><tr><th scope=\"col\">figure</th><th scope=\"col\">unit</th>"
    html +=
      "<th scope=\"col\" style=\"text-align:left\">definition and source</th></tr></thead><tbody>"
    for metric in Metric.all {
      html +=
        "<tr><th scope=\"row\">\(metric.title)<br><small><code>\(metric.name)</code></small></th>"
      html += "<td>\(metric.unit)</td><td class=\"words\">\(Self.escaped(metric.definition)). "
      html += "<small>\(Self.escaped(metric.source)).</small></td></tr>\n"
    }
    html += "</tbody></table></div>\n</main>\n<footer>\(ReportWords.disclaimer) "
    html += "<a href=\"#top\">Back to the top</a></footer>\n</body></html>\n"
    return Array(html.utf8)
  }

  /// Of more notes only those that a reader has opened are printed.
  private static let mostPrinted = 250

  // MARK: The beginning

  private var head: String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="referrer" content="no-referrer">
    <title>Evaluation of \(Self.escaped(report.setting.data))</title>
    <style>
    \(ReportStyle.sheet)
    </style></head><body\(report.setting.notes > Self.mostPrinted ? "" : " class=\"whole\"")>
    <a class="skip" href="#main">To the figures</a>

    """
  }

  private var verdict: String {
    let kind = report.gate.map { $0.isPassed ? " passed" : " failed" } ?? ""
    var html = "<p class=\"verdict\(kind)\">\(Self.escaped(words.verdict))</p>\n"
    guard let failing = report.gate?.failing, !failing.isEmpty else { return html }
    html += "<ul>"
    for line in failing {
      html += "<li>\(Self.escaped(line.system)): <code>\(Self.escaped(line.requirement))</code> "
      html += "\(line.result.rawValue): \(Self.escaped(line.detail)) "
      html += "<span class=\"soft\">\(Self.escaped(line.place))</span></li>"
    }
    return html + "</ul>\n"
  }

  private var worst: String {
    let found = words.worst
    guard !found.isEmpty else { return "<p>Nothing that a person should look at first.</p>\n" }
    var html = "<p>The worst first:</p>\n<ol class=\"worst\">"
    for item in found {
      html += "<li><strong>\(Self.escaped(item.text))</strong>: "
      html += item.ids.map(link).joined(separator: ", ") + "</li>"
    }
    return html + "</ol>\n"
  }

  private var setting: String {
    let setting = report.setting
    return
      "<p class=\"soft\">\(setting.notes) notes (SHA-256 \(setting.dataDigest.prefix(12))…), policy "
      + "\(Self.escaped(setting.policy)) revision \(setting.policyRevision) "
      + "(\(Self.escaped(String(setting.policyDigest.prefix(19))))…), summaries of "
      + "\(Self.escaped(setting.length)), seed \(setting.seed), vouch \(setting.tool)."
      + setting.models.map { "<br>\(Self.escaped($0.text))." }.joined() + "</p>\n"
  }

  private var contents: String {
    var items = [("figures", "Figures"), ("plots", "Plots")]
    for (index, system) in report.systems.enumerated() {
      items.append(("system-\(index)", system.name))
    }
    items += [("samples", "Notes and summaries"), ("definitions", "What the figures mean")]
    return "<nav aria-label=\"Contents\"><ul>"
      + items.map { "<li><a href=\"#\($0.0)\">\(Self.escaped($0.1))</a></li>" }.joined()
      + "</ul></nav>\n"
  }

  // MARK: Figures

  private var figures: String {
    let columns = report.systems + report.baselines
    var html =
      "<h2 id=\"figures\">Figures</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
    html +=
      "aria-label=\"Figures of all systems\"><table><caption><span>Figures with 95 % intervals in small print: rates "
    html +=
      "by Wilson, others by bootstrap over notes</span></caption><thead><tr><th scope=\"col\">figure</th>"
    for system in columns {
      let isBase = system.table.system.isBaseline
      let name = isBase ? String(system.name.dropFirst("baseline:".count)) : system.name
      html += "<th scope=\"col\"\(isBase ? " class=\"base\"" : "")>\(Self.escaped(name))</th>"
    }
    html += "</tr></thead><tbody>\n"
    for (title, metrics) in Metric.groups {
      let rows = rows(metrics)
      guard !rows.isEmpty else { continue }
      html += "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"\(columns.count + 1)\">"
      html += "\(title)</th></tr>\n" + rows
      if metrics.contains(where: { $0.name == "rouge2.f1" }) { html += headRoomRow }
    }
    return html + "</tbody></table></div>\n"
  }

  private func rows(_ metrics: [Metric]) -> String {
    var html = ""
    for metric in metrics {
      guard report.systems.contains(where: { $0.estimates[metric.name] != nil }) else { continue }
      html += "<tr><th scope=\"row\">\(metric.title), \(metric.unit)</th>"
      for system in report.systems + report.baselines {
        html += cell(system.estimates[metric.name], metric, of: system)
      }
      html += "</tr>\n"
    }
    return html
  }

  private var headRoomRow: String {
    guard report.systems.contains(where: { report.headRoom(of: $0) != nil }) else { return "" }
    var html = "<tr><th scope=\"row\">Head-room taken (ROUGE-2), %</th>"
    for system in report.systems + report.baselines {
      let share = report.headRoom(of: system).map { DecimalText.fixed($0 * 100, 1) } ?? ""
      let isBase = system.table.system.isBaseline
      html +=
        "<td\(isBase ? " class=\"base\"" : "")>\(share)\(isBase ? "" : " <small></small>")</td>"
    }
    return html + "</tr>\n"
  }

  private func cell(_ estimate: Estimate?, _ metric: Metric, of system: SystemReport) -> String {
    let kind = system.table.system.isBaseline ? " class=\"base\"" : ""
    guard let estimate else { return "<td\(kind)></td>" }
    var html = "<td\(kind)>\(ReportWords.value(estimate.value, metric))"
    if !system.table.system.isBaseline {
      let interval = estimate.interval.map {
        "\(ReportWords.value($0.lower, metric)) to \(ReportWords.value($0.upper, metric))"
      }
      // Empty where there is none, so that values stand below each other.
      html += " <small>\(interval ?? "")</small>"
    }
    return html + "</td>"
  }

  // MARK: Words

  static func escaped(_ text: String) -> String { JUnitXML.escaped(text) }

  /// The place of a note on the page.
  func link(_ id: String) -> String {
    guard let index = report.table.ids.firstIndex(of: id) else { return Self.escaped(id) }
    return "<a href=\"#note-\(index)\">\(Self.escaped(id))</a>"
  }
}
