/// Why well-formed YAML does not fit the schema: the second half of a code such as `P012`.
///
/// The letter before it tells the sort of file: `P` for policies, others for configuration and
/// expectations. `Y` is kept for `SyntaxProblem`; numbers from 030 belong to each sort itself.
package enum ShapeProblem: String, Sendable, Hashable, CaseIterable {
  /// Text where a list is due, and the like.
  case wrongShape = "010"
  /// A required field is absent.
  case missingField = "011"
  /// A field that the schema does not have.
  case unknownField = "012"
  /// A field without a value, or with blank text.
  case emptyValue = "013"
  /// Not a number, or not a whole one.
  case notANumber = "014"
  /// A number outside its range.
  case outOfRange = "015"
  /// Neither `true` nor `false`.
  case notABoolean = "016"
  /// Not one of the words that the field takes.
  case notAChoice = "017"
  /// A list with too few items.
  case tooFewItems = "018"
  /// The same item twice in a list.
  case repeatedItem = "019"
}
