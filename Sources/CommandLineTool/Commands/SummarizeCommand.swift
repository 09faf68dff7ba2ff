import AuditTrail
import Summaries
import Workflow

/// `vouch summarize`: a note to a guarded summary.
enum SummarizeCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["summarize"],
      summary: "a note → a guarded summary with evidence",
      details: """
        Reads one note from each INPUT, or from standard input, writes a summary of it, checks every
        statement against the note and the policies, records the decision, and shows the summary
        unless it is held or blocked.

        With --jsonl each input line is {"id","note"|"text","audience"?,"words"?}; a line that cannot
        be processed gets an error line in its place, and the run goes on.

        With --engine remote a language model writes. It is trusted with nothing: what it states must be
        found in the note, the policies decide, and where it fails, is cut off or refuses, the summary is
        quoted from the note instead and says so. What the note demands (escalations) does not depend on
        it. Models stand in vouch.yaml under 'models'; openai:NAME, azure:DEPLOYMENT, anthropic:NAME and
        ollama:NAME go by the usual variables (OPENAI_API_KEY, OPENAI_BASE_URL, AZURE_OPENAI_ENDPOINT,
        AZURE_OPENAI_API_KEY, OPENAI_API_VERSION, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, OLLAMA_HOST,
        SSL_CERT_FILE, HTTPS_PROXY, NO_PROXY).
        """,
      inputs: .any(placeholder: "INPUT"),
      options: [
        OptionSpecification(
          "audience", .choice(Audience.allCases.map(\.rawValue)),
          "For whom the summary is. Default: clinician."),
        RemoteAccess.engine, RemoteAccess.model, RemoteAccess.prompts, RemoteAccess.deidentify,
        RemoteAccess.dryRun,
        OptionSpecification(
          "words", .integer(placeholder: "N", OptionLimits.words),
          "The most words it may have. Default: \(SummaryRequest.defaultWords)."),
        .format, .jsonl, .jobs, .policies, .audit, .anchor, .allowUnsafeFS, .noAudit, .retain,
        .subject, .config,
        .output, .quiet, .color,
      ],
      examples: [
        .init("vouch summarize note.txt", "a summary with evidence, findings and decision"),
        .init("vouch summarize --words 60 --format json note.txt", "a short one for a program"),
        .init(
          "vouch summarize --jsonl notes.jsonl > summaries.jsonl",
          "a whole corpus, one line each, on all processors"),
        .init(
          "vouch summarize --engine remote --model ollama:llama3.2 note.txt",
          "by a language model on this machine"),
        .init(
          "vouch summarize --engine remote --model ward --dry-run note.txt",
          "what would be sent to it"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let format = try invocation.format()
      let settings = try invocation.settings()
      if invocation.arguments.has("dry-run") {
        return try RemoteDryRun.run(invocation, settings)
      }
      if invocation.arguments.has("jsonl") {
        let source = try invocation.lineSource()
        let run = try JudgingRun(invocation, settings, writes: true)
        return try run.batch(
          source, task: .summarize,
          defaults: InputLine.Defaults(
            audience: settings.audience, words: settings.words,
            subject: invocation.arguments.value("subject")))
      }
      let files = try invocation.noteFiles()
      let run = try JudgingRun(invocation, settings, writes: true)
      var outcomes: [Outcome] = []
      var hasFailed = false
      for file in files {
        do throws(NoteFile.Problem) {
          let note = try file.read(invocation)
          let input = NoteInput(
            id: file.id, note: note, audience: settings.audience, words: settings.words,
            subject: invocation.arguments.value("subject").map { .named($0) })
          do throws(WorkflowError) {
            outcomes.append(try run.summarize(input))
          } catch {
            throw NoteFile.Problem(message: "\(file.name): \(error.message)", hint: nil)
          }
        } catch {
          if invocation.environment.isInterrupted() { throw run.interrupted(outcomes) }
          invocation.complain(error.rendered)
          hasFailed = true
        }
      }
      let code = try run.show(outcomes, as: format, isOneOfMany: files.count > 1)
      return hasFailed ? .failure : code
    })
}
