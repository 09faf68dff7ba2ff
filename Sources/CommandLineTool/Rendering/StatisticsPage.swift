import AuditTrail
import Workflow

/// Statistics as one HTML page with plots: no network, no scripts, light or dark as the reader's system.
struct StatisticsPage {
  let statistics: AuditStatistics

  /// Rules in the plot; the table of all is in the JSON.
  private static let ruleLimit = 25

  var html: String {
    let total = statistics.total
    let period = statistics.period.map {
      "\(ReviewText.minute($0.from)) to \(ReviewText.minute($0.to))"
    }
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Vouch: audit trail</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <main>
      <h1>Audit trail</h1>
      <p class="lead">\(HTML.escaped(Plural.count(total.runs, "run")))\
      \(period.map { ", \($0)" } ?? "")</p>
      \(tiles)
      \(decisions)
      \(rules)
      \(drift)
      \(people)
      \(advice)
      <footer>\(HTML.escaped(StandingWords.notForClinicalUse)) Times are UTC.</footer>
      </main>
      </body>
      </html>

      """
  }

  private var tiles: String {
    let total = statistics.total
    var tiles = RunRecord.Outcome.allCases.compactMap { outcome -> String? in
      guard let count = total.outcomes[outcome] else { return nil }
      return """
        <li class="\(outcome.rawValue)"><b>\(count)</b><span>\(outcome.rawValue)</span>\
        <small>\(Share.text(total.share(count)))</small></li>
        """
    }
    tiles.append(
      """
      <li class="alert"><b>\(total.escalated)</b><span>with an alert</span>\
      <small>\(Share.text(total.share(total.escalated)))</small></li>
      """)
    return "<ul class=\"tiles\">\(tiles.joined())</ul>"
  }

  private var decisions: String {
    guard statistics.stretches.count > 1 else { return "" }
    return section(
      "Decisions over time", BarPlot.stacked(statistics.stretches),
      note: "Each bar is a stretch of time; its parts are decisions.")
  }

  private var rules: String {
    let shown = statistics.rules.filter { $0.fired > 0 || $0.decided > 0 }.prefix(Self.ruleLimit)
    guard !shown.isEmpty else { return "" }
    let more = statistics.rules.count - shown.count
    return section(
      "Rules", BarPlot.rules(Array(shown), of: statistics.total),
      note:
        "Share of runs in which a rule found something; in the stronger colour, withheld the summary. "
        + "At the right, how many of the reviewers' decisions overrode it."
        + (more > 0 ? " \(Plural.count(more, "more rule")) fired less often." : ""))
  }

  private var drift: String {
    guard let windows = statistics.windows else { return "" }
    let rows = statistics.drifts.map { drift in
      """
      <tr><th scope="row">\(HTML.escaped(drift.subject))</th>\
      <td class="number">\(Share.decimal(drift.index, places: 3))</td>\
      <td>\(BarPlot.gauge(drift))</td><td class="\(drift.degree.rawValue)">\(drift.degree.rawValue)\
      </td></tr>
      """
    }
    let head =
      "<table><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Index</th><th></th>"
      + "<th scope=\"col\">Degree</th></tr></thead>"
    return section(
      "Drift", head + "<tbody>\(rows.joined())</tbody></table>",
      note: "Population stability index from \(ReviewText.minute(windows.reference.from)) to "
        + "\(ReviewText.minute(windows.reference.to)) against "
        + "\(ReviewText.minute(windows.current.from)) to \(ReviewText.minute(windows.current.to)). "
        + "Marks at 0.1 and 0.25; what chance can do to so few runs counts as steady.")
  }

  private var people: String {
    let overdue = statistics.pending.count { $0.isOverdue(at: statistics.now) }
    let alerts = statistics.pending.count { $0.alertStanding == .waiting }
    var content =
      "<p>\(Plural.count(statistics.pending.count, "review")) waiting, \(alerts) with alerts, "
      + "<span class=\"\(overdue > 0 ? "shifted" : "steady")\">\(overdue) overdue</span>.</p>"
    let rows = statistics.pending.prefix(Self.ruleLimit).map { review in
      """
      <tr><td class="number">\(review.steps.first?.seq ?? 0)</td>\
      <td class="time">\(ReviewText.minute(review.openedAt))</td>\
      <td class="time \(review.isOverdue(at: statistics.now) ? "shifted" : "")">\
      \(review.due.map(ReviewText.minute) ?? "–")</td>\
      <td>\(HTML.escaped(review.opened.routes.joined(separator: ", ")))</td>\
      <td>\(HTML.escaped((review.opened.rules + review.alerts.map(\.rule)).joined(separator: ", ")))\
      </td></tr>
      """
    }
    if !rows.isEmpty {
      content +=
        "<table><thead><tr><th scope=\"col\">Record</th><th scope=\"col\">Opened</th>"
        + "<th scope=\"col\">Due</th><th scope=\"col\">Queues</th><th scope=\"col\">Rules</th></tr>"
        + "</thead><tbody>\(rows.joined())</tbody></table>"
    }
    if !statistics.reviewers.isEmpty {
      let reviewers = statistics.reviewers.map { one in
        let counts = [one.approved, one.amended, one.rejected, one.acknowledged]
        return "<tr><th scope=\"row\">\(HTML.escaped(one.person))</th>"
          + counts.map { "<td class=\"number\">\($0)</td>" }.joined()
          + "<td class=\"number\">\(one.withSource) of \(one.decisions)</td>"
          + "<td class=\"number\">\(one.medianSeconds.map(Share.duration) ?? "–")</td></tr>"
      }
      let columns = [
        "Reviewer", "Approved", "Amended", "Rejected", "Acknowledged", "Saw the note",
        "Median time",
      ]
      content +=
        "<table><thead><tr>" + columns.map { "<th scope=\"col\">\($0)</th>" }.joined()
        + "</tr></thead><tbody>\(reviewers.joined())</tbody></table>"
    }
    return section("People", content, note: nil)
  }

  private var advice: String {
    guard !statistics.advice.isEmpty else { return "" }
    let items = statistics.advice.map { "<li>\(HTML.escaped($0))</li>" }
    return section("Worth a look", "<ul>\(items.joined())</ul>", note: nil)
  }

  private func section(_ title: String, _ content: String, note: String?) -> String {
    "<section><h2>\(title)</h2>" + (note.map { "<p class=\"note\">\(HTML.escaped($0))</p>" } ?? "")
      + content + "</section>"
  }

  /// Colours that keep a contrast of 4.5 to 1 against their background (WCAG 2.1, 1.4.3) for text.
  private static let style = """
    :root{color-scheme:light dark;--back:#fff;--card:#f6f7f9;--ink:#1b1f24;--soft:#59636e;\
    --line:#d5dae0;--released:#2da44e;--annotated:#4184e4;--held:#d4a72c;--blocked:#cf222e;\
    --failed:#8c959f;--good:#1a7f37;--notice:#8a6100;--bad:#b3141f;--bar:#9ec2f2;--deep:#2f6fd0}
    @media (prefers-color-scheme:dark){:root{--back:#0f1318;--card:#181e25;--ink:#e6eaef;\
    --soft:#a0a9b4;--line:#333c47;--released:#3fb950;--annotated:#58a6ff;--held:#d29922;\
    --blocked:#f85149;--failed:#7d8590;--good:#56d364;--notice:#e3b341;--bad:#ff7b72;\
    --bar:#28466e;--deep:#58a6ff}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--back);color:var(--ink);\
    font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
    main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem}
    h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:0 0 .25rem}
    .lead,.note,footer,small{color:var(--soft)}.lead{margin:.1rem 0 1.25rem}
    .note{margin:0 0 .75rem;font-size:.88rem}
    section{margin:1.75rem 0}footer{border-top:1px solid var(--line);padding-top:.75rem}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.6rem;\
    list-style:none;margin:0;padding:0}
    .tiles li{background:var(--card);border-top:3px solid var(--soft);border-radius:6px;\
    padding:.6rem .8rem}
    .tiles b{display:block;font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums}
    .tiles span{margin-right:.5rem}
    .tiles .released{border-color:var(--released)}.tiles .annotated{border-color:var(--annotated)}
    .tiles .held{border-color:var(--held)}.tiles .blocked{border-color:var(--blocked)}
    .tiles .failed{border-color:var(--failed)}
    svg{display:block;width:100%;height:auto}svg text{fill:var(--ink);font-size:12px}
    svg .soft{fill:var(--soft)}svg .axis{stroke:var(--line)}
    svg .released{fill:var(--released)}svg .annotated{fill:var(--annotated)}
    svg .held{fill:var(--held)}svg .blocked{fill:var(--blocked)}svg .failed{fill:var(--failed)}
    svg .bar{fill:var(--bar)}svg .deep{fill:var(--deep)}
    table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.9rem}
    th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);\
    vertical-align:top}
    thead th{color:var(--soft);font-weight:500}tbody th{font-weight:400}
    td.number{font-variant-numeric:tabular-nums}td.time{white-space:nowrap}
    .steady{color:var(--good)}.moved{color:var(--notice)}.shifted{color:var(--bad)}
    td svg{width:8rem;height:.8rem}
    """
}

/// Text inside pages.
enum HTML {
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in Printable.line(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
