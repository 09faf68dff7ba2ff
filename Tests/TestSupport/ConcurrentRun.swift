import Dispatch
import Synchronization

/// Runs blocking work on several threads at once.
package enum ConcurrentRun {
  /// What each of the bodies returned, in order; the first error is thrown after all have ended.
  package static func collect<T: Sendable>(
    _ count: Int, _ body: @Sendable @escaping (Int) throws -> T
  ) throws -> [T] {
    let results = Mutex<[Int: Result<T, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = Result { try body(index) }
      results.withLock { $0[index] = result }
    }
    let collected = results.withLock { $0 }
    return try (0..<count).compactMap { try collected[$0]?.get() }
  }
}
