import CanonicalJSON

/// Writes requests in the dialect of a profile.
///
/// The same request always has the same bytes, so that `--dry-run` shows what is sent.
package struct RequestEncoder: Sendable {
  let profile: ModelProfile

  package init(_ profile: ModelProfile) { self.profile = profile }

  /// The request for an answer.
  package func request(
    _ request: ModelRequest, on rung: Rung, key: SecretKey?
  ) -> HTTPRequest {
    let type = HTTPRequest.Header("Content-Type", "application/json")
    let accepted = HTTPRequest.Header(
      "Accept", profile.isStreaming ? "\(streamType), application/json" : "application/json")
    return HTTPRequest(
      method: .post, address: profile.endpoint.address(answerPath),
      headers: [type, accepted] + identification(key), body: body(request, on: rung))
  }

  /// The request for the list of models.
  package func modelList(key: SecretKey?) -> HTTPRequest {
    HTTPRequest(
      method: .get, address: profile.endpoint.address(listPath),
      headers: [HTTPRequest.Header("Accept", "application/json")] + identification(key))
  }

  private var streamType: String {
    profile.dialect == .ollama ? "application/x-ndjson" : "text/event-stream"
  }

  private var answerPath: String {
    switch profile.dialect {
    case .openai: "/chat/completions"
    case .azure:
      "/openai/deployments/\(escaped(profile.model))/chat/completions?api-version=\(escaped(version))"
    case .anthropic: "/v1/messages"
    case .ollama: "/api/chat"
    }
  }

  private var listPath: String {
    switch profile.dialect {
    case .openai: "/models"
    case .azure: "/openai/models?api-version=\(escaped(version))"
    case .anthropic: "/v1/models"
    case .ollama: "/api/tags"
    }
  }

  /// Of the interface: 2024-10-21 is Azure's last stable one of this form; Anthropic has had only this.
  private var version: String {
    profile.version ?? (profile.dialect == .azure ? "2024-10-21" : "2023-06-01")
  }

  private func identification(_ key: SecretKey?) -> [HTTPRequest.Header] {
    var headers: [HTTPRequest.Header] = []
    if profile.dialect == .anthropic {
      headers.append(HTTPRequest.Header("anthropic-version", version))
    }
    guard let key else { return headers }
    switch profile.dialect {
    case .openai, .ollama:
      headers.append(
        HTTPRequest.Header("Authorization", "Bearer \(key.text)", isSecret: true))
    case .azure: headers.append(HTTPRequest.Header("api-key", key.text, isSecret: true))
    case .anthropic: headers.append(HTTPRequest.Header("x-api-key", key.text, isSecret: true))
    }
    return headers
  }

  /// For a place in an address (RFC 3986, section 2.3).
  private func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
      {
        bytes.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

// MARK: - Bodies

extension RequestEncoder {
  private func body(_ request: ModelRequest, on rung: Rung) -> [UInt8] {
    var json = JSONWriter(reservingCapacity: 16_384)
    json.beginObject()
    switch profile.dialect {
    case .openai, .azure: writeChat(request, rung, to: &json)
    case .anthropic: writeMessages(request, rung, to: &json)
    case .ollama: writeOllama(request, rung, to: &json)
    }
    json.endObject()
    return json.bytes
  }

  private func writeChat(_ request: ModelRequest, _ rung: Rung, to json: inout JSONWriter) {
    if profile.dialect == .openai { json.member("model", profile.model) }
    writeTurns(request, system: request.system(on: rung), to: &json)
    json.key(dynamic: profile.parameters.outputLimitName.rawValue)
    json.integer(profile.limits.outputTokens)
    writeParameters(to: &json, takesSeed: true)
    if rung != .text {
      json.key("response_format")
      json.beginObject()
      json.member("type", rung == .schema ? "json_schema" : "json_object")
      if rung == .schema {
        json.key("json_schema")
        json.beginObject()
        json.member("name", request.schema.name)
        json.member("strict", true)
        json.key("schema")
        json.raw(request.schema.json)
        json.endObject()
      }
      json.endObject()
    }
    json.member("stream", profile.isStreaming)
    if profile.isStreaming {
      json.key("stream_options")
      json.beginObject()
      json.member("include_usage", true)
      json.endObject()
    }
  }

  private func writeMessages(_ request: ModelRequest, _ rung: Rung, to json: inout JSONWriter) {
    json.member("model", profile.model)
    json.member("max_tokens", profile.limits.outputTokens)
    json.member("system", request.system(on: rung))
    writeTurns(request, system: nil, to: &json)
    writeParameters(to: &json, takesSeed: false)
    if rung == .schema {
      json.key("output_config")
      json.beginObject()
      json.key("format")
      json.beginObject()
      json.member("type", "json_schema")
      json.key("schema")
      json.raw(request.schema.json)
      json.endObject()
      json.endObject()
    }
    json.member("stream", profile.isStreaming)
  }

  private func writeOllama(_ request: ModelRequest, _ rung: Rung, to json: inout JSONWriter) {
    json.member("model", profile.model)
    writeTurns(request, system: request.system(on: rung), to: &json)
    if rung == .schema {
      json.key("format")
      json.raw(request.schema.json)
    } else if rung == .object {
      json.member("format", "json")
    }
    json.key("options")
    json.beginObject()
    // Without it the server cuts a longer prompt in silence.
    json.member("num_ctx", profile.limits.contextTokens)
    json.member("num_predict", profile.limits.outputTokens)
    writeParameters(to: &json, takesSeed: true)
    json.endObject()
    json.member("stream", profile.isStreaming)
  }

  private func writeParameters(to json: inout JSONWriter, takesSeed: Bool) {
    if let temperature = profile.parameters.temperature {
      json.key("temperature")
      json.raw(Array(temperature.utf8))
    }
    if takesSeed, let seed = profile.parameters.seed { json.member("seed", seed) }
  }

  private func writeTurns(
    _ request: ModelRequest, system: String?, to json: inout JSONWriter
  ) {
    json.key("messages")
    json.beginArray()
    if let system { writeTurn("system", system, to: &json) }
    for message in request.messages { writeTurn(message.role.rawValue, message.text, to: &json) }
    json.endArray()
  }

  private func writeTurn(_ role: String, _ text: String, to json: inout JSONWriter) {
    json.beginObject()
    json.member("role", role)
    json.member("content", text)
    json.endObject()
  }
}
