import Dispatch
import Synchronization

/// Makes two values that do not need each other, at once where a second processor is free.
enum InParallel {
  static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let made = Mutex<(first: First?, second: Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let value = first()
        made.withLock { $0.first = value }
      } else {
        let value = second()
        made.withLock { $0.second = value }
      }
    }
    let (one, other) = made.withLock { ($0.first, $0.second) }
    guard let one, let other else { preconditionFailure("both have been made") }
    return (one, other)
  }
}
