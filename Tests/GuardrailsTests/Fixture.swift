import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import Testing

/// Builds bundles from a few lines of YAML and judges short texts by them.
struct Fixture {
  static let lexicon = Lexicon.embedded()

  let engine: GuardrailEngine
  let bundle: PolicyBundle

  /// The rules as they stand in a policy file, without the indentation of the list.
  init(_ rules: String..., disclaimers: [String] = Fixture.standing) throws {
    try self.init(rules, disclaimers: disclaimers)
  }

  init(_ rules: [String], disclaimers: [String] = Fixture.standing) throws {
    var text = """
      schema: vouch/policy/1
      bundle: {id: fixture, revision: 1, owner: tests}

      """
    if !disclaimers.isEmpty {
      text += "disclaimers:\n" + disclaimers.map { "  - \($0)\n" }.joined()
    }
    text += "rules:\n" + rules.map { Self.item($0) }.joined()
    let load = PolicyBundle.load(
      [PolicyFile(path: "fixture.yaml", bytes: Array(text.utf8))], kinds: GuardrailEngine.kinds)
    let errors = load.diagnostics.filter { $0.severity == .error }.map(\.rendered)
    #expect(errors.isEmpty)
    bundle = try #require(load.bundle)
    engine = GuardrailEngine(bundle: bundle, lexicon: Self.lexicon)
  }

  static let standing = [
    "{id: mock, version: 2, audiences: [clinician, patient], text: For learning only.}",
    "{id: plain, version: 1, audiences: [patient], text: Ask your nurse.}",
    "{id: extra, version: 1, audiences: [], text: Read the note itself.}",
  ]

  /// What loading says of one rule.
  static func diagnostics(of rule: String) -> [String] {
    let text = """
      schema: vouch/policy/1
      bundle: {id: fixture, revision: 1, owner: tests}
      rules:

      """ + item(rule)
    return PolicyBundle.load(
      [PolicyFile(path: "fixture.yaml", bytes: Array(text.utf8))], kinds: GuardrailEngine.kinds
    ).diagnostics.filter { $0.severity == .error }.map(\.message)
  }

  private static func item(_ rule: String) -> String {
    rule.split(separator: "\n").enumerated().map { index, line in
      (index == 0 ? "  - " : "    ") + line + "\n"
    }.joined()
  }

  /// One rule; `params` and `then` in flow style.
  static func rule(
    _ id: String, kind: String, params: String, mode: RuleMode = .enforce,
    then: String = "{disposition: hold}", more: String = ""
  ) -> String {
    """
    id: \(id)
    title: Rule \(id)
    kind: \(kind)
    mode: \(mode.rawValue)
    severity: major
    params: \(params)
    then: \(then)
    \(more)
    """
  }

  /// How many findings one rule alone has.
  static func findings(
    of kind: String, _ params: String, note: String, summary: String
  ) throws -> Int {
    try Fixture(rule("alone", kind: kind, params: params)).judge(note: note, summary: summary)
      .findings.count
  }

  static func grounded(_ summary: String, in document: ClinicalDocument) throws -> GroundedDraft {
    Grounding.ground(
      try Draft.external(try SourceText(summary), lexicon: lexicon), in: document)
  }

  static func document(_ note: String) throws -> ClinicalDocument {
    ClinicalDocument(reading: try SourceText(note), lexicon: lexicon)
  }

  func judge(
    note: String = "She was seen in clinic today and feels well.",
    summary: String = "She was seen in clinic today.", audience: Audience = .clinician
  ) throws -> Verdict {
    let document = try Self.document(note)
    return engine.judge(
      try Self.grounded(summary, in: document), against: document, audience: audience)
  }
}

extension Verdict {
  /// The words that findings point at in the summary.
  func summaryWords(_ summary: String) throws -> [String] {
    let text = try SourceText(summary)
    return findings.compactMap { $0.summarySpan.map(text.string) }
  }

  /// The words in the note that raised alerts.
  func alertWords(_ note: String) throws -> [String] {
    let text = try SourceText(note)
    return escalations.flatMap(\.noteSpans).map(text.string)
  }
}
