import ClinicalLanguage
import SourceText

/// A clause of a summary beside the one sentence of the note that it renders.
///
/// Where a clause has most of its words from one sentence, what the two say besides those words can be
/// compared: how sure they are, and whether they speak of what was or of what will be.
struct RenderedClause {
  let units: ArraySlice<SummaryUnit>
  /// Words of the summary.
  let clause: Range<Int>
  /// Words of the note: the sentence.
  let sentence: Range<Int>

  /// The least share of a clause's weight that its sentence must hold, and of how many units.
  private static let leastShare: Float = 0.6
  private static let leastUnits = 3

  /// All clauses that render a sentence.
  static func all(in comparison: Comparison) -> [RenderedClause] {
    var found: [RenderedClause] = []
    let units = comparison.units
    var first = 0
    while first < units.count {
      var end = first + 1
      while end < units.count, units[end].clause == units[first].clause { end += 1 }
      defer { first = end }
      let unit = units[first]
      guard unit.clauseSupport >= leastShare, unit.clauseSentence >= 0, !unit.isAboutRecord else {
        continue
      }
      let sentence = comparison.noteWords(ofSentence: unit.clauseSentence)
      let held = units[first..<end].count { unit in
        !unit.isNeutral && unit.places.contains { sentence.contains(Int($0.start)) }
      }
      guard held >= leastUnits else { continue }
      found.append(
        RenderedClause(units: units[first..<end], clause: unit.clause, sentence: sentence))
    }
    return found
  }

  /// From the first to the last word of the sentence that the clause takes up.
  var rendered: Range<Int> {
    var (low, high) = (sentence.upperBound, sentence.lowerBound)
    for unit in units where !unit.isNeutral {
      for place in unit.places where sentence.contains(Int(place.start)) {
        low = min(low, Int(place.start))
        high = max(high, Int(place.end))
      }
    }
    return low..<max(low, min(high, sentence.upperBound))
  }
}
