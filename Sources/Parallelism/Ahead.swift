import Synchronization

/// A value that another thread computes while this one goes on.
package final class Ahead<Value: Sendable>: Sendable {
  private let crew: Crew
  private let result: Result

  private final class Result: Sendable {
    let compute: @Sendable () -> Value
    private let stored = Mutex<Value?>(nil)

    init(_ compute: @escaping @Sendable () -> Value) { self.compute = compute }

    /// Computed by whoever asks first.
    var value: Value {
      stored.withLock { stored in
        if let stored { return stored }
        let value = compute()
        stored = value
        return value
      }
    }
  }

  package init(_ compute: @escaping @Sendable () -> Value) {
    let result = Result(compute)
    self.result = result
    crew = Crew(1) { _ = result.value }
  }

  /// A value that takes no thread, since it is there.
  package init(known value: Value) {
    result = Result { value }
    crew = Crew(0) {}
  }

  deinit { crew.wait() }

  /// Waits for it; where the system gave no thread, or it has not begun, this one computes it.
  package var value: Value { result.value }
}
