/// Whether two words differ by one letter: changed, left out, put in, or two neighbours swapped.
enum EditDistance {
  static func isAtMostOne(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Bool {
    var (l, r) = (leftRange.lowerBound, rightRange.lowerBound)
    var (lEnd, rEnd) = (leftRange.upperBound, rightRange.upperBound)
    while l < lEnd, r < rEnd, left[l] | 0x20 == right[r] | 0x20 {
      l += 1
      r += 1
    }
    while lEnd > l, rEnd > r, left[lEnd - 1] | 0x20 == right[rEnd - 1] | 0x20 {
      lEnd -= 1
      rEnd -= 1
    }
    let (restLeft, restRight) = (lEnd - l, rEnd - r)
    if restLeft <= 1 && restRight <= 1 { return true }
    return restLeft == 2 && restRight == 2 && left[l] | 0x20 == right[r + 1] | 0x20
      && left[l + 1] | 0x20 == right[r] | 0x20
  }

  /// Two words of nearly one length differ in a short stretch by two such slips.
  private static let longestStretch = 8

  /// Whether they differ by two at most (optimal string alignment).
  static func isAtMostTwo(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Bool {
    guard abs(leftRange.count - rightRange.count) <= 2 else { return false }
    var (l, r) = (leftRange.lowerBound, rightRange.lowerBound)
    var (lEnd, rEnd) = (leftRange.upperBound, rightRange.upperBound)
    while l < lEnd, r < rEnd, left[l] | 0x20 == right[r] | 0x20 {
      l += 1
      r += 1
    }
    while lEnd > l, rEnd > r, left[lEnd - 1] | 0x20 == right[rEnd - 1] | 0x20 {
      lEnd -= 1
      rEnd -= 1
    }
    let (rows, columns) = (lEnd - l, rEnd - r)
    if max(rows, columns) <= 1 { return true }
    guard max(rows, columns) <= longestStretch else { return false }
    var beforeLast: [Int] = []
    var last = Array(0...columns)
    for row in 1..<rows + 1 {
      var next = [row]
      for column in 1..<columns + 1 {
        let isSame = left[l + row - 1] | 0x20 == right[r + column - 1] | 0x20
        var least = min(last[column] + 1, next[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, left[l + row - 1] | 0x20 == right[r + column - 2] | 0x20,
          left[l + row - 2] | 0x20 == right[r + column - 1] | 0x20
        {
          least = min(least, beforeLast[column - 2] + 1)
        }
        next.append(least)
      }
      (beforeLast, last) = (last, next)
    }
    return last[columns] <= 2
  }
}
