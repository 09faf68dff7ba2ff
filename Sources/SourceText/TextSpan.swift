/// A half-open range of byte offsets, `start ..< end`, into one `SourceText`.
///
/// Thirty-two bits suffice: a source text holds at most `SourceText.maximumByteCount` bytes.
package struct TextSpan: Hashable, Sendable {
  package var start: Int32
  package var end: Int32

  package init(_ start: Int, _ end: Int) {
    precondition(start >= 0 && end >= start, "a span runs forwards")
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  @inlinable
  package init(start: Int32, end: Int32) {
    self.start = start
    self.end = end
  }

  @inlinable @inline(__always)
  package var range: Range<Int> { Int(start)..<Int(end) }
  @inlinable @inline(__always)
  package var count: Int { Int(end - start) }
  @inlinable
  package var isEmpty: Bool { start == end }

  @inlinable
  package func contains(_ other: TextSpan) -> Bool { start <= other.start && other.end <= end }
  @inlinable
  package func overlaps(_ other: TextSpan) -> Bool { start < other.end && other.start < end }

  /// Written out, as all of this is, so that other modules compare spans in place.
  @inlinable @inline(__always)
  package static func == (left: TextSpan, right: TextSpan) -> Bool {
    left.start == right.start && left.end == right.end
  }

  @inlinable @inline(__always)
  package static func != (left: TextSpan, right: TextSpan) -> Bool { !(left == right) }

  /// The smallest span that covers both.
  @inlinable
  package func union(_ other: TextSpan) -> TextSpan {
    TextSpan(start: min(start, other.start), end: max(end, other.end))
  }
}

extension TextSpan: Comparable {
  @inlinable
  package static func < (left: TextSpan, right: TextSpan) -> Bool {
    left.start != right.start ? left.start < right.start : left.end < right.end
  }
}
