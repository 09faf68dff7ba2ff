import Glibc
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
  private let limit: Mutex<AdaptiveLimit>

  init(most: Int) { limit = Mutex(AdaptiveLimit(most: most)) }

  /// Waits for its turn; nil where `mayWait` says no more.
  func enter(while mayWait: () -> Bool) -> Int? {
    while true {
      if let number = limit.withLock({ $0.admit() }) { return number }
      guard mayWait() else { return nil }
      // Requests take a hundred times as long, so that looking now and then costs nothing.
      usleep(2_000)
    }
  }

  func leave(_ number: Int, wasRefused: Bool) {
    limit.withLock { $0.leave(number, wasRefused: wasRefused) }
  }
}
