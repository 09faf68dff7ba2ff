package import SourceText
import Synchronization

/// Collects the problems of one file while its parts are read.
///
/// A reference, because readers of nested parts add to the same list. One thread reads a file, and
/// another may add afterwards what only all files together show.
package final class ProblemList: Sendable {
  private struct Found {
    var errors: [Diagnostic] = []
    var warnings: [Diagnostic] = []
    var errorCount = 0
  }

  package let document: YAMLDocument
  /// The letter of the file's sort in codes of `ShapeProblem`: `P` for policies.
  package let family: Character
  private let found = Mutex(Found())
  /// How much was reported that is no warning, listed or not.
  package var errorCount: Int { found.withLock { $0.errorCount } }
  package var hasErrors: Bool { errorCount > 0 }

  package init(_ document: YAMLDocument, family: Character) {
    self.document = document
    self.family = family
  }

  /// By place.
  package var diagnostics: [Diagnostic] { found.withLock { $0.errors + $0.warnings }.sorted() }

  /// Whether further errors are counted but no longer listed.
  package var isFull: Bool { found.withLock { $0.errors.count } > YAMLLimits.problemCount }

  /// Adds a problem with a code of its own.
  package func report(
    at span: TextSpan, severity: Diagnostic.Severity = .error, code: String, _ message: String,
    hint: String? = nil
  ) {
    found.withLock { found in
      if severity == .error { found.errorCount += 1 }
      let listed = severity == .error ? found.errors.count : found.warnings.count
      guard listed <= YAMLLimits.problemCount else { return }
      let problem =
        listed < YAMLLimits.problemCount
        ? document.diagnostic(
          at: span, severity: severity, code: code, message: message, hint: hint)
        : document.diagnostic(
          at: span, severity: severity, code: SyntaxProblem.tooManyProblems.rawValue,
          message: "more than \(YAMLLimits.problemCount) \(severity.rawValue)s; "
            + "the rest is not listed")
      if severity == .error { found.errors.append(problem) } else { found.warnings.append(problem) }
    }
  }

  package func report(
    at span: TextSpan, _ problem: ShapeProblem, _ message: String, hint: String? = nil
  ) {
    report(at: span, code: "\(family)\(problem.rawValue)", message, hint: hint)
  }

  func report(
    at span: TextSpan, _ problem: SyntaxProblem, _ message: String, hint: String? = nil
  ) {
    report(at: span, code: problem.rawValue, message, hint: hint)
  }
}
