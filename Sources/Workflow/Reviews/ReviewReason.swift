/// What a reviewer can do.
package enum ReviewAction: String, Sendable, Hashable, CaseIterable {
  /// Override the rules that withhold a held summary.
  case approve
  /// Put another summary in its place, which goes through the policies like any other.
  case amend
  /// Let it stay withheld, for good.
  case reject
  /// Say that an alert was seen.
  case acknowledge

  /// The reasons that may be given for it.
  package var reasons: [ReviewReason] { ReviewReason.allCases.filter { $0.actions.contains(self) } }
}

/// The codes of reasons, so that they can be counted; what else there is to say goes into a remark.
package enum ReviewReason: String, Sendable, Hashable, CaseIterable {
  case ruleWrong = "rule-wrong"
  case acceptableHere = "acceptable-here"
  case correctedError = "corrected-error"
  case addedMissing = "added-missing"
  case removedUnsupported = "removed-unsupported"
  case reworded
  case unsafe, inaccurate, incomplete
  case notNeeded = "not-needed"
  case acted
  case alreadyKnown = "already-known"
  case falseAlarm = "false-alarm"
  /// Needs a remark.
  case other

  var actions: Set<ReviewAction> {
    switch self {
    case .ruleWrong, .acceptableHere: [.approve]
    case .correctedError, .addedMissing, .removedUnsupported, .reworded: [.amend]
    case .unsafe, .inaccurate, .incomplete, .notNeeded: [.reject]
    case .acted, .alreadyKnown, .falseAlarm: [.acknowledge]
    case .other: Set(ReviewAction.allCases)
    }
  }

  /// As it stands under a summary.
  package var words: String {
    switch self {
    case .ruleWrong: "the rule is wrong here"
    case .acceptableHere: "acceptable in this case"
    case .correctedError: "an error was corrected"
    case .addedMissing: "what was missing was added"
    case .removedUnsupported: "what the note does not support was removed"
    case .reworded: "reworded"
    case .unsafe: "unsafe"
    case .inaccurate: "inaccurate"
    case .incomplete: "incomplete"
    case .notNeeded: "no summary is needed"
    case .acted: "acted upon"
    case .alreadyKnown: "already known"
    case .falseAlarm: "a false alarm"
    case .other: "another reason, in the trail"
    }
  }
}
