import FoundationEssentials
import SourceText

/// `vouch init`: a folder to start from.
enum InitCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["init"],
      summary: "write a starter folder: policies, prompts, configuration, a note",
      details: """
        Copies the policies that come with vouch (or those of --policies) to DIR/Policies, its prompts
        for language models to DIR/Prompts, and writes vouch.yaml and a synthetic note. Files that are
        there already are never overwritten: then nothing is written at all, but for what an interrupted
        run left out.

        With --site DIR/Policies extends the policies that come with vouch instead: it holds what a \
        site changes of them and nothing else. There is no DIR/Prompts either: the prompts that come \
        with vouch are used, and change with it, until the site writes its own.
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
      // Its prompts would be left out without a word.
      guard environment.executablePath != nil else { throw placeUnknown }
      let files =
        invocation.arguments.has("site")
        ? try siteFiles(invocation)
        : try StarterFolder.files(
          policies: try policies(invocation), prompts: InstalledFiles.prompts(environment))
      for file in try missing(files, in: folder) {
        try write(file, in: folder, tag: "\(environment.processID)")
      }
      if !invocation.arguments.has("quiet") { try invocation.write(welcome(shown, files)) }
      return .success
    })

  /// What must be written: all of it, or what is left of an attempt that was cut short.
  private static func missing(
    _ files: [StarterFolder.File], in folder: String
  ) throws(ToolFailure) -> [StarterFolder.File] {
    var missing: [StarterFolder.File] = []
    var others: [StarterFolder.File] = []
    for file in files {
      let path = FilePath.join(folder, file.name)
      // One that cannot be looked at may be anything.
      switch FileStatus.kind(of: path) {
      case .missing: missing.append(file)
      case .file where holds(file, path): continue
      case .file, .folder, .other, .unknown: others.append(file)
      }
    }
    if missing.isEmpty { others = files }
    guard others.isEmpty else {
      let names = others.map { Printable.line(FilePath.join(folder, $0.name)) }
      throw .trouble(
        message: "nothing was written, since these are there already: "
          + names.joined(separator: ", "),
        hint: "give another folder: 'vouch init DIR'")
    }
    return missing
  }

  private static func holds(_ file: StarterFolder.File, _ path: String) -> Bool {
    // What cannot be read is taken for somebody's own.
    do { return try InputFile.read(path, limit: 16 << 20) == file.bytes } catch { return false }
  }

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

  private static let placeUnknown = ToolFailure.trouble(
    message: "where this program lies cannot be told, so what comes with it cannot be copied",
    hint: "see whether /proc/self/exe can be read, and try again")

  /// Where the policies to copy are: never the folder that is being written.
  private static func policies(_ invocation: Invocation) throws(ToolFailure) -> String {
    let environment = invocation.environment
    if let named = invocation.arguments.value("policies") ?? environment.variable("VOUCH_POLICIES")
    {
      return environment.absolute(named)
    }
    if let installed = InstalledFiles.policies(environment) { return installed }
    let local = environment.absolute("Policies")
    if [.folder, .unknown].contains(FileStatus.kind(of: local)) { return local }
    throw notInstalled
  }

  private static func write(
    _ file: StarterFolder.File, in folder: String, tag: String
  ) throws(ToolFailure) {
    let path = FilePath.join(folder, file.name)
    let parent = FilePath.directory(of: path)
    do {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw .trouble(
        message: "\(Printable.line(parent)) cannot be made",
        hint: "look at the permissions of the folder above it and the space on the disk")
    }
    try ToolFailure.wrap { () throws(StreamError) in
      // Whole or not at all, so that a further attempt can tell what it has to write.
      let new = try AtomicFile(path, tag: tag, mode: 0o644)
      try new.write(file.bytes)
      try new.commit()
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
