import ModelClient
import Testing

@Suite("Asking a model")
struct ModelClientTests {
  private func client(
    _ transport: FakeTransport, _ time: FakeTime = FakeTime(),
    dialect: ModelProfile.Dialect = .openai,
    breaker: CircuitBreaker = CircuitBreaker(CircuitState()) { _ in },
    _ change: (inout ModelProfile) -> Void = { _ in }
  ) -> ModelClient {
    var profile = Samples.profile(dialect, streaming: false)
    change(&profile)
    return ModelClient(
      profile, key: nil, transport: transport, environment: time.environment, breaker: breaker)
  }

  @Test("an answer, and what it took")
  func answer() throws {
    var account = ModelAccount()
    let exchange = try client(FakeTransport(.ok(Samples.whole(.openai))))
      .ask(Samples.request, account: &account)
    #expect(exchange.reply.text == Samples.answer)
    #expect(!exchange.isStopped)
    #expect(account.attempts == 1 && account.failures.isEmpty)
    #expect(account.answered == "tiny-1-0613" && account.rung == .schema)
    #expect(account.promptTokens == 21 && account.outputTokens == 9)
  }

  @Test("a note that Ollama would cut in silence is not sent")
  func context() throws {
    var request = Samples.request
    request.messages[0].text = String(repeating: "well ", count: 8000)
    for (dialect, tokens, isSent) in [
      (ModelProfile.Dialect.ollama, 15_000, false), (.ollama, 16_000, true),
      (.openai, 15_000, true),
      (.openai, 4_000, false),
    ] {
      let transport = FakeTransport(.error(400))
      var account = ModelAccount()
      let client = client(transport, dialect: dialect) { $0.limits.contextTokens = tokens }
      #expect(
        throws: isSent ? ModelFailure.requestRefused(status: 400, reason: nil) : .contextExceeded
      ) { try client.ask(request, account: &account) }
      #expect(transport.requests.isEmpty != isSent)
    }
  }

  @Test("what passes is asked again after the server's time")
  func retries() throws {
    let time = FakeTime()
    var account = ModelAccount()
    _ = try client(
      FakeTransport(
        .error(429, "", ("retry-after", "2")), .error(503), .ok(Samples.whole(.openai))), time
    ).ask(Samples.request, account: &account)
    #expect(account.attempts == 3)
    #expect(account.failures == ["rate-limited", "server-failed"])
    #expect(time.now == 3000, "two seconds by the server, one by our own doubling")
    #expect(account.milliseconds == 3000)
  }

  @Test("an account that is used up is not asked again")
  func quota() {
    let transport = FakeTransport(
      .error(429, #"{"error":{"code":"insufficient_quota"}}"#, ("retry-after", "1")))
    var account = ModelAccount()
    #expect(throws: ModelFailure.quotaExhausted) {
      try client(transport).ask(Samples.request, account: &account)
    }
    #expect(transport.requests.count == 1)
  }

  @Test("a wait that the deadline does not allow is not begun")
  func deadline() {
    let time = FakeTime()
    var account = ModelAccount()
    #expect(throws: ModelFailure.rateLimited(seconds: 90)) {
      try client(FakeTransport(.error(429, "", ("retry-after", "90"))), time) {
        $0.limits.whole = 60_000
      }.ask(Samples.request, account: &account)
    }
    #expect(time.now == 0)
  }

  @Test("an interruption ends a pause at once")
  func interruption() {
    let time = FakeTime()
    time.interrupt(at: 100)
    var account = ModelAccount()
    #expect(throws: ModelFailure.cancelled) {
      try client(FakeTransport(.error(503, "", ("retry-after", "60"))), time)
        .ask(Samples.request, account: &account)
    }
    #expect(time.now <= 120)
  }

  @Test("a server that takes no schema is asked for less, and from then on at once")
  func ladder() throws {
    let refusal = #"{"error":{"message":"response_format type is unavailable"}}"#
    let transport = FakeTransport(
      .error(400, refusal), .error(400, refusal), .ok(Samples.whole(.openai)),
      .ok(Samples.whole(.openai)))
    let client = client(transport)
    var account = ModelAccount()
    #expect(try client.ask(Samples.request, account: &account).rung == .text)
    #expect(account.failures == ["schema-refused", "schema-refused"])
    #expect(try client.ask(Samples.request, account: &account).rung == .text)
    #expect(transport.requests.count == 4)
    let bodies = transport.requests.map { String(decoding: $0.body, as: UTF8.self) }
    #expect(bodies[0].contains("json_schema") && bodies[1].contains("json_object"))
    #expect(!bodies[2].contains("response_format") && bodies[2].contains("Answer with JSON."))
  }

  @Test("a profile that wants the schema says so where the server takes none")
  func pinned() {
    var account = ModelAccount()
    let failure = #expect(throws: ModelFailure.schemaRefused) {
      try client(FakeTransport(.error(400, #"{"error":{"param":"response_format"}}"#))) {
        $0.structure = .schema
      }.ask(Samples.request, account: &account)
    }
    #expect(failure?.hint?.contains("structure: auto") == true)
  }

  @Test(
    "a model that the server does not have is answered with those that it has",
    arguments: [
      (ModelProfile.Dialect.openai, #"{"data":[{"id":"b"},{"id":"a"},{"id":"c d\n"}]}"#, "/models"),
      (.anthropic, #"{"data":[{"id":"a"},{"id":"b"}]}"#, "/v1/models"),
      (.ollama, #"{"models":[{"name":"b"},{"name":"a"}]}"#, "/api/tags"),
    ])
  func models(dialect: ModelProfile.Dialect, list: String, path: String) {
    let missing = #"{"error":{"message":"model not found","type":"not_found_error"}}"#
    let transport = FakeTransport(.error(404, missing), .ok(list))
    var account = ModelAccount()
    #expect(throws: ModelFailure.modelUnknown(model: "tiny-1", available: ["a", "b"])) {
      try client(transport, dialect: dialect).ask(Samples.request, account: &account)
    }
    #expect(transport.requests.last?.address.hasSuffix(path) == true)
    #expect(transport.requests.last?.method == .get)
  }

  @Test("a reply is ended early where the caller asks for it")
  func stopping() throws {
    let text = String(repeating: "x", count: 3000)
    let transport = FakeTransport(.ok(Samples.stream(.openai, text), "text/event-stream"))
    var account = ModelAccount()
    let exchange = try client(transport).ask(Samples.request, account: &account) {
      $0.count < 30
    }
    #expect(exchange.isStopped && exchange.reply.text == String(repeating: "x", count: 30))
    #expect(transport.bytesGiven < 2500, "the rest was not waited for")
  }

  @Test("what follows the end of a stream is not waited for")
  func afterTheEnd() throws {
    let stream = Samples.stream(.openai) + String(repeating: ": ping\n\n", count: 1000)
    let transport = FakeTransport(.ok(stream, "text/event-stream"))
    var account = ModelAccount()
    #expect(
      try client(transport).ask(Samples.request, account: &account).reply.text == Samples.answer)
    #expect(transport.bytesGiven < stream.utf8.count - 5000)
  }

  @Test("a server that fails again and again is left alone")
  func breaker() {
    let transport = FakeTransport()
    let client = client(transport) { $0.limits.attempts = 2 }
    var account = ModelAccount()
    for _ in 0..<2 {
      #expect(throws: ModelFailure.connectionLost) {
        try client.ask(Samples.request, account: &account)
      }
    }
    #expect(throws: ModelFailure.self) { try client.ask(Samples.request, account: &account) }
    #expect(throws: ModelFailure.self) { try client.ask(Samples.request, account: &account) }
    #expect(transport.requests.count == 5, "the sixth is not sent")
    #expect(account.failures.last == "circuit-open")
  }

  @Test("what a server refuses does not speak against it")
  func refusals() {
    let transport = FakeTransport(
      .error(401), .error(401), .error(401), .error(401), .error(401), .error(401))
    let client = client(transport)
    var account = ModelAccount()
    for _ in 0..<6 {
      #expect(throws: ModelFailure.keyRefused(status: 401)) {
        try client.ask(Samples.request, account: &account)
      }
    }
    #expect(transport.requests.count == 6)
  }
}
