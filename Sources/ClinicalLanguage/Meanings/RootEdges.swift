/// The edges of a `RootTrie`: one open-addressing table, each edge in sixteen bytes.
struct RootEdges: Sendable {
  /// The way from a node to another over a word.
  struct Edge: Sendable {
    /// The node and the word, mixed into one number; 0 is free.
    var key: UInt64 = 0
    /// 24 bits for the first payload of the node that it leads to, 24 for the number of that node, and
    /// 16 that the words after it are filtered by.
    private var packed: UInt64 = 0

    /// How many nodes and payloads there may be.
    static let limit: Int32 = 1 << 24

    /// The node that it leads to.
    var target: Int32 {
      get { Int32(truncatingIfNeeded: packed >> 24 & 0xFF_FFFF) }
      set { packed = packed & ~(0xFF_FFFF << 24) | UInt64(newValue) << 24 }
    }

    /// The first payload of that node; 0 for none.
    var payload: Int32 {
      get { Int32(truncatingIfNeeded: packed & 0xFF_FFFF) }
      set { packed = packed & ~0xFF_FFFF | UInt64(newValue) }
    }

    private static func bit(_ word: UInt64) -> UInt64 { 1 << (48 + (word >> 40) & 15) }

    mutating func addFollowing(_ word: UInt64) { packed |= Self.bit(word) }

    /// Whether an edge over the word may go on from the node (Bloom, CACM 1970, with a single hash).
    @inline(__always)
    func mayContinue(over word: UInt64) -> Bool { packed & Self.bit(word) != 0 }

    /// Whether any edge goes on from the node.
    var continues: Bool { packed >> 48 != 0 }
  }

  private(set) var slots: [Edge]
  private var count = 0

  init(expecting count: Int) {
    var size = 256
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: Edge(), count: size)
  }

  @inline(__always)
  static func key(_ node: Int32, _ word: UInt64) -> UInt64 {
    let mixed = (word ^ UInt64(UInt32(bitPattern: node))) &* 0x9E37_79B9_7F4A_7C15
    let key = mixed ^ (mixed >> 29)
    return key == 0 ? 1 : key
  }

  /// The edge, or one with a key of 0.
  @inline(__always)
  static func edge(from node: Int32, over word: UInt64, in slots: Span<Edge>) -> Edge {
    let key = key(node, word)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slots[slot]
  }

  /// Where the edge is, or would be.
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  /// Makes room for more edges; slots found before are not valid after it.
  mutating func reserve(_ more: Int) {
    while (count + more) * 2 >= slots.count {
      let old = slots
      slots = Array(repeating: Edge(), count: old.count * 2)
      for edge in old where edge.key != 0 { slots[slot(of: edge.key)] = edge }
    }
  }

  /// The slot of the edge, which if need be leads to a new node.
  mutating func add(from node: Int32, over word: UInt64, new: inout Int32) -> Int {
    let key = Self.key(node, word)
    let slot = slot(of: key)
    if slots[slot].key == 0 {
      slots[slot].key = key
      slots[slot].target = new
      new += 1
      count += 1
    }
    return slot
  }

  mutating func addFollowing(_ word: UInt64, at slot: Int) { slots[slot].addFollowing(word) }

  mutating func setPayload(_ payload: Int32, at slot: Int) { slots[slot].payload = payload }
}
