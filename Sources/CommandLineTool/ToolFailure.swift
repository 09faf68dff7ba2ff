import AuditTrail
import SourceText
import Workflow

/// Why a command did not run to its end; the one place where failures become exit codes.
enum ToolFailure: Error {
  case usage(UsageError)
  /// Something outside failed: what, where, and how to mend it.
  case trouble(message: String, hint: String?)
  /// What the run goes by cannot be used: policies or configuration.
  case invalidSetup(message: String, hint: String?)
  /// Files that people write have errors, all of them listed.
  case invalidFiles([Diagnostic])
  /// The reader of the output went away; no reason to complain.
  case outputClosed
  case interrupted

  init(_ error: WorkflowError) {
    self = .trouble(message: error.message, hint: nil)
  }

  init(_ error: StreamError) {
    switch error {
    case .closed: self = .outputClosed
    case .interrupted: self = .interrupted
    case .failed(let reason): self = .trouble(message: reason, hint: nil)
    }
  }

  /// Runs something that reads or writes.
  static func wrap<Value>(_ body: () throws(StreamError) -> Value) throws(ToolFailure) -> Value {
    do { return try body() } catch { throw ToolFailure(error) }
  }

  var exitCode: ExitCode {
    switch self {
    case .usage: .usage
    case .trouble: .failure
    case .invalidSetup, .invalidFiles: .invalidFile
    case .outputClosed: .success
    case .interrupted: .interrupted
    }
  }

  /// What is printed on standard error; nil where there is nothing to say.
  var rendered: String? {
    switch self {
    case .usage(let error): return error.rendered
    case .trouble(let message, let hint), .invalidSetup(let message, let hint):
      return "vouch: \(message)\n" + (hint.map { "  hint: \($0)\n" } ?? "")
    case .invalidFiles(let diagnostics):
      let errors = diagnostics.filter { $0.severity == .error }.count
      return diagnostics.sorted().map { $0.rendered + "\n" }.joined()
        + "vouch: \(Plural.count(errors, "error")); nothing was done\n"
    case .outputClosed: return nil
    case .interrupted: return "vouch: interrupted\n"
    }
  }
}

/// A number with its noun: `1 error`, `3 errors`.
enum Plural {
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
