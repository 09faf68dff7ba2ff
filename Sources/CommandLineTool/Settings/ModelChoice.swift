import ModelClient

/// Which model `--model` means, and all that is needed to reach it.
///
/// Beside the names of the configuration it takes `openai:NAME`, `azure:DEPLOYMENT`, `anthropic:NAME` and
/// `ollama:NAME`: then the variables alone settle the rest that other programs of these servers go by.
enum ModelChoice {
  static func profile(
    named name: String?, among entries: [ModelEntry], _ environment: ToolEnvironment
  ) throws(ToolFailure) -> ModelProfile {
    let entry: ModelEntry
    if let name {
      entry = try found(name, among: entries)
    } else if entries.count == 1 {
      entry = entries[0]
    } else {
      throw .usage(
        UsageError(
          entries.isEmpty ? "no model is named" : "there are several models; name one",
          hint: hint(entries)))
    }
    let endpoint: Endpoint
    if let own = entry.endpoint {
      endpoint = own
    } else {
      endpoint = try standardEndpoint(of: entry.dialect, environment)
    }
    var profile = ModelProfile(
      name: entry.name, dialect: entry.dialect, endpoint: endpoint, model: entry.model)
    profile.key = entry.key ?? standardKey(of: entry.dialect, endpoint)
    profile.version =
      entry.version
      ?? (entry.dialect == .azure ? environment.variable("OPENAI_API_VERSION") : nil)
    profile.isStreaming = entry.isStreaming
    profile.structure = entry.structure
    profile.parameters = entry.parameters
    profile.limits = entry.limits
    profile.allowsPlainHTTP = entry.allowsPlainHTTP
    profile.certificates = entry.certificates.map(environment.absolute)
    if let complaint = profile.complaint {
      throw .invalidSetup(
        message: "model '\(entry.name)': \(complaint.message)", hint: complaint.hint)
    }
    return profile
  }

  private static func found(
    _ name: String, among entries: [ModelEntry]
  ) throws(ToolFailure) -> ModelEntry {
    if let entry = entries.first(where: { $0.name == name }) { return entry }
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      let near = Suggestion.nearest(to: name, among: entries.map(\.name))
      throw .usage(
        UsageError(
          "there is no model '\(Printable.line(name))' in the configuration",
          hint: near.map { "did you mean '\($0)'?" } ?? hint(entries)))
    }
    guard let dialect = ModelProfile.Dialect(rawValue: String(parts[0])) else {
      let names = ModelProfile.Dialect.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage(
        UsageError(
          "unknown dialect '\(Printable.line(String(parts[0])))' in --model",
          hint: "one of: \(names)"))
    }
    let model = String(parts[1])
    guard ModelName.isPlain(model) else {
      throw .usage(UsageError("'\(Printable.line(model))' is no name of a model"))
    }
    return ModelEntry(name: name, dialect: dialect, model: model)
  }

  private static func hint(_ entries: [ModelEntry]) -> String {
    entries.isEmpty
      ? "such as --model ollama:llama3.2 or --model openai:gpt-4o-mini, or write 'models' in vouch.yaml"
      : "--model \(entries.map(\.name).joined(separator: " | "))"
  }

  private static func standardKey(
    of dialect: ModelProfile.Dialect, _ endpoint: Endpoint
  ) -> KeySource? {
    // A server on this machine seldom wants a key, and one that does can be given with 'key'.
    if endpoint.isLoopback { return nil }
    switch dialect {
    case .openai: return .variable("OPENAI_API_KEY")
    case .azure: return .variable("AZURE_OPENAI_API_KEY")
    case .anthropic: return .variable("ANTHROPIC_API_KEY")
    case .ollama: return nil
    }
  }

  private static func standardEndpoint(
    of dialect: ModelProfile.Dialect, _ environment: ToolEnvironment
  ) throws(ToolFailure) -> Endpoint {
    let (variable, standard): (String, String?) =
      switch dialect {
      case .openai: ("OPENAI_BASE_URL", "https://api.openai.com/v1")
      case .azure: ("AZURE_OPENAI_ENDPOINT", nil)
      case .anthropic: ("ANTHROPIC_BASE_URL", "https://api.anthropic.com")
      case .ollama: ("OLLAMA_HOST", "http://127.0.0.1:11434")
      }
    var text = environment.variable(variable)
    if dialect == .ollama { text = text.map(ollamaAddress) }
    guard let address = text ?? standard else {
      throw .invalidSetup(
        message: "the address of the server is not known: the variable \(variable) is not set",
        hint: "export \(variable)=https://…, or write 'url' in the model's profile")
    }
    do throws(EndpointError) { return try Endpoint(address) } catch {
      throw .invalidSetup(message: "\(variable): \(error.message)", hint: error.hint)
    }
  }

  /// Ollama's variable may leave out scheme and port, and says for its server to listen on all addresses
  /// what a client takes for its own machine.
  private static func ollamaAddress(_ text: String) -> String {
    var address = text
    if !address.utf8.contains(UInt8(ascii: "/")) { address = "http://\(address)" }
    // reason: the caller reads it once more, and tells of the error
    guard let endpoint = try? Endpoint(address) else { return address }
    let host = ["0.0.0.0", "::"].contains(endpoint.host) ? "127.0.0.1" : endpoint.host
    let port = endpoint.port ?? (endpoint.scheme == .http ? 11434 : nil)
    return Endpoint(scheme: endpoint.scheme, host: host, port: port, path: endpoint.path).address(
      "")
  }
}
