/// A half-open range of byte offsets, `start ..< end`, into one `SourceText`.
///
/// Thirty-two bits suffice: a source text holds at most `SourceText.maximumByteCount` bytes.
///
/// Public like all that is asked for in loops of other modules: the compiler (6.3) puts what is public in
/// place there, and calls what is of the package.
public struct TextSpan: Hashable, Sendable {
  /// The first byte.
  public var start: Int32
  /// The byte behind the last.
  public var end: Int32

  /// A span that runs forwards.
  public init(_ start: Int, _ end: Int) {
    precondition(start >= 0 && end >= start, "a span runs forwards")
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  /// Without a check: both come from offsets of a text.
  @inlinable
  public init(start: Int32, end: Int32) {
    self.start = start
    self.end = end
  }

  /// For subscripts.
  @inlinable @inline(__always)
  public var range: Range<Int> { Int(start)..<Int(end) }
  /// In bytes.
  @inlinable @inline(__always)
  public var count: Int { Int(end - start) }
  /// Whether it holds no byte.
  @inlinable
  public var isEmpty: Bool { start == end }

  /// Whether all of the other lies in it.
  @inlinable
  public func contains(_ other: TextSpan) -> Bool { start <= other.start && other.end <= end }
  /// Whether they have a byte in common.
  @inlinable
  public func overlaps(_ other: TextSpan) -> Bool { start < other.end && other.start < end }

  /// Written out, as all of this is, so that other modules compare spans in place.
  @inlinable @inline(__always)
  public static func == (left: TextSpan, right: TextSpan) -> Bool {
    left.start == right.start && left.end == right.end
  }

  /// See `==`.
  @inlinable @inline(__always)
  public static func != (left: TextSpan, right: TextSpan) -> Bool { !(left == right) }

  /// The smallest span that covers both.
  @inlinable
  public func union(_ other: TextSpan) -> TextSpan {
    TextSpan(start: min(start, other.start), end: max(end, other.end))
  }
}

extension TextSpan: Comparable {
  /// By start, then by end.
  @inlinable
  public static func < (left: TextSpan, right: TextSpan) -> Bool {
    left.start != right.start ? left.start < right.start : left.end < right.end
  }
}
