import ClinicalLanguage
import SourceText

/// Scores of which the note gives the parts: `8 out of 8`, `GCS 15/15`, `a total of 9`.
extension QuantityComparison {
  /// Whether a number is called a total, and the note has a row of numbers that come to it.
  mutating func isTotal(_ place: Int) -> Bool {
    isCalledTotal(place) && noteTotals.contains(mentions[place].low)
  }

  /// All of a score, or what stands behind `total`.
  private func isCalledTotal(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.low == mention.high, mention.dimension == .none else { return false }
    switch mention.kind {
    case .ratio: return true
    case .amount:
      let first = Int(mention.tokens.lowerBound)
      return isOutOf(place, place + 1) || isOutOf(place - 1, place)
        || summary.tokens[max(0, first - 2)..<first].contains {
          Self.totals.contains($0.foldedHash)
        }
    default: return false
    }
  }

  /// `8 out of 8`, `8 of 8`
  private func isOutOf(_ part: Int, _ whole: Int) -> Bool {
    guard part >= 0, whole < mentions.count, mentions[part].low == mentions[whole].low else {
      return false
    }
    let next = Int(mentions[whole].tokens.lowerBound)
    let distance = next - Int(mentions[part].tokens.upperBound)
    return (1...2).contains(distance) && summary.tokens[next - 1].foldedHash == Self.of
  }

  private static let of = WordHash.of("of".utf8)
  private static let totals = WordHash.list("total totals totaling totalling sum")

  /// Of fewer numbers, too many come to the same.
  private static let leastParts = 3
  /// No score has more parts.
  private static let mostParts = 12

  /// What the numbers without a unit come to that stand in a row in a sentence.
  static func totals(of mentions: [QuantityMention]) -> Set<Double> {
    var totals: Set<Double> = []
    let parts = mentions.prefix(QuantityIndex.mostCompared)
    for (first, part) in parts.enumerated() {
      var total = 0.0
      for (count, next) in parts[first...].prefix(mostParts).enumerated() {
        guard next.sentence == part.sentence, isPart(next) else { break }
        total += next.low
        if count + 1 >= leastParts { totals.insert(total) }
      }
    }
    return totals
  }

  /// `2`, `2/2`
  private static func isPart(_ mention: QuantityMention) -> Bool {
    mention.dimension == .none
      && (mention.kind == .ratio || mention.kind == .amount && mention.low == mention.high)
  }
}
