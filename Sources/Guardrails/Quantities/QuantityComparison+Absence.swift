import ClinicalLanguage
import SourceText

/// Values that a note does not have.
extension QuantityComparison {
  /// Small numbers are counts of what the note lists, more often than not.
  static let largestCount = 12.0

  /// Whether a value that the note does not have is a claim of its own: no count of things that it
  /// lists, no sum or product of what it gives, no difference of its dates.
  func isMissing(_ place: Int) -> Bool {
    let mention = mentions[place]
    switch mention.dimension.measure {
    case .none, .tablet, .puff:
      if mention.raw <= Self.largestCount, mention.raw == mention.raw.rounded(),
        mention.qualifiers.isDisjoint(with: [.plus, .hash])
      {
        return false
      }
      if mention.qualifiers.contains(.approximate),
        index.numbers(from: mention.raw * 0.9, to: mention.raw * 1.1).contains(where: {
          isRounder(mention.raw, than: $0)
        })
      {
        return false
      }
    default: break
    }
    if index.hasNumber(from: mention.raw, to: mention.raw), mention.dimension == .none {
      return false
    }
    // `WBC 10.8` for a count of 10,800.
    let thousands = mention.raw * 1000
    if mention.dimension == .none, isCellCount(place),
      index.hasNumber(from: thousands - 0.5, to: thousands + 0.5)
    {
      return false
    }
    if mention.dimension.measure == .duration, isInterval(mention) {
      return false
    }
    if isTelephoneNumber(place) || isWholly(mention) { return false }
    // `half of the joint`
    if mention.dimension == .none, mention.qualifiers.contains(.word), mention.raw < 1 {
      return false
    }
    return !isDerived(mention, isOfDrug: owners.nearest[place] != nil)
  }

  /// `100% cut` where the note has `a complete laceration`.
  private func isWholly(_ mention: QuantityMention) -> Bool {
    guard mention.dimension.measure == .percent, mention.raw == 100,
      let comparison = judged.comparison
    else { return false }
    return Self.complete.contains { comparison.index.holds($0) }
  }

  private static let complete: Set<UInt64> = Thesaurus.roots("complete total entire full")

  /// White cells and platelets, which are given in single cells or in thousands.
  func isCellCount(_ place: Int) -> Bool {
    guard let concept = owners.measurement[place] else { return false }
    let name = summary.lexicon.name(of: concept).lowercased()
    return name.hasPrefix("white blood cell") || name.hasPrefix("platelet") || name.hasPrefix("wbc")
      || name.hasPrefix("absolute neutrophil") || name.hasPrefix("neutrophil")
  }

  /// Whether the first may be told for about the second: `about 40` for 42, not `about 43` for 40.
  func isRounder(_ value: Double, than other: Double) -> Bool {
    Self.step(of: value) > Self.step(of: other)
  }

  /// The largest of the steps in which people count that leads to the value.
  private static func step(of value: Double) -> Double {
    steps.first { step in
      let count = value / step
      return abs(count - count.rounded()) < 1e-6
    } ?? 0
  }

  private static let steps = [1000, 500, 100, 50, 10, 5, 1, 0.5, 0.1]

  /// Twice an amount that is given per side, half of one that is split, a dose made up of tablets; a
  /// sum of two.
  func isDerived(_ mention: QuantityMention, isOfDrug: Bool) -> Bool {
    guard mention.dimension != .none, mention.dimension.measure != .duration else { return false }
    for factor in Self.factors {
      let value = mention.low / factor
      let amounts = index.amounts(
        mention.dimension, from: value * (1 - 1e-6), to: value * (1 + 1e-6))
      for other in amounts {
        for near in max(0, other - 3)..<min(index.mentions.count, other + 4) where near != other {
          let count = index.mentions[near]
          guard count.kind == .amount,
            count.dimension.measure == .none || count.dimension.measure == .tablet,
            isClose(count.low, factor, 1e-6),
            // Of a drug, only tablets are counted.
            !isOfDrug || count.dimension.measure == .tablet || factor < 1
          else { continue }
          return true
        }
      }
    }
    return false
  }

  private static let factors = [0.5, 1.5, 2, 2.5, 3, 4, 5]
}
