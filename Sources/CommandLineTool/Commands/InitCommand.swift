import FoundationEssentials
import SourceText

/// `vouch init`: a folder to start from.
enum InitCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["init"],
      summary: "write a starter folder: policies, configuration, a note",
      details: """
        Copies the policies that come with vouch (or those of --policies) to DIR/Policies, and writes
        vouch.yaml and a synthetic note. Files that are there already are never overwritten: then
        nothing is written at all.

        With --site DIR/Policies extends the policies that come with vouch instead: it holds what a \
        site changes of them and nothing else.
        """,
      inputs: .atMostOne(placeholder: "DIR"),
      options: [
        OptionSpecification("site", "Extend the policies that come with vouch; do not copy them."),
        .policies, .quiet,
      ],
      examples: [
        .init("vouch init demo", "a folder of that name"),
        .init("vouch init --site ward", "one that changes the policies without a copy of them"),
        .init("cd demo && vouch summarize note.txt", "and the first summary in it"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let environment = invocation.environment
      let shown = invocation.arguments.inputs.first ?? "."
      let folder = environment.absolute(shown)
      let files =
        invocation.arguments.has("site")
        ? try siteFiles(invocation) : try StarterFolder.files(policies: try policies(invocation))
      let present = files.map { FilePath.join(folder, $0.name) }.filter {
        FileStatus.kind(of: $0) != .missing
      }
      guard present.isEmpty else {
        throw .trouble(
          message: "nothing was written, since these are there already: "
            + present.map(Printable.line).joined(separator: ", "),
          hint: "give another folder: 'vouch init DIR'")
      }
      for file in files { try write(file, in: folder) }
      if !invocation.arguments.has("quiet") { try invocation.write(welcome(shown, files)) }
      return .success
    })

  private static func siteFiles(
    _ invocation: Invocation
  ) throws(ToolFailure) -> [StarterFolder.File] {
    if invocation.arguments.has("policies") {
      throw invocation.usage("--site extends the policies that come with vouch, not --policies")
    }
    guard InstalledFiles.policies(invocation.environment) != nil else { throw notInstalled }
    return StarterFolder.siteFiles
  }

  private static let notInstalled = ToolFailure.trouble(
    message: "the policies that come with vouch are not beside the program",
    hint: "install it with 'make install', or name a folder with --policies DIR")

  /// Where the policies to copy are: never the folder that is being written.
  private static func policies(_ invocation: Invocation) throws(ToolFailure) -> String {
    let environment = invocation.environment
    if let named = invocation.arguments.value("policies") ?? environment.variable("VOUCH_POLICIES")
    {
      return environment.absolute(named)
    }
    if let installed = InstalledFiles.policies(environment) { return installed }
    let local = environment.absolute("Policies")
    if FileStatus.kind(of: local) == .folder { return local }
    throw notInstalled
  }

  private static func write(_ file: StarterFolder.File, in folder: String) throws(ToolFailure) {
    let path = FilePath.join(folder, file.name)
    let parent = FilePath.directory(of: path)
    do {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true)
      try Data(file.bytes).write(to: URL(filePath: path), options: .withoutOverwriting)
    } catch {
      throw .trouble(
        message: "\(Printable.line(path)) cannot be written",
        hint: "look at the permissions of \(Printable.line(parent)) and the space on the disk")
    }
  }

  private static func welcome(_ folder: String, _ files: [StarterFolder.File]) -> String {
    var text = files.map { "  \($0.name)\n" }.joined()
    text += "\nNext:\n"
    if folder != "." { text += "  cd \(ShellWord.quoted(folder))\n" }
    text += "  vouch summarize note.txt     the first summary, with evidence and decision\n"
    text += "  vouch policy test            the examples inside the rules\n"
    text += "  vouch audit verify           prove that the trail is whole\n"
    return text + "\n\(StandingWords.notForClinicalUse)\n"
  }
}
