import ModelClient
import Testing

@Suite("Asking again")
struct RetryTests {
  private func wait(_ headers: (String, String)...) -> Int? {
    RetryAfter.milliseconds(
      in: HTTPHead(status: 429, headers: headers.map { (name: $0.0, value: $0.1) }),
      now: 784_111_777)
  }

  @Test("Retry-After in its three forms")
  func forms() {
    #expect(wait(("retry-after", "3")) == 3000)
    #expect(wait(("retry-after", "0.25")) == 250)
    #expect(wait(("retry-after-ms", "150"), ("retry-after", "9")) == 150)
    // The date of RFC 9110, section 5.6.7, is 784111777.
    #expect(wait(("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")) == 0)
    #expect(wait(("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT")) == 10_000)
    #expect(wait(("retry-after", "Sun, 06 Nov 1994 08:49:07 GMT")) == 0, "in the past")
    #expect(wait(("retry-after", "Thu, 29 Feb 2024 00:00:00 GMT")) == 925_052_223_000.clamped)
    for text in ["", "-1", "soon", "1e9", "Sun, 06 Nov 94 08:49:37 GMT", "06 Nov 1994", "0x10"] {
      #expect(wait(("retry-after", text)) == nil, "\(text)")
    }
    #expect(wait() == nil)
  }

  struct Case: Sendable {
    var failure: ModelFailure
    var status: Int?
    var attempt = 1
    var asked: Int?
    var allowed: Bool?
    var left = 100_000
    var pause: Int?
  }

  static let cases: [Case] = [
    Case(failure: .serverFailed(status: 500), status: 500, pause: 500),
    Case(failure: .serverFailed(status: 503), status: 503, attempt: 2, pause: 1000),
    Case(failure: .serverFailed(status: 503), status: 503, attempt: 3, pause: nil),
    Case(failure: .rateLimited(seconds: nil), status: 429, pause: 500),
    Case(failure: .rateLimited(seconds: nil), status: 429, asked: 1000, pause: 1000),
    Case(
      failure: .rateLimited(seconds: nil), status: 429, asked: 120_000, left: 90_000, pause: nil),
    Case(
      failure: .rateLimited(seconds: nil), status: 429, asked: 120_001, left: 900_000, pause: nil),
    Case(failure: .quotaExhausted, status: 429, pause: nil),
    Case(failure: .requestRefused(status: 408, reason: nil), status: 408, pause: 500),
    Case(failure: .requestRefused(status: 409, reason: nil), status: 409, pause: 500),
    Case(failure: .requestRefused(status: 400, reason: nil), status: 400, pause: nil),
    Case(
      failure: .requestRefused(status: 400, reason: nil), status: 400, allowed: true, pause: 500),
    Case(failure: .serverFailed(status: 500), status: 500, allowed: false, pause: nil),
    Case(failure: .keyRefused(status: 401), status: 401, pause: nil),
    Case(failure: .redirected(status: 307), status: 307, pause: nil),
    Case(failure: .unreachable(host: "x"), pause: 500),
    Case(failure: .connectTimeout(host: "x"), pause: 500),
    Case(failure: .connectionLost, pause: 500),
    Case(failure: .streamTruncated, status: 200, pause: 500),
    Case(failure: .untrusted(host: "x"), pause: nil), Case(failure: .wholeTimeout, pause: nil),
    Case(failure: .idleTimeout, pause: nil),
    Case(failure: .outputTruncated, status: 200, pause: nil),
    Case(failure: .refused, status: 200, pause: nil),
    Case(failure: .malformedReply, status: 200, pause: nil),
    Case(failure: .unreachable(host: "x"), left: 400, pause: nil),
  ]

  @Test("what is asked again, and when", arguments: cases)
  func policy(_ it: Case) {
    let policy = RetryPolicy(attempts: 3)
    let pause = policy.pause(
      after: it.failure, status: it.status, attempt: it.attempt, asked: it.asked,
      allowed: it.allowed, left: it.left, jitter: 0)
    #expect(pause == it.pause)
    if let pause, it.asked == nil {
      let shortened = policy.pause(
        after: it.failure, status: it.status, attempt: it.attempt, asked: nil, allowed: it.allowed,
        left: it.left, jitter: 1)
      #expect(shortened == pause * 3 / 4)
    }
  }
}

extension Int {
  /// Waits are no longer than this, in milliseconds.
  fileprivate var clamped: Int { Swift.min(self, 1_000_000_000) }
}

@Suite("Circuit breaker")
struct CircuitBreakerTests {
  @Test("opens after failures in a row, lets one request find out, and closes after a success")
  func life() throws {
    var state = CircuitState()
    for time in 0..<5 {
      #expect(state.admit(at: time) == nil)
      state.note(isFailure: true, at: time)
    }
    #expect(state.condition(at: 4) == .open(30))
    #expect(state.admit(at: 10) == 24)
    #expect(state.condition(at: 34) == .halfOpen)
    #expect(state.admit(at: 34) == nil, "one may find out")
    #expect(state.admit(at: 35) == 29, "and no other")
    #expect(state.admit(at: 64) == nil, "until it has had its time")
    state.note(isFailure: true, at: 65)
    #expect(state.condition(at: 65) == .open(30), "one more failure is enough")
    #expect(state.admit(at: 95) == nil)
    state.note(isFailure: false, at: 96)
    #expect(state == CircuitState())
  }

  @Test("a success in between counts from the beginning")
  func reset() {
    var state = CircuitState()
    for _ in 0..<20 {
      for _ in 0..<4 { state.note(isFailure: true, at: 0) }
      state.note(isFailure: false, at: 0)
    }
    #expect(state.condition(at: 0) == .closed)
  }

  @Test("a clock that was set back does not leave the server alone for ever")
  func clock() {
    var state = CircuitState()
    for _ in 0..<5 { state.note(isFailure: true, at: 1_000_000) }
    #expect(state.condition(at: 10) == .halfOpen)
  }

  @Test("is kept from run to run, and what was damaged is begun anew")
  func kept() {
    var state = CircuitState()
    for _ in 0..<5 { state.note(isFailure: true, at: 7) }
    _ = state.admit(at: 40)
    #expect(CircuitState(decoding: state.encoded) == state)
    #expect(CircuitState(decoding: Array("{}".utf8)) == nil)
    #expect(CircuitState(decoding: Array("{\"failures\":-1}".utf8)) == nil)
  }
}

@Suite("How many at once")
struct AdaptiveLimitTests {
  private func admitted(_ limit: inout AdaptiveLimit) throws -> Int {
    let number = limit.admit()
    return try #require(number)
  }

  @Test("a refusal halves the limit once for all that were under way; answers raise it again")
  func additive() throws {
    var limit = AdaptiveLimit(most: 8)
    let first = (0..<8).compactMap { _ in limit.admit() }
    #expect(first.count == 8)
    #expect(limit.admit() == nil)
    for number in first { limit.leave(number, wasRefused: true) }
    #expect(limit.allowed == 4)
    let later = try admitted(&limit)
    limit.leave(later, wasRefused: true)
    #expect(limit.allowed == 2)
    for _ in 0..<100 {
      let number = try admitted(&limit)
      limit.leave(number, wasRefused: false)
    }
    #expect(limit.allowed == 8)
    #expect(limit.inFlight == 0)
  }

  @Test("one is always let through")
  func least() throws {
    var limit = AdaptiveLimit(most: 2)
    for _ in 0..<20 {
      let number = try admitted(&limit)
      limit.leave(number, wasRefused: true)
    }
    #expect(limit.allowed == 1)
  }
}
