import ClinicalLanguage

/// The cues of words by their fine roots: open addressing, since each word of both texts is asked for.
struct CueTable: Sendable {
  /// A power of two of them; a root of 0 is free.
  private var slots: [(root: UInt64, cues: WordCues)]

  init(_ lists: [(WordCues, String)]) {
    var cuesOfRoot: [UInt64: WordCues] = [:]
    for (cue, list) in lists {
      let roots: Set<UInt64> = Thesaurus.roots(list)
      for root in roots { cuesOfRoot[root, default: []].formUnion(cue) }
    }
    var size = 64
    while size < cuesOfRoot.count * 2 { size *= 2 }
    slots = Array(repeating: (0, []), count: size)
    for (root, cues) in cuesOfRoot { slots[slot(of: root)] = (root, cues) }
  }

  @inline(__always)
  private func slot(of root: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: root ^ (root >> 32)) & mask
    while slots[slot].root != 0, slots[slot].root != root { slot = (slot + 1) & mask }
    return slot
  }

  /// None where no list has the root.
  subscript(root: UInt64) -> WordCues { slots[slot(of: root)].cues }
}
