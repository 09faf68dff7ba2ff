import Dispatch
import Synchronization

/// Lets as many requests through at once as the server bears.
///
/// Additive increase, multiplicative decrease (Chiu and Jain, Computer Networks 17, 1989): each answer
/// raises the limit by its reciprocal, each 429 halves it, once for all those that were under way.
package struct AdaptiveLimit: Sendable, Hashable {
  package let most: Int
  private var limit: Double
  package private(set) var inFlight = 0
  /// Counts requests that were let through, so that those of before a cut cause no further one.
  private var admitted = 0
  private var lastCut = 0

  package init(most: Int) {
    self.most = max(1, most)
    limit = Double(max(1, most))
  }

  package var allowed: Int { max(1, Int(limit)) }

  /// The number of the request that is let through; nil where none may be.
  package mutating func admit() -> Int? {
    guard inFlight < allowed else { return nil }
    inFlight += 1
    admitted += 1
    return admitted
  }

  package mutating func leave(_ number: Int, wasRefused: Bool) {
    inFlight -= 1
    if !wasRefused {
      limit = min(Double(most), limit + 1 / limit)
    } else if number > lastCut {
      limit = max(1, limit / 2)
      lastCut = admitted
    }
  }
}

/// The limit, for threads that wait.
final class RequestGate: Sendable {
  private struct State: Sendable {
    var limit: AdaptiveLimit
    /// Who waits, the longest first.
    var waiting: [DispatchSemaphore] = []
  }

  private let state: Mutex<State>

  /// Between two looks at deadlines and interruptions.
  private static let tick = DispatchTimeInterval.milliseconds(20)

  init(most: Int) { state = Mutex(State(limit: AdaptiveLimit(most: most))) }

  /// Waits for its turn; nil where `mayWait` says no more.
  func enter(while mayWait: () -> Bool) -> Int? {
    if let number = state.withLock({ $0.limit.admit() }) { return number }
    let signal = DispatchSemaphore(value: 0)
    state.withLock { $0.waiting.append(signal) }
    while true {
      let number = state.withLock { state in
        let number = state.limit.admit()
        if number != nil { state.waiting.removeAll { $0 === signal } }
        return number
      }
      if let number { return number }
      guard mayWait() else {
        state.withLock { $0.waiting.removeAll { $0 === signal } }
        // What this one was woken for, another may do.
        wake()
        return nil
      }
      _ = signal.wait(timeout: .now() + Self.tick)
    }
  }

  func leave(_ number: Int, wasRefused: Bool) {
    state.withLock { $0.limit.leave(number, wasRefused: wasRefused) }
    wake()
  }

  /// Wakes as many as there is room for.
  private func wake() {
    let woken = state.withLock { state in
      state.waiting.prefix(max(0, state.limit.allowed - state.limit.inFlight))
    }
    for signal in woken { signal.signal() }
  }
}
