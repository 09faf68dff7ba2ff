/// The types of events, as the records name them.
package enum RecordType: String, Sendable, Hashable, CaseIterable {
  case logCreated = "log.created"
  case logRecovered = "log.recovered"
  case logVerified = "log.verified"

  /// Durable before a note leaves the machine; a run without it began and ended here.
  case runStarted = "run.started"
  case runCompleted = "run.completed"
  case runHeld = "run.held"
  case runBlocked = "run.blocked"
  case runFailed = "run.failed"

  case policyLoaded = "policy.loaded"
  case policyChanged = "policy.changed"
  case promptLoaded = "prompt.loaded"
  case promptChanged = "prompt.changed"
  case configurationLoaded = "config.loaded"
  case configurationChanged = "config.changed"
  case modelLoaded = "model.loaded"
  case modelChanged = "model.changed"

  case escalationRaised = "escalation.raised"
  case escalationAcknowledged = "escalation.acknowledged"
  case escalationExpired = "escalation.expired"

  case reviewOpened = "review.opened"
  /// Somebody was shown the note and the draft under review.
  case reviewShown = "review.shown"
  case reviewApproved = "review.approved"
  case reviewAmended = "review.amended"
  case reviewRejected = "review.rejected"
  case overrideApplied = "override.applied"

  /// Content of the vault was decrypted for somebody.
  case accessRead = "access.read"
  case exportPerformed = "export.performed"

  case keyRotated = "key.rotated"
  case subjectErased = "subject.erased"
  case retentionPruned = "retention.pruned"
  /// Under a legal hold nothing is erased or let go.
  case holdPlaced = "hold.placed"
  case holdLifted = "hold.lifted"

  /// Whether a record of this type ends a run, and so has a `RunRecord` for its body.
  package var endsRun: Bool {
    switch self {
    case .runCompleted, .runHeld, .runBlocked, .runFailed: true
    default: false
    }
  }

  /// Whether it is about what people do with a run: alerts, reviews, overrides.
  package var concernsReview: Bool {
    switch self {
    case .escalationRaised, .escalationAcknowledged, .escalationExpired, .reviewOpened,
      .reviewShown, .reviewApproved, .reviewAmended, .reviewRejected, .overrideApplied:
      true
    default: false
    }
  }
}
