package import Policies
package import SourceText

/// What a rule found: the rule that judged, both places, and what it asks for. A value, not an error.
package struct Finding: Sendable, Hashable {
  package var rule: String
  /// The rule kind, for example `directive`.
  package var kind: String
  package var severity: Severity
  package var disposition: Disposition
  package var mode: RuleMode
  /// What a clinician reads; names the problem, may quote neither note nor summary.
  package var message: String
  /// Where in the draft, if it is about a place in it.
  package var summarySpan: TextSpan?
  /// Where in the note.
  package var noteSpans: [TextSpan]

  package init(
    rule: String, kind: String, severity: Severity, disposition: Disposition, mode: RuleMode,
    message: String, summarySpan: TextSpan? = nil, noteSpans: [TextSpan] = []
  ) {
    self.rule = rule
    self.kind = kind
    self.severity = severity
    self.disposition = disposition
    self.mode = mode
    self.message = message
    self.summarySpan = summarySpan
    self.noteSpans = noteSpans
  }
}

/// An alert that the note demands whatever the summary says.
package struct Escalation: Sendable, Hashable {
  package var rule: String
  package var family: EscalationFamily
  package var urgency: Urgency
  /// The queue that it goes to.
  package var route: String
  /// Within how many minutes someone should look.
  package var withinMinutes: Int
  /// A plain reason, without words of the note.
  package var reason: String
  /// The words in the note that fired.
  package var noteSpans: [TextSpan]
  /// Further rules whose alerts of the same family are told with this one.
  package var alsoRaisedBy: [String] = []

  package init(
    rule: String, family: EscalationFamily, urgency: Urgency, route: String, withinMinutes: Int,
    reason: String, noteSpans: [TextSpan]
  ) {
    self.rule = rule
    self.family = family
    self.urgency = urgency
    self.route = route
    self.withinMinutes = withinMinutes
    self.reason = reason
    self.noteSpans = noteSpans
  }
}

/// One change to the draft that the policy made before release.
package struct Edit: Sendable, Hashable {
  /// What is replaced, in the draft; empty for an insertion.
  package var span: TextSpan
  package var replacement: String
  package var rule: String

  package init(span: TextSpan, replacement: String, rule: String) {
    self.span = span
    self.replacement = replacement
    self.rule = rule
  }
}
