import ClinicalLanguage
import SourceText

/// What stands beside a thing that is denied or affirmed, by which its place in the note is known.
extension PolarityComparison {
  /// The other content words close to a unit, in its clause.
  func neighbours(of index: Int) -> [SummaryUnit] {
    let unit = comparison.units[index]
    var found: [SummaryUnit] = []
    var other = index - 1
    while other >= 0, comparison.units[other].clause == unit.clause,
      unit.words.lowerBound - comparison.units[other].words.upperBound < Self.neighbourhood
    {
      if !comparison.units[other].isNeutral { found.append(comparison.units[other]) }
      other -= 1
    }
    other = index + 1
    while other < comparison.units.count, comparison.units[other].clause == unit.clause,
      comparison.units[other].words.lowerBound - unit.words.upperBound < Self.neighbourhood
    {
      if !comparison.units[other].isNeutral { found.append(comparison.units[other]) }
      other += 1
    }
    return found
  }

  /// Those that the note has at all and no comma or `but` parts from the unit; all where there are none.
  func neighboursInPart(of index: Int) -> [SummaryUnit] {
    let unit = comparison.units[index]
    let all = neighbours(of: index)
    let words = comparison.summaryMeanings.words
    let near = all.filter { other in
      let first = min(unit.words.upperBound, other.words.upperBound)
      let last = max(unit.words.lowerBound, other.words.lowerBound)
      let between = first..<max(first, last + 1)
      return other.support == .said
        && between.allSatisfy { words[$0].gap < .comma && !WordCues.turns(words[$0]) }
    }
    return near.isEmpty ? all : near
  }

  func matched(_ neighbours: [SummaryUnit], at place: NoteIndex.Place) -> Int {
    let sentence = comparison.noteSentence(place)
    return neighbours.count { neighbour in
      neighbour.places.contains {
        $0 != place && abs(Int($0.start) - Int(place.start)) <= Self.noteNeighbourhood
          && comparison.noteSentence($0) == sentence
      }
    }
  }
}
