import ClinicalLanguage
import SourceText

extension QuantityComparison {
  /// `Review in 2 months` for `follow up in 2 weeks`: when the patient is to come back is what the note
  /// says of coming back, whatever else lasts as long.
  mutating func compareReturn(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.dimension.measure == .duration, toldReturns.hasOverlap(with: mention.span),
      !knownReturns.isEmpty,
      !knownReturns.contains(where: { agreesInTime(mention, index.mentions[$0]) }),
      // In the same words elsewhere: not every return is read as one.
      !index.written(mention.raw).contains(where: {
        index.mentions[$0].dimension.measure == .duration
          && agreesInTime(mention, index.mentions[$0])
      })
    else { return false }
    report(place, .duration, .otherValue, note: knownReturns)
    return true
  }

  /// `Pain for the past two weeks` where the note has two weeks only until the next visit.
  mutating func comparePast(_ place: Int, _ candidates: [Int]) -> Bool {
    let mention = mentions[place]
    guard mention.dimension.measure == .duration, !knownReturns.isEmpty, !candidates.isEmpty,
      isPast(mention), candidates.allSatisfy({ knownReturns.contains($0) })
    else { return false }
    report(place, .duration, .ofSomethingElse, note: candidates)
    return true
  }

  /// Whether a word right beside a length of time says that it is over.
  private func isPast(_ mention: QuantityMention) -> Bool {
    let first = Int(mention.tokens.lowerBound)
    let next = Int(mention.tokens.upperBound)
    return first > 0 && Self.passed.contains(summary.tokens[first - 1].foldedHash)
      || next < summary.tokens.count && Self.ago.contains(summary.tokens[next].foldedHash)
  }

  private static let passed = WordHash.list("past last previous preceding prior")
  private static let ago = WordHash.list("ago earlier prior")

  /// With more visits than this a text is no note.
  private static let mostReturns = 32

  func returns(in note: ClinicalDocument) -> [Int] {
    let times = note.arrangements.filter { $0.kind == .followUp }.compactMap(\.time)
    return times.prefix(Self.mostReturns).flatMap { span in
      let first = index.mentions.partitioningIndex { $0.span.end > span.start }
      return index.mentions[first...].indices.prefix { index.mentions[$0].span.start < span.end }
        .filter { index.mentions[$0].dimension.measure == .duration }
    }
  }

  private func agreesInTime(_ left: QuantityMention, _ right: QuantityMention) -> Bool {
    // A month for four weeks.
    left.low <= right.high * 1.1 && right.low <= left.high * 1.1
  }
}
