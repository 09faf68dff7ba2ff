import CommandLineTool

/// The entry point: hands the process's arguments and streams to the tool.
@main struct Vouch {
  static func main() {
    let environment = ToolEnvironment.process()
    let code = CommandLineTool.run(
      arguments: Array(CommandLine.arguments.dropFirst()),
      streams: .standard(environment), environment: environment)
    code.exitProcess()
  }
}
