package import AuditTrail
import ClinicalLanguage
import Guardrails
package import Policies
package import Prompting
import SourceText
package import Summaries
import Synchronization

/// Makes outcomes durable in the audit trail; what it has not returned may not be shown.
package final class Recorder: Sendable {
  package let trail: AuditTrail
  let bundle: PolicyBundle
  let actor: Person?
  /// The language models that rules may ask.
  let judges: [RunRecord.ModelCall]
  let keepsContent: Bool
  /// What has to be recorded before the first outcome; nil once it is.
  private let beginning: Mutex<Beginning?>

  private struct Beginning {
    let events: [AuditEvent]
    let parts: PartsInUse
  }

  /// - Parameters:
  ///   - actor: Who runs the program.
  ///   - engine: What will write the summaries; nil where they come from outside.
  ///   - prompts: What a language model is told.
  ///   - judges: The language models that rules ask about summaries.
  ///   - settings: What the configuration files say about summaries, in words.
  ///   - keepsContent: Whether note and draft go into the vault, to be reviewed; otherwise only their
  ///     keyed hashes are kept.
  package init(
    trail: AuditTrail, bundle: PolicyBundle, actor: Person? = nil, engine: EngineIdentity? = nil,
    settings: String? = nil, prompts: [PromptFile] = [], judges: ModelJudges? = nil,
    keepsContent: Bool = true
  ) {
    self.judges = judges?.calls ?? []
    self.trail = trail
    self.bundle = bundle
    self.actor = actor
    self.keepsContent = keepsContent
    var parts: [(PartRecord.Kind, PartRecord)] = []
    if let settings {
      parts.append((.configuration, PartRecord(name: "vouch.yaml", version: settings)))
    }
    parts.append(
      (
        .policy,
        PartRecord(
          name: bundle.id, version: "revision \(bundle.revision)", digest: bundle.digest)
      ))
    if let engine {
      parts.append(
        (
          .model,
          PartRecord(name: engine.name ?? engine.kind.rawValue, version: engine.version ?? "")
        )
      )
    }
    parts += prompts.map { (.prompt, $0.part) }
    if let judges { parts.append((.prompt, judges.prompt.part)) }
    let (events, after) = trail.partsInUse().events(
      for: parts.map { kind, part in
        var part = part
        part.actor = actor
        return (kind, part)
      })
    beginning = Mutex(events.isEmpty ? nil : Beginning(events: events, parts: after))
  }

  /// Records a batch with one synchronization, and returns the outcomes with their receipts, in
  /// order. Where it throws, none of them may be shown.
  package func record(_ outcomes: [Outcome]) throws(WorkflowError) -> [Outcome] {
    let entries = outcomes.map { entry(for: $0) }
    let beginning = self.beginning.withLock { $0 }
    let receipts: [Receipt]
    do { receipts = try trail.append(entries, after: beginning?.events ?? []) } catch {
      throw .audit(error)
    }
    if let beginning {
      trail.note(beginning.parts)
      self.beginning.withLock { $0 = nil }
    }
    return zip(outcomes, receipts).map { outcome, receipt in
      var recorded = outcome
      recorded.receipt = receipt
      return recorded
    }
  }

  /// Records what decisions go by from here on, unless that was done before: for decisions that are
  /// recorded by other means than `record`.
  func recordBeginning() throws(AuditError) {
    guard let beginning = beginning.withLock({ $0 }) else { return }
    try trail.append(beginning.events)
    trail.note(beginning.parts)
    self.beginning.withLock { $0 = nil }
  }

  /// - Parameter amends: The run whose draft this outcome's summary was made of by a reviewer.
  func entry(for outcome: Outcome, amends: String? = nil) -> AuditEntry {
    var run = outcome.record(under: bundle)
    run.actor = actor
    run.amends = amends
    outcome.remote?.describe(in: &run)
    run.judges = outcome.judges.map(\.record)
    // Those of an amended summary are the alerts of the note, which the run that it amends has told of.
    run.escalationsFollow = true
    return AuditEntry(
      run: run, note: outcome.document.text.bytes, noteIdentifier: outcome.id,
      draft: outcome.grounded.draft.text.bytes, output: outcome.verdict.released?.text.bytes,
      subject: outcome.subject, keepsContent: keepsContent,
      runID: outcome.remote?.runID ?? outcome.startedRun,
      // The review of an amended summary is the one that it was made in.
      followedBy: amends == nil ? outcome.reviewEvents(at: trail.now()) : [])
  }
}
