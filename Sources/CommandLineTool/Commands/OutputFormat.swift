/// How single results are written.
enum OutputFormat: String, CaseIterable, Sendable {
  case text, json, markdown
}

extension OptionSpecification {
  static let format = OptionSpecification(
    "format", .choice(OutputFormat.allCases.map(\.rawValue)), "How to show it. Default: text.")
}

extension Invocation {
  /// The format asked for; with `--jsonl` there is none to choose.
  func format() throws(ToolFailure) -> OutputFormat {
    if arguments.has("jsonl"), arguments.has("format") {
      throw usage("--format and --jsonl exclude each other", hint: "--jsonl writes JSON Lines")
    }
    if !arguments.has("jsonl"), arguments.has("jobs") {
      throw usage("--jobs goes with --jsonl", hint: "add --jsonl, or leave --jobs out")
    }
    return arguments.value("format").flatMap(OutputFormat.init(rawValue:)) ?? .text
  }

  /// The single notes that the arguments name; standard input where they name none.
  func noteFiles() throws(ToolFailure) -> [NoteFile] {
    if arguments.inputs.isEmpty {
      guard !streams.input.isTerminal else {
        throw usage(
          "there is no note to read",
          hint: "name a file, or pipe a note in: 'vouch \(specification.name) < note.txt'")
      }
      return [NoteFile(path: "-")]
    }
    guard arguments.inputs.count(where: { $0 == "-" }) <= 1 else {
      throw usage("standard input ('-') can be read only once")
    }
    return arguments.inputs.map(NoteFile.init(path:))
  }

  /// Where the lines of a `--jsonl` run come from.
  func lineSource() throws(ToolFailure) -> any ByteSource {
    guard arguments.inputs.count <= 1 else {
      throw usage(
        "--jsonl reads one INPUT", hint: "join them: 'cat a.jsonl b.jsonl | vouch … --jsonl'")
    }
    return try lineSource(named: arguments.inputs.first ?? "-")
  }

  /// The lines of a file; `-` is standard input.
  func lineSource(named path: String) throws(ToolFailure) -> any ByteSource {
    guard path != "-" else {
      guard !streams.input.isTerminal else {
        throw usage(
          "there are no lines to read",
          hint: "name a file, or pipe them in: 'vouch \(specification.name) --jsonl < notes.jsonl'")
      }
      return streams.input
    }
    do {
      let descriptor = try InputFile.open(environment.absolute(path))
      return DescriptorSource(
        descriptor, name: Printable.line(path), isInterrupted: environment.isInterrupted)
    } catch {
      throw .trouble(message: "\(Printable.line(path)): \(error.reason)", hint: error.hint)
    }
  }
}
