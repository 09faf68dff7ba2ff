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
