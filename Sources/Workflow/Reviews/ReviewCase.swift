package import AuditTrail

/// One review as the records tell it: why it was opened, what people did, where it stands.
package struct ReviewCase: Sendable {
  /// Where the decision about a held summary stands.
  package enum Standing: Sendable, Hashable {
    /// Nothing is withheld: only alerts wait.
    case nothingHeld
    case open
    /// Somebody approved, and the critical rules need another person.
    case awaitsSecond(first: Person)
    case overridden(by: Person, until: Timestamp)
    case amended(by: Person, run: String)
    case rejected(by: Person)
  }

  /// What became of the alerts.
  package enum AlertStanding: Sendable, Hashable {
    case none, waiting, acknowledged(by: Person)
  }

  /// One thing that happened.
  package struct Step: Sendable {
    package let seq: Int
    package let time: Timestamp
    package let type: RecordType
    package let details: ReviewRecord

    /// Nil for the program itself.
    package var actor: Person? { details.actor }
    package var reason: ReviewReason? { details.reason.flatMap(ReviewReason.init(rawValue:)) }
    /// Whether the vault has a remark.
    package var hasRemark: Bool { details.vault != nil }
  }

  /// The id of the run under review.
  package let run: String
  package let opened: ReviewRecord
  package let openedAt: Timestamp
  package private(set) var alerts: [EscalationRecord.Alert] = []
  package private(set) var steps: [Step] = []
  /// Whether an `escalation.expired` record says that nobody came in time.
  package private(set) var hasExpired = false
  private var decided = Standing.open
  private var acknowledgedBy: Person?

  /// The number of the newest record that changed it: what a decision answers. To be looked at
  /// changes nothing.
  package var newest: Int { steps.last { $0.type != .reviewShown }?.seq ?? 0 }

  /// - Parameter now: An override stands only until it ends.
  package func standing(at now: Timestamp) -> Standing {
    guard opened.causes.contains(.held) else { return .nothingHeld }
    if case .overridden(_, let until) = decided, until <= now { return .open }
    return decided
  }

  package var alertStanding: AlertStanding {
    guard opened.causes.contains(.escalation) else { return .none }
    return acknowledgedBy.map { .acknowledged(by: $0) } ?? .waiting
  }

  /// Whether somebody still has to do something.
  package func isPending(at now: Timestamp) -> Bool {
    switch standing(at: now) {
    case .open, .awaitsSecond: true
    case .nothingHeld, .overridden, .amended, .rejected: alertStanding == .waiting
    }
  }

  /// When somebody must have looked.
  package var due: Timestamp? { opened.due.flatMap { Timestamp(rfc3339: $0) } }

  package func isOverdue(at now: Timestamp) -> Bool {
    isPending(at: now) && due.map { $0 < now } ?? false
  }

  /// When this person was first shown it since it was opened; nil for one who decides blind.
  package func shown(to person: Person) -> Timestamp? {
    steps.first { $0.type == .reviewShown && $0.actor?.id == person.id }?.time
  }
}

// MARK: Reading the records

extension ReviewCase {
  /// All reviews, in the order in which they were opened.
  package static func all(in records: [AuditRecord]) throws(AuditError) -> [ReviewCase] {
    var cases: [ReviewCase] = []
    var places: [String: Int] = [:]
    // The alerts of a run are recorded before the review that they open.
    var alerts: [String: [EscalationRecord.Alert]] = [:]
    for record in records {
      guard let type = record.type, type.concernsReview,
        let time = Timestamp(rfc3339: record.timestamp)
      else { continue }
      if type == .escalationRaised {
        alerts[record.run, default: []] += try record.details(EscalationRecord.self).alerts
        continue
      }
      if type == .reviewOpened {
        // A second one for the same run changes nothing: the first stands.
        guard places[record.run] == nil else { continue }
        places[record.run] = cases.count
        var opened = ReviewCase(
          run: record.run, opened: try record.details(ReviewRecord.self), openedAt: time)
        opened.alerts = alerts.removeValue(forKey: record.run) ?? []
        opened.add(record, at: time, type, ReviewRecord())
        cases.append(opened)
        continue
      }
      guard let place = places[record.run] else { continue }
      let details: ReviewRecord
      if type == .escalationExpired {
        details = ReviewRecord()
      } else {
        details = try record.details(ReviewRecord.self)
      }
      cases[place].add(record, at: time, type, details)
    }
    return cases
  }

  private mutating func add(
    _ record: AuditRecord, at time: Timestamp, _ type: RecordType, _ details: ReviewRecord
  ) {
    steps.append(Step(seq: record.seq, time: time, type: type, details: details))
    switch type {
    case .escalationExpired: hasExpired = true
    case .escalationAcknowledged: acknowledgedBy = acknowledgedBy ?? details.actor
    case .reviewApproved:
      if let actor = details.actor, details.secondTo == nil {
        decided = .awaitsSecond(first: actor)
      }
    case .overrideApplied:
      if let actor = details.actor,
        let until = details.expires.flatMap({ Timestamp(rfc3339: $0) })
      {
        decided = .overridden(by: actor, until: until)
      }
    case .reviewAmended:
      // An amended summary that was withheld itself leaves the review where it was.
      if let actor = details.actor, let run = details.amendedRun, details.output != nil {
        decided = .amended(by: actor, run: run)
      }
    case .reviewRejected:
      if let actor = details.actor { decided = .rejected(by: actor) }
    default: break
    }
  }
}
