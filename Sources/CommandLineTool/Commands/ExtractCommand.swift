import CanonicalJSON
import ClinicalLanguage
import Workflow

/// `vouch extract`: a note to its facts.
enum ExtractCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["extract"],
      summary: "a note → its facts: present or absent, whose, when",
      details: """
        Lists problems, medications, allergies, measurements and other facts of each note with their
        places. Nothing is judged and nothing recorded.

        With --jsonl each input line is {"id","note"|"text","concepts"?}; each concept is found as
        whole words, whatever their case, at every occurrence.
        """,
      inputs: .any(placeholder: "INPUT"),
      options: [
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .jsonl, .jobs, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch extract note.txt", "the facts as tables"),
        .init("vouch extract --format json note.txt", "with spans, for a program"),
        .init("vouch extract --jsonl < notes.jsonl", "many notes"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let format = try invocation.format()
      let settings = try invocation.settings()
      if invocation.arguments.has("jsonl") {
        let source = try invocation.lineSource()
        let worker = LineWorker(
          task: .extract, work: .extract(Lexicon.embedded()), defaults: InputLine.Defaults(),
          isInterrupted: invocation.environment.isInterrupted)
        let batch = BatchRun(
          worker: worker, jobs: settings.jobs,
          record: { (outcomes) throws(WorkflowError) in outcomes },
          isInterrupted: invocation.environment.isInterrupted)
        return try batch.run(source, for: invocation)
      }
      return try single(invocation, settings, format)
    })

  private static func single(
    _ invocation: Invocation, _ settings: Settings, _ format: OutputFormat
  ) throws(ToolFailure) -> ExitCode {
    let files = try invocation.noteFiles()
    let lexicon = Lexicon.embedded()
    let style = invocation.style(settings)
    var parts: [[UInt8]] = []
    var hasFailed = false
    for file in files {
      do throws(NoteFile.Problem) {
        let document = ClinicalDocument(reading: try file.read(invocation), lexicon: lexicon)
        if format == .json {
          parts.append(FactsJSON.line(document, id: file.id, pretty: files.count == 1))
        } else {
          let title = files.count > 1 ? file.name : nil
          let text = FactsText(
            document: document, title: title, style: style, width: invocation.width)
          parts.append(Array(text.rendered.utf8))
        }
      } catch {
        if invocation.environment.isInterrupted() { throw .interrupted }
        invocation.complain(error.rendered)
        hasFailed = true
      }
    }
    let separator: [UInt8] = format == .json ? [] : [0x0A]
    if !parts.isEmpty { try invocation.write(Array(parts.joined(separator: separator))) }
    return hasFailed ? .failure : .success
  }
}
