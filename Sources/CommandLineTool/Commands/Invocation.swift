import SourceText

/// One run of one command: its arguments and the world around it.
struct Invocation {
  let arguments: ParsedArguments
  let specification: CommandSpecification
  let streams: Streams
  let environment: ToolEnvironment

  func settings() throws(ToolFailure) -> Settings { try Settings(arguments, environment) }

  func usage(_ message: String, hint: String? = nil) -> ToolFailure {
    .usage(UsageError(message, hint: hint, command: specification.name))
  }

  /// Says something on standard error, unless the user wants quiet.
  func warn(_ message: String) {
    guard !arguments.has("quiet") else { return }
    complain("vouch: \(message)\n")
  }

  /// Says something on standard error that quiet does not silence. Where standard error cannot be
  /// written there is nowhere to say so.
  func complain(_ text: String) { try? streams.errors.write(text) }

  /// Colours for output that goes to standard output.
  func style(_ settings: Settings) -> Style {
    let isTerminal = streams.output.isTerminal && !arguments.has("output")
    return Style(
      isColored: settings.color.isOn(terminal: isTerminal, variables: environment.variables))
  }

  /// As wide as the terminal, but readable: at most 100 columns, and 100 where there is none.
  var width: Int { min(100, max(40, streams.output.columns ?? 100)) }

  /// Writes a result: to standard output, or whole to the file that `--output` names.
  func write(_ bytes: [UInt8]) throws(ToolFailure) {
    try withOutput { (sink) throws(ToolFailure) in
      try ToolFailure.wrap { () throws(StreamError) in try sink.write(bytes) }
    }
  }

  func write(_ text: String) throws(ToolFailure) { try write(Array(text.utf8)) }

  /// Lends the place where results go; a file of `--output` is put in its place at the end.
  func withOutput<Value>(_ body: (any ByteSink) throws(ToolFailure) -> Value) throws(ToolFailure)
    -> Value
  {
    guard let path = arguments.value("output") else { return try body(streams.output) }
    let file = try ToolFailure.wrap { () throws(StreamError) in
      try AtomicFile(environment.absolute(path), tag: "\(environment.processID)")
    }
    let value = try body(file)
    try ToolFailure.wrap { () throws(StreamError) in try file.commit() }
    return value
  }
}
