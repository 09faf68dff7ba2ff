import Guardrails
import Policies
import SourceText

/// What must hold of any file of examples.
enum ExampleProperties {
  /// The rule that the file may have examples of.
  private static let rules = PolicyFile(
    path: "rules.yaml",
    bytes: Array(
      """
      schema: vouch/policy/1
      bundle: {id: fuzz, revision: 1, owner: fuzz}
      rules:
        - id: a.b
          title: A word
          kind: lexicon
          mode: enforce
          severity: minor
          params: {terms: [word]}
          then: {disposition: hold}
          tests: [{name: word, summary: "A word.", expect: hold}]

      """.utf8))

  /// Lays the input as examples beside one rule: it decides nothing, whatever it holds.
  static func check(_ input: [UInt8]) {
    let examples = PolicyFile(
      path: "examples.yaml", bytes: Array("schema: vouch/policy-examples/1\n".utf8) + input)
    let load = PolicyBundle.load([rules, examples], kinds: GuardrailEngine.kinds)
    precondition((load.bundle == nil) == load.diagnostics.contains { $0.severity == .error })
    guard let bundle = load.bundle,
      let bare = PolicyBundle.load([rules], kinds: GuardrailEngine.kinds).bundle
    else { return }
    precondition(bundle.digest == bare.digest && bundle.rules.count == 1)
    FuzzTarget.judge(under: bundle)
  }
}
