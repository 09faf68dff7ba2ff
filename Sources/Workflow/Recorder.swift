package import AuditTrail
import ClinicalLanguage
import Guardrails
package import Policies
import SourceText
import Summaries

/// Makes outcomes durable in the audit trail; what it has not returned may not be shown.
package struct Recorder: Sendable {
  private let trail: AuditTrail
  private let bundle: PolicyBundle
  private let keepsContent: Bool

  /// - Parameter keepsContent: Whether note and draft go into the vault, to be reviewed; otherwise only
  ///   their keyed hashes are kept.
  package init(trail: AuditTrail, bundle: PolicyBundle, keepsContent: Bool = true) {
    self.trail = trail
    self.bundle = bundle
    self.keepsContent = keepsContent
  }

  /// Records a batch with one synchronization, and returns the outcomes with their receipts, in
  /// order. Where it throws, none of them may be shown.
  package func record(_ outcomes: [Outcome]) throws(WorkflowError) -> [Outcome] {
    let entries = outcomes.map { outcome in
      AuditEntry(
        run: outcome.record(under: bundle), note: outcome.document.text.bytes,
        noteIdentifier: outcome.id, draft: outcome.grounded.draft.text.bytes,
        output: outcome.verdict.released?.text.bytes, subject: outcome.subject,
        keepsContent: keepsContent)
    }
    let receipts: [Receipt]
    do { receipts = try trail.append(entries) } catch { throw .audit(error) }
    return zip(outcomes, receipts).map { outcome, receipt in
      var recorded = outcome
      recorded.receipt = receipt
      return recorded
    }
  }
}
