import ClinicalLanguage
import SourceText

/// Finds what a summary tells to have risen, fallen or stayed although the note, wherever it has it, tells the
/// other: `hemoglobin rose` for `hemoglobin fell from 12 to 8`.
struct TurnedTrends {
  let comparison: Comparison

  private enum Trend { case rising, falling, level }

  private static let rising = Thesaurus.roots(
    "rose risen rises rising climbed climbing increased increase increases increasing gained uptrending"
  )
  private static let falling = Thesaurus.roots(
    "fell fallen dropped dropping drop decreased decrease decreases decreasing declined downtrending lost"
  )
  private static let level = Thesaurus.roots("stable unchanged steady")
  /// How far behind a thing the word may stand.
  private static let reach = 3
  private static let mostPlaces = 4
  private static let open = Thesaurus.roots(
    "if should would may might could can will until monitor plan goal target not no without prevent avoid"
  )
  private static let bridging = Thesaurus.roots(
    "has have had was were is are level levels count slightly again then")

  func disagreements() -> [(span: TextSpan, noteSpan: TextSpan)] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.compactMap { unit in
      guard unit.kind == .test, unit.support == .said, !unit.isAboutRecord,
        (1...Self.mostPlaces).contains(unit.places.count),
        let told = trend(behind: unit.words.upperBound, comparison.summaryMeanings.words)
      else { return nil }
      let words = comparison.noteMeanings.words
      let known = unit.places.map { trend(behind: Int($0.end), words) }
      guard
        known.allSatisfy({ $0.map { $0.trend != told.trend } ?? false }),
        unit.places.allSatisfy({ isPlain($0, but: told.trend) })
      else { return nil }
      return (
        comparison.summaryMeanings.span(of: told.word..<told.word + 1, in: comparison.summary),
        comparison.noteSpan(unit.places[0])
      )
    }
  }

  /// The word of a trend close behind a thing, over words of grammar.
  private func trend(behind start: Int, _ words: [MeaningWord]) -> (trend: Trend, word: Int)? {
    var word = start
    while word < min(words.count, start + Self.reach), words[word].gap < .comma {
      let root = words[word].fine
      if Self.rising.contains(root) { return (.rising, word) }
      if Self.falling.contains(root) { return (.falling, word) }
      if Self.level.contains(root) { return (.level, word) }
      guard Self.bridging.contains(root) else { return nil }
      word += 1
    }
    return nil
  }

  /// Whether the sentence of the note tells what happened, and nowhere the other trend.
  private func isPlain(_ place: NoteIndex.Place, but told: Trend) -> Bool {
    let others =
      switch told {
      case .rising: Self.rising
      case .falling: Self.falling
      case .level: Self.level
      }
    return !comparison.noteWords(near: place).contains {
      let root = comparison.noteMeanings.words[$0].fine
      return others.contains(root) || Self.open.contains(root)
    }
  }
}
