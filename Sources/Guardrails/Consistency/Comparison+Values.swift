import ClinicalLanguage

/// What the values of axes stand in.
extension Comparison {
  /// How many words before a value a denial of it may stand.
  private static let denialReach = 4

  /// `failure to completely remove it`
  private static let failing = Thesaurus.roots("failure failures incapable difficulty")
  private static let less = Thesaurus.roots("less")
  private static let linking = Thesaurus.roots("to of in than")

  /// Whether the note denies a value that it has: `no severe pain` does not say that there is a severe one,
  /// nor `in no acute distress` that anything is acute, nor `failure to completely obliterate it` that
  /// anything is complete.
  func deniesInNote(_ value: ExclusiveAxes.Mention) -> Bool {
    var word = Int(value.start)
    let first = max(0, word - Self.denialReach)
    while word > first, noteMeanings.words[word].gap < .clause {
      word -= 1
      if noteCues.words[word].contains(.negation) { return true }
      let fine = noteMeanings.words[word].fine
      if Self.failing.contains(fine) || Self.less.contains(fine),
        word + 1 < Int(value.start), Self.linking.contains(noteMeanings.words[word + 1].fine)
      {
        return true
      }
    }
    return false
  }

  private static let sides = Thesaurus.roots("left right both bilateral bilaterally")

  /// Whether a unit is a side and nothing more.
  func isSide(_ unit: SummaryUnit) -> Bool {
    unit.words.count == 1
      && Self.sides.contains(summaryMeanings.words[unit.words.lowerBound].fine)
  }
}
