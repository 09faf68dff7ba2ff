import SourceText

/// What an override of a rule's disposition means for the examples below it.
///
/// Such an example says what the rule finds; that it asks for another disposition since is no news. One
/// that expects a disposition other than its rule's own is left as it is.
struct Restatement: Sendable {
  /// Examples at smaller offsets of the rule's document were written below the override.
  let start: Int
  let from: Disposition
  let to: Disposition

  func restated(_ expected: Disposition, at span: TextSpan) -> Disposition {
    Int(span.start) < start && expected == from ? to : expected
  }
}
