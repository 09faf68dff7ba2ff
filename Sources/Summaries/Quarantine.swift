import SourceText

/// The places of a note that no statement may touch.
struct Quarantine: Sendable {
  /// In order and apart.
  private let places: [TextSpan]

  init(_ places: [TextSpan]) { self.places = places }

  var isEmpty: Bool { places.isEmpty }

  /// Whether a span shares a byte with one of them; logarithmic.
  func overlaps(_ span: TextSpan) -> Bool {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].end <= span.start { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low].overlaps(span)
  }
}
