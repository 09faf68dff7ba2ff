import ClinicalLanguage
import SourceText

/// Parts of the body that the note names by no word of its own.
extension Comparison {
  private static let ways = Thesaurus.roots("by at on")

  /// The names of parts in the summary of which the note tells nothing, neither of the part nor of anything
  /// in it. What stands in an expression that the note has under another name (`heart attack` for `MI`) is
  /// borne out by that.
  var unnamedParts: [TextSpan] {
    var told: [Int16: Bool] = [:]
    return summaryParts.compactMap { value in
      let word = Int(value.start)
      let next = units.partitioningIndex { $0.words.upperBound > word }
      guard next < units.count else { return nil }
      let unit = units[next]
      guard summaryMeanings.sentences[unit.words.lowerBound] == summaryMeanings.sentences[word],
        !unit.isAboutRecord, !(unit.words.contains(word) && unit.support == .said),
        // `by mouth`, `at hand`
        word == 0 || !Self.ways.contains(summaryMeanings.words[word - 1].fine)
      else { return nil }
      // One look at the note does for each part.
      let isTold = told[value.value] ?? reading.toldParts.holds(BodyMentions.part(of: value))
      told[value.value] = isTold
      if isTold { return nil }
      return summaryMeanings.span(of: word..<word + 1, in: summary)
    }
  }
}
