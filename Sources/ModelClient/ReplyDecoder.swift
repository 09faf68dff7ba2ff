import CanonicalJSON

/// Reads an answer as its pieces come in, in the dialect that was asked in.
///
/// What the body is, its Content-Type says, not what was asked for: some servers answer with plain JSON
/// where a stream was wanted.
package struct ReplyDecoder: Sendable {
  private enum Form { case json, events, lines }

  private let request: ModelRequest
  private let dialect: ModelProfile.Dialect
  private let limit: Int
  private let form: Form
  private var size = 0
  private var body: [UInt8] = []
  private var events: EventStream
  private var lines: LineStream
  private var partial = PartialReply()
  /// Whether the stream said that nothing follows.
  private var isClosed = false

  /// - Parameter limit: the largest body, in bytes.
  package init(
    _ head: HTTPHead, dialect: ModelProfile.Dialect, request: ModelRequest, limit: Int
  ) throws(ModelFailure) {
    self.request = request
    self.dialect = dialect
    self.limit = limit
    events = EventStream(limit: limit)
    lines = LineStream(limit: limit)
    switch head.contentType {
    case "application/json": form = .json
    case "text/event-stream": form = .events
    case "application/x-ndjson", "application/ndjson", "application/jsonl": form = .lines
    default: throw .wrongContentType
    }
  }

  /// The text so far; not to be believed before its end was seen.
  package var text: [UInt8] { partial.text }

  /// Takes the next bytes of the body.
  package mutating func take(_ bytes: [UInt8]) throws(ModelFailure) {
    size += bytes.count
    guard size <= limit else { throw .replyTooLarge(limit: limit) }
    switch form {
    case .json: body += bytes
    case .events:
      guard let found = events.take(bytes) else { throw .malformedReply }
      for event in found { try takeEvent(event) }
    case .lines:
      guard let found = lines.take(bytes) else { throw .malformedReply }
      for line in found { try takeValue(try Self.tree(line), isStream: true) }
    }
  }

  /// Whether everything has come, though the connection may still be open.
  package var isComplete: Bool {
    switch form {
    case .json: false
    case .events: isClosed
    case .lines: partial.ending != nil
    }
  }

  /// The answer, when the body has ended.
  package mutating func finish() throws(ModelFailure) -> ModelReply {
    switch form {
    case .json:
      guard !body.isEmpty else { throw .emptyReply }
      try takeValue(try Self.tree(body), isStream: false)
    case .events:
      // Some servers of OpenAI's kind leave `[DONE]` out; their reason to stop is an end as well.
      let isEnded = dialect != .anthropic && partial.ending != nil && !events.isInsideEvent
      guard isClosed || isEnded else { throw .streamTruncated }
    case .lines:
      if let line = lines.finish() {
        // What is cut in the midst of a line is no JSON.
        do throws(ModelFailure) { try takeValue(try Self.tree(line), isStream: true) } catch {
          if error == .malformedReply { throw .streamTruncated }
          throw error
        }
      }
    }
    return try partial.reply(to: request)
  }

  private static func tree(_ bytes: [UInt8]) throws(ModelFailure) -> JSONTree {
    do throws(JSONTreeError) { return try JSONTree(bytes) } catch { throw .malformedReply }
  }

  private mutating func takeEvent(_ event: EventStream.Event) throws(ModelFailure) {
    // Nothing after the end counts.
    guard !isClosed else { return }
    if event.data.elementsEqual("[DONE]".utf8) {
      isClosed = true
      return
    }
    try takeValue(try Self.tree(event.data), isStream: true)
  }

  private mutating func takeValue(_ value: JSONTree, isStream: Bool) throws(ModelFailure) {
    guard value.members != nil else { throw .malformedReply }
    if let error = value["error"]?.nonNull {
      throw ServerError(error, status: 200).failureInsideStream
    }
    switch dialect {
    case .openai, .azure: try takeChat(value, isStream: isStream)
    case .anthropic:
      if isStream { try takeMessageEvent(value) } else { try takeMessage(value) }
    case .ollama: try takeOllama(value)
    }
  }
}

// MARK: - OpenAI

