import AuditTrail

/// Why a review cannot be decided so. Nothing was recorded.
package enum ReviewError: Error, Equatable {
  /// The trail has no review about this record.
  case noReview(seq: Int)
  /// Nothing of the run is withheld.
  case nothingHeld
  /// The run raised no alert.
  case noAlert
  /// A blocked summary is never shown.
  case blocked
  /// Somebody decided before, or saw the alert before.
  case decided(by: String, what: String)
  /// Something happened since the reviewer looked.
  case changed(newest: Int)
  /// The one who approved first cannot be the second person too.
  case needsAnother(first: String)
  /// The policies that judge now withhold it by more than the reviewer was shown.
  case withheldByOthers([String])
  /// The reason goes with another decision.
  case reasonElsewhere(ReviewReason, ReviewAction)
  case needsRemark
  /// No content was kept of the run.
  case contentGone
  /// Nothing is kept of whom the run is about, so a remark could not be erased with it.
  case noPlaceForRemark
  case workflow(WorkflowError)

  package var message: String {
    switch self {
    case .noReview(let seq): "no review was opened for record \(seq)"
    case .nothingHeld: "this summary is not held; only its alerts wait to be acknowledged"
    case .noAlert: "the note raised no alert, so there is none to acknowledge"
    case .blocked: "a blocked summary is never shown, and nobody can override that"
    case .decided(let person, let what): "\(person) has \(what) before; nothing was recorded"
    case .changed(let newest):
      "something happened to this review since (record \(newest)); nothing was recorded. Look at it "
        + "again with 'vouch review show'"
    case .needsAnother(let first):
      "'\(first)' has approved it before, and rules of critical severity need a second person to "
        + "override them"
    case .withheldByOthers(let rules):
      "the policies withhold it also by \(rules.joined(separator: ", ")), which this review does not "
        + "cover; amend the summary, or judge it anew"
    case .reasonElsewhere(let reason, let action):
      "'\(reason.rawValue)' is no reason to \(action.rawValue); give one of "
        + action.reasons.map(\.rawValue).joined(separator: ", ")
    case .needsRemark: "the reason 'other' needs a remark that says which; give --remark FILE"
    case .contentGone:
      "the vault keeps no note and draft of this run, so there is nothing to decide about"
    case .noPlaceForRemark:
      "the vault keeps nothing of this run, so it cannot keep a remark about it either; nothing was "
        + "recorded. Decide without --remark"
    case .workflow(let error): error.message
    }
  }
}

extension ReviewError {
  static func audit(_ error: AuditError) -> ReviewError {
    error.isContentGone ? .contentGone : .workflow(.audit(error))
  }
}
