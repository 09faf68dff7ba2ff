package import SourceText

/// Why an evaluation cannot be run. Never quotes a note, a summary or an id, which may be a record
/// number: lines say where.
package enum EvaluationError: Error, Equatable {
  /// A file that cannot be read or written: its path and the reason.
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  /// The data cannot be used as they are: what is wrong, and how to mend it.
  case invalidData(path: String, line: Int?, message: String, hint: String?)
  /// A file that a person wrote has errors.
  case invalidFiles([Diagnostic])
  /// The user has asked to stop.
  case interrupted

  package static func missingColumns(
    _ missing: [String], in path: String, line: Int?, present: [String]
  ) -> EvaluationError {
    // Other columns than those of notes, references and ids have names of their own.
    let isNamed = missing.allSatisfy { $0 != "summary" && $0 != "rating_id" && !isRated($0) }
    let names = missing.map { "'\($0)'" }.joined(separator: " and ")
    return .invalidData(
      path: path, line: line, message: "no column \(names)",
      hint: present.isEmpty
        ? "the file has no columns"
        : "it has: \(present.map(visible).joined(separator: ", "))"
          + (isNamed
            ? "; name the columns with --note-field, --reference-field and --id-field" : ""))
  }

  private static func isRated(_ name: String) -> Bool { RatingSheet.Item(rawValue: name) != nil }

  package static func repeatedID(in path: String, line: Int, first: Int) -> EvaluationError {
    .invalidData(
      path: path, line: line, message: "the id of line \(first) again", hint: "give each its own")
  }

  package static func unknownID(in path: String, line: Int) -> EvaluationError {
    .invalidData(
      path: path, line: line, message: "its id is that of no note",
      hint: "take the line out, or add its note")
  }

  package static func empty(_ path: String, what: String) -> EvaluationError {
    .invalidData(path: path, line: nil, message: "there is no \(what) in it", hint: nil)
  }

  /// Names come from data: what could move a terminal's cursor is not printed, and long ones are cut.
  private static func visible(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.prefix(40).map {
          $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
            ? "?" : $0
        }))
  }
}
