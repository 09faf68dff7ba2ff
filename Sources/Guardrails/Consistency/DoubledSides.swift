import ClinicalLanguage
import SourceText

/// Finds what a summary tells of both sides although the note, wherever it has the thing, gives it one and the
/// same side: `bilateral effusions` for `a left effusion`, `both knees` for `the right knee`.
struct DoubledSides {
  let comparison: Comparison

  static let both = Thesaurus.roots("bilateral bilaterally both")
  private static let left = Thesaurus.roots("left")
  private static let right = Thesaurus.roots("right")
  private static let and = Thesaurus.roots("and")
  /// How many words may stand between the side and what has it.
  private static let reach = 3
  /// More places than these are of more than one thing.
  private static let mostPlaces = 6

  private enum Side { case left, right }

  func disagreements() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    let words = comparison.summaryMeanings.words
    return words.indices.filter { Self.both.contains(words[$0].fine) }.compactMap { word in
      guard let unit = thing(behind: word), !unit.isAboutRecord, !unit.cues.contains(.negation),
        !unit.clauseCues.contains(.negation), unit.context.assertion == .present,
        let side = onlySide(of: unit), !isSaid(of: side == .left ? Self.right : Self.left, unit)
      else { return nil }
      return (
        comparison.summaryMeanings.span(of: word..<word + 1, in: comparison.summary),
        unit.places.prefix(1).map(comparison.noteSpan)
      )
    }
  }

  /// What the word says to have both sides: the first thing in its part of the sentence; `both pain and swelling`
  /// are no sides.
  private func thing(behind word: Int) -> SummaryUnit? {
    let words = comparison.summaryMeanings.words
    let next = comparison.units.partitioningIndex { $0.words.upperBound > word }
    guard
      let unit = comparison.units[next...].prefix(while: {
        $0.words.lowerBound <= word + Self.reach
      }).first(where: {
        !$0.isNeutral && ($0.kind == .site || $0.kind == .finding || $0.kind == .disease)
      }),
      unit.words.lowerBound <= word
        || (word + 1...unit.words.lowerBound).allSatisfy({ words[$0].gap < .comma })
    else { return nil }
    let behind = unit.words.upperBound
    guard behind == words.count || !Self.and.contains(words[behind].fine) else { return nil }
    return unit
  }

  /// The side that every place of the note gives it.
  private func onlySide(of unit: SummaryUnit) -> Side? {
    guard (1...Self.mostPlaces).contains(unit.places.count) else { return nil }
    var found: Side?
    for place in unit.places {
      let near = comparison.noteWords(near: place)
      func has(_ set: RootSet) -> Bool {
        near.contains { set.contains(comparison.noteMeanings.words[$0].fine) }
      }
      guard !has(Self.both), has(Self.left) != has(Self.right) else { return nil }
      let side: Side = has(Self.left) ? .left : .right
      guard found == nil || found == side else { return nil }
      found = side
    }
    return found
  }

  /// Whether any sentence of the note with a word of the thing has the other side, under whatever name.
  private func isSaid(of side: RootSet, _ unit: SummaryUnit) -> Bool {
    unit.words.contains { word in
      var isSaid = false
      let root = comparison.summaryMeanings.words[word].fine
      guard !FunctionWords.holds(comparison.summaryMeanings.words[word]), !Self.both.contains(root)
      else { return false }
      comparison.index.forEachPlace(of: root) { place in
        isSaid =
          isSaid
          || comparison.noteWords(near: place).contains {
            side.contains(comparison.noteMeanings.words[$0].fine)
          }
      }
      return isSaid
    }
  }
}
