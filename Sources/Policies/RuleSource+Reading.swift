package import SourceText
import StrictYAML

// What tools outside of this module ask of a rule as it is written.
extension RuleSource {
  /// The text of a parameter; nil where it is absent or no text.
  package func parameter(_ name: String) -> String? {
    guard case .scalar(let scalar) = node.field("params")?.field(name)?.content else { return nil }
    return scalar.text
  }

  /// Where a text stands among the parameters; nil where it does not.
  package func place(ofParameter text: String) -> TextSpan? {
    node.field("params")?.span(ofScalar: text)
  }

  /// Where a field of the rule stands; the rule itself where there is none.
  package func place(ofField name: String) -> TextSpan { node.field(name)?.span ?? node.span }

  /// A warning about a place of the rule, with its line.
  package func warning(
    at span: TextSpan, code: String, _ message: String, hint: String? = nil
  ) -> Diagnostic {
    document.diagnostic(at: span, severity: .warning, code: code, message: message, hint: hint)
  }

  /// A phrase as a message quotes it.
  package static func quoted(_ phrase: String) -> String { phrase.quoted }

  /// What rules must have in common for one to find everything that another finds.
  package var parameterSignature: String { ParameterOrder.signature(node.field("params")) }

  /// The items of all lists of which more find more, as matching looks at them.
  package var soughtItems: [String] { ParameterOrder.wideningItems(node.field("params")) }

  /// Whether this rule finds everything that another one of its kind finds, as far as their
  /// parameters tell.
  package func finds(everythingOf other: RuleSource) -> Bool {
    ParameterOrder.covers(node.field("params"), other.node.field("params"))
  }

  /// A phrase without what matching does not look at: case, white space, hyphens.
  package static func folded(_ phrase: String) -> String {
    phrase.lowercased().split { $0.isWhitespace || $0 == "-" }.joined(separator: " ")
  }
}
