package import SourceText

/// A regular expression (PCRE2, UTF, Unicode properties) with bounded effort.
///
/// Letters, digits and word boundaries are Unicode's. Matches never are empty and do not overlap.
package struct Pattern: Sendable {
  /// As written.
  package let text: String
  package let isCaseSensitive: Bool
  private let programs: PatternPrograms
  private let screen: PatternScreen

  package init(_ pattern: String, caseSensitive: Bool = false) throws(PatternError) {
    text = pattern
    isCaseSensitive = caseSensitive
    let bytes = Array(pattern.utf8)
    programs = PatternPrograms(bytes, caseSensitive: caseSensitive)
    try programs.validate()
    screen = PatternScreen(bytes, caseSensitive: caseSensitive)
  }

  /// Whether the text, of which these are the trigrams, may have a match: where not, most patterns are
  /// told at a small part of what searching takes.
  package func mayMatch(_ text: SourceText, _ trigrams: TrigramSet?) -> Bool {
    guard let trigrams else { return true }
    return screen.admits(text, trigrams)
  }

  /// All matches from left to right; throws `limitExceeded` rather than searching on.
  package func matches(in text: SourceText) throws(PatternError) -> [TextSpan] {
    try programs.program(for: text).matches(in: text)
  }
}

/// Why a pattern is refused or could not be evaluated.
package enum PatternError: Error, Hashable {
  /// It does not compile; the offset is in bytes of the pattern.
  case malformed(offset: Int, reason: String)
  /// Evaluating it took more steps, memory or text than allowed.
  case limitExceeded
}

/// What evaluating a pattern may take.
package enum PatternLimits {
  /// Length of a pattern, in bytes.
  package static let patternByteCount = 4096
  /// Parentheses within parentheses.
  package static let nesting: UInt32 = 50
  /// Length of a text, in bytes: a summary of 10,000 words. Patterns that look for an end from each
  /// possible beginning take time in its square, which no limit of PCRE2 bounds.
  package static let subjectByteCount = 64 << 10
  /// Steps of backtracking from one starting place; honest patterns take fewer than the text has
  /// letters.
  package static let steps: UInt32 = 100_000
  /// Depth of backtracking (interpreter only).
  package static let depth: UInt32 = 20_000
  /// Memory for backtracking, in KiB (interpreter only).
  package static let heap: UInt32 = 16 << 10
}
