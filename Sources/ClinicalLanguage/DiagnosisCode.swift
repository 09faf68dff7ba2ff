/// What the ICD-10-CM says of a code (FY2026, release of April 2026; CMS and NCHS).
///
/// The embedded list is in order of codes and is searched where it lies: nothing is read before a
/// code is asked for, and no table is kept.
package struct DiagnosisCode: Sendable, Hashable {
  package enum Standing: UInt8, Sendable, Hashable {
    /// No such code, nor the beginning of one.
    case unknown
    /// A heading, or the beginning of longer codes: not valid for billing by itself.
    case heading
    /// A complete code.
    case billable
  }

  package let standing: Standing
  /// The telling words of its title and of the titles above it, in lower case, the broadest first.
  package let words: [String]

  /// Looks a code up, with or without its dot, in either case: `E11.65`, `e1165`, `W19.XXXA`.
  package init(_ code: some Collection<UInt8>) {
    var letters = code.filter { $0 != UInt8(ascii: ".") }
      .map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }
    guard (3...7).contains(letters.count) else {
      (standing, words) = (.unknown, [])
      return
    }
    // The seventh character is no part of the row's code but one of its signs.
    let seventh = letters.count == 7 ? letters.removeLast() : nil
    if letters.count > 3 { letters.insert(UInt8(ascii: "."), at: 3) }
    (standing, words) = EmbeddedList.diagnosisCodes.read {
      Self.standing(of: letters, seventh: seventh, in: $0)
    }
  }

  private static func standing(
    of code: [UInt8], seventh: UInt8?, in list: Span<UInt8>
  ) -> (Standing, [String]) {
    let place = firstRow(notBefore: code, in: list)
    let begins = list.row(at: place, begins: code)
    let end = place + code.count
    let isExact = begins && list[end] == 0x09
    let standing: Standing
    if let seventh {
      standing = isExact && list.signs(behind: end, hold: seventh) ? .billable : .unknown
    } else if isExact, list.signs(behind: end, hold: UInt8(ascii: "+")) {
      standing = .billable
    } else {
      standing = begins ? .heading : .unknown
    }
    guard standing != .unknown else { return (.unknown, []) }
    var words: [String] = []
    for length in [3] + Array(stride(from: 5, through: code.count, by: 1)) {
      let above = Array(code.prefix(length))
      let row = firstRow(notBefore: above, in: list)
      if list.row(at: row, begins: above), list[row + length] == 0x09 {
        words += list.words(ofRowAt: row)
      }
    }
    return (standing, words)
  }

  /// Where the first row begins whose code does not come before this one; the list's end if none.
  private static func firstRow(notBefore code: [UInt8], in list: Span<UInt8>) -> Int {
    var low = 0
    while low < list.count, list[low] != 0x0A { low += 1 }
    low = min(low + 1, list.count)
    var high = list.count
    while low < high {
      var middle = (low + high) / 2
      while middle > low, list[middle - 1] != 0x0A { middle -= 1 }
      if list.row(at: middle, isBefore: code) {
        while middle < high, list[middle] != 0x0A { middle += 1 }
        low = min(middle + 1, high)
      } else {
        high = middle
      }
    }
    return low
  }
}

extension Span<UInt8> {
  fileprivate func row(at start: Int, begins code: [UInt8]) -> Bool {
    guard start + code.count < count else { return false }
    return code.indices.allSatisfy { self[start + $0] == code[$0] }
  }

  /// Whether the code of the row comes before the other; a tab comes before all characters of codes.
  fileprivate func row(at start: Int, isBefore code: [UInt8]) -> Bool {
    for (offset, byte) in code.enumerated() {
      guard start + offset < count else { return true }
      let own = self[start + offset]
      if own != byte { return own < byte }
    }
    return false
  }

  fileprivate func signs(behind tab: Int, hold sign: UInt8) -> Bool {
    var position = tab + 1
    while position < count, self[position] != 0x09 {
      if self[position] == sign { return true }
      position += 1
    }
    return false
  }

  fileprivate func words(ofRowAt start: Int) -> [String] {
    var end = start
    var column = start
    while end < count, self[end] != 0x0A {
      if self[end] == 0x09 { column = end + 1 }
      end += 1
    }
    return string(column..<end).split(separator: " ").map(String.init)
  }
}
