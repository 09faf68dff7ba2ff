import CanonicalJSON
import Synchronization

/// Asks one model, as often as its profile allows, and gives back an answer or the reason why there is none.
///
/// Shared by all threads.
package final class ModelClient: Sendable {
  package let profile: ModelProfile
  private let key: SecretKey?
  private let transport: any HTTPTransport
  private let environment: ClientEnvironment
  private let breaker: CircuitBreaker
  private let gate: RequestGate
  /// What the server was found to take.
  private let rung: Mutex<Rung>

  package init(
    _ profile: ModelProfile, key: SecretKey?, transport: any HTTPTransport,
    environment: ClientEnvironment, breaker: CircuitBreaker
  ) {
    self.profile = profile
    self.key = key
    self.transport = transport
    self.environment = environment
    self.breaker = breaker
    gate = RequestGate(most: profile.limits.concurrency)
    rung = Mutex(profile.firstRung)
  }

  /// What is sent for a request, before any answer.
  package func firstRequest(_ request: ModelRequest) -> HTTPRequest {
    RequestEncoder(profile).request(request, on: rung.withLock { $0 }, key: key)
  }

  /// Asks for an answer.
  ///
  /// - Parameters:
  ///   - account: what is asked adds to it, also where it fails.
  ///   - mayGoOn: is shown the text so far after each piece, and ends the reply by saying false. What has
  ///     come by then is the answer of `ModelExchange.stopped`.
  package func ask(
    _ request: ModelRequest, account: inout ModelAccount,
    mayGoOn: (_ textSoFar: [UInt8]) -> Bool = { _ in true }
  ) throws(ModelFailure) -> ModelExchange {
    guard fits(request) else { throw .contextExceeded }
    let start = environment.monotonicMilliseconds()
    defer { account.milliseconds += environment.monotonicMilliseconds() - start }
    let deadline = start + profile.limits.whole
    let policy = RetryPolicy(attempts: profile.limits.attempts)
    var attempt = 0
    while true {
      attempt += 1
      let rung = self.rung.withLock { $0 }
      account.rung = rung
      var made = Attempt()
      let failure: ModelFailure
      do throws(ModelFailure) {
        let exchange = try make(
          request, on: rung, deadline: deadline, attempt: &made, account: &account,
          mayGoOn: mayGoOn)
        account.answered = exchange.reply.model
        account.promptTokens.add(exchange.reply.promptTokens)
        account.outputTokens.add(exchange.reply.outputTokens)
        return exchange
      } catch { failure = error }
      account.failures.append(failure.code)
      if failure == .schemaRefused, let next = nextRung(below: rung) {
        // Nothing is wrong with the server: the same again in another form, and so from now on.
        self.rung.withLock { $0 = max($0, next) }
        attempt -= 1
        continue
      }
      if case .modelUnknown(let model, _) = failure {
        throw .modelUnknown(model: model, available: models(deadline: deadline))
      }
      let left = deadline - environment.monotonicMilliseconds()
      guard
        let pause = policy.pause(
          after: failure, status: made.status, attempt: attempt, asked: made.retryAfter,
          allowed: made.mayRetry, left: left, jitter: environment.jitter())
      else {
        if case .rateLimited = failure {
          throw .rateLimited(seconds: made.retryAfter.map { ($0 + 999) / 1000 })
        }
        throw failure
      }
      guard environment.pause(pause) else { throw .cancelled }
    }
  }

  /// Whether the model can read all of a request. Most servers say where it cannot; Ollama leaves out what is
  /// too much and answers, so there it must surely fit.
  private func fits(_ request: ModelRequest) -> Bool {
    profile.dialect == .ollama
      ? request.likelyTokens + profile.limits.outputTokens <= profile.limits.contextTokens
      : request.fewestTokens < profile.limits.contextTokens
  }

  /// The names of the models that the server has; empty where it does not say.
  package func models(deadline: Int? = nil) -> [String] {
    let end =
      deadline ?? environment.monotonicMilliseconds() + min(profile.limits.whole, Self.listTime)
    // Nobody depends on the list: what goes wrong with it only leaves the names out of a message.
    return (try? listedModels(deadline: end)) ?? []
  }

  /// In milliseconds.
  private static let listTime = 10_000

  /// The names of the models that the server has, or why it cannot be asked.
  package func listedModels(deadline: Int? = nil) throws(ModelFailure) -> [String] {
    let now = environment.monotonicMilliseconds()
    let end = deadline ?? now + min(profile.limits.whole, Self.listTime)
    guard end > now else { throw .wholeTimeout }
    var body: [UInt8] = []
    var status = 0
    try transport.send(
      RequestEncoder(profile).modelList(key: key), limits: limits(until: end, now: now)
    ) { head, bytes in
      status = head.status
      body += bytes
      return true
    }
    guard status == 200 else {
      throw ServerError(status: status, body: body).failure(model: profile.model)
    }
    let tree: JSONTree
    do throws(JSONTreeError) { tree = try JSONTree(body) } catch { throw .malformedReply }
    let entries = tree["data"]?.array ?? tree["models"]?.array ?? []
    let names = entries.compactMap { $0["id"]?.string ?? $0["name"]?.string }
    return Array(Set(names.filter(ModelName.isPlain)).sorted().prefix(Self.mostListed))
  }

  private static let mostListed = 20

  private func nextRung(below rung: Rung) -> Rung? {
    guard profile.structure == .automatic, let next = rung.next else { return nil }
    // Anthropic's Messages have no form between the two.
    return profile.dialect == .anthropic && next == .object ? .text : next
  }

  private func limits(until deadline: Int, now: Int) -> TransferLimits {
    let left = max(1, deadline - now)
    return TransferLimits(
      connect: min(profile.limits.connect, left),
      // Before a whole answer comes nothing at all.
      idle: profile.isStreaming ? min(profile.limits.idle, left) : left, whole: left,
      size: profile.limits.replyBytes)
  }
}

