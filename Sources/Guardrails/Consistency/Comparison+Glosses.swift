import ClinicalLanguage
import SourceText

/// Explanations that a summary puts beside a term of the note.
extension Comparison {
  /// Names of sorts of things: alone they say nothing that the name behind them does not.
  private static let sorts = Thesaurus.roots(
    """
    problem disease disorder condition illness syndrome test scan exam examination procedure operation
    surgery treatment medicine medication drug device
    """)
  private static let calling = Thesaurus.roots("called named termed")
  private static let joining = Thesaurus.roots("known")
  private static let comparing = Thesaurus.roots("as")
  /// In words: `a disc problem in the spine, called`.
  private static let callingReach = 7
  /// And from there to the name: `called a mild`.
  private static let nameReach = 3

  /// `a blood test called carboxyhemoglobin`, `a disc problem, called discitis`: whether the words name only
  /// the sort of a thing whose own name, which the note has, stands right behind.
  ///
  /// - Parameter isName: whether the words are a name themselves, and what stands in them beside the sort must
  ///   be the beginning of the thing's own: a heart problem is called no diskitis.
  func isSort(_ words: Range<Int>, isName: Bool) -> Bool {
    let all = summaryMeanings.words
    guard let last = words.last, Self.sorts.contains(all[last].fine) else { return false }
    var word = words.upperBound
    let end = min(all.count, word + Self.callingReach)
    while word < end, all[word].gap < .clause {
      let isCalling =
        Self.calling.contains(all[word].fine)
        || Self.joining.contains(all[word].fine) && word + 1 < all.count
          && Self.comparing.contains(all[word + 1].fine)
      if isCalling { return isNamed(behind: word, with: isName ? words.dropLast() : []) }
      word += 1
    }
    return false
  }

  private func isNamed(behind calling: Int, with words: some Sequence<Int>) -> Bool {
    let next = units.partitioningIndex { $0.words.lowerBound > calling }
    for unit in units[next...].prefix(2) where unit.words.lowerBound <= calling + Self.nameReach {
      if unit.isNeutral || unit.kind == .descriptor { continue }
      guard unit.support >= .kindred, !unit.places.isEmpty else { return false }
      return words.allSatisfy { word in
        FunctionWords.holds(summaryMeanings.words[word])
          || unit.words.contains { beginsAlike(word, $0) }
      }
    }
    return false
  }

  /// In bytes: the `dis` of `disc` and `diskitis`.
  private static let sameBeginning = 3

  private func beginsAlike(_ one: Int, _ other: Int) -> Bool {
    func beginning(_ word: Int) -> ArraySlice<UInt8> {
      summary.text[summary.tokens[Int(summaryMeanings.words[word].firstToken)].span]
        .prefix(Self.sameBeginning)
    }
    return beginning(one).count == Self.sameBeginning
      && zip(beginning(one), beginning(other)).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }
}
