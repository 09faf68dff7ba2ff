import Glibc
import SourceText

/// Finds the configuration files and puts them together.
enum ConfigurationFiles {
  /// A configuration file is a few lines; this stops a mistaken path, in bytes.
  private static let sizeLimit = 1 << 20

  /// `--config FILE`, else `vouch.yaml` in the current folder, over the user's own file.
  static func merged(_ arguments: ParsedArguments, _ environment: ToolEnvironment)
    throws(ToolFailure) -> Configuration
  {
    var project: Configuration?
    if let named = arguments.value("config") {
      project = try read(environment.absolute(named))
    } else {
      project = try readIfThere(projectPath(environment))
    }
    var user: Configuration?
    if let path = userPath(environment), !isAnotherUsers(path) { user = try readIfThere(path) }
    return (project ?? Configuration()).over(user ?? Configuration())
  }

  /// Under `sudo` the home may still be that of somebody else, whose folders are closed to us.
  private static func isAnotherUsers(_ path: String) -> Bool {
    unsafe access(path, F_OK) != 0 && errno == EACCES
  }

  static func projectPath(_ environment: ToolEnvironment) -> String {
    environment.absolute("vouch.yaml")
  }

  static func userPath(_ environment: ToolEnvironment) -> String? {
    if let folder = environment.variable("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return "\(folder)/vouch/config.yaml"
    }
    return environment.variable("HOME").map { "\($0)/.config/vouch/config.yaml" }
  }

  /// A file that nobody named. A pipe in its place would be waited for without end.
  private static func readIfThere(_ path: String) throws(ToolFailure) -> Configuration? {
    switch FileStatus.kind(of: path) {
    case .missing: return nil
    case .other:
      throw .invalidSetup(
        message: "\(path): this is no file",
        hint: "remove it, or name a configuration with --config FILE")
    case .file, .folder, .unknown: return try read(path)
    }
  }

  private static func read(_ path: String) throws(ToolFailure) -> Configuration {
    let bytes: [UInt8]
    do { bytes = try InputFile.read(path, limit: sizeLimit) } catch {
      throw .invalidSetup(message: "\(path): \(error.reason)", hint: error.hint)
    }
    let (configuration, diagnostics) = Configuration.read(bytes, path: path)
    guard let configuration else { throw .invalidFiles(diagnostics) }
    return configuration
  }
}
