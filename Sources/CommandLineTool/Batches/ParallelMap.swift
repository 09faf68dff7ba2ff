import Dispatch
import Synchronization

/// Applies a function to many values on several threads and keeps their order.
enum ParallelMap {
  static func map<Value: Sendable, Result: Sendable>(
    _ values: [Value], jobs: Int, _ transform: @Sendable (Value) -> Result
  ) -> [Result] {
    let workers = min(jobs, values.count)
    guard workers > 1 else { return values.map(transform) }
    let next = Atomic<Int>(0)
    let collected = Mutex<[(index: Int, result: Result)]>([])
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      var own: [(index: Int, result: Result)] = []
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < values.count else { break }
        own.append((index, transform(values[index])))
      }
      collected.withLock { $0 += own }
    }
    return collected.withLock { $0 }.sorted { $0.index < $1.index }.map(\.result)
  }
}
