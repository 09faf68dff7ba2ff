import CanonicalJSON
import SourceText

extension JSONWriter {
  /// Writes a span counted in Unicode scalars.
  mutating func span(_ span: TextSpan, in offsets: ScalarOffsets) {
    let range = offsets.scalarRange(of: span)
    beginObject()
    member("start", range.lowerBound)
    member("end", range.upperBound)
    endObject()
  }

  mutating func spans(_ spans: [TextSpan], in offsets: ScalarOffsets) {
    beginArray()
    for span in spans { self.span(span, in: offsets) }
    endArray()
  }

  /// Writes a finite number in its shortest form that reads back the same; whole ones without `.0`.
  mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    // Up to 2^53 every whole number has its own double.
    if value == value.rounded(), value.magnitude < 9_007_199_254_740_992 {
      return integer(Int(value))
    }
    raw(Array("\(value)".utf8))
  }
}
