import AuditTrail
import Workflow

/// Statistics for people at a terminal.
struct StatisticsText {
  let statistics: AuditStatistics
  let style: Style
  /// Columns.
  let width: Int

  /// Rules shown; the other formats have all.
  private static let ruleLimit = 20

  var rendered: String {
    guard let period = statistics.period else {
      return "No run matches.\n" + waiting + advice
    }
    let total = statistics.total
    var text = style(Plural.count(total.runs, "run"), .bold)
    text += "  \(ReviewText.minute(period.from)) to \(ReviewText.minute(period.to))\n"
    for outcome in RunRecord.Outcome.allCases {
      guard let count = total.outcomes[outcome] else { continue }
      text += "  " + style(TextLayout.padded(outcome.rawValue, to: 10), outcome.tone)
      text += TextLayout.rightAligned("\(count)", to: 7) + "  "
      text += TextLayout.rightAligned(Share.text(total.share(count)), to: 7) + "  "
      text += style(bar(total.share(count)), .mark) + "\n"
    }
    text += "  with an alert " + TextLayout.rightAligned("\(total.escalated)", to: 3) + "  "
    text += Share.text(total.share(total.escalated)) + "\n"
    return text + rules + drift + waiting + reviewers + advice
      + style(StandingWords.notForClinicalUse, .dim) + "\n"
  }

  private func bar(_ share: Double) -> String {
    String(repeating: "█", count: Int((share * 30).rounded()))
  }

  private var rules: String {
    guard !statistics.rules.isEmpty else { return "" }
    let shown = statistics.rules.prefix(Self.ruleLimit)
    let width = shown.map { $0.rule.utf8.count }.max() ?? 0
    var text = "\n" + style("Rules", .heading) + "\n"
    text += style(
      "  " + TextLayout.padded("", to: width) + "    fired          withheld  overridden", .dim)
    text += "\n"
    for rule in shown {
      text += "  " + TextLayout.padded(Printable.line(rule.rule), to: width) + "  "
      text += TextLayout.rightAligned("\(rule.fired)", to: 7) + "  "
      text += TextLayout.rightAligned(Share.text(statistics.total.share(rule.fired)), to: 7)
      text += TextLayout.rightAligned("\(rule.withheld)", to: 10) + "  "
      text +=
        rule.overrideRate.map { "\(rule.overridden) of \(rule.decided), \(Share.text($0))" }
        ?? "–"
      text += "\n"
    }
    let more = statistics.rules.count - shown.count
    return text
      + (more > 0 ? "  and \(Plural.count(more, "more rule")); --format json has all\n" : "")
  }

  private var drift: String {
    guard let windows = statistics.windows else { return "" }
    var text = "\n" + style("Drift", .heading)
    text +=
      style(
        "  \(ReviewText.minute(windows.reference.from)) to \(ReviewText.minute(windows.reference.to))"
          + " → \(ReviewText.minute(windows.current.from)) to "
          + ReviewText.minute(windows.current.to), .dim) + "\n"
    let width = statistics.drifts.map { $0.subject.utf8.count }.max() ?? 0
    for drift in statistics.drifts {
      let tone: Style.Tone =
        switch drift.degree {
        case .steady: .good
        case .moved: .notice
        case .shifted: .bad
        }
      text += "  " + TextLayout.padded(Printable.line(drift.subject), to: width) + "  "
      text += TextLayout.rightAligned(Share.decimal(drift.index, places: 3), to: 7) + "  "
      text += style(drift.degree.rawValue, tone) + "\n"
    }
    return text
  }

  private var waiting: String {
    guard !statistics.pending.isEmpty else { return "" }
    let overdue = statistics.pending.count { $0.isOverdue(at: statistics.now) }
    var text = "\n" + style("Waiting for people", .heading) + "\n"
    let alerts = statistics.pending.count { $0.alertStanding == .waiting }
    text += "  \(Plural.count(statistics.pending.count, "review")), \(alerts) of them with alerts"
    text += overdue > 0 ? ", " + style("\(overdue) overdue", .bad) : ""
    if let oldest = statistics.pending.first {
      text += "; the oldest since \(ReviewText.minute(oldest.openedAt))"
    }
    return text + "\n"
  }

  private var reviewers: String {
    guard !statistics.reviewers.isEmpty else { return "" }
    let width = max(8, statistics.reviewers.map { $0.person.utf8.count }.max() ?? 0)
    var text = "\n" + style("Reviewers", .heading) + "\n"
    text +=
      style(
        "  " + TextLayout.padded("", to: width)
          + "  approved  amended  rejected  acknowledged  saw the note  median time", .dim) + "\n"
    for one in statistics.reviewers {
      text += "  " + TextLayout.padded(Printable.line(one.person), to: width)
      for (count, columns) in [
        (one.approved, 10), (one.amended, 9), (one.rejected, 10), (one.acknowledged, 14),
      ] {
        text += TextLayout.rightAligned("\(count)", to: columns)
      }
      text += TextLayout.rightAligned("\(one.withSource) of \(one.decisions)", to: 14)
      text += TextLayout.rightAligned(one.medianSeconds.map(Share.duration) ?? "–", to: 13) + "\n"
    }
    return text
  }

  private var advice: String {
    let advice = statistics.advice
    guard !advice.isEmpty else { return "\n" }
    return "\n" + style("Worth a look", .heading) + "\n"
      + advice.map { TextLayout.hanging("  • ", Printable.line($0), width: width) }.joined() + "\n"
  }
}

/// Numbers as texts and pages show them.
enum Share {
  /// `12.3 %`.
  static func text(_ share: Double) -> String { decimal(share * 100, places: 1) + " %" }

  /// With a fixed number of places after the point.
  static func decimal(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value.magnitude * scale).rounded())
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + padded }
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  static func duration(seconds: Int) -> String {
    if seconds < 120 { return "\(seconds) s" }
    if seconds < 7200 { return "\(seconds / 60) min" }
    return seconds < 172_800 ? "\(seconds / 3600) h" : "\(seconds / 86_400) d"
  }
}
