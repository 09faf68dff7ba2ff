/// Why a model stopped. Only one of them is an answer.
enum Ending: Sendable, Hashable {
  case complete, truncated, refused, filtered, unknown

  /// OpenAI's `finish_reason`.
  init(finishReason: String) {
    switch finishReason {
    case "stop": self = .complete
    case "length": self = .truncated
    case "content_filter": self = .filtered
    default: self = .unknown
    }
  }

  /// Anthropic's `stop_reason`.
  init(stopReason: String) {
    switch stopReason {
    case "end_turn": self = .complete
    case "max_tokens", "model_context_window_exceeded": self = .truncated
    case "refusal": self = .refused
    default: self = .unknown
    }
  }

  /// Ollama's `done_reason`.
  init(doneReason: String) {
    switch doneReason {
    case "stop": self = .complete
    case "length": self = .truncated
    default: self = .unknown
    }
  }
}

/// What is known of an answer so far.
struct PartialReply: Sendable {
  var text: [UInt8] = []
  var refusal = false
  var ending: Ending?
  var model: String?
  var promptTokens: Int?
  var outputTokens: Int?

  /// The answer, if it is one.
  func reply(to request: ModelRequest) throws(ModelFailure) -> ModelReply {
    guard let ending else { throw .streamTruncated }
    if refusal { throw .refused }
    switch ending {
    case .truncated: throw .outputTruncated
    case .refused: throw .refused
    case .filtered: throw .contentFiltered
    case .unknown: throw .unexpectedEnding
    case .complete: break
    }
    if text.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { throw .emptyReply }
    if let promptTokens, promptTokens > 0, promptTokens < request.fewestTokens {
      throw .contextCut(sent: request.fewestTokens, read: promptTokens)
    }
    return ModelReply(
      text: String(decoding: text, as: UTF8.self), model: model, promptTokens: promptTokens,
      outputTokens: outputTokens)
  }
}
