package import AuditTrail
package import ClinicalLanguage
package import Guardrails
package import Summaries

/// What came of one note: everything that is shown, recorded and kept for review.
package struct Outcome: Sendable {
  package enum Task: String, Sendable {
    case summarize, check
  }

  package let task: Task
  package let id: String?
  package let audience: Audience
  package let document: ClinicalDocument
  /// The draft as it was judged. It is shown only through `verdict.released`.
  package let grounded: GroundedDraft
  package let verdict: Verdict
  /// What came of asking a language model; nil where none was asked for.
  package var remote: RemoteRun?
  /// What language models said of the summary that rules asked.
  package var judges: [JudgeRun] = []
  /// The run that was started before the note went to them; nil where another start stands, or none.
  var startedRun: String?
  /// Where the decision stands in the audit trail; nil without a trail.
  package var receipt: Receipt?
  /// Whom the note is about, where the caller said so.
  package var subject: ContentSubject?

  package var decision: Decision { verdict.decision }
  package var engine: EngineIdentity { grounded.draft.engine }

  package init(
    task: Task, id: String?, audience: Audience, document: ClinicalDocument,
    grounded: GroundedDraft, verdict: Verdict, receipt: Receipt? = nil
  ) {
    self.task = task
    self.id = id
    self.audience = audience
    self.document = document
    self.grounded = grounded
    self.verdict = verdict
    self.receipt = receipt
  }
}
