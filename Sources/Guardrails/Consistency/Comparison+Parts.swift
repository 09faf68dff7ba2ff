import ClinicalLanguage
import SourceText

/// Parts of the body that the note names by no word of its own.
extension Comparison {
  /// A part that the summary names and of which the note tells nothing.
  struct UnnamedPart {
    /// The unit that names it; nil where none does.
    var unit: SummaryUnit?
    /// Indices into the words of the summary: those of the unit where there is one.
    var words: Range<Int>
    /// The name of the part alone.
    var span: TextSpan
  }

  private static let ways = Thesaurus.roots("by at on")

  /// The parts in the summary of which the note tells nothing, neither of the part nor of anything in it.
  /// What stands in an expression that the note has under another name (`heart attack` for `MI`) is borne
  /// out by that.
  var unnamedParts: [UnnamedPart] {
    summaryParts.compactMap { value in
      let word = Int(value.start)
      let next = units.partitioningIndex { $0.words.upperBound > word }
      guard next < units.count else { return nil }
      let unit = units[next]
      let isOfUnit = unit.words.contains(word)
      guard summaryMeanings.sentences[unit.words.lowerBound] == summaryMeanings.sentences[word],
        !unit.isAboutRecord, !(isOfUnit && (unit.support == .said || unit.kind == .quantity)),
        !isWayOrMeasure(word), !reading.toldParts.holds(BodyMentions.part(of: value))
      else { return nil }
      return UnnamedPart(
        unit: isOfUnit ? unit : nil, words: isOfUnit ? unit.words : word..<word + 1,
        span: summaryMeanings.span(of: word..<word + 1, in: summary))
    }
  }

  /// `by mouth`, `at hand`; `10 feet`
  private func isWayOrMeasure(_ word: Int) -> Bool {
    guard word > 0, summaryMeanings.words[word].gap <= .hyphen else { return false }
    let previous = summaryMeanings.words[word - 1]
    return previous.isNumber || Self.ways.contains(previous.fine)
  }
}
