import Summaries

/// What a run goes by: flag over environment over project configuration over user configuration over
/// default.
struct Settings: Sendable {
  /// Where the policies lie.
  let policies: String
  /// Where the audit trail lies; also where `--no-audit` makes it unused.
  let audit: String
  /// Whether the trail is at its usual place, so that commands need no option to find it.
  let auditOption: String
  /// Where the anchor of the trail lies; nil for the usual place beside the trail.
  let anchor: String?
  let isAudited: Bool
  let retention: ContentRetention
  let audience: Audience
  let words: Int
  let jobs: Int
  let color: ColorChoice
  let isQuiet: Bool
  let engine: WritingEngine
  /// Where the prompts lie.
  let prompts: String
  /// The model that is named; nil where none is.
  let model: String?
  /// The models of the configuration.
  let models: [ModelEntry]
  /// How many lines at once, where somebody said so.
  let askedJobs: Int?
  /// What configuration files say about summaries, in words; nil where they say nothing.
  let configured: String?

  init(_ arguments: ParsedArguments, _ environment: ToolEnvironment) throws(ToolFailure) {
    let files = try ConfigurationFiles.merged(arguments, environment)
    policies = try Self.policies(arguments, environment, files)
    (audit, auditOption) = try Self.audit(arguments, environment, files)
    let anchor =
      arguments.value("anchor") ?? environment.variable("VOUCH_ANCHOR") ?? files.anchor
    self.anchor = anchor.map { environment.absolute($0) }
    isAudited = !arguments.has("no-audit")
    retention =
      try Self.choice(ContentRetention.self, "retain", arguments, environment) ?? files.retention
      ?? .full
    audience =
      try Self.choice(Audience.self, "audience", arguments, environment) ?? files.audience
      ?? .clinician
    words =
      try Self.integer("words", OptionLimits.words, arguments, environment) ?? files.words
      ?? SummaryRequest.defaultWords
    askedJobs =
      try Self.integer("jobs", OptionLimits.jobs, arguments, environment) ?? files.jobs
    jobs = askedJobs ?? environment.cores
    engine =
      try Self.choice(WritingEngine.self, "engine", arguments, environment) ?? files.engine
      ?? .extractive
    prompts = Self.prompts(arguments, environment, files)
    model = arguments.value("model") ?? environment.variable("VOUCH_MODEL") ?? files.model
    models = files.models
    color =
      try Self.choice(ColorChoice.self, "color", arguments, environment) ?? files.color ?? .auto
    isQuiet = arguments.has("quiet")
    let said = [
      files.audience.map { "audience \($0.rawValue)" }, files.words.map { "words \($0)" },
    ].compactMap { $0 }
    configured = said.isEmpty ? nil : said.joined(separator: ", ")
    if arguments.has("no-audit"), arguments.has("audit") {
      throw .usage(UsageError("--audit and --no-audit exclude each other"))
    }
  }

  private static func policies(
    _ arguments: ParsedArguments, _ environment: ToolEnvironment, _ files: Configuration
  ) throws(ToolFailure) -> String {
    let named =
      arguments.value("policies") ?? environment.variable("VOUCH_POLICIES") ?? files.policies
    if let named { return environment.absolute(named) }
    let local = environment.absolute("Policies")
    // One that cannot be looked at must not be passed over for other policies: reading it says why.
    if [.folder, .unknown].contains(FileStatus.kind(of: local)) { return local }
    return InstalledFiles.policies(environment) ?? local
  }

  private static func prompts(
    _ arguments: ParsedArguments, _ environment: ToolEnvironment, _ files: Configuration
  ) -> String {
    let named =
      arguments.value("prompts") ?? environment.variable("VOUCH_PROMPTS") ?? files.prompts
    if let named { return environment.absolute(named) }
    let local = environment.absolute("Prompts")
    if [.folder, .unknown].contains(FileStatus.kind(of: local)) { return local }
    return InstalledFiles.prompts(environment) ?? local
  }

  private static func audit(
    _ arguments: ParsedArguments, _ environment: ToolEnvironment, _ files: Configuration
  ) throws(ToolFailure) -> (path: String, option: String) {
    if let named = arguments.value("audit") {
      return (environment.absolute(named), " --audit \(ShellWord.quoted(named))")
    }
    if let named = environment.variable("VOUCH_AUDIT") ?? files.audit {
      return (environment.absolute(named), "")
    }
    // The XDG base directory specification 0.8: relative paths there are to be ignored.
    if let state = environment.variable("XDG_STATE_HOME"), state.hasPrefix("/") {
      return ("\(state)/vouch/audit", "")
    }
    if let home = environment.variable("HOME") { return ("\(home)/.local/state/vouch/audit", "") }
    return (environment.absolute("audit"), "")
  }

  private static func choice<T: RawRepresentable & CaseIterable>(
    _ type: T.Type, _ name: String, _ arguments: ParsedArguments, _ environment: ToolEnvironment
  ) throws(ToolFailure) -> T? where T.RawValue == String {
    if let text = arguments.value(name) { return T(rawValue: text) }
    let variable = "VOUCH_\(name.uppercased())"
    guard let text = environment.variable(variable) else { return nil }
    if let value = T(rawValue: text) { return value }
    let choices = T.allCases.map(\.rawValue).joined(separator: ", ")
    throw .usage(
      UsageError("\(variable) must be one of \(choices), not '\(Printable.line(text))'"))
  }

  private static func integer(
    _ name: String, _ range: ClosedRange<Int>, _ arguments: ParsedArguments,
    _ environment: ToolEnvironment
  ) throws(ToolFailure) -> Int? {
    if let number = arguments.integer(name) { return number }
    let variable = "VOUCH_\(name.uppercased())"
    guard let text = environment.variable(variable) else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    throw .usage(
      UsageError(
        "\(variable) must be a whole number from \(range.lowerBound) to \(range.upperBound), "
          + "not '\(Printable.line(text))'"))
  }
}

/// What the trail keeps of a note and its draft.
enum ContentRetention: String, Sendable, CaseIterable {
  /// Encrypted in the vault.
  case full
  /// No content; what is held then cannot be looked at again.
  case hashes
}

/// Words as a shell takes them.
enum ShellWord {
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./=:,@%+".utf8.contains(byte)
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
