import SourceText
import Synchronization

/// Tells that a text has no match of a pattern without searching it for the whole: most of the outermost
/// alternatives are ruled out by trigrams, and the few others searched for one by one, each of which
/// begins with less choice than all together.
///
/// It errs to one side only: a text that the pattern matches is admitted.
final class PatternScreen: Sendable {
  /// One alternative, which compiles when it is first searched for.
  private struct Alternative: Sendable {
    let prefilter: PatternPrefilter?
    let programs: PatternPrograms
  }

  /// The pattern as it was read.
  private final class Reading: Sendable {
    /// Nil where the pattern is not understood: everything is admitted.
    let alternatives: [Alternative]?
    /// A text without any of these has none of the alternatives; nil where that cannot be told.
    let cover: TrigramCover?

    init(_ pattern: [UInt8], caseSensitive: Bool) {
      alternatives = PatternPrefilterReader.alternatives(of: pattern)?.map {
        Alternative(
          prefilter: PatternPrefilter($0.need),
          programs: PatternPrograms($0.pattern, caseSensitive: caseSensitive))
      }
      var codes: [UInt16]? = []
      for alternative in alternatives ?? [] {
        guard let own = alternative.prefilter?.cover else {
          codes = nil
          break
        }
        codes?.append(contentsOf: own)
      }
      cover = codes.map { TrigramCover($0) }
    }
  }

  private let pattern: [UInt8]
  private let isCaseSensitive: Bool
  private let reading = Mutex<Reading?>(nil)

  init(_ pattern: [UInt8], caseSensitive: Bool) {
    self.pattern = pattern
    isCaseSensitive = caseSensitive
  }

  func admits(_ text: SourceText, _ trigrams: TrigramSet) -> Bool {
    let reading = read()
    guard let alternatives = reading.alternatives else { return true }
    if let cover = reading.cover, !cover.meets(trigrams) { return false }
    for alternative in alternatives where alternative.prefilter?.admits(trigrams) ?? true {
      // reason: where a part does not compile or takes too much, the search for the whole says so
      guard alternatives.count > 1,
        let found = try? alternative.programs.program(for: text).matches(in: text, most: 1),
        found.isEmpty
      else { return true }
    }
    return false
  }

  /// The pattern is read when it is first asked.
  private func read() -> Reading {
    reading.withLock { known in
      if let known { return known }
      let reading = Reading(pattern, caseSensitive: isCaseSensitive)
      known = reading
      return reading
    }
  }
}
