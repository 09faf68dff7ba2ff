import AuditTrail
import Policies
import SourceText
import Workflow

/// Reviews for people at a terminal.
struct ReviewText {
  let view: ReviewDesk.View
  let now: Timestamp
  let style: Style
  /// Columns.
  let width: Int
  /// What a user adds to a command to reach the trail.
  let auditOption: String

  private var review: ReviewCase { view.review }

  var rendered: String {
    var text = style("Review of record \(view.seq)", .bold) + "\n"
    text += row("standing", Self.standing(review, at: now))
    if review.alertStanding != .none { text += row("alerts", Self.alerts(review)) }
    if let due = review.due {
      text += row(
        "due", Self.minute(due) + (review.isOverdue(at: now) ? style("  overdue", .bad) : ""))
    }
    if !review.opened.routes.isEmpty {
      text += row("queues", review.opened.routes.joined(separator: ", "))
    }
    for alert in review.alerts {
      text += row(
        "alert",
        "\(alert.urgency) · \(alert.family) → \(alert.route) by \(alert.due.prefix(16))Z"
          + " · " + style(alert.rule, .dim))
    }
    text += findings + history
    if let kept = view.kept {
      text += block("Note", kept.note)
      text += block("Draft, unedited and unreleased", kept.draft)
    } else {
      text +=
        view.isErased
        ? "\n  Note and draft of this run were erased.\n"
        : "\n  The vault keeps no note and draft of this run.\n"
    }
    text += "\n" + nextSteps
    return text + style(StandingWords.notForClinicalUse, .dim) + "\n"
  }

  private var findings: String {
    let withholding = view.body.findings.filter {
      $0.mode == "enforce" && ["hold", "block"].contains($0.disposition)
    }
    guard !withholding.isEmpty else { return "" }
    var text = "\n" + style("Why it is withheld", .heading) + "\n"
    for finding in withholding {
      text += "  \(finding.severity) · \(finding.disposition) · " + style(finding.rule, .dim)
      text += "\n"
      text += place("draft", finding.summarySpan.map { [$0] } ?? [], view.kept?.draft)
      text += place("note", finding.noteSpans, view.kept?.note)
    }
    return text
  }

  private func place(_ side: String, _ spans: [RecordedSpan], _ source: SourceText?) -> String {
    guard let source else { return "" }
    let offsets = ScalarOffsets(source)
    return spans.prefix(3).compactMap { span in
      guard let start = offsets.byteOffset(ofScalar: span.start),
        let end = offsets.byteOffset(ofScalar: span.end), start <= end
      else { return nil }
      let words = source.string(TextSpan(start, end))
      return TextLayout.hanging(
        "      " + style("\(side) \(span.start)–\(span.end)", .dim) + "  ",
        Printable.quoted(words, limit: 160), width: width)
    }.joined()
  }

  private var history: String {
    var text = "\n" + style("History", .heading) + "\n"
    for step in review.steps {
      let who = step.actor.map { actor in
        Printable.line(actor.id + (actor.role.map { " (\($0))" } ?? ""))
          + (actor.assurance == .login ? "" : ", as stated")
      }
      let parts = [step.type.rawValue, who, step.reason?.words].compactMap(\.self)
      text += TextLayout.hanging(
        "  \(TextLayout.rightAligned("\(step.seq)", to: 4))  \(Self.minute(step.time))  ",
        parts.joined(separator: " · "), width: width)
      if let remark = view.remarks[step.seq] {
        text += TextLayout.hanging(
          "        ", "“\(Printable.line(remark))”", width: width)
      } else if step.hasRemark {
        text += "        " + style("what was written here was erased", .dim) + "\n"
      }
    }
    return text
  }

  private var nextSteps: String {
    var lines: [String] = []
    let options = "--role ROLE --reason REASON --answers \(review.newest)\(auditOption)"
    switch review.standing(at: now) {
    case .open, .awaitsSecond:
      lines += ["approve", "amend", "reject"].map { "vouch review \($0) \(view.seq) \(options)" }
    case .nothingHeld, .overridden, .amended, .rejected: break
    }
    if review.alertStanding == .waiting {
      lines.append("vouch review acknowledge \(view.seq) \(options)")
    }
    guard !lines.isEmpty else { return "" }
    return style("What now", .heading) + "\n" + lines.map { "  \($0)\n" }.joined() + "\n"
  }

  private func block(_ title: String, _ source: SourceText) -> String {
    let bar = style("  │ ", .mark)
    let lines = TextLayout.wrap(Printable.text(source.string), width: max(20, width - 4))
    return "\n" + style(title, .heading) + "\n" + lines.map { bar + $0 + "\n" }.joined()
  }

  private func row(_ name: String, _ value: String) -> String {
    "  " + style(TextLayout.padded(name, to: 10), .dim) + value + "\n"
  }

  // MARK: Lists

  static func list(_ cases: [ReviewCase], at now: Timestamp, _ style: Style, width: Int) -> String {
    guard !cases.isEmpty else { return "No review waits.\n" }
    var text =
      style(
        " seq  opened            due               standing            queues and rules", .dim)
      + "\n"
    for review in cases {
      let due = review.due.map(minute) ?? "–"
      let isOverdue = review.isOverdue(at: now)
      let lead =
        TextLayout.rightAligned("\(review.steps.first?.seq ?? 0)", to: 4) + "  "
        + TextLayout.padded(minute(review.openedAt), to: 16) + "  "
        + style(TextLayout.padded(due, to: 16), isOverdue ? .bad : .dim) + "  "
        + TextLayout.padded(briefly(review, at: now), to: 18) + "  "
      let rules = review.opened.rules + review.alerts.map { "!\($0.rule)" }
      let more = rules.count > 3 ? " +\(rules.count - 3)" : ""
      text += TextLayout.hanging(
        lead,
        Printable.line((review.opened.routes + rules.prefix(3)).joined(separator: " ")) + more,
        width: max(width, 110))
    }
    return text + style(StandingWords.notForClinicalUse, .dim) + "\n"
  }

  /// In a few words, for a column.
  private static func briefly(_ review: ReviewCase, at now: Timestamp) -> String {
    var parts: [String] = []
    switch review.standing(at: now) {
    case .nothingHeld: break
    case .open: parts.append("held")
    case .awaitsSecond: parts.append("needs a second")
    case .overridden: parts.append("overridden")
    case .amended: parts.append("amended")
    case .rejected: parts.append("rejected")
    }
    switch review.alertStanding {
    case .none: break
    case .waiting: parts.append("alert")
    case .acknowledged: parts.append("seen")
    }
    return parts.joined(separator: ", ")
  }

  static func standing(_ review: ReviewCase, at now: Timestamp) -> String {
    switch review.standing(at: now) {
    case .nothingHeld: "nothing is withheld"
    case .open: "held; waits for a decision"
    case .awaitsSecond(let first): "approved by \(first.id); waits for a second person"
    case .overridden(let person, let until):
      "shown by an override of \(person.id), until \(minute(until))"
    case .amended(let person, _): "amended by \(person.id)"
    case .rejected(let person): "rejected by \(person.id)"
    }
  }

  private static func alerts(_ review: ReviewCase) -> String {
    let late = review.hasExpired ? ", not in time" : ""
    switch review.alertStanding {
    case .none: return "none"
    case .waiting: return "wait to be acknowledged" + late
    case .acknowledged(let person): return "acknowledged by \(person.id)" + late
    }
  }

  /// To the minute, in UTC.
  static func minute(_ time: Timestamp) -> String { time.rfc3339.prefix(16) + "Z" }
}
