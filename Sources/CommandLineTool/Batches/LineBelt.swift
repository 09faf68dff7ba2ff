import Dispatch
import Synchronization

/// Lines on their way through many threads, which come out in the order in which they went in.
///
/// One thread puts lines on and takes results off; any number work.
final class LineBelt: Sendable {
  private struct State: Sendable {
    var waiting: [LineWorker.Numbered] = []
    /// The first in `waiting` that nobody has taken.
    var next = 0
    /// By the place of their line on the belt, counted from the beginning of the run.
    var done: [Int: LineResult] = [:]
    var begun = 0
    var taken = 0
    var put = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let transform: @Sendable (LineWorker.Numbered) -> LineResult
  /// Counts lines that nobody has begun.
  private let lines = DispatchSemaphore(value: 0)
  /// Counts results that nobody has looked for.
  private let results = DispatchSemaphore(value: 0)
  /// How long results are waited for before something else is looked at.
  private static let patience = DispatchTimeInterval.milliseconds(20)

  init(_ transform: @escaping @Sendable (LineWorker.Numbered) -> LineResult) {
    self.transform = transform
  }

  /// How many lines are on it, done or not.
  var count: Int { state.withLock { $0.put - $0.taken } }

  func put(_ lines: [LineWorker.Numbered]) {
    state.withLock { state in
      state.waiting.removeFirst(state.next)
      state.next = 0
      state.waiting += lines
      state.put += lines.count
    }
    for _ in lines { self.lines.signal() }
  }

  /// The results that have nothing open before them; none after a moment in which there were none.
  func takeDone() -> [LineResult] {
    _ = results.wait(timeout: .now() + Self.patience)
    return state.withLock { state in
      var results: [LineResult] = []
      while let result = state.done.removeValue(forKey: state.taken) {
        results.append(result)
        state.taken += 1
      }
      return results
    }
  }

  /// Every result that is left, after whoever works was waited for; some may have lines before them that
  /// nobody has begun.
  func takeAll() -> [LineResult] {
    state.withLock { state in
      let results = state.done.sorted { $0.key < $1.key }.map(\.value)
      state.done = [:]
      return results
    }
  }

  /// Works until the belt is closed.
  func work() {
    while true {
      lines.wait()
      guard !state.withLock(\.isClosed) else {
        // The next one is told, too.
        lines.signal()
        return
      }
      workOnce()
    }
  }

  /// Works on one line, where there is one.
  func workOnce() {
    let next = state.withLock { state -> (place: Int, line: LineWorker.Numbered)? in
      guard !state.isClosed, state.next < state.waiting.count else { return nil }
      defer {
        state.next += 1
        state.begun += 1
      }
      return (state.begun, state.waiting[state.next])
    }
    guard let next else { return }
    let result = transform(next.line)
    state.withLock { $0.done[next.place] = result }
    results.signal()
  }

  /// What nobody has begun is left.
  func close() {
    state.withLock { $0.isClosed = true }
    lines.signal()
  }
}
