import Synchronization

/// Applies a function to many values on several threads and keeps their order.
package enum ParallelMap {
  /// - Parameter jobs: How many threads at most, this one among them.
  package static func map<Value: Sendable, Result: Sendable>(
    _ values: [Value], jobs: Int, _ transform: @escaping @Sendable (Value) -> Result
  ) -> [Result] {
    let workers = min(jobs, values.count)
    guard workers > 1 else { return values.map(transform) }
    let shared = SharedWork(values, transform)
    let crew = Crew(workers - 1) { shared.work() }
    shared.work()
    crew.wait()
    return shared.results
  }
}

/// The values that nobody has taken yet, and the results.
private final class SharedWork<Value: Sendable, Result: Sendable>: Sendable {
  private let values: [Value]
  private let transform: @Sendable (Value) -> Result
  private let next = Atomic<Int>(0)
  private let collected = Mutex<[(index: Int, result: Result)]>([])

  init(_ values: [Value], _ transform: @escaping @Sendable (Value) -> Result) {
    self.values = values
    self.transform = transform
  }

  /// Takes one value after the other until none is left.
  func work() {
    var own: [(index: Int, result: Result)] = []
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < values.count else { break }
      own.append((index, transform(values[index])))
    }
    collected.withLock { $0 += own }
  }

  var results: [Result] {
    collected.withLock { $0 }.sorted { $0.index < $1.index }.map(\.result)
  }
}
