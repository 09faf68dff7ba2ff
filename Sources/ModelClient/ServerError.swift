import CanonicalJSON

/// What a server says of its own failure, as far as it is understood.
///
/// Bodies of errors can repeat what was sent, so none of their words go further: codes are looked up in
/// a closed list, and messages are only searched for what is at fault.
package struct ServerError: Sendable, Hashable {
  let status: Int
  /// `type`, `code` and `param`, lower case, as they came.
  private let labels: [String]
  private let message: String

  /// From the body of an answer with a status that is no success; any body will do.
  package init(status: Int, body: [UInt8]) {
    // What is no JSON, or too much of it, still has its status.
    let tree = try? JSONTree(body, limits: JSONTree.Limits(size: 1 << 20))
    self.init(tree.flatMap { $0["error"]?.nonNull ?? $0 } ?? .null, status: status)
  }

  /// From the value of `error`: an object, or with Ollama a text.
  init(_ error: JSONTree, status: Int) {
    self.status = status
    var labels: [String] = []
    for name in ["type", "code", "param"] {
      // Codes are texts with some servers, numbers with others.
      switch error[name] {
      case .string(let text): labels.append(text.lowercased())
      case .number(let digits): labels.append(digits)
      default: break
      }
    }
    if let inner = error["innererror"]?["code"]?.string { labels.append(inner.lowercased()) }
    self.labels = labels
    message = (error.string ?? error["message"]?.string ?? "").prefix(4096).lowercased()
  }

  /// Of the codes that servers were seen to give, the first that is known; safe to record.
  package var reason: String? { labels.first { Self.known.contains($0) } }

  private static let known: Set<String> = [
    "invalid_request_error", "authentication_error", "permission_error", "not_found_error",
    "request_too_large", "rate_limit_error", "api_error", "overloaded_error", "billing_error",
    "timeout_error", "server_error", "internal_server_error", "insufficient_quota",
    "rate_limit_exceeded", "model_not_found", "deploymentnotfound", "content_filter",
    "context_length_exceeded", "exceed_context_size_error", "throttling_error", "invalid_api_key",
    "unsupported_parameter", "unsupported_value", "unavailable_error", "not_supported_error",
    "no_db_connection", "invalid_prompt", "responsibleaipolicyviolation",
  ]

  private func has(_ names: String...) -> Bool { names.contains { labels.contains($0) } }
  private func says(_ words: String...) -> Bool { words.contains { message.contains($0) } }

  /// Whether the account is used up, which waiting does not mend.
  var isQuota: Bool {
    has("insufficient_quota", "billing_error") || status == 402
      || (status == 429 && says("exceeded your current quota", "billing"))
  }

  /// What the answer means. Status first: bodies are of any shape.
  package func failure(model: String) -> ModelFailure {
    if isQuota { return .quotaExhausted }
    switch status {
    case 401: return .keyRefused(status: status)
    case 403 where has("model_not_found"): return .modelUnknown(model: model, available: [])
    case 403: return .keyRefused(status: status)
    case 404:
      let isModel =
        has("model_not_found", "deploymentnotfound", "not_found_error") || says("model")
      return isModel ? .modelUnknown(model: model, available: []) : .addressUnknown(status: status)
    case 405: return .addressUnknown(status: status)
    case 413: return .contextExceeded
    case 429: return .rateLimited(seconds: nil)
    case 300..<400: return .redirected(status: status)
    case 500...: return .serverFailed(status: status)
    default: return refusal(model: model)
    }
  }

  private func refusal(model: String) -> ModelFailure {
    if has("content_filter", "responsibleaipolicyviolation") { return .contentFiltered }
    if has("context_length_exceeded", "exceed_context_size_error")
      || says("context window", "contextwindowexceeded", "context length", "prompt is too long")
    {
      return .contextExceeded
    }
    if has("model_not_found") || says("invalid model name", "model not found") {
      return .modelUnknown(model: model, available: [])
    }
    if has("invalid_api_key", "authentication_error", "no_db_connection") {
      return .keyRefused(status: status)
    }
    if labels.contains(where: { $0.hasPrefix("response_format") || $0.hasPrefix("output_config") })
      || says(
        "response_format", "output_config", "output_format", "json_schema", "json schema",
        "invalid schema", "grammar", "structured output", "invalid format")
    {
      return .schemaRefused
    }
    for name in ["temperature", "seed", "max_completion_tokens", "max_tokens", "stream_options"] {
      if labels.contains(name) || says("'\(name)'", "\"\(name)\"", "`\(name)`") {
        return .parameterRefused(name: name == "max_completion_tokens" ? "max_tokens" : name)
      }
    }
    return .requestRefused(status: status, reason: reason)
  }

  /// The same where a stream that had begun with success holds it.
  var failureInsideStream: ModelFailure {
    if isQuota { return .quotaExhausted }
    if has("content_filter") { return .contentFiltered }
    if has("rate_limit_error", "rate_limit_exceeded", "throttling_error") {
      return .rateLimited(seconds: nil)
    }
    return .streamFailed(reason: reason)
  }
}
