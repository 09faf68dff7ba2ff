import Guardrails
import Policies
import SourceText
import Summaries

extension Workspace {
  /// Holds a draft against its note, after asking the models that rules want to hear.
  ///
  /// - Parameters:
  ///   - run: that was started for the note already.
  ///   - reading: what was read of the same note before.
  func decide(
    _ draft: Draft, of note: ScannedNote, for input: NoteInput, task: Outcome.Task,
    attestation: Attestation? = nil, run: String? = nil, reading: NoteReading? = nil
  ) throws(WorkflowError) -> Outcome {
    let grounded = Grounding.ground(draft, in: note.document)
    guard let judges else {
      return judge(
        grounded, of: note, for: input, task: task, attestation: attestation, reading: reading)
    }
    let questions = guardrails.questions(about: grounded, of: note, audience: input.audience)
    guard !questions.isEmpty else {
      return judge(grounded, of: note, for: input, task: task, attestation: attestation)
    }
    let started =
      run == nil ? try judges.starting?.start(input, task, draft.engine) : nil
    let runs: [JudgeRun]
    do throws(WorkflowError) {
      runs = try judges.ask(
        questions, about: grounded, of: note, audience: input.audience, guardrails: guardrails)
    } catch {
      // What was begun has an end in the trail, whatever happens.
      if let started {
        try judges.starting?.fail(started, input, task, draft.engine, code: error.code)
      }
      throw error
    }
    var outcome = judge(
      grounded, of: note, for: input, task: task, attestation: attestation,
      opinions: Dictionary(uniqueKeysWithValues: runs.map { ($0.rule, $0.opinion) }))
    outcome.judges = runs
    outcome.startedRun = started
    return outcome
  }
}
