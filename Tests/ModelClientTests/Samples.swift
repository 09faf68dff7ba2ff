import CanonicalJSON
import ModelClient

/// A profile, a request and answers in every dialect, shaped like those of real servers.
enum Samples {
  static func profile(_ dialect: ModelProfile.Dialect, streaming: Bool = true) -> ModelProfile {
    var profile = ModelProfile(
      name: "test", dialect: dialect,
      endpoint: Endpoint(scheme: .http, host: "127.0.0.1", port: 9, path: ""), model: "tiny-1")
    profile.isStreaming = streaming
    return profile
  }

  static let request = ModelRequest(
    system: "Summarise.", messages: [.init(.user, "[1] K 3.2 \"low\".")],
    schema: .init(name: "claims", json: Array(#"{"type":"object"}"#.utf8)),
    schemaInWords: "Answer with JSON.")

  static let head = HTTPHead(status: 200, headers: [("content-type", "application/json")])
  static func head(_ type: String, _ status: Int = 200) -> HTTPHead {
    HTTPHead(status: status, headers: [("content-type", type)])
  }

  /// The answer that the samples below hold; it has characters of two, three and four bytes.
  static let answer = #"{"claims":[]} é → 😀"#

  static var quoted: String { quote(answer) }

  static func quote(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return json.string
  }

  /// A whole answer, with its ending as the dialect calls it.
  static func whole(
    _ dialect: ModelProfile.Dialect, _ text: String = answer, ending: String? = nil,
    promptTokens: Int = 21
  ) -> String {
    switch dialect {
    case .openai, .azure:
      return #"{"id":"c1","object":"chat.completion","model":"tiny-1-0613","choices":[{"index":0,"#
        + #""message":{"role":"assistant","content":\#(quote(text)),"refusal":null},"#
        + #""logprobs":null,"finish_reason":"\#(ending ?? "stop")"}],"#
        + #""usage":{"prompt_tokens":\#(promptTokens),"completion_tokens":9}}"#
    case .anthropic:
      return #"{"id":"m1","type":"message","role":"assistant","model":"tiny-1-0613","content":["#
        + #"{"type":"text","text":\#(quote(text))}],"stop_reason":"\#(ending ?? "end_turn")","#
        + #""stop_sequence":null,"usage":{"input_tokens":\#(promptTokens),"output_tokens":9}}"#
    case .ollama:
      return #"{"model":"tiny-1-0613","created_at":"2026-01-01T00:00:00Z","#
        + #""message":{"role":"assistant","content":\#(quote(text))},"done":true,"#
        + #""done_reason":"\#(ending ?? "stop")","prompt_eval_count":\#(promptTokens),"eval_count":9}"#
    }
  }

  /// The type of body that a stream has.
  static func streamType(_ dialect: ModelProfile.Dialect) -> String {
    dialect == .ollama ? "application/x-ndjson" : "text/event-stream; charset=utf-8"
  }

  /// The same answer as a stream, in pieces of a few characters.
  static func stream(
    _ dialect: ModelProfile.Dialect, _ text: String = answer, ending: String? = nil,
    newline: String = "\n"
  ) -> String {
    let characters = Array(text)
    let pieces = stride(from: 0, to: characters.count, by: 3).map {
      String(characters[$0..<min($0 + 3, characters.count)])
    }
    var lines: [String] = []
    func event(_ data: String, _ type: String? = nil) {
      if let type { lines.append("event: \(type)") }
      lines += ["data: \(data)", ""]
    }
    switch dialect {
    case .openai, .azure:
      lines.append(": a comment")
      event(
        #"{"choices":[{"index":0,"delta":{"role":"assistant","content":null}}],"model":"tiny-1-0613"}"#
      )
      for piece in pieces {
        event(
          #"{"choices":[{"index":0,"delta":{"content":\#(quote(piece))},"finish_reason":null}],"model":"tiny-1-0613"}"#
        )
      }
      event(
        #"{"choices":[{"index":0,"delta":{},"finish_reason":"\#(ending ?? "stop")"}],"model":"tiny-1-0613"}"#
      )
      event(#"{"choices":[],"usage":{"prompt_tokens":21,"completion_tokens":9}}"#)
      event("[DONE]")
    case .anthropic:
      event(
        #"{"type":"message_start","message":{"model":"tiny-1-0613","usage":{"input_tokens":21,"output_tokens":1}}}"#,
        "message_start")
      event(#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#)
      event(#"{"type":"ping"}"#, "ping")
      for piece in pieces {
        event(
          #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":\#(quote(piece))}}"#,
          "content_block_delta")
      }
      event(
        #"{"type":"message_delta","delta":{"stop_reason":"\#(ending ?? "end_turn")"},"usage":{"output_tokens":9}}"#,
        "message_delta")
      event(#"{"type":"message_stop"}"#, "message_stop")
    case .ollama:
      for piece in pieces {
        lines.append(
          #"{"model":"tiny-1-0613","message":{"role":"assistant","content":\#(quote(piece))},"done":false}"#
        )
      }
      lines.append(
        #"{"model":"tiny-1-0613","message":{"role":"assistant","content":""},"done":true,"done_reason":"\#(ending ?? "stop")","prompt_eval_count":21,"eval_count":9}"#
      )
    }
    return lines.joined(separator: newline) + newline
  }

  /// What a body comes to, given in pieces.
  static func decoded(
    _ pieces: [[UInt8]], _ dialect: ModelProfile.Dialect, type: String,
    request: ModelRequest = request, limit: Int = 1 << 20
  ) throws(ModelFailure) -> ModelReply {
    var decoder = try ReplyDecoder(head(type), dialect: dialect, request: request, limit: limit)
    for piece in pieces { try decoder.take(piece) }
    return try decoder.finish()
  }

  static func decoded(
    _ text: String, _ dialect: ModelProfile.Dialect, type: String
  ) throws(ModelFailure) -> ModelReply {
    try decoded([Array(text.utf8)], dialect, type: type)
  }
}
