import ClinicalLanguage
import SourceText

extension NegationFlipRule {
  /// A kind of a thing of which the note denies the thing itself: `chest pain on exertion` where it denies any
  /// chest pain.
  ///
  /// The lists know the kind by a name of its own, so that the note has it nowhere.
  func kindsOfDenied(_ comparison: Comparison) -> [Observation] {
    guard directions.contains(.affirmed) else { return [] }
    return comparison.units.compactMap { unit in
      guard unit.kind == .finding || unit.kind == .disease, unit.words.count > 1,
        unit.support < .said, unit.context.assertion == .present, !unit.isAboutRecord,
        !unit.cues.contains(.negation), !unit.clauseCues.contains(.past),
        !comparison.isHedged(unit), !comparison.mayBeDenied(unit),
        !comparison.deniesElsewhere(unit), isGenusDenied(of: unit, comparison)
      else { return nil }
      return comparison.observation(.summaryAffirms, at: unit)
    }
  }

  /// Whether the longest thing that the unit's name begins or ends with stands in the note, and is plainly
  /// denied wherever it stands.
  private func isGenusDenied(of unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let mentions = comparison.summaryMeanings.mentions
    let first = mentions.partitioningIndex { Int($0.start) >= unit.words.lowerBound }
    let parts = mentions[first...].prefix { Int($0.start) < unit.words.upperBound }.filter {
      Int($0.end) <= unit.words.upperBound && Int($0.end - $0.start) < unit.words.count
        && Int($0.end - $0.start) >= Self.leastGenus
        && ($0.kind == .finding || $0.kind == .disease)
        && (Int($0.start) == unit.words.lowerBound || Int($0.end) == unit.words.upperBound)
    }
    guard let longest = parts.map({ $0.end - $0.start }).max() else { return false }
    let polarity = PolarityComparison(comparison: comparison)
    var (isKnown, isDenied) = (false, true)
    for part in parts where part.end - part.start == longest {
      comparison.index.forEachPlace(of: part.meaning.key) { place in
        isKnown = true
        if comparison.noteContext(place).assertion != .absent
          || !polarity.isPlainlyDenied(place)
        {
          isDenied = false
        }
      }
    }
    return isKnown && isDenied
  }

  /// In words: of `morning pain` the note may deny another pain.
  private static let leastGenus = 2

  /// Whether each place is denied by a word close by, or in a list that a denial opens; or only looked for.
  func areDenied(_ places: [NoteIndex.Place], _ comparison: Comparison) -> Bool {
    let polarity = PolarityComparison(comparison: comparison)
    return places.allSatisfy {
      polarity.isPlainlyDenied($0) || comparison.noteContext($0).assertion == .possible
        || isInListOfDenials($0, comparison)
    }
  }

  /// Among how many words the denial that opens a list stands.
  private static let openingWords = 2

  /// `Negative for any shortness of breath, wheezing, or cough`: whether the sentence opens with a denial, all of
  /// which is a list.
  private func isInListOfDenials(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    guard comparison.noteContext(place).assertion == .absent else { return false }
    let words = comparison.noteMeanings.words
    let before = comparison.noteWords(near: place).prefix { $0 < Int(place.start) }
    return before.prefix(Self.openingWords).contains {
      comparison.noteCues.words[$0].contains(.negation)
    } && !before.contains { WordCues.turns(words[$0]) }
  }
}
