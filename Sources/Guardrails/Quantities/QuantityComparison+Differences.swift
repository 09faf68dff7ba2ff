import ClinicalLanguage
import SourceText

/// How much a value changed, where the note gives the value before and after.
extension QuantityComparison {
  /// In words of the summary, to either side.
  private static let changeReach = 3
  private static let changing = WordHash.list(
    """
    by lost gained loss gain drop dropped rise rose fell fall increase increased decrease decreased down up \
    difference more less heavier lighter higher lower
    """)
  /// How many values on, and how many sentences, the other one of two stands.
  private static let pairReach = 4
  private static let pairSentences: Int32 = 2
  private static let differenceTolerance = 0.02

  /// `a loss of 4 kg` for `80 kg last month, 76 kg today`.
  func isDifference(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.kind == .amount, mention.low == mention.high, mention.low > 0,
      mention.dimension != .none, mention.dimension.measure != .duration,
      owners.nearest[place] == nil, isCalledChange(mention)
    else { return false }
    let known = index.mentions.prefix(QuantityIndex.mostCompared).filter {
      $0.kind == .amount && $0.dimension == mention.dimension && $0.low == $0.high
    }
    return known.indices.contains { first in
      known[(first + 1)...].prefix(Self.pairReach).contains { second in
        second.sentence - known[first].sentence <= Self.pairSentences
          && isClose(
            abs(second.low - known[first].low), mention.low, Self.differenceTolerance)
      }
    }
  }

  private func isCalledChange(_ mention: QuantityMention) -> Bool {
    let (first, next) = (Int(mention.tokens.lowerBound), Int(mention.tokens.upperBound))
    let near =
      max(0, first - Self.changeReach)..<min(summary.tokens.count, next + Self.changeReach)
    return near.contains { Self.changing.contains(summary.tokens[$0].foldedHash) }
  }
}
