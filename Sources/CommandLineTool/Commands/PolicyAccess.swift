import Policies
import SourceText
import Workflow

/// Loads policies for a command; what is wrong with them becomes exit code 3.
enum PolicyAccess {
  static func bundle(
    _ path: String
  ) throws(ToolFailure) -> PolicyBundle {
    // Warnings are for authors: 'policy check' and 'doctor' show them.
    do { return try PolicyFolder.load(path).bundle } catch {
      throw failure(error)
    }
  }

  static func failure(_ error: PolicyFolder.LoadError) -> ToolFailure {
    switch error {
    case .unreadable(let path, let reason):
      .invalidSetup(message: "policies: \(Printable.line(path)): \(reason)", hint: nil)
    case .invalid(let diagnostics): .invalidFiles(diagnostics)
    }
  }
}
