import ClinicalLanguage

/// The denials of a summary that say plainly that something is not so: a `not` behind a form of
/// `be`, `have` or `do`, in no order and under no condition.
enum PlainDenials {
  struct Denial {
    /// Index of `not` itself, or of the verb that holds it: `wasn't`.
    var word: Int
    /// Index of the first unit that begins behind it.
    var nextUnit: Int
  }

  static let not = Thesaurus.roots("not never")
  static let auxiliaries = Thesaurus.roots(
    "is are was were be been have has had do does did can could am")
  private static let contracted = Thesaurus.roots(PlainWords.contractions)
  /// `not only`, `not yet clear`, `not sure`: words behind which a denial says something else.
  private static let bound = Thesaurus.roots(
    """
    only until just necessarily clear clearly sure certain known so as very more less much all
    always every entirely fully completely quite really well if whether because any specify
    specified
    """)
  private static let conditions = Thesaurus.roots("\(PlainWords.open) when once because")
  private static let joining = Thesaurus.roots("and or please but then")
  /// How far before the verb a condition may stand.
  private static let conditionReach = 9

  static func all(in comparison: Comparison) -> [Denial] {
    let words = comparison.summaryMeanings.words
    let units = comparison.units
    guard units.count <= Comparison.mostUnits else { return [] }
    let (not, contracted) = (not, contracted)
    var found: [Denial] = []
    var next = 0
    for index in words.indices
    where not.contains(words[index].fine) || contracted.contains(words[index].fine) {
      while next < units.count, units[next].words.lowerBound <= index { next += 1 }
      if isPlain(index, words) { found.append(Denial(word: index, nextUnit: next)) }
    }
    return found
  }

  private static func isPlain(_ index: Int, _ words: [MeaningWord]) -> Bool {
    if index + 1 < words.count, bound.contains(words[index + 1].fine) { return false }
    var verb = index
    if !contracted.contains(words[index].fine) {
      guard index > 0, words[index].gap < .comma, auxiliaries.contains(words[index - 1].fine)
      else { return false }
      verb -= 1
    }
    // `Do not drink`, `and do not drive`.
    guard verb > 0, words[verb].gap < .clause, !joining.contains(words[verb - 1].fine) else {
      return false
    }
    var word = verb
    while word > max(0, verb - conditionReach), words[word].gap < .clause {
      word -= 1
      if conditions.contains(words[word].fine) { return false }
    }
    return true
  }
}
