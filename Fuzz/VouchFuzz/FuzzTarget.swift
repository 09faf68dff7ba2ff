import CanonicalJSON
import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Workflow

/// One parser under fuzz, with the properties that must hold for any input.
enum FuzzTarget: String, CaseIterable {
  /// The whole path of a note: sections, sentences, facts, summary, evidence, rules, release.
  case note
  /// A note and a stranger's summary, divided at the first line of `%%`.
  case check
  /// A note and a summary made of clinical pieces, the summary with some of them changed.
  case pair
  /// A policy file.
  case policy
  /// A policy file and one that extends it, divided at the first line of `%%`.
  case overlay
  /// An expectation file: the strict YAML reader with another schema.
  case yaml
  /// Canonical JSON, by its two readers.
  case json
  /// JSON Lines as they come in on the command line.
  case lines
  /// A text to be deidentified and put back.
  case deidentify
  /// An answer of a server of language models, in any dialect and any pieces.
  case reply
  /// What a model wrote: claims or no claims.
  case claims
  /// A prompt file.
  case prompt
  /// The address of a server.
  case endpoint
  /// The log of an audit trail: foreign bytes, and edits of a genuine one.
  case log
  /// Checkpoints, proofs and public keys.
  case proof
  /// What an evaluation reads: rows, gates, baselines, results; and what it makes of texts.
  case evaluate

  static let lexicon = Lexicon.embedded()

  /// The shipped policies, which the program is run beside.
  static let workspace: Workspace = {
    guard let bundle = try? PolicyFolder.load("Policies").bundle else {
      preconditionFailure("run this beside the project's Policies folder")
    }
    return Workspace(lexicon: lexicon, bundle: bundle)
  }()

  func run(_ input: [UInt8]) {
    switch self {
    case .note: NoteProperties.checkSummary(of: input)
    case .check: NoteProperties.checkPair(input)
    case .pair: NoteProperties.checkClinical(input)
    case .policy:
      let load = PolicyBundle.load(
        [PolicyFile(path: "fuzz.yaml", bytes: input)], kinds: GuardrailEngine.kinds)
      precondition((load.bundle == nil) == load.diagnostics.contains { $0.severity == .error })
      if let bundle = load.bundle { Self.judge(under: bundle) }
      ExampleProperties.check(input)
    case .overlay: OverlayProperties.check(input)
    case .yaml: _ = CorpusCase.load(input, path: "fuzz.yaml")
    case .json: Self.readJSON(input)
    case .lines: LineProperties.check(input)
    case .deidentify: DeidentificationProperties.check(input)
    case .reply: ModelProperties.checkReply(input)
    case .claims: ModelProperties.checkClaims(input)
    case .prompt: ModelProperties.checkPrompt(input)
    case .endpoint: ModelProperties.checkEndpoint(input)
    case .log: LogProperties.check(input)
    case .proof: SignatureProperties.check(input)
    case .evaluate: EvaluationProperties.check(input)
    }
  }

  /// An accepted bundle can be used, and its embedded tests can be run.
  static func judge(under bundle: PolicyBundle) {
    let engine = GuardrailEngine(bundle: bundle, lexicon: lexicon)
    _ = engine.diagnostics
    _ = engine.runEmbeddedTests()
  }

  private static func readJSON(_ input: [UInt8]) {
    // reason: most inputs are refused, by both readers
    let value = try? CanonicalValue(canonical: input)
    ModelProperties.checkTree(input)
    let isAccepted = CanonicalScanner.accepts(input)
    if isAccepted { precondition(value != nil, "what the scanner accepts is canonical") }
    if case .object = value, input.count < CanonicalScanner.maximumDepth {
      precondition(isAccepted, "what is canonical the scanner accepts")
    }
  }
}
