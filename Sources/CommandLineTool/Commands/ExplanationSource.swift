import AuditTrail
import CanonicalJSON
import Guardrails
import SourceText
import Summaries
import Workflow

/// Where the cases to be explained come from.
enum ExplanationSource {
  case pair(note: NoteFile, summary: NoteFile)
  case note(NoteFile)
  case lines(id: String?)
  case record(Int)

  var isMany: Bool { if case .lines = self { true } else { false } }

  init(_ invocation: Invocation, _ settings: Settings) throws(ToolFailure) {
    let arguments = invocation.arguments
    let hasPair = arguments.has("note") || arguments.has("summary")
    let ways = [hasPair, arguments.has("jsonl"), arguments.has("seq")].count(where: \.self)
    guard ways <= 1 else {
      throw invocation.usage("--note with --summary, --jsonl and --seq exclude each other")
    }
    if arguments.has("id"), !arguments.has("jsonl") {
      throw invocation.usage("--id goes with --jsonl", hint: "add --jsonl, or leave --id out")
    }
    if arguments.has("jsonl") {
      self = .lines(id: arguments.value("id"))
      return
    }
    if let extra = arguments.inputs.first, ways == 1 {
      throw invocation.usage(
        "'vouch policy explain' does not know what to do with '\(Printable.line(extra))'")
    }
    if let seq = arguments.value("seq").flatMap({ Int($0) }) {
      self = .record(seq)
    } else if hasPair {
      guard let note = arguments.value("note"), let summary = arguments.value("summary") else {
        throw invocation.usage(
          "--note FILE and --summary FILE go together",
          hint: "name the note alone as INPUT to explain a summary of Vouch's own")
      }
      guard note != "-" || summary != "-" else {
        throw invocation.usage("note and summary cannot both come from standard input")
      }
      self = .pair(note: NoteFile(path: note), summary: NoteFile(path: summary))
    } else {
      guard let path = arguments.inputs.first else {
        throw invocation.usage(
          "'vouch policy explain' needs a case",
          hint: "--note FILE --summary FILE, a note, --jsonl FILE or --seq N")
      }
      // The note of a corpus case lies beside its expectations.
      self = .note(
        NoteFile(path: path.hasSuffix(".yaml") ? path.dropLast(5) + ".txt" : path))
    }
  }

  /// A case that could be read, or why it could not.
  typealias Item = Result<ExplanationCase, NoteFile.Problem>

  func cases(_ invocation: Invocation, _ settings: Settings) throws(ToolFailure) -> [Item] {
    switch self {
    case .note(let file):
      return [
        Result { () throws(NoteFile.Problem) in
          ExplanationCase(
            input: NoteInput(
              id: file.id, note: try file.read(invocation), audience: settings.audience,
              words: settings.words))
        }
      ]
    case .pair(let note, let summary):
      return [
        Result { () throws(NoteFile.Problem) in
          ExplanationCase(
            input: NoteInput(
              id: note.id, note: try note.read(invocation), summary: try summary.read(invocation),
              audience: settings.audience))
        }
      ]
    case .lines(let id): return try Self.lines(id, invocation, settings)
    case .record(let seq): return [.success(try Self.record(seq, settings, invocation))]
    }
  }

  private struct SummaryField: Decodable { let summary: String? }

  private static func lines(
    _ id: String?, _ invocation: Invocation, _ settings: Settings
  ) throws(ToolFailure) -> [Item] {
    var reader = LineReader(try invocation.lineSource())
    let decoder = JSONInput()
    let defaults = InputLine.Defaults(audience: settings.audience, words: settings.words)
    var items: [Item] = []
    var number = 0
    while true {
      let window = try ToolFailure.wrap { () throws(StreamError) in
        try reader.nextWindow(lines: BatchRun.linesPerJob, &number)
      }
      if window.isEmpty { break }
      for numbered in window {
        do throws(LineError) {
          let input = try Self.input(of: numbered, defaults, decoder)
          if id == nil || input.id == id { items.append(.success(ExplanationCase(input: input))) }
        } catch {
          guard id == nil || error.id == id else { continue }
          items.append(
            .failure(
              NoteFile.Problem(
                message: "line \(numbered.number): \(error.message)", hint: nil)))
        }
      }
    }
    if items.isEmpty {
      throw .trouble(
        message: id.map { "no line has the id '\(Printable.line($0))'" } ?? "there are no lines",
        hint: nil)
    }
    return items
  }

  /// A line as `check` reads it where it has a summary, else as `summarize` does.
  private static func input(
    of numbered: LineWorker.Numbered, _ defaults: InputLine.Defaults, _ decoder: JSONInput
  ) throws(LineError) -> NoteInput {
    guard case .text(let bytes) = numbered.line else { throw .tooLong }
    let hasSummary = (try? decoder.decode(SummaryField.self, from: bytes).summary) != nil
    return try InputLine(
      bytes, task: hasSummary ? .check : .summarize, defaults: defaults, decoder: decoder
    ).input
  }

  private static func record(
    _ seq: Int, _ settings: Settings, _ invocation: Invocation
  ) throws(ToolFailure) -> ExplanationCase {
    let reader = try TrailAccess.reader(settings.audit)
    guard
      let record = try TrailAccess.wrap({ () throws(AuditError) in try reader.record(seq: seq) }),
      let body = record.body, body.outcome != .failed
    else {
      throw .trouble(
        message: "the trail has no decision \(seq)", hint: "'vouch audit list' shows the numbers")
    }
    try TrailAccess.recordAccess(
      AccessRecord(
        command: "policy explain", actor: invocation.environment.person, first: seq, last: seq,
        records: 1), type: .accessRead, run: record.run, settings, invocation)
    let content = try TrailAccess.wrap { () throws(AuditError) in
      try reader.content(of: record)
    }
    do {
      let note = try SourceText(validating: content.note)
      let draft = try SourceText(validating: content.draft)
      let engine = EngineIdentity(
        kind: EngineIdentity.Kind(rawValue: body.engine.kind) ?? .external,
        name: body.engine.name, version: body.engine.version)
      return ExplanationCase(
        input: NoteInput(
          id: "\(seq)", note: note, audience: Audience(rawValue: body.audience) ?? .clinician,
          words: settings.words),
        kept: (draft, engine), policyDigest: body.policy?.digest)
    } catch {
      throw .trouble(message: "record \(seq): the kept text cannot be read", hint: nil)
    }
  }
}

/// One case to be explained.
struct ExplanationCase {
  let input: NoteInput
  /// The draft that the vault kept, and who wrote it.
  var kept: (draft: SourceText, engine: EngineIdentity)?
  /// Of the policies that a recorded decision was made by.
  var policyDigest: String?

  func explained(
    by workspace: Workspace
  ) throws(NoteFile.Problem) -> (outcome: Outcome, explanation: Explanation) {
    do throws(WorkflowError) {
      if let kept {
        return try workspace.explain(kept: kept.draft, by: kept.engine, input)
      }
      return try workspace.explain(input)
    } catch {
      let name = input.id.map { Printable.line($0) + ": " } ?? ""
      throw NoteFile.Problem(message: name + error.message, hint: nil)
    }
  }
}
