import ModelClient
import TestSupport
import Testing

@Suite("What servers say of their failures")
struct ServerErrorTests {
  /// Bodies as real servers gave them.
  static let cases: [(status: Int, body: String, failure: ModelFailure)] = [
    (
      401, #"{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}"#,
      .keyRefused(status: 401)
    ),
    (
      400,
      #"{"error":{"code":400,"message":"request (15020 tokens) exceeds the available context size (1024 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":15020,"n_ctx":1024}}"#,
      .contextExceeded
    ),
    (
      400,
      #"{"error":{"message":"litellm.ContextWindowExceededError: litellm.BadRequestError: …","type":"invalid_request_error","param":null,"code":"400"}}"#,
      .contextExceeded
    ),
    (
      429,
      #"{"error":{"message":"litellm.RateLimitError: …","type":"throttling_error","param":null,"code":"429"}}"#,
      .rateLimited(seconds: nil)
    ),
    (
      429,
      #"{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#,
      .quotaExhausted
    ),
    (
      500, #"{"error":{"code":500,"message":"parse error","type":"server_error"}}"#,
      .serverFailed(status: 500)
    ),
    (500, "Internal Server Error", .serverFailed(status: 500)),
    (502, "", .serverFailed(status: 502)),
    (
      529, #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
      .serverFailed(status: 529)
    ),
    (
      400, #"{"error":{"message":"No connected db.","type":"no_db_connection","code":"400"}}"#,
      .keyRefused(status: 400)
    ),
    (
      400,
      #"{"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error","code":"invalid_request_error"}}"#,
      .schemaRefused
    ),
    (
      400,
      #"{"error":{"message":"Invalid schema for response_format 'claims'","type":"invalid_request_error","param":"response_format","code":null}}"#,
      .schemaRefused
    ),
    (
      400,
      #"{"type":"error","error":{"type":"invalid_request_error","message":"output_config: Extra inputs are not permitted"}}"#,
      .schemaRefused
    ),
    (400, #"{"error":"invalid format: expected \"json\" or a JSON schema"}"#, .schemaRefused),
    (
      400,
      #"{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}"#,
      .parameterRefused(name: "max_tokens")
    ),
    (
      400,
      #"{"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}"#,
      .parameterRefused(name: "temperature")
    ),
    (
      404,
      #"{"error":{"message":"The model `gpt-9` does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}"#,
      .modelUnknown(model: "m", available: [])
    ),
    (404, #"{"error":"model 'm' not found"}"#, .modelUnknown(model: "m", available: [])),
    (404, #"{"detail":"Not Found"}"#, .addressUnknown(status: 404)),
    (
      400,
      #"{"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#,
      .contentFiltered
    ),
    (302, "", .redirected(status: 302)), (413, "", .contextExceeded),
    (
      400, #"{"error":{"type":"invalid_request_error","message":"zebracanary"}}"#,
      .requestRefused(status: 400, reason: "invalid_request_error")
    ),
    (
      400, #"{"error":{"type":"zebracanary","code":"zebracanary","message":"x"}}"#,
      .requestRefused(status: 400, reason: nil)
    ),
    (418, "[1,2", .requestRefused(status: 418, reason: nil)),
  ]

  @Test("status first, then the body", arguments: cases.indices)
  func meaning(index: Int) {
    let (status, body, failure) = Self.cases[index]
    let found = ServerError(status: status, body: Array(body.utf8)).failure(model: "m")
    #expect(found == failure)
    #expect(!found.message.contains("zebracanary") && !found.code.contains("zebracanary"))
  }
}

@Suite("Keys")
struct KeySourceTests {
  private func key(
    _ source: KeySource, _ variables: [String: String] = [:], output: [UInt8]? = nil
  ) throws(ModelFailure) -> SecretKey {
    try source.key(variables: variables) { _ in output }
  }

  @Test("from a variable; where it is missing, its name is said")
  func variable() throws {
    _ = try key(.variable("K"), ["K": "sk-1"])
    for variables in [[:], ["K": ""]] {
      let failure = #expect(throws: ModelFailure.missingKey(.variable("K"), .absent)) {
        try key(.variable("K"), variables)
      }
      #expect(failure?.message.contains("K is not set") == true)
    }
    #expect(throws: ModelFailure.missingKey(.variable("K"), .unusable)) {
      try key(.variable("K"), ["K": "sk\r\nX: y"])
    }
  }

  @Test("from a file that is its owner's alone")
  func file() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("key", Array("sk-2\n".utf8))
    #expect(throws: ModelFailure.missingKey(.file(path), .readableByOthers)) {
      try folder.setMode("key", 0o640)
      _ = try key(.file(path))
    }
    try folder.setMode("key", 0o600)
    _ = try key(.file(path))
    #expect(throws: ModelFailure.missingKey(.file(path + "x"), .absent)) {
      _ = try key(.file(path + "x"))
    }
    #expect(throws: ModelFailure.missingKey(.file(folder.path), .failed)) {
      _ = try key(.file(folder.path))
    }
  }

  @Test("from a program")
  func command() throws {
    _ = try key(.command(["pass"]), output: Array("sk-3\nmore".utf8))
    #expect(throws: ModelFailure.missingKey(.command(["pass"]), .failed)) {
      try key(.command(["pass"]))
    }
  }

  @Test("a key shows itself nowhere")
  func hidden() throws {
    let key = try #require(SecretKey("sk-canary"))
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), String(describing: Optional(key)), dumped] {
      #expect(!text.contains("canary"))
    }
  }
}
