import Synchronization
import Testing

@testable import Parallelism

@Suite("Work on several threads")
struct ParallelismTests {
  @Test("Results stand in the order of the values, each computed once", arguments: 1...9)
  func order(jobs: Int) {
    for count in [0, 1, 2, 7, 100] {
      let calls = Counter()
      let results = ParallelMap.map(Array(0..<count), jobs: jobs) { value in
        calls.add()
        return value * value
      }
      #expect(results == (0..<count).map { $0 * $0 })
      #expect(calls.count == count)
    }
  }

  @Test("What is computed ahead is computed once, whoever asks first")
  func ahead() {
    for _ in 0..<50 {
      let calls = Counter()
      let value = Ahead { () -> Int in
        calls.add()
        return 7
      }
      #expect([value.value, value.value] == [7, 7])
      #expect(calls.count == 1)
    }
  }

  @Test("A value that is there is given at once")
  func known() {
    let value = Ahead(known: 7)
    #expect([value.value, value.value] == [7, 7])
  }

  @Test("A value that nobody asks for ends with its thread")
  func unasked() {
    let calls = Counter()
    do {
      _ = Ahead { calls.add() }
    }
    #expect(calls.count == 1)
  }

  @Test("One value ahead of another may wait for it")
  func chain() {
    var last = Ahead { 0 }
    for _ in 0..<20 { last = Ahead { [last] in last.value + 1 } }
    #expect(last.value == 20)
  }
}

private final class Counter: Sendable {
  private let calls = Atomic<Int>(0)
  func add() { calls.add(1, ordering: .relaxed) }
  var count: Int { calls.load(ordering: .relaxed) }
}
