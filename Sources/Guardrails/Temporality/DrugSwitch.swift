import ClinicalLanguage
import SourceText

/// One drug that takes the place of another: `switched from Zoloft to Prozac`.
struct DrugSwitch {
  /// Words of the drug that ends, and of the one that begins.
  var from: Int
  var to: Int

  private static let changing = Thesaurus.roots(
    """
    switch switched switching change changed changing convert converted transition transitioned cross crossed
    rotate rotated rotation conversion
    """)
  private static let from = Thesaurus.roots("from")
  private static let to = Thesaurus.roots("to into")
  /// How far behind the verb its two drugs stand, and how far from their prepositions, in words.
  private static let reach = 10
  private static let near = 3
  /// More changes than these are no course.
  private static let most = 40

  /// All changes that are told as `from … to …`.
  ///
  /// - Parameter isDrug: whether a word, by its place, may name a drug.
  static func all(
    in words: [MeaningWord], isDrug: (Int) -> Bool
  ) -> [DrugSwitch] {
    var found: [DrugSwitch] = []
    for (index, word) in words.enumerated() where changing.contains(word.fine) {
      let range = index + 1..<min(words.count, index + 1 + reach)
      guard found.count < most, let from = range.first(where: { from.contains(words[$0].fine) }),
        let to = range.first(where: { $0 > from && to.contains(words[$0].fine) }),
        let old = (from + 1..<min(to, from + 1 + near)).first(where: isDrug),
        let new = (to + 1..<min(words.count, to + 1 + near)).first(where: isDrug)
      else { continue }
      found.append(DrugSwitch(from: old, to: new))
    }
    return found
  }
}

extension Comparison {
  /// Changes from one drug to another that the note has the other way round, and nowhere this way.
  func turnedSwitches() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    let told = DrugSwitch.all(in: summaryMeanings.words) { drug(ofSummary: $0) != nil }
    guard !told.isEmpty else { return [] }
    let known = DrugSwitch.all(in: noteMeanings.words) {
      !FunctionWords.holds(noteMeanings.words[$0]) && !noteMeanings.words[$0].isNumber
    }
    return told.compactMap { change in
      guard let old = drug(ofSummary: change.from), let new = drug(ofSummary: change.to) else {
        return nil
      }
      func isAt(_ word: Int, _ unit: SummaryUnit) -> Bool {
        unit.places.contains { $0.words.contains(word) }
      }
      let turned = known.filter { isAt($0.from, new) && isAt($0.to, old) }
      guard let first = turned.first,
        !known.contains(where: { isAt($0.from, old) && isAt($0.to, new) })
      else { return nil }
      return (
        summaryMeanings.span(of: change.from..<change.to + 1, in: summary),
        [noteMeanings.span(of: first.from..<first.to + 1, in: note)]
      )
    }
  }

  /// The drug that a word of the summary names.
  private func drug(ofSummary word: Int) -> SummaryUnit? {
    let next = units.partitioningIndex { $0.words.upperBound > word }
    guard next < units.count, units[next].words.contains(word),
      units[next].kind == .drug || units[next].kind == .drugClass
    else { return nil }
    return units[next]
  }
}
