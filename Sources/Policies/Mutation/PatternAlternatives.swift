/// The alternatives of a pattern at its outermost level: `a|(b|c)` has `a` and `(b|c)`.
enum PatternAlternatives {
  /// In bytes of the pattern; one range where there is no choice.
  static func ranges(in pattern: String) -> [Range<Int>] {
    let bytes = Array(pattern.utf8)
    var ranges: [Range<Int>] = []
    var start = 0
    var depth = 0
    var isInClass = false
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "[") where !isInClass:
        isInClass = true
        // A bracket right at the beginning of a class stands for itself.
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "^") { index += 1 }
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "]") { index += 1 }
      case UInt8(ascii: "]") where isInClass: isInClass = false
      case UInt8(ascii: "(") where !isInClass: depth += 1
      case UInt8(ascii: ")") where !isInClass: depth -= 1
      case UInt8(ascii: "|") where !isInClass && depth == 0:
        ranges.append(start..<index)
        start = index + 1
      default: break
      }
      index += 1
    }
    ranges.append(start..<bytes.count)
    return ranges
  }
}
