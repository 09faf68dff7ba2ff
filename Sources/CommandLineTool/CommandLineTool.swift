/// The program: arguments and streams in, an exit code out. Everything outside comes in as values, so
/// that tests can run it in process.
package enum CommandLineTool {
  package static let version = "0.1.0"

  /// Runs one command line, without the program's name.
  package static func run(
    arguments: [String], streams: Streams, environment: ToolEnvironment
  ) -> ExitCode {
    do throws(ToolFailure) {
      return try dispatch(arguments, streams, environment)
    } catch {
      // Where standard error cannot be written either, the exit code still tells.
      if let text = error.rendered { try? streams.errors.write(text) }
      return error.exitCode
    }
  }

  /// What is said and returned where the system does not give the command line.
  package static func complainOfMissingArguments(_ streams: Streams) -> ExitCode {
    let failure = ToolFailure.trouble(
      message: "the command line cannot be read; nothing was done",
      hint: "see that /proc is mounted and that files can be opened ('ulimit -n'), then run again")
    // The exit code tells even where standard error cannot be written.
    if let text = failure.rendered { try? streams.errors.write(text) }
    return failure.exitCode
  }

  private static func dispatch(
    _ arguments: [String], _ streams: Streams, _ environment: ToolEnvironment
  ) throws(ToolFailure) -> ExitCode {
    let specifications = CommandTable.commands.map(\.specification)
    let request: ArgumentParser.Request
    do throws(UsageError) {
      request = try ArgumentParser(commands: specifications).parse(arguments)
    } catch {
      throw .usage(error)
    }
    switch request {
    case .version:
      try print("vouch \(version)\n", streams)
      return .success
    case .help(let path):
      try print(help(path, specifications), streams)
      return .success
    case .run(let index, let parsed):
      let command = CommandTable.commands[index]
      return try command.run(
        Invocation(
          arguments: parsed, specification: command.specification, streams: streams,
          environment: environment))
    }
  }

  private static func help(_ path: [String], _ commands: [CommandSpecification]) -> String {
    if let command = commands.first(where: { $0.path == path }) {
      return HelpPage.page(for: command)
    }
    guard let group = path.first else { return HelpPage.overview(of: commands) }
    return HelpPage.group(group, of: commands)
  }

  private static func print(_ text: String, _ streams: Streams) throws(ToolFailure) {
    try ToolFailure.wrap { () throws(StreamError) in try streams.output.write(text) }
  }
}
