package import AuditTrail
import Guardrails
import Policies
package import SourceText

/// What a reviewer wants to be recorded.
package struct ReviewRequest: Sendable {
  /// Any record of the run or its review.
  package var seq: Int
  package var action: ReviewAction
  package var person: Person
  package var reason: ReviewReason
  /// In the reviewer's own words, for the vault.
  package var remark: String?
  /// The summary that is to be shown instead, for `amend`.
  package var amended: SourceText?
  /// Until when an override holds.
  package var expires: Timestamp
  /// The newest record that the reviewer knows of; nil takes the review as it is.
  package var answers: Int?
  /// Whom the run is about: the remark is erased with what else is kept of them.
  fileprivate var subject: ContentSubject?

  package init(
    seq: Int, action: ReviewAction, person: Person, reason: ReviewReason, remark: String? = nil,
    amended: SourceText? = nil, expires: Timestamp, answers: Int? = nil
  ) {
    self.seq = seq
    self.action = action
    self.person = person
    self.reason = reason
    self.remark = remark
    self.amended = amended
    self.expires = expires
    self.answers = answers
  }
}

/// What came of it, recorded.
package enum ReviewResult: Sendable {
  case acknowledged
  case rejected
  /// Approved, but the named rules need a second person.
  case awaitsSecond(rules: [String])
  /// May be shown: by an override, or as amended.
  case released(Outcome)
  /// The amended summary is itself withheld; the review stays open.
  case amendmentWithheld(Outcome)
}

extension ReviewDesk {
  /// Decides. Where it throws, nothing was recorded and nothing may be shown.
  package func decide(_ request: ReviewRequest) throws(ReviewError) -> ReviewResult {
    guard request.reason.actions.contains(request.action) else {
      throw .reasonElsewhere(request.reason, request.action)
    }
    let hasRemark = request.remark?.contains { !$0.isWhitespace } ?? false
    guard hasRemark || request.reason != .other else { throw .needsRemark }
    return try trail.reviewing(wrapping: ReviewError.audit) { () throws(ReviewError) in
      let (review, record, body) = try find(request.seq)
      if let answers = request.answers, answers != review.newest {
        throw .changed(newest: review.newest)
      }
      let now = trail.now()
      var request = request
      if request.remark != nil { request.subject = try subject(of: record) }
      switch request.action {
      case .acknowledge: return try acknowledge(review, request, at: now)
      case .approve, .amend, .reject:
        if body.outcome == .blocked { throw .blocked }
        try requireUndecided(review.standing(at: now))
      }
      switch request.action {
      case .approve: return try approve(review, record, request, at: now)
      case .amend: return try amend(review, record, request, at: now)
      case .reject, .acknowledge:
        try append([event(.reviewRejected, review, request, at: now)])
        return .rejected
      }
    }
  }

  /// Whom a remark is about. Where nothing is kept of the run there is no key to keep a remark under that
  /// goes when the run's subject is erased.
  private func subject(of record: AuditRecord) throws(ReviewError) -> ContentSubject {
    do throws(AuditError) {
      return try trail.reader().subject(of: record)
    } catch {
      throw error.isContentGone ? .noPlaceForRemark : .audit(error)
    }
  }

  private func requireUndecided(_ standing: ReviewCase.Standing) throws(ReviewError) {
    switch standing {
    case .open, .awaitsSecond: return
    case .nothingHeld: throw .nothingHeld
    case .overridden(let person, _): throw .decided(by: person.id, what: "approved this")
    case .amended(let person, _): throw .decided(by: person.id, what: "amended this")
    case .rejected(let person): throw .decided(by: person.id, what: "rejected this")
    }
  }

  private func acknowledge(
    _ review: ReviewCase, _ request: ReviewRequest, at now: Timestamp
  ) throws(ReviewError) -> ReviewResult {
    switch review.alertStanding {
    case .none: throw .noAlert
    case .acknowledged(let person): throw .decided(by: person.id, what: "acknowledged this")
    case .waiting: break
    }
    try append([event(.escalationAcknowledged, review, request, at: now)])
    return .acknowledged
  }

  // MARK: Overrides

