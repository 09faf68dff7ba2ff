/// How a model is reached and what may be asked of it: what a configuration says about one model.
package struct ModelProfile: Sendable, Hashable {
  /// What people call it; names it in options and messages.
  package var name: String
  package var dialect: Dialect
  package var endpoint: Endpoint
  /// The model as the server knows it; with `azure` the name of the deployment.
  package var model: String
  /// Nil: the server wants no key.
  package var key: KeySource?
  /// What Azure wants to know of the version of its interface, or Anthropic.
  package var version: String?
  package var isStreaming = true
  package var structure = Structure.automatic
  package var parameters = Parameters()
  package var limits = Limits()
  /// Whether `http` may be used to another machine, where everybody on the way reads along.
  package var allowsPlainHTTP = false
  /// Certificates to trust instead of the system's, a file in PEM.
  package var certificates: String?

  package init(
    name: String, dialect: Dialect, endpoint: Endpoint, model: String, key: KeySource? = nil
  ) {
    self.name = name
    self.dialect = dialect
    self.endpoint = endpoint
    self.model = model
    self.key = key
  }

  /// The languages that servers of models speak.
  package enum Dialect: String, Sendable, Hashable, CaseIterable {
    /// OpenAI's chat completions, which most servers speak.
    case openai
    /// The same at Azure: another address and another header for the key.
    case azure
    /// Anthropic's Messages.
    case anthropic
    /// Ollama's own.
    case ollama
  }

  /// How the form of a reply is asked for; `Rung` is what was used in the end.
  package enum Structure: String, Sendable, Hashable, CaseIterable {
    /// The strictest form that the server takes.
    case automatic = "auto"
    case schema, object, text
  }

  /// What is sent beside the messages; nil is left out, since some models refuse it.
  package struct Parameters: Sendable, Hashable {
    /// As it stands in the request: `0`, `0.2`.
    package var temperature: String? = "0"
    package var seed: Int? = 7
    /// Newer OpenAI models take their limit under the second name only.
    package var outputLimitName = OutputLimitName.maxTokens

    package enum OutputLimitName: String, Sendable, Hashable, CaseIterable {
      case maxTokens = "max_tokens"
      case maxCompletionTokens = "max_completion_tokens"
    }

    package init() {}
  }

  package struct Limits: Sendable, Hashable {
    /// Until the connection stands, in milliseconds (5 s: openai-python's own).
    package var connect = 5_000
    /// Between two pieces of a stream, in milliseconds.
    package var idle = 30_000
    /// All attempts and pauses together, in milliseconds.
    package var whole = 120_000
    /// How often one thing is asked: 3, as openai-python's two retries.
    package var attempts = 3
    /// Of a reply, in bytes: a summary has a few thousand.
    package var replyBytes = 4 << 20
    /// The most tokens that the model may write.
    package var outputTokens = 2048
    /// How many tokens note and reply may have together; what `num_ctx` of Ollama is set to.
    package var contextTokens = 16_384
    /// The most requests at once.
    package var concurrency = 8

    package init() {}
  }
}

/// The form of a reply that was asked for, from the strictest down.
package enum Rung: String, Sendable, Hashable, CaseIterable, Comparable {
  /// By a JSON schema that the server enforces.
  case schema
  /// Any JSON object; the prompt shows the schema.
  case object
  /// Text; the prompt shows the schema.
  case text

  package var next: Rung? {
    switch self {
    case .schema: .object
    case .object: .text
    case .text: nil
    }
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package static func < (left: Rung, right: Rung) -> Bool { left.rank < right.rank }
}

extension ModelProfile {
  /// The rung to begin with.
  package var firstRung: Rung {
    switch structure {
    // Anthropic's Messages know no middle rung.
    case .automatic, .schema: .schema
    case .object: .object
    case .text: .text
    }
  }

  /// Why the profile cannot be used as it is; nil where it can.
  package var complaint: ModelFailure? {
    if endpoint.scheme == .http, !endpoint.isLoopback, !allowsPlainHTTP {
      return .insecureAddress(host: endpoint.authority)
    }
    return nil
  }
}
