package import ClinicalLanguage
package import Guardrails
package import Policies
import SourceText
package import Summaries

/// Lexicon, policies and engines, loaded once and used for any number of notes, from any thread.
package struct Workspace: Sendable {
  package let lexicon: Lexicon
  package let bundle: PolicyBundle
  package let guardrails: GuardrailEngine
  package let summarizer: any Summarizer
  /// The language models that rules ask; nil: nobody is asked, and such rules count as their `onError`.
  package var judges: ModelJudges?

  package init(
    lexicon: Lexicon, bundle: PolicyBundle, summarizer: any Summarizer = ExtractiveSummarizer()
  ) {
    self.lexicon = lexicon
    self.bundle = bundle
    self.guardrails = GuardrailEngine(bundle: bundle, lexicon: lexicon)
    self.summarizer = summarizer
  }

  /// Note to judged summary, by the workspace's own engine. Pure: nothing is recorded or shown.
  package func summarize(_ input: NoteInput) throws(WorkflowError) -> Outcome {
    let note = try read(input)
    let reading = NoteReading(note)
    return try decide(
      try draft(of: note, for: input, reading: reading), of: note, for: input, task: .summarize,
      reading: reading)
  }

  /// What the workspace's own engine writes.
  ///
  /// - Parameter reading: what was read of the same note before.
  func draft(
    of note: ScannedNote, for input: NoteInput, reading: NoteReading? = nil
  ) throws(WorkflowError) -> Draft {
    // The engine is told what to carry before it writes: a red flag is not left to its judgement.
    let alarms: [[TextSpan]]
    do {
      alarms = try guardrails.escalations(
        in: note, audience: input.audience, reading: reading
      ).map(\.noteSpans)
    } catch { throw .unreadableNote(error) }
    do {
      return try summarizer.draft(
        of: note.document,
        for: SummaryRequest(
          audience: input.audience, words: input.words, alarms: alarms,
          quarantine: guardrails.quarantine(in: note)))
    } catch { throw .summarizer(error) }
  }

  /// Holds a summary that anything else wrote against the note. Pure, like `summarize`, where no rule
  /// asks a language model.
  package func check(
    _ input: NoteInput, attestation: Attestation? = nil
  ) throws(WorkflowError) -> Outcome {
    let draft = try externalDraft(of: input)
    return try decide(
      draft, of: try read(input), for: input, task: .check, attestation: attestation)
  }

  /// Judges a draft again that was kept of an earlier run.
  func judge(
    kept draft: SourceText, by engine: EngineIdentity, _ input: NoteInput,
    attestation: Attestation? = nil
  ) throws(WorkflowError) -> Outcome {
    let note = try read(input)
    let (kept, task) = try keptDraft(draft, by: engine, of: note, input)
    return judge(kept, of: note, for: input, task: task, attestation: attestation)
  }

  /// The summary that came with the input.
  func externalDraft(of input: NoteInput) throws(WorkflowError) -> Draft {
    guard let summary = input.summary, !summary.isBlank else { throw .emptySummary }
    do { return try Draft.external(summary, lexicon: lexicon) } catch { throw .summarizer(error) }
  }

  func read(_ input: NoteInput) throws(WorkflowError) -> ScannedNote {
    guard !input.note.isBlank else { throw .emptyNote }
    return guardrails.scan(ClinicalDocument(reading: input.note, lexicon: lexicon))
  }

  func judge(
    _ draft: Draft, of note: ScannedNote, for input: NoteInput, task: Outcome.Task,
    attestation: Attestation? = nil
  ) -> Outcome {
    judge(
      Grounding.ground(draft, in: note.document), of: note, for: input, task: task,
      attestation: attestation)
  }

  /// - Parameters:
  ///   - opinions: what language models said of the draft.
  ///   - reading: what was read of the same note before.
  func judge(
    _ grounded: GroundedDraft, of note: ScannedNote, for input: NoteInput, task: Outcome.Task,
    attestation: Attestation?, opinions: ModelOpinions = [:], reading: NoteReading? = nil
  ) -> Outcome {
    let verdict = guardrails.judge(
      grounded, against: note, audience: input.audience, attestation: attestation,
      opinions: opinions, reading: reading)
    var outcome = Outcome(
      task: task, id: input.id, audience: input.audience, document: note.document,
      grounded: grounded, verdict: verdict)
    outcome.subject = input.subject
    return outcome
  }
}
