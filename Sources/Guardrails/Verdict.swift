package import Policies
package import SourceText
package import Summaries

/// Everything that judging one draft came to.
package struct Verdict: Sendable {
  package let decision: Decision
  /// Enforced and shadow findings, in a fixed order.
  package let findings: [Finding]
  /// One for each family.
  package let escalations: [Escalation]
  /// What `escalations` were made of: one for each rule that raised an alert.
  package let alerts: [Escalation]
  /// Obligations of all enforced findings, each once, in a fixed order.
  package let obligations: [Obligation]
  /// The disclaimers that stand under every output for this audience.
  package let disclaimers: [Disclaimer]
  /// What may be shown; nil where the decision is held or blocked.
  package let released: ReleasedSummary?
}

/// A summary that passed. Only this module makes one, and only one of these may be printed.
package struct ReleasedSummary: Sendable {
  /// Headings, statements after edits, and the disclaimers at the end.
  package let text: SourceText
  /// The statements with their places in `text` and their evidence in the note.
  package let statements: [ReleasedStatement]
  /// The edits that were made to the draft, in order.
  package let edits: [Edit]

  init(text: SourceText, statements: [ReleasedStatement], edits: [Edit]) {
    self.text = text
    self.statements = statements
    self.edits = edits
  }
}

/// One statement of a released summary.
package struct ReleasedStatement: Sendable, Hashable {
  /// Where it stands in the released text.
  package let span: TextSpan
  package let section: SummarySection
  /// Spans into the note; empty where nothing in the note supports it.
  package let evidence: [TextSpan]

  init(span: TextSpan, section: SummarySection, evidence: [TextSpan]) {
    self.span = span
    self.section = section
    self.evidence = evidence
  }
}
