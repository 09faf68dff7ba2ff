import AuditTrail
import FoundationEssentials
import Glibc
import ModelClient

/// Where it is kept from run to run which servers are left alone.
enum BreakerFile {
  /// Beside the audit trail's usual place; nil where there is no home.
  static func path(_ profile: ModelProfile, _ environment: ToolEnvironment) -> String? {
    let folder: String
    // The XDG base directory specification 0.8: relative paths there are to be ignored.
    if let state = environment.variable("XDG_STATE_HOME"), state.hasPrefix("/") {
      folder = state
    } else if let home = environment.variable("HOME") {
      folder = "\(home)/.local/state"
    } else {
      return nil
    }
    // An authority is made of letters, digits, dots, hyphens, colons and brackets.
    return "\(folder)/vouch/servers/\(profile.endpoint.authority).json"
  }

  /// What is known of the server; nothing where no file can be read.
  static func state(_ path: String?) -> CircuitState {
    guard let path, FileStatus.kind(of: path) == .file,
      let bytes = try? InputFile.read(path, limit: 4096)
    else { return CircuitState() }
    return CircuitState(decoding: bytes) ?? CircuitState()
  }

  static func breaker(_ profile: ModelProfile, _ environment: ToolEnvironment) -> CircuitBreaker {
    let path = path(profile, environment)
    let tag = "\(environment.processID)"
    return CircuitBreaker(state(path)) { state in
      guard let path else { return }
      // A state that cannot be kept only means that the next run has to find out for itself.
      do {
        try FileManager.default.createDirectory(
          atPath: FilePath.directory(of: path), withIntermediateDirectories: true)
        let file = try AtomicFile(path, tag: tag)
        try file.write(state.encoded)
        try file.commit()
      } catch {}
    }
  }
}
