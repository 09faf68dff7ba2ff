/// Expressions by the roots of their words: a trie whose edges lie in one open-addressing table.
struct RootTrie: Sendable {
  /// An expression that begins at some word: how many words it takes in, and its payload.
  struct Match {
    var count: Int32
    var payload: Int32
  }

  /// The way from a node to another over a word.
  private struct Edge {
    /// The node and the word, mixed into one number; 0 is free.
    var key: UInt64 = 0
    /// The node that it leads to, or where no edge goes on from it the complement of its number.
    var target: Int32 = 0
    /// The first payload of that node; -1 for none.
    var payload: Int32 = -1
  }

  private var edges: [Edge]
  private var edgeCount = 0
  private var nodeCount: Int32 = 1
  /// A bit for each word that an expression begins with (Bloom, CACM 1970, with a single hash): most
  /// words of a text begin none.
  private var firstWords: [UInt64] = Array(repeating: 0, count: 1 << 10)
  private var payloads: [(value: Int32, next: Int32)] = []

  init(expectedWords: Int) {
    var slots = 1024
    while slots < expectedWords * 2 { slots *= 2 }
    edges = Array(repeating: Edge(), count: slots)
  }

  @inline(__always)
  private static func key(_ node: Int32, _ word: UInt64) -> UInt64 {
    let mixed = (word ^ UInt64(UInt32(bitPattern: node))) &* 0x9E37_79B9_7F4A_7C15
    let key = mixed ^ (mixed >> 29)
    return key == 0 ? 1 : key
  }

  /// Where the edge is, or would be.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = edges.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while edges[slot].key != 0, edges[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  @inline(__always)
  private func edge(from node: Int32, over word: UInt64) -> Edge? {
    let edge = edges[slot(of: Self.key(node, word))]
    return edge.key == 0 ? nil : edge
  }

  private static func filterIndex(_ root: UInt64) -> Int {
    Int(truncatingIfNeeded: (root >> 6) & 0x3FF)
  }

  private static func filterBit(_ root: UInt64) -> UInt64 { 1 << (root & 63) }

  private func mayBegin(_ root: UInt64) -> Bool {
    firstWords[Self.filterIndex(root)] & Self.filterBit(root) != 0
  }
}

// MARK: - Building

extension RootTrie {
  mutating func insert(_ words: [MeaningWord], payload: Int32, isExact: Bool) {
    guard let first = words.first else { return }
    let begin = Self.word(first, isExact: isExact)
    firstWords[Self.filterIndex(begin)] |= Self.filterBit(begin)
    // All edges of an expression find room, so that slots stay where they are.
    while (edgeCount + words.count) * 2 >= edges.count { grow() }
    var node: Int32 = 0
    var last = -1
    for word in words {
      if last >= 0, edges[last].target < 0 { edges[last].target = node }
      last = addEdge(from: node, over: Self.word(word, isExact: isExact))
      node = edges[last].target
      if node < 0 { node = ~node }
    }
    payloads.append((payload, edges[last].payload))
    edges[last].payload = Int32(payloads.count - 1)
  }

  private mutating func addEdge(from node: Int32, over word: UInt64) -> Int {
    let key = Self.key(node, word)
    let slot = slot(of: key)
    if edges[slot].key == 0 {
      edges[slot] = Edge(key: key, target: ~nodeCount, payload: -1)
      nodeCount += 1
      edgeCount += 1
    }
    return slot
  }

  private mutating func grow() {
    let old = edges
    edges = Array(repeating: Edge(), count: old.count * 2)
    for edge in old where edge.key != 0 { edges[slot(of: edge.key)] = edge }
  }

  @inline(__always)
  private static func word(_ word: MeaningWord, isExact: Bool) -> UInt64 {
    isExact && word.exact != 0 ? word.exact : word.fine
  }
}

// MARK: - Finding

extension RootTrie {
  /// The payloads of the expression that has just these words.
  func payloads(of words: [MeaningWord], isExact: Bool) -> [Int32] {
    var node: Int32 = 0
    var last = Edge()
    for word in words {
      guard node >= 0, let edge = edge(from: node, over: Self.word(word, isExact: isExact)) else {
        return []
      }
      last = edge
      node = edge.target
    }
    var found: [Int32] = []
    forEachPayload(of: last) { found.append($0) }
    return found
  }

  @inline(__always)
  private func forEachPayload(of edge: Edge, _ visit: (Int32) -> Void) {
    var next = edge.payload
    while next >= 0 {
      visit(payloads[Int(next)].value)
      next = payloads[Int(next)].next
    }
  }

  /// Adds every expression that begins at the word. Expressions do not reach over a comma or a clause.
  @inline(__always)
  func appendMatches(at start: Int, in words: [MeaningWord], to matches: inout [Match]) {
    let word = words[start]
    guard mayBegin(word.fine) || (word.exact != 0 && mayBegin(word.exact)) else { return }
    walk(from: 0, at: start, start: start, in: words, to: &matches)
  }

  /// No deeper than the longest expression. What the fine root leads to comes before what the exact
  /// word does.
  private func walk(
    from node: Int32, at index: Int, start: Int, in words: [MeaningWord],
    to matches: inout [Match]
  ) {
    var (node, index) = (node, index)
    while index < words.count, index == start || words[index].gap < .comma {
      let word = words[index]
      let exact = word.exact == 0 ? nil : edge(from: node, over: word.exact)
      index += 1
      let count = Int32(index - start)
      if let fine = edge(from: node, over: word.fine) {
        forEachPayload(of: fine) { matches.append(Match(count: count, payload: $0)) }
        if exact == nil {
          guard fine.target >= 0 else { return }
          node = fine.target
          continue
        }
        if fine.target >= 0 {
          walk(from: fine.target, at: index, start: start, in: words, to: &matches)
        }
      }
      guard let exact else { return }
      forEachPayload(of: exact) { matches.append(Match(count: count, payload: $0)) }
      guard exact.target >= 0 else { return }
      node = exact.target
    }
  }

  /// Every expression that is the word alone.
  func forEachMatch(
    ofWordAt index: Int, in words: [MeaningWord], _ visit: (_ payload: Int32) -> Void
  ) {
    let word = words[index]
    if mayBegin(word.fine), let fine = edge(from: 0, over: word.fine) {
      forEachPayload(of: fine, visit)
    }
    if word.exact != 0, mayBegin(word.exact), let exact = edge(from: 0, over: word.exact) {
      forEachPayload(of: exact, visit)
    }
  }
}
