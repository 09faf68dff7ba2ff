import AuditTrail
import ClinicalLanguage
import Deidentification
import SourceText
import Synchronization
import Workflow

/// `vouch deidentify`: identifiers out, surrogates in, and a map for the way back.
enum DeidentifyCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["deidentify"],
      summary: "a note → the same note with surrogates for identifiers",
      details: """
        Replaces names, dates, places, numbers and the other identifiers of HIPAA's Safe Harbor by
        surrogates of the same form: the same name gets the same surrogate, all dates of a note move
        by the same number of days. Nothing is judged and nothing recorded.

        --map FILE keeps the way back, encrypted, for 'vouch reidentify'. Without it there is none.
        No tool finds every identifier: have a person look before a text is given away.

        With --jsonl each input line is {"id","note"|"text"}.
        """,
      inputs: .atMostOne(placeholder: "INPUT"),
      options: [
        OptionSpecification(
          "map", .text(placeholder: "FILE"),
          "Write the encrypted way back to FILE, which must not be there yet."),
        IdentifierKey.option,
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .jsonl, .jobs, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch deidentify --map note.map note.txt", "the text, and the way back in note.map"),
        .init("vouch deidentify --format json note.txt", "with spans and types, for a program"),
        .init(
          "vouch deidentify --jsonl --map notes.map < notes.jsonl > clean.jsonl", "many notes"),
      ]),
    run: { (invocation) throws(ToolFailure) in try run(invocation) })

  private static func run(_ invocation: Invocation) throws(ToolFailure) -> ExitCode {
    let format = try invocation.format()
    let settings = try invocation.settings()
    let isBatch = invocation.arguments.has("jsonl")
    let source = isBatch ? try invocation.lineSource() : nil
    let file = isBatch ? nil : try invocation.noteFiles().first
    let maps = try MapSink(invocation)
    let random: (@Sendable (Int) -> [UInt8]?)? = maps == nil ? nil : randomBytes
    let work = Deidentifying(
      lexicon: Lexicon.embedded(),
      key: try IdentifierKey.key(invocation, settings, mayBegin: true),
      randomBytes: random)
    let code: ExitCode
    if let source {
      code = try batch(source, work, maps, settings, invocation)
    } else if let file {
      code = try single(file, work, maps, format, invocation)
    } else {
      code = .failure
    }
    try maps?.commit()
    return code
  }

  /// Nil where the system has none to give.
  @Sendable private static func randomBytes(_ count: Int) -> [UInt8]? {
    do { return try AuditEnvironment.system().randomBytes(count) } catch { return nil }
  }

  private static func batch(
    _ source: any ByteSource, _ work: Deidentifying, _ maps: MapSink?, _ settings: Settings,
    _ invocation: Invocation
  ) throws(ToolFailure) -> ExitCode {
    let lines = maps?.lines
    let worker = LineWorker(
      task: .deidentify,
      work: .transform { (line) throws(LineError) in
        let note: DeidentifiedNote
        do throws(WorkflowError) { note = try work.deidentify(line.input.note) } catch {
          throw LineError(id: line.input.id, code: error.code, message: error.message)
        }
        if let map = note.map { lines?.add(map) }
        return DeidentifiedJSON.line(note, id: line.input.id, pretty: false)
      },
      defaults: InputLine.Defaults(), isInterrupted: invocation.environment.isInterrupted)
    let run = BatchRun(
      worker: worker, jobs: settings.jobs,
      record: { (outcomes) throws(WorkflowError) in outcomes },
      isInterrupted: invocation.environment.isInterrupted)
    return try run.run(source, for: invocation)
  }

  private static func single(
    _ file: NoteFile, _ work: Deidentifying, _ maps: MapSink?, _ format: OutputFormat,
    _ invocation: Invocation
  ) throws(ToolFailure) -> ExitCode {
    let text: SourceText
    do throws(NoteFile.Problem) { text = try file.read(invocation) } catch {
      if invocation.environment.isInterrupted() { throw .interrupted }
      throw .trouble(message: error.message, hint: error.hint)
    }
    let note: DeidentifiedNote
    do throws(WorkflowError) { note = try work.deidentify(text) } catch {
      throw .trouble(message: "\(file.name): \(error.message)", hint: nil)
    }
    if let map = note.map {
      maps?.lines.add(map)
      // The way back is on the disk before the text is shown.
      try maps?.commit()
    }
    if format == .json {
      try invocation.write(DeidentifiedJSON.line(note, id: file.id, pretty: true))
    } else {
      try invocation.write(note.result.bytes)
      invocation.warn(StandingWords.notForClinicalUse)
    }
    return .success
  }
}

/// The map file of a run: it appears whole, readable by its owner alone, or not at all.
final class MapSink {
  /// Gathers the lines of maps from all threads.
  final class Lines: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func add(_ map: SealedMap) {
      let line = map.line
      bytes.withLock { $0 += line }
    }

    fileprivate var all: [UInt8] { bytes.withLock { $0 } }
  }

  let lines = Lines()
  private let file: AtomicFile
  private var isCommitted = false

  /// Nil where no map is asked for. A map that is there already is not written over: it may be the
  /// only way back for other texts.
  init?(_ invocation: Invocation) throws(ToolFailure) {
    guard let path = invocation.arguments.value("map") else { return nil }
    let absolute = invocation.environment.absolute(path)
    guard FileStatus.kind(of: absolute) == .missing else {
      throw .trouble(
        message: "\(Printable.line(path)): there is a file already",
        hint: "it may be the only way back for other texts; name a new one with --map")
    }
    file = try ToolFailure.wrap { () throws(StreamError) in
      try AtomicFile(absolute, tag: "\(invocation.environment.processID)")
    }
  }

  func commit() throws(ToolFailure) {
    guard !isCommitted else { return }
    isCommitted = true
    let bytes = lines.all
    try ToolFailure.wrap { () throws(StreamError) in
      try file.write(bytes)
      try file.commit()
    }
  }
}
