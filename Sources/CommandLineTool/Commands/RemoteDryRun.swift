import ClinicalLanguage
import SourceText
import Workflow

/// `vouch summarize --dry-run`: the request that would be sent, and nothing sent, recorded or kept.
enum RemoteDryRun {
  static func run(
    _ invocation: Invocation, _ settings: Settings
  ) throws(ToolFailure) -> ExitCode {
    guard !invocation.arguments.has("jsonl") else {
      throw invocation.usage("--dry-run and --jsonl exclude each other")
    }
    let bundle = try PolicyAccess.bundle(settings.policies, invocation.environment)
    let workspace = Workspace(lexicon: Lexicon.embedded(), bundle: bundle)
    guard
      let engine = try RemoteAccess.engine(invocation, settings, workspace, isDry: true)
    else { return .success }
    let files = try invocation.noteFiles()
    guard files.count == 1, let file = files.first else {
      throw invocation.usage("--dry-run takes one note", hint: "name one file, or none")
    }
    let note: SourceText
    do throws(NoteFile.Problem) { note = try file.read(invocation) } catch {
      if invocation.environment.isInterrupted() { throw .interrupted }
      throw .trouble(message: error.message, hint: error.hint)
    }
    let input = NoteInput(
      id: file.id, note: note, audience: settings.audience, words: settings.words)
    let request: [UInt8]
    do throws(WorkflowError) { request = try workspace.dryRun(input, by: engine) } catch {
      throw .trouble(message: "\(file.name): \(error.message)", hint: nil)
    }
    try invocation.write(request)
    return .success
  }
}
