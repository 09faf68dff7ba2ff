import SourceText

extension [TextSpan] {
  /// The same places, in order, with what overlaps or touches joined; for `hasOverlap`.
  func merged() -> [TextSpan] {
    var merged: [TextSpan] = []
    for span in sorted() {
      if let last = merged.last, span.start <= last.end {
        merged[merged.count - 1] = last.union(span)
      } else {
        merged.append(span)
      }
    }
    return merged
  }

  /// Whether one of these spans, which must be in order and apart, overlaps the other; logarithmic.
  func hasOverlap(with other: TextSpan) -> Bool {
    let first = partitioningIndex { $0.end > other.start }
    return first < count && self[first].overlaps(other)
  }
}
