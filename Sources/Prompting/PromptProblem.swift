/// Why prompt files are refused: the `T` codes from 030. `T010` to `T019` are `ShapeProblem` with the letter
/// of prompts; `Y` codes are syntax.
package enum PromptProblem: String, Sendable, Hashable, CaseIterable {
  /// The `schema` is not one that this version reads.
  case unknownSchema = "T030"
  /// An id with other characters than it may have.
  case malformedID = "T031"
  /// A placeholder that has no end, or a name that is none.
  case malformedPlaceholder = "T032"
  /// A placeholder that is not among the inputs, or not where it may stand.
  case unknownInput = "T033"
  /// An input that no text of the prompt uses.
  case unusedInput = "T034"
  /// A placeholder that a text must have exactly once is not there, or twice.
  case requiredPlaceholder = "T035"
  /// An example that breaks the rules that replies are under.
  case brokenExample = "T036"
  /// A text longer than allowed.
  case tooLong = "T037"
}
