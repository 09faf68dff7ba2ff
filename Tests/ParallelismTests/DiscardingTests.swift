import Synchronization
import Testing

@testable import Parallelism

@Suite("Values that nobody needs any more")
struct DiscardingTests {
  /// Counts how often it was freed.
  private final class Freed: Sendable {
    let count = Mutex(0)
  }

  private final class Value: Sendable {
    let freed: Freed
    init(_ freed: Freed) { self.freed = freed }
    deinit { freed.count.withLock { $0 += 1 } }
  }

  @Test("What is given up is freed once, what is kept never, and what others hold not yet")
  func freeing() async throws {
    let freed = Freed()
    Discarding.leaveToTheEnd(Value(freed))
    let held = Value(freed)
    Discarding.free(held)
    for _ in 0..<20 { Discarding.free([Value(freed)]) }
    let patience = ContinuousClock.now + .seconds(20)
    while freed.count.withLock({ $0 }) < 20, ContinuousClock.now < patience {
      try await Task.sleep(for: .milliseconds(2))
    }
    #expect(freed.count.withLock { $0 } == 20)
    #expect(held.freed === freed)
  }
}
