import Guardrails
import ModelClient
import Policies
import Workflow

/// Makes what asks the language models that rules of the kind `model_judge` name.
enum JudgeAccess {
  /// Nil where no rule asks one.
  static func judges(
    _ invocation: Invocation, _ settings: Settings, _ workspace: Workspace
  ) throws(ToolFailure) -> ModelJudges? {
    let asking = workspace.bundle.judges
    guard let first = asking.first else { return nil }
    guard let prompt = try RemoteAccess.prompts(settings, workspace).judge else {
      throw .invalidSetup(
        message: "the rule '\(first.rule.id)' asks a language model, and there is no prompt with "
          + "'output: verdicts' in \(Printable.line(settings.prompts))",
        hint: "write one with 'vouch init', or name another folder with --prompts")
    }
    var clients: [String: ModelClient] = [:]
    for judge in asking {
      var profile = try profile(judge.model, of: judge.rule, settings, invocation.environment)
      profile.limits.whole = judge.timeLimit
      clients[judge.rule.id] = try RemoteAccess.client(profile, invocation.environment)
    }
    let isDeidentified =
      workspace.bundle.isDeidentificationRequired || invocation.arguments.has("deidentify")
    return ModelJudges(
      clients: clients, prompt: prompt,
      deidentification: isDeidentified
        ? try RemoteAccess.key(settings, invocation, isKept: true) : nil)
  }

  /// The model that a rule names; what is wrong with it is the policy's or the configuration's matter, not
  /// one of usage.
  private static func profile(
    _ name: String, of rule: Rule, _ settings: Settings, _ environment: ToolEnvironment
  ) throws(ToolFailure) -> ModelProfile {
    do throws(ToolFailure) {
      return try ModelChoice.profile(named: name, among: settings.models, environment)
    } catch {
      guard case .usage(let problem) = error else { throw error }
      throw .invalidSetup(
        message: "\(rule.place.file):\(rule.place.line): the rule '\(rule.id)': \(problem.message)",
        hint: problem.hint)
    }
  }
}
