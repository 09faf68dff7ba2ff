import ClinicalLanguage
import SourceText

/// Ages that a note tells in no usual form: `who is 92`, `28 yrs G1 P0`, `you are nine`.
///
/// They count only where the note gives its patient no age otherwise: then an age of the summary is
/// made up only if nothing in the note could be it.
enum ImpliedAge {
  static func isTold(_ fact: Fact, in judged: JudgedCase) -> Bool {
    guard let age = fact.demographic?.ageInYears, let value = fact.quantity?.value else {
      return false
    }
    let note = judged.note
    return judged.reading.quantityReading.mentions.contains { mention in
      guard mention.kind == .amount, mention.low == mention.high else { return false }
      var before = Int(mention.tokens.lowerBound) - 1
      // `Mr, 82,`
      if before > 0, note.tokens[before].kind == .punctuation { before -= 1 }
      if mention.dimension.measure == .duration, mention.dimension.denominator == .none {
        let tolerance = DemographicConsistencyRule.tolerance(age)
        return abs(mention.low / DemographicConsistencyRule.daysPerYear - age) <= tolerance
          && !isHowLong(before, Int(mention.tokens.upperBound), in: note)
      }
      return mention.dimension == .none && mention.raw == value
        && before >= 0 && presenting.contains(note.tokens[before].foldedHash)
    }
  }

  /// `for 3 years`, `3 years ago`: no age.
  private static func isHowLong(_ before: Int, _ behind: Int, in note: ClinicalDocument) -> Bool {
    if before >= 0, timeBefore.contains(note.tokens[before].foldedHash) { return true }
    return behind < note.tokens.count && timeBehind.contains(note.tokens[behind].foldedHash)
  }

  private static let presenting = WordHash.list(
    "is are am aged turned turning now of f m male female mr mrs ms miss man woman boy girl gentleman lady"
  )
  private static let timeBefore = WordHash.list(
    "for in x over past last every after within since about next than until by")
  private static let timeBehind = WordHash.list(
    "ago later after before of history hx prior earlier since post on with without apart")

}
