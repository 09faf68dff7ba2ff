import ClinicalLanguage

extension NegationFlipRule {
  private static let quantifiers = Thesaurus.roots(
    """
    some several few many multiple minor slight mild moderate marked occasional recurring
    noticeable certain one visible associated obvious
    """)
  private static let presence = Thesaurus.roots("present positive noted seen")

  /// `minor complications`, `marked laxity`, `JVD present`: whether the word right before the unit
  /// or right behind it says that there is some of it, so that no denial further off can mean it.
  func isToldToBeThere(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    let (first, end) = (unit.words.lowerBound, unit.words.upperBound)
    let isLed =
      first > unit.clause.lowerBound && words[first].gap < .comma
      && Self.quantifiers.contains(words[first - 1].fine)
    // `no exudates seen` is denied before, `erythema not present` between the two.
    let isFollowed =
      end < unit.clause.upperBound && words[end].gap < .comma
      && Self.presence.contains(words[end].fine)
      && (end + 1 == unit.clause.upperBound || words[end + 1].gap >= .comma)
    return (isLed || isFollowed) && !isDeniedInList(unit, comparison)
  }

  /// Whether a denial before the unit governs it: one of its own part of the clause, or one before
  /// a list that ends with `or`.
  private func isDeniedInList(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    let endsWithOr = (unit.words.upperBound..<unit.clause.upperBound).contains {
      Self.alternatives.contains(words[$0].fine)
    }
    var word = unit.words.lowerBound
    while word > unit.clause.lowerBound, endsWithOr || words[word].gap < .comma {
      word -= 1
      if WordCues.turns(words[word]) { return false }
      if comparison.summaryCues.words[word].contains(.negation) { return true }
    }
    return false
  }

  /// Whether the unit is the thing itself, and no word before another: `complications`, not the
  /// `port` of `port trouble`.
  func isNoun(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    switch unit.kind {
    case .state, .generic, .action: break
    default: return false
    }
    let words = comparison.summaryMeanings.words
    let next = unit.words.upperBound
    return next >= unit.clause.upperBound || words[next].gap >= .comma
      || FunctionWords.holds(words[next]) || Thesaurus.embedded.isNeutral(words[next])
  }

  /// How far around a unit a word of the past is said of it.
  private static let pastReach = 4

  /// `prior bleeding`, `bleeding in the past`; not `for the past few weeks, with numbness`.
  func isToldOfPast(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard unit.clauseCues.contains(.past) else { return false }
    let words = comparison.summaryMeanings.words
    let cues = comparison.summaryCues
    var word = unit.words.lowerBound
    while word > max(unit.clause.lowerBound, unit.words.lowerBound - Self.pastReach),
      words[word].gap < .comma
    {
      word -= 1
      if cues.words[word].contains(.past) { return true }
    }
    word = unit.words.upperBound
    while word < min(unit.clause.upperBound, unit.words.upperBound + Self.pastReach),
      words[word].gap < .comma
    {
      if cues.words[word].contains(.past) { return true }
      word += 1
    }
    return unit.cues.contains(.past)
  }

  /// Of a disease that the note names as the summary does only those places: `tics` are not yet
  /// `Tourette's syndrome`.
  func judged(_ unit: SummaryUnit, _ comparison: Comparison) -> [NoteIndex.Place] {
    guard unit.kind == .disease else { return unit.places }
    let named = unit.places.filter { comparison.isSameWording(unit, $0) }
    return named.isEmpty ? unit.places : named
  }
}
