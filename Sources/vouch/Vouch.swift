import CommandLineTool

/// The entry point: hands the process's arguments and streams to the tool.
@main struct Vouch {
  static func main() {
    let environment = ToolEnvironment.process()
    let streams = Streams.standard(environment)
    // The standard library finds them through /proc/self/maps, and gives none where it cannot read that.
    // A command that was not read must not look like a run that is done.
    guard !CommandLine.arguments.isEmpty else {
      CommandLineTool.complainOfMissingArguments(streams).exitProcess()
    }
    let code = CommandLineTool.run(
      arguments: Array(CommandLine.arguments.dropFirst()),
      streams: streams, environment: environment)
    code.exitProcess()
  }
}
