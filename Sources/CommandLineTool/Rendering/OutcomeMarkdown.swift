import AuditTrail
import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import Workflow

/// An outcome as Markdown, for tickets and pages. Words of notes and policies are escaped, so that
/// they cannot become markup, links or HTML.
struct OutcomeMarkdown {
  let outcome: Outcome
  let policy: PolicyLabel

  var rendered: String {
    let verdict = outcome.verdict
    let note = outcome.document.text
    let evidence = NumberedEvidence(verdict.released)
    let findings = verdict.findings
    let places = Places(
      of: evidence.spans + verdict.escalations.flatMap(\.noteSpans) + findings.flatMap(\.noteSpans),
      in: note)
    let draftPlaces = Places(
      of: findings.compactMap(\.summarySpan), in: outcome.grounded.draft.text)
    var text = "# Summary\(outcome.id.map { " of " + Self.escaped($0) } ?? ""): "
    text += "\(outcome.decision.rawValue)\n\n\(outcome.decision.meaning)\n"

    if !verdict.escalations.isEmpty {
      text += "\n## Escalations\n\n"
      for escalation in verdict.escalations {
        let family = Self.escaped(escalation.family.rawValue)
        text +=
          "- **\(escalation.urgency.rawValue)** \(family) → \(Self.escaped(escalation.route)), "
        text += "within \(OutcomeText.duration(minutes: escalation.withinMinutes)): "
        text += Self.escaped(escalation.reason) + "\n"
        for span in escalation.noteSpans {
          text += "  - note \(places.label(of: span)): \(Self.quoted(note.string(span)))\n"
        }
      }
    }
    if let released = verdict.released {
      text += "\n## Summary\n\n" + Self.summary(released, evidence)
      if !evidence.spans.isEmpty {
        text += "\n## Evidence in the note\n\n"
        for (index, span) in evidence.spans.enumerated() {
          text += "\(index + 1). line \(places.line(of: span)): \(Self.quoted(note.string(span)))\n"
        }
      }
    }
    if !findings.isEmpty {
      text += "\n## Findings\n\n| severity | rule | asks for | where | finding |\n"
      text += "|---|---|---|---|---|\n"
      for finding in findings {
        var spots: [String] = []
        if let span = finding.summarySpan { spots.append("summary " + draftPlaces.label(of: span)) }
        spots += finding.noteSpans.map { "note " + places.label(of: $0) }
        let asks = finding.disposition.rawValue + (finding.mode == .shadow ? " (shadow)" : "")
        text += "| \(finding.severity.rawValue) | \(Self.escaped(finding.rule)) | \(asks) "
        text += "| \(spots.joined(separator: ", ")) | \(Self.escaped(finding.message)) |\n"
      }
    }
    text += "\n---\n\n"
    let disclaimers =
      verdict.disclaimers.isEmpty
      ? [StandingWords.notForClinicalUse] : verdict.disclaimers.map(\.text)
    if verdict.released == nil || verdict.disclaimers.isEmpty {
      text += disclaimers.map { Self.escaped($0) + "\n\n" }.joined()
    }
    let audit = outcome.receipt.map { "record \($0.seq) of log `\($0.log)`" } ?? "not recorded"
    if let remote = outcome.remote {
      text += "Model \(Self.escaped(remote.shown))"
      text += (remote.complaint.map { ": \(Self.escaped($0))" } ?? "") + "\n\n"
    }
    return text + "For \(outcome.audience.rawValue) · engine \(outcome.engine.kind.rawValue) · "
      + "policy \(Self.escaped(policy.bundle)) revision \(policy.revision), `\(policy.digest)` · "
      + "audit: \(audit)\n"
  }

  private static func summary(_ released: ReleasedSummary, _ evidence: NumberedEvidence) -> String {
    var text = ""
    for line in evidence.markedLines(of: released, style: .plain) {
      if line.isHeading {
        text += (text.isEmpty ? "" : "\n") + "### \(line.text)\n\n"
      } else if line.text.hasPrefix("- ") {
        text += "- " + escaped(String(line.text.dropFirst(2))) + "\n"
      } else {
        text += line.text.isEmpty ? "\n" : escaped(line.text) + "  \n"
      }
    }
    return text
  }

  private static func quoted(_ words: String) -> String {
    escaped(Printable.quoted(words, limit: 240))
  }

  /// One line with every character that Markdown or HTML could act upon escaped (CommonMark 0.31,
  /// section 2.4).
  static func escaped(_ words: String) -> String {
    var result = ""
    for scalar in Printable.line(words).unicodeScalars {
      if "\\`*_{}[]<>#|!&~".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    // A number or a sign at the start of a line would begin a list.
    if let first = result.unicodeScalars.first, "+-=".unicodeScalars.contains(first) {
      result = "\\" + result
    }
    return result
  }
}
