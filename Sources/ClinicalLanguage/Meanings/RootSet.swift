/// Roots of words, for asking whether a word is one of them: open addressing, and no hash function,
/// since roots are hashes already. Words of up to eight letters, packed into a number, are spread by the
/// golden ratio (Knuth, TAOCP 3, 6.4).
public struct RootSet: Sendable {
  /// A power of two; 0 is free.
  @usableFromInline var slots: [UInt64]

  /// The fine roots of a list of words, one a line: in order, each once.
  static func roots(linesOf list: Span<UInt8>) -> [UInt64] {
    var roots: Set<UInt64> = []
    var start = 0
    for index in 0..<list.count where list[index] == 0x0A {
      if index > start { roots.insert(WordRoot.roots(of: list, start..<index).fine) }
      start = index + 1
    }
    return roots.sorted()
  }

  package init(_ roots: [UInt64]) {
    self.init(expecting: roots.count)
    for root in roots { insert(root) }
  }

  private init(expecting count: Int) {
    var size = 8
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  private mutating func insert(_ root: UInt64) {
    var slot = Self.slot(of: root, among: slots.count)
    while slots[slot] != 0, slots[slot] != root { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = root
  }

  @inlinable @inline(__always)
  static func slot(of root: UInt64, among count: Int) -> Int {
    Int(truncatingIfNeeded: (root &* 0x9E37_79B9_7F4A_7C15) >> 32) & (count - 1)
  }

  /// Whether the root is one of them.
  @inlinable
  public func contains(_ root: UInt64) -> Bool {
    let mask = slots.count - 1
    var slot = Self.slot(of: root, among: slots.count)
    while slots[slot] != 0 {
      if slots[slot] == root { return true }
      slot = (slot + 1) & mask
    }
    return false
  }

  /// Whether they have none in common.
  public func isDisjoint(with other: RootSet) -> Bool {
    !slots.contains { $0 != 0 && other.contains($0) }
  }
}
