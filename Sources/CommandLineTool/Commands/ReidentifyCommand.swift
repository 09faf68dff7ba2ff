import AuditTrail
import Deidentification
import SourceText
import Workflow

/// `vouch reidentify`: surrogates out, the originals back in.
enum ReidentifyCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["reidentify"],
      summary: "a deidentified text and its map → the text as it was",
      details: """
        Puts the originals back that 'vouch deidentify --map FILE' replaced. A text that was given out
        comes back byte for byte; in a text that was worked on since, such as a summary of it, every
        surrogate is replaced that stands there unchanged.

        It takes the key that the map was made under: the audit trail's, or that of --key. With the
        trail's key it is recorded there first who asked.

        With --jsonl each input line is {"id","text","map"}, as 'deidentify --jsonl' wrote it.
        """,
      inputs: .atMostOne(placeholder: "INPUT"),
      options: [
        OptionSpecification(
          "map", .text(placeholder: "FILE"), "The map file that 'deidentify' wrote. Needed."),
        OptionSpecification(
          "entry", .text(placeholder: "MAP"),
          "Which map of the file, where it holds several: the 'map' of the JSON line."),
        IdentifierKey.option,
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .jsonl, .jobs, .actor, .role, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet,
        .color,
      ],
      examples: [
        .init("vouch reidentify --map note.map clean.txt", "the note as it was"),
        .init("vouch reidentify --map note.map < summary.txt", "the names back in a summary"),
        .init("vouch reidentify --jsonl --map notes.map < clean.jsonl", "many notes"),
      ]),
    run: { (invocation) throws(ToolFailure) in try run(invocation) })

  private static func run(_ invocation: Invocation) throws(ToolFailure) -> ExitCode {
    let format = try invocation.format()
    let settings = try invocation.settings()
    guard let path = invocation.arguments.value("map") else {
      throw invocation.usage(
        "--map FILE is needed", hint: "name the file that 'vouch deidentify --map FILE' wrote")
    }
    let isBatch = invocation.arguments.has("jsonl")
    if isBatch, invocation.arguments.has("entry") {
      throw invocation.usage(
        "--entry and --jsonl exclude each other", hint: "each line names its map itself")
    }
    let source = isBatch ? try invocation.lineSource() : nil
    let file = isBatch ? nil : try invocation.noteFiles().first
    let maps = try readMaps(path, invocation)
    let key = try IdentifierKey.key(invocation, settings, mayBegin: false)
    if !invocation.arguments.has("key") {
      try TrailAccess.recordAccess(
        AccessRecord(command: "reidentify", actor: try invocation.person()), type: .accessRead,
        settings, invocation)
    }
    if let source { return try batch(source, maps, key, settings, invocation) }
    guard let file else { return .failure }
    return try single(file, try chosen(maps, path, invocation), key, format, invocation)
  }

  /// Larger than the maps of a million notes.
  private static let mapLimit = 1 << 30

  private static func readMaps(
    _ path: String, _ invocation: Invocation
  ) throws(ToolFailure) -> [String: SealedMap] {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(invocation.environment.absolute(path), limit: mapLimit)
    } catch {
      throw .trouble(message: "\(Printable.line(path)): \(error.reason)", hint: error.hint)
    }
    guard let maps = SealedMap.maps(in: bytes), !maps.isEmpty else {
      throw .trouble(
        message: "\(Printable.line(path)): this is no map file, or it is damaged",
        hint: "--map names the file that 'vouch deidentify --map FILE' wrote, not the text")
    }
    return maps
  }

  private static func chosen(
    _ maps: [String: SealedMap], _ path: String, _ invocation: Invocation
  ) throws(ToolFailure) -> SealedMap {
    if let entry = invocation.arguments.value("entry") {
      if let map = maps[entry] { return map }
      throw .trouble(
        message: "\(Printable.line(path)): there is no map '\(Printable.line(entry))' in it",
        hint: "the JSON line of the text names its map")
    }
    guard maps.count == 1, let only = maps.first?.value else {
      throw invocation.usage(
        "\(Printable.line(path)) holds \(maps.count) maps",
        hint: "name one with --entry MAP, or use --jsonl, where each line names its own")
    }
    return only
  }

  private static func batch(
    _ source: any ByteSource, _ maps: [String: SealedMap], _ key: DeidentificationKey,
    _ settings: Settings, _ invocation: Invocation
  ) throws(ToolFailure) -> ExitCode {
    let worker = LineWorker(
      task: .reidentify,
      work: .transform { (line) throws(LineError) in
        let id = line.input.id
        guard let name = line.map, let map = maps[name] else {
          throw LineError(
            id: id, code: "unknown-map",
            message: "the map that the line names is not in the map file")
        }
        do throws(WorkflowError) {
          let text = try Deidentifying.reidentify(line.input.note, with: map, key: key)
          return DeidentifiedJSON.line(text, id: id, pretty: false)
        } catch {
          throw LineError(id: id, code: error.code, message: error.message)
        }
      },
      defaults: InputLine.Defaults(), isInterrupted: invocation.environment.isInterrupted)
    let run = BatchRun(
      worker: worker, jobs: settings.jobs,
      record: { (outcomes) throws(WorkflowError) in outcomes },
      isInterrupted: invocation.environment.isInterrupted)
    return try run.run(source, for: invocation)
  }

  private static func single(
    _ file: NoteFile, _ map: SealedMap, _ key: DeidentificationKey, _ format: OutputFormat,
    _ invocation: Invocation
  ) throws(ToolFailure) -> ExitCode {
    let text: SourceText
    do throws(NoteFile.Problem) { text = try file.read(invocation) } catch {
      if invocation.environment.isInterrupted() { throw .interrupted }
      throw .trouble(message: error.message, hint: error.hint)
    }
    let result: Reidentified
    do throws(WorkflowError) {
      result = try Deidentifying.reidentify(text, with: map, key: key)
    } catch {
      throw .trouble(
        message: error.message,
        hint: "give the --audit or --key that the text was deidentified under")
    }
    if format == .json {
      try invocation.write(DeidentifiedJSON.line(result, id: file.id, pretty: true))
    } else {
      try invocation.write(result.bytes)
      if !result.isExact {
        let found = Plural.count(result.count, "surrogate")
        invocation.warn("the text was changed since; \(found) replaced where they stand in it")
      }
    }
    return .success
  }
}
