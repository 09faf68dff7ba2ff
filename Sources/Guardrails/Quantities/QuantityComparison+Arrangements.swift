import ClinicalLanguage
import SourceText

extension QuantityComparison {
  /// `Review in 2 months` for `follow up in 2 weeks`: when the patient is to come back is what the note
  /// says of coming back, whatever else lasts as long.
  mutating func compareReturn(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.dimension.measure == .duration, let returns = returnTimes(around: mention.span),
      !returns.isEmpty
    else { return false }
    let known = returns.flatMap { span in
      index.mentions.indices(overlapping: span).filter {
        index.mentions[$0].dimension.measure == .duration
      }
    }
    guard !known.isEmpty,
      !known.contains(where: { agreesInTime(mention, index.mentions[$0]) }),
      !index.mentions.contains(where: {
        $0.dimension.measure == .duration && $0.raw == mention.raw && agreesInTime(mention, $0)
      })
    else { return false }
    report(place, .duration, .otherValue, note: known)
    return true
  }

  /// When the note has the patient come back; nil where the summary's words are not about that.
  private mutating func returnTimes(around span: TextSpan) -> [TextSpan]? {
    let isReturn = summaryArrangements.contains {
      $0.kind == .followUp && $0.time.map { $0.overlaps(span) } ?? false
    }
    guard isReturn else { return nil }
    return noteArrangements.filter { $0.kind == .followUp }.compactMap(\.time)
  }

  private func agreesInTime(_ left: QuantityMention, _ right: QuantityMention) -> Bool {
    // A month for four weeks.
    left.low <= right.high * 1.1 && right.low <= left.high * 1.1
  }
}

extension [QuantityMention] {
  /// The mentions over a span; they are in order.
  fileprivate func indices(overlapping span: TextSpan) -> Range<Int> {
    let first = firstIndex { $0.span.end > span.start } ?? count
    let end = self[first...].firstIndex { $0.span.start >= span.end } ?? count
    return first..<end
  }
}
