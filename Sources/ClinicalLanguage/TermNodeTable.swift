/// A sequence of words that begins some phrase.
struct TermNode: BitwiseCopyable {
  /// Hash of the words; 0 marks an empty slot.
  var key: UInt32 = 0
  /// The last phrase that ends here, as one more than its index in `terms`, times two; the lowest
  /// bit says whether some phrase goes on from here.
  private(set) var state: UInt32 = 0
  /// A bit for each word that some phrase goes on with from here; see `bit(of:)`.
  private(set) var following: UInt32 = 0

  var hasContinuation: Bool { state & 1 == 1 }
  /// Index in `terms`, or -1 for none.
  var lastTerm: Int32 { Int32(truncatingIfNeeded: state >> 1) - 1 }

  /// Says that a phrase goes on with one of the words.
  mutating func `continue`(with words: UInt32) {
    state |= 1
    following |= words
  }

  /// Says that a phrase ends here.
  mutating func end(_ term: Int32) { state = UInt32(term + 1) << 1 | state & 1 }

  /// One of 32 bits for the hash of a word: its upper five after multiplication (Knuth, TAOCP 3, 6.4).
  @inline(__always)
  static func bit(of hash: UInt32) -> UInt32 { 1 << ((hash &* 0x9E37_79B1) >> 27) }

  /// Whether some phrase may go on with the word; if not, none does.
  @inline(__always)
  func mayContinue(with hash: UInt32) -> Bool { following & Self.bit(of: hash) != 0 }
}

/// Nodes by key, with open addressing and at most half of the slots in use.
struct TermNodeTable {
  private(set) var nodes: NumberList<TermNode>
  private var count = 0

  init(slots: Int) { nodes = NumberList([TermNode](repeating: TermNode(), count: slots)) }

  /// One that is only looked into.
  init(reading numbers: inout CompiledNumbers) {
    nodes = numbers.nextInPlace(of: TermNode.self)
  }

  func write(to numbers: inout CompiledNumberWriter) { numbers.append(nodes.made) }

  /// The slot of the node with the key, which is made where there is none.
  @inline(__always)
  mutating func insert(_ key: UInt32) -> Int {
    if count * 2 >= nodes.made.count { grow() }
    let slot = Self.slot(of: key, in: nodes.made.span)
    if nodes.made[slot].key == 0 {
      nodes.made[slot].key = key
      count += 1
    }
    return slot
  }

  private mutating func grow() {
    var larger = [TermNode](repeating: TermNode(), count: nodes.made.count * 2)
    for node in nodes.made where node.key != 0 {
      larger[Self.slot(of: node.key, in: larger.span)] = node
    }
    nodes.made = larger
  }

  mutating func `continue`(at slot: Int, with words: UInt32) {
    nodes.made[slot].continue(with: words)
  }

  mutating func end(_ term: Int32, at slot: Int) { nodes.made[slot].end(term) }

  /// The slot that holds the key, or the empty one where it belongs.
  @inline(__always)
  static func slot(of key: UInt32, in nodes: Span<TermNode>) -> Int {
    let mask = nodes.count - 1
    var slot = Int(key) & mask
    while nodes[slot].key != key, nodes[slot].key != 0 { slot = (slot + 1) & mask }
    return slot
  }
}