extension ReplyDecoder {
  private mutating func takeChat(_ value: JSONTree, isStream: Bool) throws(ModelFailure) {
    guard let choices = value["choices"]?.array else { throw .malformedReply }
    if let model = value["model"]?.string { partial.model = model }
    if let usage = value["usage"]?.nonNull {
      partial.promptTokens = usage["prompt_tokens"]?.integer ?? partial.promptTokens
      partial.outputTokens = usage["completion_tokens"]?.integer ?? partial.outputTokens
    }
    // A chunk that holds the usage alone has no choice; a whole answer without one is none.
    guard let choice = choices.first else {
      if !isStream { throw .malformedReply }
      return
    }
    guard choices.count == 1, let message = choice[isStream ? "delta" : "message"] else {
      throw .malformedReply
    }
    if let text = message["content"]?.nonNull {
      guard let text = text.string else { throw .malformedReply }
      partial.text += text.utf8
    }
    if let refusal = message["refusal"]?.string, !refusal.isEmpty { partial.refusal = true }
    if let reason = choice["finish_reason"]?.nonNull {
      guard let reason = reason.string else { throw .malformedReply }
      partial.ending = Ending(finishReason: reason)
    } else if !isStream {
      partial.ending = .unknown
    }
  }
}

// MARK: - Anthropic

extension ReplyDecoder {
  private mutating func takeMessage(_ value: JSONTree) throws(ModelFailure) {
    guard value["type"]?.string == "message", let blocks = value["content"]?.array else {
      throw .malformedReply
    }
    partial.model = value["model"]?.string
    takeUsage(value["usage"])
    for block in blocks where block["type"]?.string == "text" {
      guard let text = block["text"]?.string else { throw .malformedReply }
      partial.text += text.utf8
    }
    partial.ending = value["stop_reason"]?.string.map(Ending.init(stopReason:)) ?? .unknown
  }

  private mutating func takeMessageEvent(_ value: JSONTree) throws(ModelFailure) {
    switch value["type"]?.string {
    case "message_start":
      partial.model = value["message"]?["model"]?.string
      takeUsage(value["message"]?["usage"])
    case "content_block_delta":
      guard let delta = value["delta"] else { throw .malformedReply }
      if delta["type"]?.string == "text_delta" {
        guard let text = delta["text"]?.string else { throw .malformedReply }
        partial.text += text.utf8
      }
    case "message_delta":
      takeUsage(value["usage"])
      if let reason = value["delta"]?["stop_reason"]?.string {
        partial.ending = Ending(stopReason: reason)
      }
    case "message_stop":
      // The end without its reason is no end.
      guard partial.ending != nil else { throw .malformedReply }
      isClosed = true
    case "message":
      try takeMessage(value)
      isClosed = true
    case nil: throw .malformedReply
    // Pings, beginnings and ends of blocks, and what the interface may add: its rules ask to pass over it.
    default: break
    }
  }

  private mutating func takeUsage(_ usage: JSONTree?) {
    guard let usage else { return }
    if let input = usage["input_tokens"]?.integer {
      // What came out of a cache was read, too.
      partial.promptTokens =
        input.addingClamped(usage["cache_read_input_tokens"]?.integer ?? 0)
        .addingClamped(usage["cache_creation_input_tokens"]?.integer ?? 0)
    }
    if let output = usage["output_tokens"]?.integer { partial.outputTokens = output }
  }
}

// MARK: - Ollama

extension ReplyDecoder {
  private mutating func takeOllama(_ value: JSONTree) throws(ModelFailure) {
    guard partial.ending == nil else { return }
    if let model = value["model"]?.string { partial.model = model }
    if let message = value["message"]?.nonNull {
      guard let text = message["content"]?.string else { throw .malformedReply }
      partial.text += text.utf8
    }
    guard let done = value["done"]?.bool else { throw .malformedReply }
    guard done else {
      if form == .json { partial.ending = .unknown }
      return
    }
    partial.promptTokens = value["prompt_eval_count"]?.integer
    partial.outputTokens = value["eval_count"]?.integer
    // Servers before 0.3 gave no reason.
    partial.ending = value["done_reason"]?.string.map(Ending.init(doneReason:)) ?? .unknown
  }
}

extension Int {
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