  private func approve(
    _ review: ReviewCase, _ record: AuditRecord, _ request: ReviewRequest, at now: Timestamp
  ) throws(ReviewError) -> ReviewResult {
    let rules = review.opened.rules
    let critical = criticalRules(of: review)
    var people = [request.person]
    var first: Person?
    if case .awaitsSecond(let person) = review.standing(at: now) {
      guard person.id != request.person.id else { throw .needsAnother(first: person.id) }
      first = person
      people.insert(person, at: 0)
    }
    let outcome = try judged(
      record,
      attestation: Attestation(
        overriding: Set(rules),
        words: "Held by \(rules.joined(separator: ", ")); shown by an override of "
          + people.map(\.signature).joined(separator: " and ") + ", "
          + "\(request.reason.words), until \(request.expires.rfc3339.prefix(16))Z."))
    guard let released = outcome.verdict.released else {
      if outcome.decision == .blocked { throw .blocked }
      throw .withheldByOthers(Set(outcome.withholdingFindings.map(\.rule)).sorted())
    }
    var approval = event(.reviewApproved, review, request, at: now)
    if first == nil, !critical.isEmpty {
      try append([approval])
      return .awaitsSecond(rules: critical)
    }
    approval = event(.reviewApproved, review, request, at: now, secondTo: first)
    do { try recorder.recordBeginning() } catch { throw .audit(error) }
    var override = AuditEvent(
      .overrideApplied, run: review.run,
      ReviewRecord(
        actor: request.person, rules: rules, criticalRules: critical,
        reason: request.reason.rawValue,
        expires: request.expires.rfc3339, secondTo: first?.id, answers: review.newest))
    override.output = released.text.bytes
    override.subject = try subject(of: record)
    let receipts = try append([approval, override])
    var recorded = outcome
    recorded.receipt = receipts.last
    return .released(recorded)
  }

  /// Of the rules that withhold: those critical when the review was opened, and those critical now.
  private func criticalRules(of review: ReviewCase) -> [String] {
    let now = workspace.bundle.rules.filter {
      $0.severity == .critical && review.opened.rules.contains($0.id)
    }.map(\.id)
    return Set(review.opened.criticalRules + now).sorted()
  }

  private func judged(
    _ record: AuditRecord, attestation: Attestation
  ) throws(ReviewError) -> Outcome {
    do throws(WorkflowError) {
      let kept = try keptRun(record)
      return try workspace.judge(
        kept: kept.draft, by: kept.engine, kept.input(), attestation: attestation)
    } catch { throw ReviewError(error) }
  }

  private func keptRun(_ record: AuditRecord) throws(WorkflowError) -> KeptRun {
    let reader: AuditReader
    do { reader = try trail.reader() } catch { throw .audit(error) }
    return try KeptRun(record, from: reader)
  }

  // MARK: Amendments

  private func amend(
    _ review: ReviewCase, _ record: AuditRecord, _ request: ReviewRequest, at now: Timestamp
  ) throws(ReviewError) -> ReviewResult {
    let outcome: Outcome
    do throws(WorkflowError) {
      let kept = try keptRun(record)
      guard let amended = request.amended else { throw .emptySummary }
      var input = kept.input(summary: amended)
      do { input.subject = try trail.reader().subject(of: record) } catch { throw .audit(error) }
      outcome = try workspace.check(
        input,
        attestation: Attestation(
          overriding: [],
          words: "Amended by \(request.person.signature): \(request.reason.words)."))
    } catch { throw ReviewError(error) }
    var entry = recorder.entry(for: outcome, amends: review.run)
    do throws(AuditError) {
      let run = try trail.newRunID()
      entry.runID = run
      var amendment = event(.reviewAmended, review, request, at: now, amendedRun: run)
      amendment.output = outcome.verdict.released?.text.bytes
      amendment.subject = outcome.subject
      entry.followedBy = [amendment]
      try recorder.recordBeginning()
      var recorded = outcome
      recorded.receipt = try trail.append([entry])[0]
      return recorded.decision.isShown ? .released(recorded) : .amendmentWithheld(recorded)
    } catch { throw .audit(error) }
  }

  // MARK: Records

  private func event(
    _ type: RecordType, _ review: ReviewCase, _ request: ReviewRequest, at now: Timestamp,
    secondTo first: Person? = nil, amendedRun: String? = nil
  ) -> AuditEvent {
    let shown = review.shown(to: request.person)
    let microseconds = now.microseconds - (shown ?? review.openedAt).microseconds
    return AuditEvent(
      type, run: review.run,
      ReviewRecord(
        actor: request.person, reason: request.reason.rawValue,
        amendedRun: amendedRun, secondTo: first?.id, sourceOpened: shown != nil,
        // A clock that was set back makes no time negative.
        secondsToDecision: Int(max(0, microseconds) / 1_000_000), answers: review.newest),
      text: request.remark.map { Array($0.utf8) }, subject: request.subject)
  }

  @discardableResult
  private func append(_ events: [AuditEvent]) throws(ReviewError) -> [Receipt] {
    do { return try trail.append(events) } catch { throw .audit(error) }
  }
}

extension ReviewError {
  fileprivate init(_ error: WorkflowError) {
    if case .audit(let error) = error { self = .audit(error) } else { self = .workflow(error) }
  }
}

extension Person {
  /// As it stands under a summary.
  var signature: String { role.map { "\(id) (\($0))" } ?? id }
}
