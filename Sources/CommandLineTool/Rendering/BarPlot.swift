import AuditTrail
import Workflow

/// Bars as inline SVG; colours come from the page's style.
enum BarPlot {
  /// In units of the view box, which the page stretches to its width.
  private static let width = 900.0

  /// Decisions of stretches of time, one bar each, the strictest on top.
  static func stacked(_ stretches: [AuditStatistics.Stretch]) -> String {
    let height = 240.0
    let (left, top, bottom) = (44.0, 10.0, 44.0)
    let most = Double(max(1, stretches.map(\.runs).max() ?? 1))
    let step = (width - left) / Double(stretches.count)
    let outcomes = RunRecord.Outcome.allCases
    var marks = ""
    for part in 0...4 {
      let value = most * Double(part) / 4
      let y = top + (height - top - bottom) * (1 - Double(part) / 4)
      marks += line(left, y, width, y)
      marks += text(left - 6, y + 4, Share.decimal(value, places: most < 8 ? 1 : 0), "end")
    }
    for (index, stretch) in stretches.enumerated() {
      let x = left + step * Double(index)
      var y = height - bottom
      for outcome in outcomes {
        guard let count = stretch.outcomes[outcome] else { continue }
        let size = (height - top - bottom) * Double(count) / most
        y -= size
        marks += rectangle(
          x + step * 0.1, y, step * 0.8, size, outcome.rawValue,
          title: "\(ReviewText.minute(stretch.start)): \(count) \(outcome.rawValue)")
      }
    }
    for index in labelled(stretches.count) {
      let x = left + step * (Double(index) + 0.5)
      let anchor = index == 0 ? "start" : index == stretches.count - 1 ? "end" : "middle"
      marks += text(
        anchor == "start" ? left : x, height - bottom + 16,
        ReviewText.minute(stretches[index].start).replacing("T", with: " "), anchor)
    }
    let present = outcomes.filter { outcome in stretches.contains { $0.outcomes[outcome] != nil } }
    for (index, outcome) in present.enumerated() {
      let x = left + Double(index) * 110
      marks += rectangle(x, height - 14, 10, 10, outcome.rawValue, title: nil)
      marks += text(x + 16, height - 5, outcome.rawValue, "start")
    }
    return svg(height, "Decisions over time", marks)
  }

  /// First, last, and two between.
  private static func labelled(_ count: Int) -> [Int] {
    Set([0, count / 3, 2 * count / 3, count - 1]).sorted()
  }

  /// How often rules fired, withheld, and were overridden.
  static func rules(_ rules: [AuditStatistics.RuleFigures], of total: RunTally) -> String {
    let row = 22.0
    let (left, right) = (300.0, 150.0)
    let most = max(0.01, rules.map { total.share($0.fired) }.max() ?? 0)
    var marks = ""
    for (index, rule) in rules.enumerated() {
      let y = row * Double(index)
      let fired = (width - left - right) * total.share(rule.fired) / most
      let withheld = (width - left - right) * total.share(rule.withheld) / most
      marks += text(left - 8, y + 15, rule.rule, "end")
      marks += rectangle(left, y + 4, fired, 14, "bar", title: "\(rule.rule): fired \(rule.fired)")
      marks += rectangle(
        left, y + 4, withheld, 14, "deep", title: "\(rule.rule): withheld \(rule.withheld)")
      marks += text(left + fired + 6, y + 15, Share.text(total.share(rule.fired)), "start")
      if rule.decided > 0 {
        marks += text(width, y + 15, "\(rule.overridden) of \(rule.decided) overridden", "end")
      }
    }
    return svg(row * Double(rules.count) + 4, "Rules by how often they fired", marks)
  }

  /// A drift index on a scale to 0.5, with the two limits marked.
  static func gauge(_ drift: Drift) -> String {
    let fill = min(1, drift.index / 0.5) * 100
    let tone =
      switch drift.degree {
      case .steady: "released"
      case .moved: "held"
      case .shifted: "blocked"
      }
    return """
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">\
      <rect x="0" y="2" width="\(number(fill))" height="6" class="\(tone)"/>\
      <line x1="20" x2="20" y1="0" y2="10" class="axis"/>\
      <line x1="50" x2="50" y1="0" y2="10" class="axis"/></svg>
      """
  }

  // MARK: Shapes

  private static func svg(_ height: Double, _ title: String, _ marks: String) -> String {
    "<svg viewBox=\"0 0 \(number(width)) \(number(height))\" role=\"img\">"
      + "<title>\(HTML.escaped(title))</title>\(marks)</svg>"
  }

  private static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ tone: String, title: String?
  ) -> String {
    guard width > 0, height > 0 else { return "" }
    let label = title.map { "<title>\(HTML.escaped($0))</title>" } ?? ""
    return "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" "
      + "height=\"\(number(height))\" class=\"\(tone)\">\(label)</rect>"
  }

  private static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    "<line x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\" "
      + "class=\"axis\"/>"
  }

  private static func text(_ x: Double, _ y: Double, _ words: String, _ anchor: String) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">"
      + "\(HTML.escaped(words))</text>"
  }

  private static func number(_ value: Double) -> String { Share.decimal(value, places: 1) }
}
