/// A problem in a file that a person wrote, with its place and how to mend it.
///
/// Printed as
/// ```
/// Policies/dosing.yaml:12:7: error[P012]: unknown field 'dosse'
///       dosse: 5
///       ^~~~~
///   hint: did you mean 'dose'?
/// ```
/// Line and column count from 1; the column counts Unicode scalars.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable { case error, warning }

  package var file: String
  package var line: Int
  package var column: Int
  /// How many scalars the caret line underlines, at least 1.
  package var length: Int
  package var severity: Severity
  /// A stable code such as `P012`.
  package var code: String
  /// One phrase without a full stop.
  package var message: String
  package var hint: String?
  /// The line of the file, for the caret display.
  package var sourceLine: String?

  package init(
    file: String, line: Int, column: Int, length: Int = 1, severity: Severity = .error,
    code: String, message: String, hint: String? = nil, sourceLine: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.length = max(1, length)
    self.severity = severity
    self.code = code
    self.message = message
    self.hint = hint
    self.sourceLine = sourceLine
  }

  /// The message as a person reads it: place, source line, caret, hint.
  package var rendered: String {
    var text = "\(file):\(line):\(column): \(severity.rawValue)[\(code)]: \(message)"
    if let sourceLine {
      let shown = String(sourceLine.map { $0 == "\t" ? " " : $0 }.prefix(160))
      let indent = String(repeating: " ", count: min(column - 1, 160))
      let room = max(1, min(length, shown.unicodeScalars.count - column + 1))
      text += "\n  \(shown)\n  \(indent)^\(String(repeating: "~", count: room - 1))"
    }
    if let hint { text += "\n  hint: \(hint)" }
    return text
  }
}

extension Diagnostic: Comparable {
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    (left.file, left.line, left.column, left.code)
      < (right.file, right.line, right.column, right.code)
  }
}
