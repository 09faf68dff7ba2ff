import SourceText
import Synchronization

/// Tells that a text has no match of a pattern without searching it for the whole: most of the outermost
/// alternatives are ruled out by trigrams, and the few others searched for one by one, each of which
/// begins with less choice than all together.
///
/// It errs to one side only: a text that the pattern matches is admitted.
final class PatternScreen: Sendable {
  private struct Alternative: Sendable {
    let pattern: [UInt8]
    let prefilter: PatternPrefilter?
    /// Compiled when first searched for.
    var program: CompiledPattern?
  }

  private enum State: Sendable {
    case unread
    /// Nil where the pattern is not understood: everything is admitted.
    case read([Alternative]?)
  }

  private let pattern: [UInt8]
  private let isCaseSensitive: Bool
  private let state = Mutex(State.unread)

  init(_ pattern: [UInt8], caseSensitive: Bool) {
    self.pattern = pattern
    isCaseSensitive = caseSensitive
  }

  func admits(_ text: SourceText, _ trigrams: TrigramSet) -> Bool {
    guard let alternatives = alternatives() else { return true }
    for (index, alternative) in alternatives.enumerated()
    where alternative.prefilter?.admits(trigrams) ?? true {
      guard alternatives.count > 1, let program = alternative.program ?? program(of: index) else {
        return true
      }
      // reason: where it takes too much the search for the whole pattern says so
      guard let found = try? program.matches(in: text, most: 1), found.isEmpty else { return true }
    }
    return false
  }

  private func alternatives() -> [Alternative]? {
    state.withLock { state in
      if case .read(let alternatives) = state { return alternatives }
      let alternatives = PatternPrefilterReader.alternatives(of: pattern)?.map {
        Alternative(pattern: $0.pattern, prefilter: PatternPrefilter($0.need))
      }
      state = .read(alternatives)
      return alternatives
    }
  }

  /// Nil where the alternative does not compile by itself.
  private func program(of index: Int) -> CompiledPattern? {
    state.withLock { state in
      guard case .read(var alternatives?) = state else { return nil }
      if alternatives[index].program == nil {
        // reason: the whole compiled; where a part does not, the whole is searched
        alternatives[index].program = try? CompiledPattern(
          alternatives[index].pattern, caseSensitive: isCaseSensitive)
        state = .read(alternatives)
      }
      return alternatives[index].program
    }
  }
}
