import ClinicalLanguage

/// How sure something is said.
extension Comparison {
  /// Whether the note doubts it, with a word for the doubt close by.
  func isDoubted(_ place: NoteIndex.Place) -> Bool {
    guard noteContext(place).assertion == .possible else { return false }
    let near = max(0, Int(place.start) - 6)..<min(noteCues.words.count, Int(place.end) + 4)
    return noteCues.cues(in: near).contains(.hedge)
  }

  /// How far before and behind a unit a word may stand that doubts it.
  private static let doubtBefore = 8
  private static let doubtBehind = 5
  /// Words that only look like doubt: `impression: pneumonia`, `evidence of a leak`.
  private static let undoubting = Thesaurus.roots(
    """
    impression evidence early test testing screen screening assess discussed discuss evaluate evaluation
    feel felt complication complications prevention
    """)

  /// Whether a word close by in the unit's clause doubts it.
  func isHedged(_ unit: SummaryUnit) -> Bool {
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - Self.doubtBefore)
    let last = min(unit.clause.upperBound, unit.words.upperBound + Self.doubtBehind)
    return (first..<last).contains {
      summaryCues.words[$0].contains(.hedge)
        && !Self.undoubting.contains(summaryMeanings.words[$0].fine)
    }
  }
}
