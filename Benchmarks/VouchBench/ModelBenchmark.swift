import ModelClient

/// What one request to a model costs, one after the other, against a server that answers at once.
struct ModelBenchmark {
  /// On this machine.
  let port: Int
  private static let warmUp = 50
  private static let count = 1000

  func run() throws(BenchError) -> [Figure] {
    var profile = ModelProfile(
      name: "bench", dialect: .openai,
      endpoint: Endpoint(scheme: .http, host: "127.0.0.1", port: port, path: "/v1"),
      model: "tiny-1")
    profile.isStreaming = false
    let client: ModelClient
    do throws(ModelFailure) {
      client = ModelClient(
        profile, key: nil,
        transport: try CurlTransport(
          CurlSettings(profile, variables: [:], agent: "vouch-bench"), isInterrupted: { false }),
        environment: .system { false }, breaker: CircuitBreaker(CircuitState()) { _ in })
    } catch { throw BenchError(message: error.message) }
    let request = ModelRequest(
      system: String(repeating: "Summarize. ", count: 200),
      messages: [.init(.user, String(repeating: "The patient is well. ", count: 200))],
      schema: .init(name: "claims", json: Array(#"{"type":"object"}"#.utf8)), schemaInWords: "")
    var times: [Double] = []
    for round in 0..<(Self.warmUp + Self.count) {
      var account = ModelAccount()
      var failure: ModelFailure?
      let time = seconds {
        do throws(ModelFailure) { _ = try client.ask(request, account: &account) } catch {
          failure = error
        }
      }
      if let failure { throw BenchError(message: failure.message) }
      if round >= Self.warmUp { times.append(time * 1000) }
    }
    let sample = Sample(times)
    return [
      Figure(name: "a request to a model, median", value: sample.median, unit: "ms"),
      Figure(name: "a request to a model, 99 %", value: sample.percentile(0.99), unit: "ms"),
    ]
  }
}
