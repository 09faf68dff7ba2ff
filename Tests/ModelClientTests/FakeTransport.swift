import ModelClient
import Synchronization

/// Answers in order, each given in small pieces; no network.
final class FakeTransport: HTTPTransport {
  struct Answer: Sendable {
    var status = 200
    var headers: [(name: String, value: String)] = []
    var body = ""
    /// What happens after the body.
    var failure: ModelFailure?

    static func ok(_ body: String, _ type: String = "application/json") -> Answer {
      Answer(headers: [("content-type", type)], body: body)
    }

    static func error(_ status: Int, _ body: String = "", _ headers: (String, String)...) -> Answer
    {
      Answer(
        status: status, headers: headers.map { (name: $0.0, value: $0.1) }, body: body)
    }

    static func broken(_ failure: ModelFailure) -> Answer { Answer(status: 0, failure: failure) }
  }

  private struct State: Sendable {
    var answers: [Answer]
    var requests: [HTTPRequest] = []
    var bytesGiven = 0
  }

  private let state: Mutex<State>

  init(_ answers: Answer...) { state = Mutex(State(answers: answers)) }

  var requests: [HTTPRequest] { state.withLock { $0.requests } }
  var bytesGiven: Int { state.withLock { $0.bytesGiven } }

  func send(
    _ request: HTTPRequest, limits: TransferLimits, receive: (HTTPHead, [UInt8]) -> Bool
  ) throws(ModelFailure) {
    let answer = state.withLock { state -> Answer in
      state.requests.append(request)
      return state.answers.isEmpty ? .broken(.connectionLost) : state.answers.removeFirst()
    }
    guard answer.status > 0 else { throw answer.failure ?? .connectionLost }
    let head = HTTPHead(status: answer.status, headers: answer.headers)
    guard receive(head, []) else { return }
    var rest = Array(answer.body.utf8)[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(5))
      rest = rest.dropFirst(5)
      state.withLock { $0.bytesGiven += piece.count }
      guard receive(head, piece) else { return }
    }
    if let failure = answer.failure { throw failure }
  }
}

/// A clock that only pauses move.
final class FakeTime: Sendable {
  private let milliseconds = Mutex(0)
  private let interruption = Mutex(Int.max)

  /// Asks to stop at a time.
  func interrupt(at time: Int) { interruption.withLock { $0 = time } }

  var now: Int { milliseconds.withLock { $0 } }

  var environment: ClientEnvironment {
    ClientEnvironment(
      monotonicMilliseconds: { self.now }, now: { self.now / 1000 },
      sleep: { time in self.milliseconds.withLock { $0 += time } }, jitter: { 0 },
      isInterrupted: { self.now >= self.interruption.withLock { $0 } })
  }
}
