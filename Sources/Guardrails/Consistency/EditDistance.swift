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
}
