/// What one kind of rule looks for, as read from the `params` of a policy file.
///
/// A rule kind is one file in `Guardrails` that conforms to this and knows how to judge, and one
/// line in its list of kinds; the loader here only needs the name and the reader.
package protocol RuleParameters: Sendable {
  /// The name that policy files use: `directive`.
  static var kind: String { get }

  /// Whether a rule of this kind raises escalations, so that it must say by a `route` obligation
  /// who is to look and by when.
  static var requiresRoute: Bool { get }

  /// Whether a rule of this kind rests on what a language model says: it may hold a summary back and do
  /// no more, and must say what a model that says nothing counts as.
  static var asksModel: Bool { get }

  /// The disclaimers of the bundle that the parameters name; they must exist.
  var referencedDisclaimers: [String] { get }

  /// The ids of other rules, or names of rule kinds, whose findings the rule counts; they must exist
  /// and must not lead back to the rule.
  var referencedRules: [String] { get }

  /// Reads the parameters; problems are reported to the reader, all of them, never thrown. Returns
  /// nil only after at least one problem was reported, and only after asking for every key.
  init?(reading parameters: inout ParameterReader)
}

extension RuleParameters {
  package static var requiresRoute: Bool { false }
  package static var asksModel: Bool { false }
  package var referencedDisclaimers: [String] { [] }
  package var referencedRules: [String] { [] }
}
