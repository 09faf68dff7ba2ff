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

  /// What stands behind a `left` or `right` that is no side: `left the room`, `right after`, `was left between
  /// the two`.
  private static let going = Thesaurus.roots(
    """
    the a an his her this in at for from with without off open out alone behind blank now after before away up
    between within inside beyond near under beneath as because during until when unless through
    """)
  private static let pointing = Thesaurus.roots("the his her their your on")

  /// Whether a word of the summary for a side is none, but a verb or an adverb.
  func isLeaving(_ value: ExclusiveAxes.Mention) -> Bool {
    let words = summaryMeanings.words
    let next = Int(value.end)
    guard next < words.count, words[next].gap < .comma else { return false }
    if isLeft(value, before: next) { return true }
    guard Self.going.contains(words[next].fine) else { return false }
    return value.start == 0 || !Self.pointing.contains(words[Int(value.start) - 1].fine)
  }

  private static let copulas = Thesaurus.roots("is are was were be been being")
  private static let to = Thesaurus.roots("to")
  /// `shunting was left to right`, `the node is left to midline`
  private static let places = Thesaurus.roots("right midline")

  /// `the rest is left to the team`, `was left to heal`
  private func isLeft(_ value: ExclusiveAxes.Mention, before next: Int) -> Bool {
    let words = summaryMeanings.words
    return value.start > 0 && Self.copulas.contains(words[Int(value.start) - 1].fine)
      && Self.to.contains(words[next].fine) && next + 1 < words.count
      && !Self.places.contains(words[next + 1].fine)
  }
}
