import AuditTrail
import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import Workflow

/// An outcome for people at a terminal: the decision, alerts on top, the summary with numbered
/// evidence, the findings with both places, and where the record stands.
///
/// It quotes the note, which is the reader's own. It never quotes a draft that is withheld, nor words
/// that an edit took out.
struct OutcomeText {
  let outcome: Outcome
  let policy: PolicyLabel
  let style: Style
  /// Columns.
  let width: Int
  /// What a user adds to `vouch audit` to reach the trail: empty, or ` --audit DIR`.
  let auditOption: String

  /// Findings beyond these are counted, not shown; JSON has them all.
  static let findingLimit = 40

  var verdict: Verdict { outcome.verdict }
  var note: SourceText { outcome.document.text }
  var draft: SourceText { outcome.grounded.draft.text }

  var rendered: String {
    let evidence = NumberedEvidence(verdict.released)
    let shownFindings = Array(
      verdict.findings.sorted(by: Self.isMoreUrgent).prefix(Self.findingLimit))
    let notePlaces = Places(
      of: evidence.spans + verdict.escalations.flatMap(\.noteSpans)
        + shownFindings.flatMap(\.noteSpans), in: note)
    let draftPlaces = Places(of: shownFindings.compactMap(\.summarySpan), in: draft)
    var blocks = [headline, alerts(notePlaces)]
    if let released = verdict.released {
      blocks.append(summary(released, evidence))
      blocks.append(list(evidence, notePlaces))
    }
    blocks.append(findings(shownFindings, notePlaces, draftPlaces))
    if verdict.released == nil { blocks += [nextSteps, disclaimers] }
    blocks.append(footer)
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: Decision

  private var headline: String {
    let badge = style(outcome.decision.rawValue.uppercased(), outcome.decision.tone)
    let name = outcome.id.map { "  " + style(Printable.line($0), .bold) } ?? ""
    return "\(badge)\(name)\n" + TextLayout.hanging("  ", outcome.decision.meaning, width: width)
  }

  // MARK: Alerts

  private func alerts(_ places: Places) -> String {
    guard !verdict.escalations.isEmpty else { return "" }
    var text = heading("Escalations")
    for escalation in verdict.escalations {
      let urgency = style(escalation.urgency.rawValue.uppercased(), escalation.urgency.tone)
      let family = escalation.family.rawValue.map { $0 == "_" ? " " : String($0) }.joined()
      text += TextLayout.hanging(
        "  \(urgency)  ",
        "\(style(family, .bold)) → \(Printable.line(escalation.route)), within "
          + Self.duration(minutes: escalation.withinMinutes), width: width)
      text += TextLayout.hanging("      ", Printable.line(escalation.reason), width: width)
      for span in escalation.noteSpans.prefix(3) {
        text += place("note", places.label(of: span), note.string(span))
      }
      text += more(escalation.noteSpans.count - 3, "place")
      let rules = ([escalation.rule] + escalation.alsoRaisedBy).joined(separator: ", ")
      text += TextLayout.hanging("      ", style(rules, .dim), width: width)
    }
    return text
  }

  // MARK: Summary and evidence

  private func summary(_ released: ReleasedSummary, _ evidence: NumberedEvidence) -> String {
    var text = heading("Summary")
    for line in evidence.markedLines(of: released, style: style) {
      if line.isHeading {
        text += "  " + style(line.text, .bold) + "\n"
      } else if line.text.isEmpty {
        text += "\n"
      } else if line.text.hasPrefix("- ") {
        text += TextLayout.hanging("    • ", String(line.text.dropFirst(2)), width: width)
      } else {
        text += TextLayout.hanging("  ", line.text, width: width)
      }
    }
    return text
  }

  private func list(_ evidence: NumberedEvidence, _ places: Places) -> String {
    guard !evidence.spans.isEmpty else { return "" }
    var text = heading("Evidence in the note")
    let marks = evidence.spans.indices.map { "[\($0 + 1)]" }
    let markWidth = marks.last?.utf8.count ?? 0
    let labels = evidence.spans.map { "line \(places.line(of: $0))" }
    let labelWidth = labels.map(\.utf8.count).max() ?? 0
    for (index, span) in evidence.spans.enumerated() {
      let mark = style(TextLayout.rightAligned(marks[index], to: markWidth), .mark)
      let label = style(TextLayout.padded(labels[index], to: labelWidth), .dim)
      text += TextLayout.hanging(
        "  \(mark) \(label)  ", Printable.quoted(note.string(span), limit: 240), width: width)
    }
    return text
  }

  // MARK: Findings

  /// What was acted upon before what was only recorded, and the gravest first; equal ones keep their
  /// order, since sorting is stable.
  private static func isMoreUrgent(_ left: Finding, _ right: Finding) -> Bool {
    if left.mode != right.mode { return left.mode == .enforce }
    return left.disposition > right.disposition
  }

  private func findings(
    _ shown: [Finding], _ notePlaces: Places, _ draftPlaces: Places
  ) -> String {
    guard !shown.isEmpty else { return "" }
    var text = heading(verdict.released == nil ? "Why" : "Findings")
    for finding in shown {
      let severity = style(finding.severity.rawValue, finding.severity.tone)
      let asks =
        finding.mode == .shadow
        ? "shadow: would \(finding.disposition.rawValue)" : finding.disposition.rawValue
      text += "  \(severity) · \(asks) · \(style(finding.rule, .dim))\n"
      text += TextLayout.hanging("      ", Printable.line(finding.message), width: width)
      if let span = finding.summarySpan {
        text += place(
          "summary", draftPlaces.label(of: span), mayQuoteDraft(span) ? draft.string(span) : nil)
      }
      for span in finding.noteSpans.prefix(3) {
        text += place("note", notePlaces.label(of: span), note.string(span))
      }
      text += more(finding.noteSpans.count - 3, "place")
    }
    return text + more(verdict.findings.count - shown.count, "finding")
  }

  /// Only what is shown anyhow: not where the draft is withheld, nor where an edit took words out.
  private func mayQuoteDraft(_ span: TextSpan) -> Bool {
    guard let released = verdict.released else { return false }
    return !released.edits.contains { $0.span.overlaps(span) }
  }

  private func place(_ side: String, _ label: String, _ words: String?) -> String {
    let lead = "      " + style("\(side) \(label)", .dim)
    guard let words else { return lead + "\n" }
    return TextLayout.hanging(lead + "  ", Printable.quoted(words, limit: 160), width: width)
  }

  private func more(_ count: Int, _ noun: String) -> String {
    count > 0 ? "      and \(Plural.count(count, "more \(noun)")); --format json has all\n" : ""
  }

  func heading(_ text: String) -> String { style(text, .heading) + "\n" }

  static func duration(minutes: Int) -> String {
    if minutes >= 1440, minutes % 1440 == 0 { return Plural.count(minutes / 1440, "day") }
    if minutes >= 60, minutes % 60 == 0 { return Plural.count(minutes / 60, "hour") }
    return Plural.count(minutes, "minute")
  }
}
