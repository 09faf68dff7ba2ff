/// Why a file is not strict YAML: the table of the `Y` codes.
///
/// Strict YAML is the part of YAML 1.1 that a reviewer reads correctly without knowing YAML: text,
/// lists and mappings, comments and block text. What changes the meaning of a file from a distance
/// (anchors, tags, merge keys, a second document) is refused, and no scalar has a type of its own.
package enum SyntaxProblem: String, Sendable, Hashable, CaseIterable {
  /// The file exceeds the size limit.
  case tooLarge = "Y001"
  /// The bytes are not well-formed UTF-8.
  case invalidUTF8 = "Y002"
  /// A NUL or another control character, as it stands or as an escape.
  case controlCharacter = "Y003"
  /// Nothing but white space and comments.
  case empty = "Y004"
  /// Lists and mappings nest too deeply.
  case tooDeep = "Y005"
  /// More values than allowed.
  case tooManyNodes = "Y006"
  /// A tab in the indentation.
  case tabIndentation = "Y007"
  /// `&name`
  case anchor = "Y008"
  /// `*name`
  case alias = "Y009"
  /// `!tag`
  case tag = "Y010"
  /// `<<:`
  case mergeKey = "Y011"
  /// The same field twice in one mapping.
  case duplicateKey = "Y012"
  /// A second `---`.
  case secondDocument = "Y013"
  /// `%YAML` or `%TAG`.
  case directive = "Y014"
  /// A field name that is empty, a list or a mapping.
  case keyIsNotText = "Y015"
  /// A line that fits no level of the indentation, or text after the end of a value.
  case indentation = "Y016"
  /// A line among fields that has no colon.
  case missingColon = "Y017"
  /// A colon inside plain text, or a field where none can stand.
  case strayColon = "Y018"
  /// A quotation mark that is never closed.
  case unclosedQuote = "Y019"
  /// An escape that double quotes do not know.
  case unknownEscape = "Y020"
  /// A bracket or brace that is not closed, or a missing comma within.
  case unclosedBracket = "Y021"
  /// A character that plain text cannot begin with.
  case reservedCharacter = "Y022"
  /// Anything else that the parser refuses.
  case malformed = "Y023"
  /// More problems than are listed.
  case tooManyProblems = "Y024"
  /// A line break other than LF and CR LF, which editors show differently.
  case unusualLineBreak = "Y025"
}

/// What a file may have at most.
package enum YAMLLimits {
  /// In bytes; the largest shipped policy file has well under 100 kB.
  package static let byteCount = 1 << 20
  /// Of nested lists and mappings; policies need about 8.
  package static let depth = 32
  /// Keys and values together.
  package static let nodeCount = 100_000
  /// Problems listed for one file, so that a hostile file cannot flood the terminal.
  package static let problemCount = 500
}
