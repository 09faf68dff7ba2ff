/// What is installed beside the program: `PREFIX/bin/vouch` finds `PREFIX/share/vouch`.
enum InstalledFiles {
  /// The policies that came with the program; nil where there are none.
  static func policies(_ environment: ToolEnvironment) -> String? {
    folder("Policies", environment)
  }

  /// The prompts that came with the program; nil where there are none.
  static func prompts(_ environment: ToolEnvironment) -> String? {
    folder("Prompts", environment)
  }

  private static func folder(_ name: String, _ environment: ToolEnvironment) -> String? {
    guard let executable = environment.executablePath else { return nil }
    let prefix = FilePath.directory(of: FilePath.directory(of: executable))
    var candidates = ["\(prefix)/share/vouch/\(name)"]
    // A program that was built but not installed finds those of the source tree it was built in.
    let components = executable.split(separator: "/", omittingEmptySubsequences: false)
    if let build = components.lastIndex(of: ".build") {
      candidates.append(components[..<build].joined(separator: "/") + "/\(name)")
    }
    return candidates.first { [.folder, .unknown].contains(FileStatus.kind(of: $0)) }
  }
}
