import ClinicalLanguage
import Guardrails
import ModelClient
import Policies
import Prompting
import SourceText
import Workflow

extension Examination {
  /// Prompts, and each model of the configuration: its key, its server, whether that is left alone, and
  /// whether it has the model. Without models there is nothing to say.
  mutating func lookAtModels(_ settings: Settings) {
    let judges = judges(settings)
    guard !settings.models.isEmpty || settings.engine == .remote || !judges.isEmpty else { return }
    lookAtPrompts(settings, needsJudge: !judges.isEmpty)
    if let version = CurlTransport.version {
      add(.good, "transport", version.split(separator: " ").prefix(2).joined(separator: " "))
    } else {
      add(
        .trouble, "transport", ModelFailure.noTransport.message,
        mend: ModelFailure.noTransport.hint)
      return
    }
    if environment.variable("HTTP_PROXY") != nil, environment.variable("http_proxy") == nil {
      add(
        .notice, "proxy", "HTTP_PROXY in capitals is passed over, as libcurl does",
        mend: "export http_proxy=… or HTTPS_PROXY=…")
    }
    var names = settings.models.map(\.name)
    if let named = settings.model, !names.contains(named) { names.append(named) }
    names += Set(judges).subtracting(names).sorted()
    for name in names { lookAtModel(name, settings) }
  }

  /// The models that rules of the policies ask; none where the policies cannot be used, which is told
  /// elsewhere.
  private func judges(_ settings: Settings) -> [String] {
    // reason: 'policies' has its own line here
    let folder = try? PolicyFolder.load(
      settings.policies, installed: InstalledFiles.policies(environment))
    return folder?.bundle.judges.map(\.model) ?? []
  }

  private mutating func lookAtPrompts(_ settings: Settings, needsJudge: Bool) {
    do throws(PromptFolder.LoadError) {
      let folder = try PromptFolder.load(settings.prompts, lexicon: Lexicon.embedded())
      var prompts = folder.all.map { "\($0.id) version \($0.version)" }
      if let judge = folder.judge { prompts.append("\(judge.id) version \(judge.version)") }
      if needsJudge, folder.judge == nil {
        add(
          .trouble, "prompts", "\(settings.prompts): rules ask a model, and no prompt judges",
          mend: "write one with 'output: verdicts'; 'vouch init' has one")
      }
      add(.good, "prompts", "\(settings.prompts): \(prompts.joined(separator: ", "))")
    } catch {
      switch error {
      case .unreadable(let path, let reason): add(.trouble, "prompts", "\(path): \(reason)")
      case .invalid(let diagnostics):
        add(
          .trouble, "prompts",
          "\(settings.prompts): \(Plural.count(diagnostics.count, "error")), the first at "
            + (diagnostics.first.map { "\($0.file):\($0.line): \($0.message)" } ?? "?"),
          mend: "'vouch summarize --engine remote --dry-run' shows them all")
      }
    }
  }

  private mutating func lookAtModel(_ name: String, _ settings: Settings) {
    let label = "model"
    let profile: ModelProfile
    do throws(ToolFailure) {
      profile = try ModelChoice.profile(named: name, among: settings.models, environment)
    } catch {
      add(.trouble, label, "\(name): \(error.rendered ?? "cannot be used")")
      return
    }
    let state = BreakerFile.state(BreakerFile.path(profile, environment))
    let now = ClientEnvironment.system { false }.now()
    switch state.condition(at: now) {
    case .closed: break
    case .open(let seconds):
      add(
        .notice, "circuit",
        "\(profile.endpoint.authority) failed \(state.failures) times in a row and is left alone "
          + "for another \(seconds) s", mend: "mend the server; runs try it again by themselves")
    case .halfOpen:
      add(
        .notice, "circuit",
        "\(profile.endpoint.authority) failed \(state.failures) times in a row; the next request "
          + "finds out whether it is back")
    }
    let client: ModelClient
    do throws(ToolFailure) {
      client = try RemoteAccess.client(profile, environment)
    } catch {
      add(.trouble, label, error.rendered ?? "\(name): cannot be used")
      return
    }
    do throws(ModelFailure) {
      let models = try client.listedModels()
      let place = "\(name): \(profile.dialect.rawValue) at \(profile.endpoint.authority)"
      let isThere =
        profile.dialect == .azure || models.isEmpty || models.contains(profile.model)
        || models.contains("\(profile.model):latest")
      if isThere {
        add(.good, label, "\(place), \(profile.model)")
      } else {
        add(
          .notice, label, "\(place) does not list \(profile.model)",
          mend: "it has \(models.joined(separator: ", "))")
      }
    } catch {
      add(.trouble, label, "\(name): \(error.message)", mend: error.hint)
    }
  }
}
