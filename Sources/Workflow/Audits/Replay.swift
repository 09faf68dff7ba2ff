package import AuditTrail
import Guardrails
import Policies
import Summaries

/// Judges recorded notes and drafts once more by other policies, and says which decisions change.
///
/// What is compared are records: a change can also be due to a version of Vouch that reads notes
/// otherwise than the one that decided then.
package struct Replay: Sendable {
  private let workspace: Workspace
  private let reader: AuditReader

  package init(candidate: Workspace, reader: AuditReader) {
    workspace = candidate
    self.reader = reader
  }

  /// What came of one run.
  package enum Result: Sendable {
    case judged(Change)
    /// No note and draft were kept of it, or they are gone.
    case contentMissing(seq: Int)
    /// They were erased on purpose.
    case contentErased(seq: Int)
    case failed(seq: Int, WorkflowError)
  }

  package struct Change: Sendable, Hashable {
    package let seq: Int
    package let before: RunRecord.Outcome
    package let after: RunRecord.Outcome
    /// Rules with an enforced finding or an alert on one side alone.
    package let added: [String]
    package let removed: [String]

    package var changesDecision: Bool { before != after }
    package var changesRules: Bool { !added.isEmpty || !removed.isEmpty }
  }

  package func judge(_ record: AuditRecord) -> Result? {
    guard let body = record.body, body.outcome != .failed else { return nil }
    do throws(WorkflowError) {
      let kept = try KeptRun(record, from: reader)
      let outcome = try workspace.judge(kept: kept.draft, by: kept.engine, kept.input())
      let then = Self.rules(of: body)
      let now = Self.rules(of: outcome.record(under: workspace.bundle))
      return .judged(
        Change(
          seq: record.seq, before: body.outcome, after: outcome.recordedOutcome,
          added: now.subtracting(then).sorted(), removed: then.subtracting(now).sorted()))
    } catch {
      switch error {
      case .audit(.contentMissing): return .contentMissing(seq: record.seq)
      case .audit(.signing(.contentErased)): return .contentErased(seq: record.seq)
      default: return .failed(seq: record.seq, error)
      }
    }
  }

  private static func rules(of body: RunRecord) -> Set<String> {
    Set(body.findings.filter { $0.mode == RuleMode.enforce.rawValue }.map(\.rule))
      .union(body.escalations.map(\.rule))
  }
}
