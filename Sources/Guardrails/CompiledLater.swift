import Synchronization

/// What is compiled whole only once it was asked for so often that this pays: whoever asks before makes do with
/// the part that he needs, and a process may ask no more often than that.
final class CompiledLater<Value: Sendable>: Sendable {
  private enum State {
    case asked(Int)
    case compiled(Value)
  }

  private let uses: Int
  private let state = Mutex(State.asked(0))

  /// - Parameter uses: how often it is asked for before it is compiled.
  init(after uses: Int) { self.uses = uses }

  /// Nil as long as it is not worth while; then compiled once, and the others wait for it.
  func value(_ compile: () -> Value) -> Value? {
    state.withLock { state in
      switch state {
      case .compiled(let value): return value
      case .asked(let count) where count < uses:
        state = .asked(count + 1)
        return nil
      case .asked:
        let value = compile()
        state = .compiled(value)
        return value
      }
    }
  }
}
