import SourceText

/// The places of a note that no statement may touch.
struct Quarantine: Sendable {
  /// In order and apart.
  private let places: [TextSpan]

  init(_ places: [TextSpan]) { self.places = places }

  var isEmpty: Bool { places.isEmpty }

  /// Whether a span shares a byte with one of them; logarithmic.
  func overlaps(_ span: TextSpan) -> Bool {
    let low = places.partitioningIndex { $0.end > span.start }
    return low < places.count && places[low].overlaps(span)
  }
}
