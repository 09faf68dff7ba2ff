import Policies
import SourceText
import Workflow

/// Loads policies for a command; what is wrong with them becomes exit code 3.
enum PolicyAccess {
  /// The bundle that summaries are judged by.
  static func bundle(
    _ path: String, _ environment: ToolEnvironment
  ) throws(ToolFailure) -> PolicyBundle {
    // Warnings are for authors: 'policy check' and 'doctor' show them.
    do {
      return try PolicyFolder.load(
        path, installed: InstalledFiles.policies(environment), examples: false
      ).bundle
    } catch {
      throw failure(error)
    }
  }

  /// The bundle, and its rules as they are written.
  static func bundleWithSources(
    _ path: String, _ environment: ToolEnvironment
  ) throws(ToolFailure) -> (bundle: PolicyBundle, sources: PolicySources) {
    do {
      return try PolicyFolder.loadWithSources(
        path, installed: InstalledFiles.policies(environment))
    } catch { throw failure(error) }
  }

  static func failure(_ error: PolicyFolder.LoadError) -> ToolFailure {
    switch error {
    case .unreadable(let path, let reason):
      .invalidSetup(message: "policies: \(Printable.line(path)): \(reason)", hint: nil)
    case .invalid(let diagnostics): .invalidFiles(diagnostics)
    }
  }
}

extension Invocation {
  /// The indices of the rules that `--rule` names, all without it: the rule of that id, or those
  /// whose ids begin with it and a dot.
  func rules(of bundle: PolicyBundle) throws(ToolFailure) -> [Int] {
    guard let name = arguments.value("rule") else { return Array(bundle.rules.indices) }
    let found = bundle.rules.indices.filter {
      bundle.rules[$0].id == name || bundle.rules[$0].id.hasPrefix(name + ".")
    }
    guard !found.isEmpty else {
      let near = Suggestion.nearest(to: name, among: bundle.rules.map(\.id))
      throw .trouble(
        message: "no rule '\(Printable.line(name))' in '\(bundle.id)'",
        hint: near.map { "did you mean '\($0)'?" } ?? "'vouch policy test' runs them all")
    }
    return found
  }
}
