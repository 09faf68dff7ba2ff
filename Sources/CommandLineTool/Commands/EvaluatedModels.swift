import AuditTrail
import Evaluation
import ModelClient
import Policies
import Prompting
import Workflow

/// The language models that an evaluation asks, or whose recorded replies it takes.
struct EvaluatedModels {
  /// By the names that people call them, in the order in which they were named.
  private(set) var names: [String] = []
  private(set) var engines: [String: RemoteEngine] = [:]
  /// Nil where nothing is recorded or replayed.
  private var recording: ModelRecording?
  private var recordingPath = ""
  private var isReplaying = false

  static let options = [
    OptionSpecification(
      "model", .text(placeholder: "LIST"),
      "The language models, with commas between: of the configuration, or such as ollama:llama3.2."),
    RemoteAccess.prompts, RemoteAccess.deidentify,
    OptionSpecification(
      "record", .text(placeholder: "FILE"),
      "Keep the replies of models there, and ask only for those that it lacks or that failed."),
    OptionSpecification(
      "replay", .text(placeholder: "FILE"),
      "Take the replies from there and ask nobody: no network, no key."),
  ]

  /// - Parameter isAsked: whether models are among the systems at all.
  init(
    _ invocation: Invocation, _ settings: Settings, _ workspace: Workspace, isAsked: Bool
  ) throws(ToolFailure) {
    let arguments = invocation.arguments
    guard isAsked else {
      for option in ["model", "prompts", "deidentify", "record", "replay"]
      where arguments.has(option) {
        throw invocation.usage(
          "--\(option) goes with --engine remote", hint: "name it, as in --engine extractive,remote"
        )
      }
      return
    }
    if arguments.has("record"), arguments.has("replay") {
      throw invocation.usage(
        "--record and --replay exclude each other",
        hint: "--record replays what the file has, and asks for the rest")
    }
    var profiles: [ModelProfile] = []
    for name in Self.names(arguments.value("model") ?? settings.model) {
      let profile = try ModelChoice.profile(
        named: name, among: settings.models, invocation.environment)
      guard !profiles.contains(where: { $0.name == profile.name }) else {
        throw invocation.usage("the model '\(Printable.line(profile.name))' is named twice")
      }
      profiles.append(profile)
    }
    let random = try TrailAccess.wrap { () throws(AuditError) in
      try AuditEnvironment.system().randomBytes(32)
    }
    try openRecording(invocation, newKey: random)
    let isDeidentified =
      workspace.bundle.isDeidentificationRequired || arguments.has("deidentify")
    // The way back is needed only until a reply is there; a recording needs the same surrogates again.
    let key =
      isDeidentified ? recording?.deidentification ?? DeidentificationKey(random: random) : nil
    let prompts = try RemoteAccess.prompts(settings, workspace)
    for profile in profiles {
      names.append(profile.name)
      engines[profile.name] = RemoteEngine(
        client: try source(profile, invocation), prompts: prompts, deidentification: key,
        workspace: workspace)
    }
  }

  /// Nil stands for the only model of the configuration.
  private static func names(_ list: String?) -> [String?] {
    guard let list else { return [nil] }
    return list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  private func source(
    _ profile: ModelProfile, _ invocation: Invocation
  ) throws(ToolFailure) -> any ModelSource {
    guard let recording else { return try RemoteAccess.client(profile, invocation.environment) }
    guard !isReplaying else { return RecordedModel(profile, replaying: recording) }
    return RecordedModel(
      try RemoteAccess.client(profile, invocation.environment), recordingTo: recording)
  }

  private mutating func openRecording(
    _ invocation: Invocation, newKey: [UInt8]
  ) throws(ToolFailure) {
    let arguments = invocation.arguments
    guard let path = arguments.value("record") ?? arguments.value("replay") else { return }
    recordingPath = path
    isReplaying = arguments.has("replay")
    let absolute = invocation.environment.absolute(path)
    do throws(InputFile.ReadError) {
      if isReplaying {
        let bytes = RecordingFile.whole(
          try InputFile.read(absolute, limit: RecordingFile.limit))
        recording = try Self.parse(path) { () throws(ModelRecording.Problem) in
          try ModelRecording(bytes[...])
        }
      } else {
        let file = try RecordingFile(absolute)
        recording = try Self.parse(path) { () throws(ModelRecording.Problem) in
          try ModelRecording(file.bytes[...], newKey: newKey) { file.append($0) }
        }
      }
    } catch {
      throw .trouble(message: "\(Printable.line(path)): \(error.reason)", hint: error.hint)
    }
    try check()
  }

  // MARK: During and after the run

  /// As many at once as servers are asked, since waiting takes no processor; nil where none is asked.
  var concurrency: Int? {
    isReplaying ? nil : engines.values.map(\.client.profile.limits.concurrency).max()
  }

  /// What the report says of the models.
  var labels: [EvaluationReport.ModelLabel] {
    names.compactMap { name in
      engines[name].map { engine in
        EvaluationReport.ModelLabel(
          name: name, model: engine.client.profile.model,
          dialect: engine.client.profile.dialect.rawValue,
          prompts: engine.prompts.all.map { "\($0.id) \($0.version) (\($0.digest.prefix(19))…)" })
      }
    }
  }

  /// - Throws: where a reply could not be kept, so that none is paid for and lost unseen.
  func check() throws(ToolFailure) {
    guard let recording, let reason = recording.writingFailure else { return }
    throw .trouble(
      message: "\(Printable.line(recordingPath)): \(reason); \(recording.count) replies are known",
      hint: "make room and run the same again: it goes on from there")
  }

  /// What the user should know at the end.
  var warning: String? {
    guard let recording, recording.missing > 0 else { return nil }
    return "\(Plural.count(recording.missing, "request")) had no reply in "
      + "\(Printable.line(recordingPath)), and the summaries could not be evaluated: record them with "
      + "--record"
  }
}

extension EvaluatedModels {
  private static func parse(
    _ path: String, _ body: () throws(ModelRecording.Problem) -> ModelRecording
  ) throws(InputFile.ReadError) -> ModelRecording {
    do throws(ModelRecording.Problem) { return try body() } catch {
      switch error {
      case .noRecording:
        throw InputFile.ReadError(
          reason: "this is no recording of replies, or one of another version",
          hint: "name one that --record has made")
      case .malformed(let line):
        throw InputFile.ReadError(
          reason: "line \(line) is no reply", hint: "take the line out, or record anew")
      }
    }
  }
}
