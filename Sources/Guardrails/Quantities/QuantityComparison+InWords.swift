import ClinicalLanguage
import SourceText

/// Values that one text writes in digits and the other in a word: `1/3` for `third`, `2°` for `secondary`.
extension QuantityComparison {
  /// `the distal 1/3` for `the distal third`.
  mutating func isPartInWords(_ pair: QuantityMention) -> Bool {
    guard let words = Self.parts[pair.high], pair.low < pair.high else { return false }
    return holdsWord(words)
  }

  /// `<1 cm` for `subcentimeter`, `2°` for `secondary`.
  mutating func isInWords(_ place: Int) -> Bool {
    let mention = mentions[place]
    // `⅔ of the meniscus`
    if let words = Self.parts[3],
      [1.0 / 3, 2.0 / 3].contains(where: { isClose($0, mention.raw, 1e-9) })
    {
      return holdsWord(words)
    }
    // A baby aspirin has 81 mg in America, where the word is from.
    if mention.raw == 81, mention.dimension == .none || mention.dimension.measure == .mass {
      return holdsWord(Self.baby) && holdsWord(Self.aspirin)
    }
    if mention.dimension.measure == .length, mention.low == 10 { return holdsWord(Self.small) }
    guard mention.dimension == .angle, let words = Self.degrees[mention.raw],
      summary.text[mention.span].last == 0xB0
    else { return false }
    return holdsWord(words)
  }

  mutating func holdsWord(_ words: Set<UInt32>) -> Bool {
    !noteWords.isDisjoint(with: words)
  }

  private static let parts: [Double: Set<UInt32>] = [
    2: WordHash.list("half halves"), 3: WordHash.list("third thirds"),
    4: WordHash.list("quarter quarters fourth"),
  ]
  private static let baby = WordHash.list("baby")
  private static let aspirin = WordHash.list("aspirin asa")
  private static let small = WordHash.list("subcentimeter subcentimetre")
  private static let degrees: [Double: Set<UInt32>] = [
    1: WordHash.list("primary primarily first"), 2: WordHash.list("secondary second"),
    3: WordHash.list("tertiary third"),
  ]
}
