import CanonicalJSON
import ModelClient
import Testing

@Suite("Requests")
struct RequestEncoderTests {
  private func body(
    _ dialect: ModelProfile.Dialect, _ rung: Rung, streaming: Bool = false,
    _ change: (inout ModelProfile) -> Void = { _ in }
  ) -> String {
    var profile = Samples.profile(dialect, streaming: streaming)
    profile.limits.outputTokens = 64
    change(&profile)
    let request = RequestEncoder(profile).request(Samples.request, on: rung, key: nil)
    return String(decoding: request.body, as: UTF8.self)
  }

  @Test("chat completions, rung by rung")
  func chat() {
    let turns =
      #""messages":[{"role":"system","content":"Summarise."},{"role":"user","content":"[1] K 3.2 \"low\"."}]"#
    let told = #""messages":[{"role":"system","content":"Summarise.\n\nAnswer with JSON."},"#
    #expect(
      body(.openai, .schema)
        == #"{"model":"tiny-1",\#(turns),"max_tokens":64,"temperature":0,"seed":7,"#
        + #""response_format":{"type":"json_schema","json_schema":{"name":"claims","strict":true,"#
        + #""schema":{"type":"object"}}},"stream":false}"#)
    #expect(body(.openai, .object).contains(#""response_format":{"type":"json_object"}"#))
    #expect(body(.openai, .object).contains(told))
    #expect(!body(.openai, .text).contains("response_format"))
    #expect(
      body(.openai, .text, streaming: true)
        .hasSuffix(#""stream":true,"stream_options":{"include_usage":true}}"#))
    #expect(!body(.azure, .schema).contains("tiny-1"), "the address names the deployment")
  }

  @Test("messages, rung by rung")
  func messages() {
    #expect(
      body(.anthropic, .schema)
        == #"{"model":"tiny-1","max_tokens":64,"system":"Summarise.","#
        + #""messages":[{"role":"user","content":"[1] K 3.2 \"low\"."}],"temperature":0,"#
        + #""output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},"stream":false}"#
    )
    #expect(!body(.anthropic, .text).contains("output_config"))
    #expect(body(.anthropic, .text).contains(#""system":"Summarise.\n\nAnswer with JSON.""#))
  }

  @Test("Ollama is always told how much it may read")
  func ollama() {
    #expect(
      body(.ollama, .schema).hasSuffix(
        #""format":{"type":"object"},"options":{"num_ctx":16384,"num_predict":64,"temperature":0,"seed":7},"stream":false}"#
      ))
    #expect(body(.ollama, .object).contains(#""format":"json""#))
    #expect(!body(.ollama, .text).contains(#""format""#))
  }

  @Test("what a model does not take is left out")
  func parameters() {
    let text = body(.openai, .schema) { profile in
      profile.parameters.temperature = nil
      profile.parameters.seed = nil
      profile.parameters.outputLimitName = .maxCompletionTokens
    }
    #expect(!text.contains("temperature") && !text.contains("seed"))
    #expect(text.contains(#""max_completion_tokens":64"#) && !text.contains("max_tokens\""))
  }

  @Test(
    "every body is JSON with each name once", arguments: ModelProfile.Dialect.allCases,
    Rung.allCases)
  func wellFormed(dialect: ModelProfile.Dialect, rung: Rung) throws {
    for streaming in [true, false] {
      let tree = try JSONTree(Array(body(dialect, rung, streaming: streaming).utf8))
      #expect(tree["stream"]?.bool == streaming)
    }
  }

  @Test(
    "each dialect has its address and its header for the key",
    arguments: [
      (ModelProfile.Dialect.openai, "http://127.0.0.1:9/chat/completions", "Authorization"),
      (
        .azure,
        "http://127.0.0.1:9/openai/deployments/tiny-1/chat/completions?api-version=2024-10-21",
        "api-key"
      ),
      (.anthropic, "http://127.0.0.1:9/v1/messages", "x-api-key"),
      (.ollama, "http://127.0.0.1:9/api/chat", "Authorization"),
    ])
  func identification(dialect: ModelProfile.Dialect, address: String, header: String) throws {
    let key = try #require(SecretKey("sk-canary"))
    let request = RequestEncoder(Samples.profile(dialect))
      .request(Samples.request, on: .schema, key: key)
    #expect(request.address == address)
    let secret = try #require(request.headers.first { $0.isSecret })
    #expect(secret.name == header && secret.value.hasSuffix("sk-canary"))
    let shown = String(decoding: request.redacted, as: UTF8.self)
    #expect(shown.contains("\(header): [redacted]"))
    #expect(!shown.contains("sk-canary"))
    #expect(shown.hasSuffix(String(decoding: request.body, as: UTF8.self) + "\n"))
  }

  @Test("a name cannot leave its place in the address")
  func escaped() {
    var profile = Samples.profile(.azure)
    profile.model = "a/../b?x=1"
    let request = RequestEncoder(profile).request(Samples.request, on: .schema, key: nil)
    #expect(request.address.contains("/deployments/a%2F..%2Fb%3Fx%3D1/chat"))
  }
}
