import ClinicalLanguage
import SourceText

/// Visits that are called by the age at which they are due: `3-month well-child check`.
extension QuantityComparison {
  /// Whether a length of time is such an age, and that of the patient in the note: a check of three
  /// months is also done at three and a half.
  func isAgeOfVisit(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.kind == .amount, mention.dimension.measure == .duration,
      mention.low == mention.high, mention.raw > 0,
      // `3 months before the visit`
      summary.text[mention.span].last != UInt8(ascii: "s")
    else { return false }
    let name = summary.tokens[Int(mention.tokens.upperBound)...].prefix(Self.visitReach)
      .prefix { $0.kind == .word || summary.text[$0.span].elementsEqual("-".utf8) }
    guard name.contains(where: { Self.visits.contains($0.foldedHash) }) else { return false }
    let unit = mention.low / mention.raw
    return index.amounts(mention.dimension, from: mention.low * (1 - 1e-6), to: mention.low + unit)
      .contains {
        let known = index.mentions[$0]
        return known.qualifiers.contains(.age) && known.low < mention.low + unit * (1 - 1e-6)
      }
  }

  /// In tokens: `well-child check`.
  private static let visitReach = 5
  private static let visits = WordHash.list(
    "check checks checkup visit visits exam examination physical wcc wcv")
}
