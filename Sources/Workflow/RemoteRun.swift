package import AuditTrail
package import ModelClient
package import Prompting

/// What came of asking a language model, beside the summary.
package struct RemoteRun: Sendable, Hashable {
  /// Why the model's own summary was not used.
  package enum Failure: Sendable, Hashable {
    case model(ModelFailure)
    case reply(ReplyProblem)
    /// Rules that want the summary written again were not content in the end.
    case rejected(rules: [String])
    /// Nothing of the note may be sent.
    case nothingToSend

    package var code: String {
      switch self {
      case .model(let failure): failure.code
      case .reply(let problem): problem.code
      case .rejected: "rejected"
      case .nothingToSend: "nothing-to-send"
      }
    }

    /// What is wrong, in one phrase without words of the note.
    package var message: String {
      switch self {
      case .model(let failure): failure.message
      case .reply(let problem): problem.message
      case .rejected(let rules):
        "its summary was not accepted, also when written again: \(rules.joined(separator: ", "))"
      case .nothingToSend: "no sentence of the note may be sent to a model"
      }
    }

    /// Whether it is the server's or the network's, and says nothing about the model.
    package var isOfProvider: Bool {
      if case .model(let failure) = self { failure.isOfProvider } else { false }
    }

    /// Whether nobody was asked, so that nothing is known of what the model would have written.
    package var isUnknown: Bool {
      switch self {
      case .model(let failure): failure.isUnknown
      case .nothingToSend: true
      case .reply, .rejected: false
      }
    }

    package var hint: String? {
      if case .model(let failure) = self { failure.hint } else { nil }
    }
  }

  package struct PromptLabel: Sendable, Hashable {
    package var id: String
    package var version: Int
    package var digest: String
  }

  /// The host that was asked, with its port.
  package var host: String
  package var dialect: ModelProfile.Dialect
  /// The model that was asked.
  package var model: String
  package var prompt: PromptLabel
  package var account = ModelAccount()
  /// How often the model was asked for another summary.
  package var regenerations = 0
  package var isDeidentified = false
  /// Whether the reply was ended early, for words that no summary may hold.
  package var isStopped = false
  /// Nil where the summary is the model's.
  package var failure: Failure?
  /// The id of the run whose start is in the trail; nil without a trail, and where nothing was sent.
  package var runID: String?
}

extension RemoteRun {
  /// The model as the server names it, where that is a longer form of the name that was asked for. Any
  /// other name is a stranger's text, so that only its digest is kept.
  var answered: String? {
    guard let name = account.answered else { return nil }
    if name == model || (name.hasPrefix(model) && name.utf8.count <= 128 && isVersion(name)) {
      return name
    }
    return "sha256:\(RemoteDigest.hex(name).prefix(16))"
  }

  /// Whether what follows the name that was asked for looks like a version: `-2024-08-06`, `:latest`.
  private func isVersion(_ name: String) -> Bool {
    name == "\(model):latest"
      || name.utf8.dropFirst(model.utf8.count).allSatisfy {
        $0 &- 0x30 < 10 || [0x2D, 0x2E, 0x3A].contains($0)
      }
  }

  package var requests: Int { account.attempts }
  /// Tokens as the server counts them; nil where it does not.
  package var promptTokens: Int? { account.promptTokens }
  package var outputTokens: Int? { account.outputTokens }
  /// What the server took when its replies were recorded; 0 where it was asked just now.
  package var recordedMilliseconds: Int { account.isRecorded ? account.milliseconds : 0 }

  package var recordedModel: RunRecord.ModelCall {
    RunRecord.ModelCall(
      id: model, provider: dialect.rawValue, endpoint: host,
      retries: account.attempts == 0 ? nil : account.attempts - 1,
      tokens: account.promptTokens.map { $0 + (account.outputTokens ?? 0) },
      milliseconds: account.attempts == 0 ? nil : account.milliseconds)
  }

  package var recordedPrompt: RunRecord.Prompt {
    RunRecord.Prompt(id: prompt.id, version: "\(prompt.version)", digest: prompt.digest)
  }

  var record: RunRecord.Remote {
    RunRecord.Remote(
      answered: answered, attempts: account.attempts, deidentified: isDeidentified,
      failure: failure?.code,
      // A closed set of codes; the many of a long run of failures would only repeat themselves.
      failures: Array(account.failures.prefix(16)),
      outputTokens: account.outputTokens, promptTokens: account.promptTokens,
      regenerations: regenerations, rung: account.rung?.rawValue, stopped: isStopped,
      used: failure == nil)
  }
}
