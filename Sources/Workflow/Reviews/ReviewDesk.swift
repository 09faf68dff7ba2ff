package import AuditTrail

/// Where people decide about held summaries and alerts: one set of use cases for every front.
///
/// A decision is made on what the records say while nobody else decides (compare and swap), and its
/// record is durable before anything is shown.
package struct ReviewDesk: Sendable {
  package let trail: AuditTrail
  let workspace: Workspace
  let recorder: Recorder

  package init(trail: AuditTrail, workspace: Workspace, recorder: Recorder) {
    self.trail = trail
    self.workspace = workspace
    self.recorder = recorder
  }

  package func now() -> Timestamp { trail.now() }

  /// All reviews with the numbers of their runs, oldest first. Records which alerts nobody saw in time.
  package func cases() throws(ReviewError) -> [ReviewCase] {
    try trail.reviewing(wrapping: ReviewError.audit) { () throws(ReviewError) in
      let cases = try allCases()
      let now = trail.now()
      let expired = cases.filter {
        $0.alertStanding == .waiting && !$0.hasExpired && $0.isOverdue(at: now)
      }
      guard !expired.isEmpty else { return cases }
      do throws(AuditError) {
        _ = try trail.append(
          expired.flatMap { review in
            EscalationRecord.records(of: review.alerts.map(\.withoutPlaces)).map {
              AuditEvent(.escalationExpired, run: review.run, $0)
            }
          })
      } catch { throw .audit(error) }
      return try allCases()
    }
  }

  private func allCases() throws(ReviewError) -> [ReviewCase] {
    do throws(AuditError) {
      return try ReviewCase.all(
        in: AuditSearch(trail.reader()).records(
          matching: AuditQuery(types: Set(RecordType.allCases.filter(\.concernsReview)))))
    } catch { throw .audit(error) }
  }

  /// A review with everything that its reviewer must see.
  package struct View: Sendable {
    package let review: ReviewCase
    /// The number of the run's own record.
    package let seq: Int
    package let body: RunRecord
    /// Nil where only hashes were kept, or it was erased.
    package let kept: KeptRun?
    /// Whether note and draft were kept, and erased since.
    package let isErased: Bool
    /// What reviewers wrote, by the number of the record; without what was erased.
    package let remarks: [Int: String]
  }

  /// Records that the person opened the source, then gives it.
  package func show(_ seq: Int, to person: Person) throws(ReviewError) -> View {
    let found = try find(seq)
    do throws(AuditError) {
      _ = try trail.append([
        AuditEvent(
          .reviewShown, run: found.review.run,
          ReviewRecord(actor: person, answers: found.review.newest))
      ])
    } catch { throw .audit(error) }
    let reader: AuditReader
    var remarks: [Int: String] = [:]
    do throws(AuditError) {
      reader = try trail.reader()
      let search = try AuditSearch(reader)
      for step in found.review.steps where step.hasRemark {
        guard let record = try search.record(seq: step.seq) else { continue }
        do throws(AuditError) {
          guard let remark = try reader.remark(of: record) else { continue }
          remarks[step.seq] = String(decoding: remark, as: UTF8.self)
        } catch .signing(.contentErased) { continue }
      }
    } catch { throw .audit(error) }
    var kept: KeptRun?
    var isErased = false
    do throws(WorkflowError) { kept = try KeptRun(found.record, from: reader) } catch {
      switch error {
      case .audit(.contentMissing): break
      case .audit(.signing(.contentErased)): isErased = true
      default: throw .workflow(error)
      }
    }
    return View(
      review: try find(seq).review, seq: found.record.seq, body: found.body, kept: kept,
      isErased: isErased, remarks: remarks)
  }

  /// The review and the run that any of its records leads to.
  func find(_ seq: Int) throws(ReviewError) -> (
    review: ReviewCase, record: AuditRecord, body: RunRecord
  ) {
    do throws(AuditError) {
      let search = try AuditSearch(trail.reader())
      if let named = try search.record(seq: seq) {
        let about = try search.records(
          matching: AuditQuery(run: named.run, includesLogEvents: true))
        if let review = try ReviewCase.all(in: about).first,
          let record = about.first(where: { $0.body != nil }), let body = record.body
        {
          return (review, record, body)
        }
      }
    } catch { throw .audit(error) }
    throw .noReview(seq: seq)
  }
}
