import AuditTrail
import SourceText
import Summaries
import Workflow

/// `vouch check`: a note and a summary that anything else wrote, to findings and a decision.
enum CheckCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["check"],
      summary: "a note and somebody else's summary → findings and decision",
      details: """
        Holds every statement of a summary against the note and the policies, as 'summarize' does
        with its own. Exit code 0: may be shown; 2: held or blocked.

        With --jsonl each input line is {"id","note"|"text","summary","audience"?}.
        """,
      inputs: .atMostOne(placeholder: "INPUT"),
      options: [
        OptionSpecification(
          "note", .text(placeholder: "FILE"), "The note; '-' for standard input."),
        OptionSpecification(
          "summary", .text(placeholder: "FILE"), "Its summary; '-' for standard input."),
        OptionSpecification(
          "audience", .choice(Audience.allCases.map(\.rawValue)),
          "For whom the summary is. Default: clinician."),
        RemoteAccess.prompts, .format, .jsonl, .jobs, .policies, .audit, .anchor, .allowUnsafeFS,
        .noAudit, .retain,
        .subject, .config,
        .output, .quiet, .color,
      ],
      examples: [
        .init("vouch check --note note.txt --summary summary.txt", "judge one pair"),
        .init(
          "model < note.txt | vouch check --note note.txt --summary - --format json",
          "judge what a model writes, and stop it by the exit code"),
        .init("vouch check --jsonl < pairs.jsonl > decisions.jsonl", "judge many pairs"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let format = try invocation.format()
      let settings = try invocation.settings()
      if invocation.arguments.has("jsonl") {
        guard !invocation.arguments.has("note"), !invocation.arguments.has("summary") else {
          throw invocation.usage("--note and --summary do not go with --jsonl")
        }
        let source = try invocation.lineSource()
        return try JudgingRun(invocation, settings, writes: false).batch(
          source, task: .check,
          defaults: InputLine.Defaults(
            audience: settings.audience, words: settings.words,
            subject: invocation.arguments.value("subject")))
      }
      let (note, summary) = try files(invocation)
      let run = try JudgingRun(invocation, settings, writes: false)
      let outcome: Outcome
      do throws(NoteFile.Problem) {
        let input = NoteInput(
          id: note.id, note: try note.read(invocation), summary: try summary.read(invocation),
          audience: settings.audience,
          subject: invocation.arguments.value("subject").map { .named($0) })
        do throws(WorkflowError) { outcome = try run.workspace.check(input) } catch {
          throw NoteFile.Problem(message: error.message, hint: nil)
        }
      } catch {
        if invocation.environment.isInterrupted() { throw .interrupted }
        throw .trouble(message: error.message, hint: error.hint)
      }
      return try run.show([outcome], as: format)
    })

  private static func files(_ invocation: Invocation) throws(ToolFailure) -> (NoteFile, NoteFile) {
    if let extra = invocation.arguments.inputs.first {
      throw invocation.usage(
        "'vouch check' does not know whether '\(Printable.line(extra))' is the note or the summary",
        hint: "say --note FILE --summary FILE")
    }
    guard let note = invocation.arguments.value("note"),
      let summary = invocation.arguments.value("summary")
    else {
      throw invocation.usage(
        "'vouch check' needs --note FILE and --summary FILE, or --jsonl")
    }
    guard note != "-" || summary != "-" else {
      throw invocation.usage("note and summary cannot both come from standard input")
    }
    return (NoteFile(path: note), NoteFile(path: summary))
  }
}