// MARK: - One attempt

extension ModelClient {
  /// What an answer said about asking again.
  private struct Attempt {
    var status: Int?
    var retryAfter: Int?
    var mayRetry: Bool?
  }

  private func make(
    _ request: ModelRequest, on rung: Rung, deadline: Int, attempt: inout Attempt,
    account: inout ModelAccount, mayGoOn: ([UInt8]) -> Bool
  ) throws(ModelFailure) -> ModelExchange {
    let environment = environment
    guard
      let number = gate.enter(while: {
        !environment.isInterrupted() && environment.monotonicMilliseconds() < deadline
      })
    else { throw environment.isInterrupted() ? .cancelled : .wholeTimeout }
    var outcome: ModelFailure?
    defer {
      var wasRefused = false
      if case .rateLimited = outcome { wasRefused = true }
      gate.leave(number, wasRefused: wasRefused)
    }
    if let seconds = breaker.admit(at: environment.now()) {
      throw .circuitOpen(host: profile.endpoint.authority, seconds: seconds)
    }
    let now = environment.monotonicMilliseconds()
    guard now < deadline else { throw .wholeTimeout }
    account.attempts += 1
    do throws(ModelFailure) {
      let exchange = try receive(
        RequestEncoder(profile).request(request, on: rung, key: key), request, rung,
        limits(until: deadline, now: now), &attempt, mayGoOn)
      breaker.note(isFailure: false, at: environment.now())
      return exchange
    } catch {
      outcome = error
      // Nothing is learned about the server from what the user gave up.
      if error != .cancelled { breaker.note(isFailure: error.isOutage, at: environment.now()) }
      throw error
    }
  }

  private func receive(
    _ bytes: HTTPRequest, _ request: ModelRequest, _ rung: Rung, _ limits: TransferLimits,
    _ attempt: inout Attempt, _ mayGoOn: ([UInt8]) -> Bool
  ) throws(ModelFailure) -> ModelExchange {
    var head: HTTPHead?
    var decoder: ReplyDecoder?
    var failure: ModelFailure?
    var errorBody: [UInt8] = []
    var isStopped = false
    let dialect = profile.dialect
    try transport.send(bytes, limits: limits) { current, piece in
      if head == nil {
        head = current
        if current.status == 200 {
          do throws(ModelFailure) {
            decoder = try ReplyDecoder(
              current, dialect: dialect, request: request, limit: limits.size)
          } catch {
            failure = error
            return false
          }
        }
      }
      guard decoder != nil else {
        // Of an error only the beginning is looked at.
        if errorBody.count < Self.longestError { errorBody += piece }
        return errorBody.count < Self.longestError
      }
      do throws(ModelFailure) { try decoder?.take(piece) } catch {
        failure = error
        return false
      }
      if decoder?.isComplete == true { return false }
      if let decoder, !decoder.text.isEmpty, !mayGoOn(decoder.text) {
        isStopped = true
        return false
      }
      return true
    }
    guard let head else { throw .connectionLost }
    attempt.status = head.status
    attempt.retryAfter = RetryAfter.milliseconds(in: head, now: environment.now())
    attempt.mayRetry = head["x-should-retry"].flatMap { Bool($0.lowercased()) }
    if let failure { throw failure }
    guard var decoder else {
      throw ServerError(status: head.status, body: errorBody).failure(model: profile.model)
    }
    if isStopped {
      return ModelExchange(
        reply: ModelReply(text: String(decoding: decoder.text, as: UTF8.self)), rung: rung,
        isStopped: true)
    }
    return ModelExchange(reply: try decoder.finish(), rung: rung, isStopped: false)
  }

  /// In bytes.
  private static let longestError = 64 << 10
}

/// An answer, and how it was asked for.
package struct ModelExchange: Sendable, Hashable {
  package var reply: ModelReply
  package var rung: Rung
  /// Whether the caller ended it before its end.
  package var isStopped: Bool

  package init(reply: ModelReply, rung: Rung, isStopped: Bool) {
    self.reply = reply
    self.rung = rung
    self.isStopped = isStopped
  }
}

/// What asking a model has cost, for the record: counts, codes and times.
package struct ModelAccount: Sendable, Hashable {
  /// Requests that were sent.
  package var attempts = 0
  /// The code of each attempt that failed, in order.
  package var failures: [String] = []
  package var milliseconds = 0
  package var rung: Rung?
  /// The model as the server names it.
  package var answered: String?
  package var promptTokens: Int?
  package var outputTokens: Int?
  /// Whether answers came from a recording, so that `milliseconds` are those of then.
  package var isRecorded = false

  package init() {}
}

extension Int? {
  /// Adds what is known.
  fileprivate mutating func add(_ other: Int?) {
    guard let other else { return }
    // Counts of a server are not to be believed, not even to be small.
    self = Swift.min((self ?? 0) + Swift.min(Swift.max(0, other), 1 << 40), 1 << 50)
  }
}

/// Names of models, as far as they may be shown.
package enum ModelName {
  /// Whether it is made of what names are made of.
  package static func isPlain(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "-_./:@+".utf8.contains(byte)
      }
  }
}
