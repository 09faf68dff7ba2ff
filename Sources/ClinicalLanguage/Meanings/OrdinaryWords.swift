/// Words of everyday English, whatever they mean in a clinic: a summary's word that is none of these,
/// that no clinical list has and that the note does not have is a name or a term from elsewhere.
package final class OrdinaryWords: Sendable {
  private let roots: RootSet

  package static let embedded = OrdinaryWords()

  private init() {
    roots = EmbeddedList.ordinaryWords.read { RootSet(linesOf: $0) }
  }

  package func contains(_ word: MeaningWord) -> Bool { roots.contains(word.fine) }

  package func contains(root: UInt64) -> Bool { roots.contains(root) }
}

/// The fine roots of a list of words, one a line: open addressing.
struct RootSet: Sendable {
  private var slots: [UInt64]

  init(linesOf list: Span<UInt8>) {
    var lines = 1
    for index in 0..<list.count where list[index] == 0x0A { lines += 1 }
    var size = 64
    while size < lines * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    var start = 0
    for index in 0..<list.count where list[index] == 0x0A {
      if index > start { insert(WordRoot.roots(of: list, start..<index).fine) }
      start = index + 1
    }
  }

  private mutating func insert(_ root: UInt64) {
    var slot = Int(truncatingIfNeeded: root ^ (root >> 32)) & (slots.count - 1)
    while slots[slot] != 0, slots[slot] != root { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = root
  }

  func contains(_ root: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: root ^ (root >> 32)) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == root { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }
}
