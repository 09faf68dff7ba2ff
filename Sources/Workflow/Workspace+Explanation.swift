package import Guardrails
package import SourceText
package import Summaries

extension Workspace {
  /// Judges an input as `check` does where it brings a summary, else as `summarize`, and says why.
  package func explain(
    _ input: NoteInput
  ) throws(WorkflowError) -> (outcome: Outcome, explanation: Explanation) {
    let note = try read(input)
    let isCheck = input.summary != nil
    let draft = isCheck ? try externalDraft(of: input) : try draft(of: note, for: input)
    return explain(draft, of: note, for: input, task: isCheck ? .check : .summarize)
  }

  /// Explains a decision that was made before, by the note and the draft that were kept of it.
  ///
  /// What a summarizer of our own wrote is written once more, for its sections; where that gives
  /// another text, the kept one is judged, without its sections.
  package func explain(
    kept draft: SourceText, by engine: EngineIdentity, _ input: NoteInput
  ) throws(WorkflowError) -> (outcome: Outcome, explanation: Explanation) {
    let note = try read(input)
    let (kept, task) = try keptDraft(draft, by: engine, of: note, input)
    return explain(kept, of: note, for: input, task: task)
  }

  /// A draft that was kept, with its sections where its engine can write it again.
  func keptDraft(
    _ draft: SourceText, by engine: EngineIdentity, of note: ScannedNote, _ input: NoteInput
  ) throws(WorkflowError) -> (draft: Draft, task: Outcome.Task) {
    if engine.kind == .extractive {
      let again = try self.draft(of: note, for: input)
      if again.text.bytes == draft.bytes { return (again, .summarize) }
    }
    var input = input
    input.summary = draft
    let read = try externalDraft(of: input)
    return (
      Draft(text: read.text, document: read.document, claims: read.claims, engine: engine),
      engine.kind == .external ? .check : .summarize
    )
  }

  private func explain(
    _ draft: Draft, of note: ScannedNote, for input: NoteInput, task: Outcome.Task
  ) -> (outcome: Outcome, explanation: Explanation) {
    let grounded = Grounding.ground(draft, in: note.document)
    let explanation = guardrails.explain(grounded, against: note, audience: input.audience)
    return (
      Outcome(
        task: task, id: input.id, audience: input.audience, document: note.document,
        grounded: grounded, verdict: explanation.verdict), explanation
    )
  }
}
