import ClinicalLanguage
import Guardrails
import ModelClient
import Policies
import Prompting
import SourceText
import Summaries

extension Workspace {
  /// Note to judged summary, by a language model; by the workspace's own engine where the model gives
  /// nothing that can be used, which the outcome says.
  ///
  /// What the note demands is known before anything is sent, and does not depend on what comes back.
  ///
  /// - Parameter starting: makes the start durable; nil without a trail.
  package func summarize(
    _ input: NoteInput, by engine: RemoteEngine, starting: (any RunStarting)?
  ) throws(WorkflowError) -> Outcome {
    let note = try read(input)
    // Read for the alerts first: what goes wrong here goes wrong before anything is sent.
    let sent = try sentNote(note, for: input, by: engine)
    guard let prompt = engine.prompts[input.audience] else {
      throw .noPrompt(audience: input.audience)
    }
    let profile = engine.client.profile
    var run = RemoteRun(
      host: profile.endpoint.authority, dialect: profile.dialect, model: profile.model,
      prompt: RemoteRun.PromptLabel(
        id: prompt.id, version: prompt.version, digest: prompt.digest))
    run.isDeidentified = engine.deidentification != nil
    guard sent.hasWords else {
      run.failure = .nothingToSend
      return try quoted(note, for: input, run)
    }
    run.runID = try starting?.start(run, input, engine.identity)
    do throws(WorkflowError) {
      return try outcome(of: sent, note, input, engine, prompt, &run)
    } catch {
      // What was begun has an end in the trail, whatever happens.
      try starting?.fail(run, input, engine.identity, code: error.code)
      throw error
    }
  }

  private func outcome(
    of sent: SentNote, _ note: ScannedNote, _ input: NoteInput, _ engine: RemoteEngine,
    _ prompt: PromptFile, _ run: inout RemoteRun
  ) throws(WorkflowError) -> Outcome {
    var dialogue = RemoteDialogue(
      workspace: self, engine: engine, input: input, note: note, sent: sent, prompt: prompt,
      run: run)
    defer { run = dialogue.run }
    if let outcome = try dialogue.outcome() { return outcome }
    if case .model(.cancelled) = dialogue.run.failure { throw .interrupted }
    return try quoted(note, for: input, dialogue.run)
  }

  /// What is sent first for a note, key and all hidden.
  package func dryRun(
    _ input: NoteInput, by engine: RemoteEngine
  ) throws(WorkflowError) -> [UInt8] {
    let sent = try sentNote(try read(input), for: input, by: engine)
    guard let prompt = engine.prompts[input.audience] else {
      throw .noPrompt(audience: input.audience)
    }
    let filled = prompt.filled(
      with: sent.numbered, words: input.words, alerts: sent.alerts)
    return engine.client.firstRequest(RemoteDialogue.request(filled)).redacted
  }

  private func sentNote(
    _ note: ScannedNote, for input: NoteInput, by engine: RemoteEngine
  ) throws(WorkflowError) -> SentNote {
    try SentNote(
      note, audience: input.audience, key: engine.deidentification, guardrails: guardrails)
  }

  /// The outcome by the workspace's own engine.
  private func quoted(
    _ note: ScannedNote, for input: NoteInput, _ run: RemoteRun
  ) throws(WorkflowError) -> Outcome {
    var outcome = judge(try draft(of: note, for: input), of: note, for: input, task: .summarize)
    outcome.remote = run
    return outcome
  }
}
