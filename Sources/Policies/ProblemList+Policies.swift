import SourceText
import StrictYAML

extension ProblemList {
  func report(
    at span: TextSpan, _ problem: PolicyProblem, _ message: String, hint: String? = nil
  ) {
    report(
      at: span, severity: problem.isWarning ? .warning : .error, code: problem.rawValue, message,
      hint: hint)
  }

  /// The place as a rule keeps it, and as hints name it.
  func policyPlace(of span: TextSpan) -> PolicyPlace {
    let (line, column) = document.position(of: Int(span.start))
    return PolicyPlace(file: document.path(of: Int(span.start)), line: line, column: column)
  }
}

extension PolicyPlace {
  var described: String { "\(file):\(line):\(column)" }
}
