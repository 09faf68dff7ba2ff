import AuditTrail
import ClinicalLanguage
import Guardrails
import ModelClient
import Policies
import Prompting
import Summaries
import Workflow

/// Makes what asks a language model, for a command.
enum RemoteAccess {
  static let engine = OptionSpecification(
    "engine",
    .choice(WritingEngine.allCases.map(\.rawValue)),
    "What writes the summary: Vouch itself, which quotes, or a language model. Default: extractive."
  )
  static let model = OptionSpecification(
    "model", .text(placeholder: "NAME"),
    "The language model: one of the configuration, or dialect:NAME such as ollama:llama3.2.")
  static let prompts = OptionSpecification(
    "prompts", .text(placeholder: "DIR"),
    "What the model is told. Default: ./Prompts, else those installed with vouch.")
  static let deidentify = OptionSpecification(
    "deidentify", "Send surrogates for identifiers, and restore them in the reply.")
  static let dryRun = OptionSpecification(
    "dry-run", "Print the request that would be sent, without the key, and send nothing.")

  /// Nil where Vouch itself writes.
  ///
  /// - Parameter isDry: whether nothing will be sent, so that no key is fetched.
  static func engine(
    _ invocation: Invocation, _ settings: Settings, _ workspace: Workspace, isDry: Bool
  ) throws(ToolFailure) -> RemoteEngine? {
    guard settings.engine == .remote else {
      // A rule that asks a model needs these whatever writes.
      let isJudged = !workspace.bundle.judges.isEmpty
      for option in isJudged
        ? ["model", "dry-run"] : ["model", "prompts", "deidentify", "dry-run"]
      where invocation.arguments.has(option) {
        throw invocation.usage(
          "--\(option) goes with --engine remote", hint: "add --engine remote")
      }
      return nil
    }
    let environment = invocation.environment
    let profile = try ModelChoice.profile(
      named: settings.model, among: settings.models, environment)
    let prompts = try prompts(settings, workspace)
    let isDeidentified =
      workspace.bundle.isDeidentificationRequired || invocation.arguments.has("deidentify")
    let client = try client(profile, environment, isDry: isDry)
    return RemoteEngine(
      client: client, prompts: prompts,
      deidentification: isDeidentified ? try key(settings, invocation, isKept: !isDry) : nil,
      workspace: workspace)
  }

  /// The key behind surrogates: that of the trail. Without a trail, or where none may be begun, one that
  /// nobody keeps: the way back is needed only until the reply is there.
  static func key(
    _ settings: Settings, _ invocation: Invocation, isKept: Bool
  ) throws(ToolFailure) -> DeidentificationKey {
    let secret = try TrailAccess.wrap { () throws(AuditError) in
      isKept && settings.isAudited
        ? try DeidentificationSecret.ofTrail(
          at: settings.audit, anchor: settings.anchor,
          environment: TrailAccess.environment(invocation))
        : try DeidentificationSecret.existing(at: settings.audit)
    }
    if let secret { return DeidentificationKey(secret: secret) }
    let random = try TrailAccess.wrap { () throws(AuditError) in
      try AuditEnvironment.system().randomBytes(32)
    }
    guard let key = DeidentificationKey(random: random) else {
      throw .trouble(message: "the system gives no random numbers", hint: nil)
    }
    return key
  }

  static func prompts(
    _ settings: Settings, _ workspace: Workspace
  ) throws(ToolFailure) -> PromptFolder {
    try prompts(at: settings.prompts, workspace.lexicon)
  }

  /// The prompts of a folder, checked.
  static func prompts(at path: String, _ lexicon: Lexicon) throws(ToolFailure) -> PromptFolder {
    do throws(PromptFolder.LoadError) {
      return try PromptFolder.load(path, lexicon: lexicon)
    } catch {
      switch error {
      case .unreadable(let path, let reason):
        throw .invalidSetup(message: "prompts: \(Printable.line(path)): \(reason)", hint: nil)
      case .invalid(let diagnostics): throw .invalidFiles(diagnostics)
      }
    }
  }

  /// What talks to the server of a profile.
  static func client(
    _ profile: ModelProfile, _ environment: ToolEnvironment, isDry: Bool = false
  ) throws(ToolFailure) -> ModelClient {
    do throws(ModelFailure) {
      var key: SecretKey?
      if let source = profile.key {
        key =
          isDry
          ? SecretKey("none")
          : try source.key(variables: environment.variables, run: KeyCommand.output)
      }
      let transport = try CurlTransport(
        CurlSettings(
          profile, variables: environment.variables, agent: "vouch/\(CommandLineTool.version)"),
        isInterrupted: environment.isInterrupted)
      return ModelClient(
        profile, key: key, transport: transport,
        environment: .system(isInterrupted: environment.isInterrupted),
        breaker: BreakerFile.breaker(profile, environment))
    } catch {
      throw .invalidSetup(message: "model '\(profile.name)': \(error.message)", hint: error.hint)
    }
  }
}

extension ModelFailure {
  /// As one line with its remedy.
  var told: String { hint.map { "\(message); \($0)" } ?? message }
}
