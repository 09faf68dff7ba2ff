import ClinicalLanguage
import SourceText

/// A red flag that the note names only to call it unlikely.
extension RedFlagRule {
  private static let chances = [
    "chance", "likelihood", "probability", "risk", "suspicion", "concern",
  ]
  .map { WordHash.of($0.utf8) }
  private static let small = ["low", "small", "remote", "minimal", "slim", "negligible", "slight"]
    .map { WordHash.of($0.utf8) }
  private static let denying = ["not", "no", "never"].map { WordHash.of($0.utf8) }
  /// In tokens: `chance of a`, `seems to be very`.
  private static let before = 4
  private static let behind = 6

  /// `the chance of a compartment syndrome seems very low`
  func isUnlikely(_ match: PhraseMatch, in note: ClinicalDocument) -> Bool {
    let tokens = note.tokens
    let first = max(0, match.tokens.lowerBound - Self.before)
    guard
      tokens[first..<match.tokens.lowerBound].contains(where: {
        Self.chances.contains($0.foldedHash)
      })
    else { return false }
    let end = min(tokens.count, match.tokens.upperBound + Self.behind)
    for token in tokens[match.tokens.upperBound..<end] {
      if token.kind == .punctuation || Self.denying.contains(token.foldedHash) { return false }
      if Self.small.contains(token.foldedHash) { return true }
    }
    return false
  }
}
