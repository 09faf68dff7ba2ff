import AuditTrail
import ClinicalLanguage
import Policies
import Prompting
import SourceText
package import Summaries

extension Recorder: RunStarting {
  package func start(
    _ run: RemoteRun, _ input: NoteInput, _ engine: EngineIdentity
  ) throws(WorkflowError) -> String {
    let start = RunStart(
      command: .summarize, audience: input.audience.rawValue, engine: recorded(engine),
      model: run.recordedModel, prompt: run.recordedPrompt, policy: policy, actor: actor,
      judges: judges)
    do {
      return try trail.start(
        start, note: input.note.bytes, noteIdentifier: input.id, subject: input.subject,
        hasErasableHashes: keepsContent)
    } catch { throw .audit(error) }
  }

  package func fail(
    _ run: RemoteRun, _ input: NoteInput, _ engine: EngineIdentity, code: String
  ) throws(WorkflowError) {
    var record = RunRecord(
      command: .summarize, outcome: .failed, failure: code, audience: input.audience.rawValue,
      engine: recorded(engine), policy: policy, actor: actor)
    run.describe(in: &record)
    let entry = AuditEntry(
      run: record, note: input.note.bytes, noteIdentifier: input.id, subject: input.subject,
      keepsContent: false, hasErasableHashes: keepsContent, runID: run.runID)
    do { _ = try trail.append([entry]) } catch { throw .audit(error) }
  }

  /// Records the end of runs whose start is recorded, and whose outcomes nobody is going to see.
  ///
  /// - Parameter code: Why, as a stable name.
  package func abandon(_ outcomes: [Outcome], code: String) throws(WorkflowError) {
    let entries = outcomes.compactMap { outcome -> AuditEntry? in
      guard let id = outcome.remote?.runID ?? outcome.startedRun else { return nil }
      var record = RunRecord(
        command: outcome.task == .summarize ? .summarize : .check, outcome: .failed, failure: code,
        audience: outcome.audience.rawValue,
        engine: recorded(outcome.engine), policy: policy, actor: actor)
      outcome.remote?.describe(in: &record)
      record.judges = outcome.judges.map(\.record)
      return AuditEntry(
        run: record, note: outcome.document.text.bytes, noteIdentifier: outcome.id,
        subject: outcome.subject, keepsContent: false, hasErasableHashes: keepsContent, runID: id)
    }
    do { _ = try trail.append(entries) } catch { throw .audit(error) }
  }

  fileprivate func recorded(_ engine: EngineIdentity) -> RunRecord.Engine {
    RunRecord.Engine(kind: engine.kind.rawValue, name: engine.name, version: engine.version)
  }

  fileprivate var policy: RunRecord.Policy {
    RunRecord.Policy(bundle: bundle.id, revision: bundle.revision, digest: bundle.digest)
  }
}

extension Recorder: JudgementStarting {
  package func start(
    _ input: NoteInput, _ task: Outcome.Task, _ engine: EngineIdentity
  ) throws(WorkflowError) -> String {
    let start = RunStart(
      command: task == .summarize ? .summarize : .check, audience: input.audience.rawValue,
      engine: recorded(engine), policy: policy, actor: actor, judges: judges)
    do {
      return try trail.start(
        start, note: input.note.bytes, noteIdentifier: input.id, subject: input.subject,
        hasErasableHashes: keepsContent)
    } catch { throw .audit(error) }
  }

  package func fail(
    _ run: String, _ input: NoteInput, _ task: Outcome.Task, _ engine: EngineIdentity, code: String
  ) throws(WorkflowError) {
    let record = RunRecord(
      command: task == .summarize ? .summarize : .check, outcome: .failed, failure: code,
      audience: input.audience.rawValue, engine: recorded(engine), policy: policy, actor: actor)
    let entry = AuditEntry(
      run: record, note: input.note.bytes, noteIdentifier: input.id, subject: input.subject,
      keepsContent: false, hasErasableHashes: keepsContent, runID: run)
    do { _ = try trail.append([entry]) } catch { throw .audit(error) }
  }
}

extension RemoteRun {
  /// Adds what came of asking a model to the record of a run.
  func describe(in record: inout RunRecord) {
    record.model = recordedModel
    record.prompt = recordedPrompt
    record.remote = self.record
  }
}

extension PromptFile {
  /// As the trail notes what runs go by.
  var part: PartRecord { PartRecord(name: id, version: "version \(version)", digest: digest) }
}
