/// Finds the name that someone probably meant.
package enum NearestName {
  /// The candidate with the smallest edit distance, if that is at most a third of the length
  /// (at least 1) or only the case differs; the first in order among equals.
  package static func suggestion(for name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.utf8)
    guard !wanted.isEmpty, wanted.count <= longestName else { return nil }
    let folded = name.lowercased()
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      if candidate.lowercased() == folded { return candidate }
      let other = Array(candidate.utf8)
      let allowed = max(1, max(wanted.count, other.count) / 3)
      guard abs(wanted.count - other.count) <= allowed, other.count <= longestName else { continue }
      let distance = editDistance(wanted, other)
      if distance <= allowed, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
  }

  /// `did you mean 'dose'?`, or nil.
  package static func hint(for name: String, among candidates: [String]) -> String? {
    suggestion(for: name, among: candidates).map { "did you mean '\($0)'?" }
  }

  /// Names longer than this, in bytes, were not mistyped.
  private static let longestName = 64

  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment:
  /// Damerau, "A technique for computer detection and correction of spelling errors", CACM 1964).
  static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for (column, other) in right.enumerated() {
        var cost = min(
          last[column] + (byte == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
