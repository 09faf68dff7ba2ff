/// Expressions by the roots of their words: a trie whose edges lie in one open-addressing table.
struct RootTrie: Sendable {
  /// The edge from a node over a word, mixed into one number; 0 is free.
  private var edges: [UInt64]
  private var targets: [Int32]
  private var edgeCount = 0
  /// A bit for each word that an expression begins with (Bloom, CACM 1970, with a single hash): most
  /// words of a text begin none.
  private var firstWords: [UInt64] = Array(repeating: 0, count: 1 << 10)
  /// For each node the head of its payloads.
  private var heads: [Int32] = [-1]
  private var payloads: [(value: Int32, next: Int32)] = []

  init(expectedWords: Int) {
    var slots = 1024
    while slots < expectedWords * 2 { slots *= 2 }
    edges = Array(repeating: 0, count: slots)
    targets = Array(repeating: 0, count: slots)
  }

  private static func key(_ node: Int32, _ word: UInt64) -> UInt64 {
    let mixed = (word ^ UInt64(UInt32(bitPattern: node))) &* 0x9E37_79B9_7F4A_7C15
    let key = mixed ^ (mixed >> 29)
    return key == 0 ? 1 : key
  }

  private func child(of node: Int32, over word: UInt64) -> Int32? {
    let key = Self.key(node, word)
    let mask = edges.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while edges[slot] != 0 {
      if edges[slot] == key { return targets[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func addChild(of node: Int32, over word: UInt64) -> Int32 {
    if let known = child(of: node, over: word) { return known }
    if edgeCount * 2 >= edges.count { grow() }
    let new = Int32(heads.count)
    heads.append(-1)
    place(Self.key(node, word), new)
    edgeCount += 1
    return new
  }

  private mutating func place(_ key: UInt64, _ target: Int32) {
    let mask = edges.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while edges[slot] != 0 { slot = (slot + 1) & mask }
    edges[slot] = key
    targets[slot] = target
  }

  private mutating func grow() {
    let old = zip(edges, targets).filter { $0.0 != 0 }
    edges = Array(repeating: 0, count: edges.count * 2)
    targets = Array(repeating: 0, count: edges.count)
    for (key, target) in old { place(key, target) }
  }

  mutating func insert(_ words: [MeaningWord], payload: Int32, isExact: Bool) {
    guard words.count > 0 else { return }
    firstWords[Self.filterIndex(Self.edge(words[0], isExact: isExact))] |=
      Self.filterBit(Self.edge(words[0], isExact: isExact))
    var node: Int32 = 0
    for index in 0..<words.count {
      node = addChild(of: node, over: Self.edge(words[index], isExact: isExact))
    }
    payloads.append((payload, heads[Int(node)]))
    heads[Int(node)] = Int32(payloads.count - 1)
  }

  private static func edge(_ word: MeaningWord, isExact: Bool) -> UInt64 {
    isExact && word.exact != 0 ? word.exact : word.fine
  }

  func payloads(of words: [MeaningWord], isExact: Bool) -> [Int32] {
    guard words.count > 0 else { return [] }
    var node: Int32 = 0
    for index in 0..<words.count {
      guard let next = child(of: node, over: Self.edge(words[index], isExact: isExact)) else {
        return []
      }
      node = next
    }
    var found: [Int32] = []
    forEachPayload(of: node) { found.append($0) }
    return found
  }

  private func forEachPayload(of node: Int32, _ visit: (Int32) -> Void) {
    var next = heads[Int(node)]
    while next >= 0 {
      visit(payloads[Int(next)].value)
      next = payloads[Int(next)].next
    }
  }

  private static func filterIndex(_ root: UInt64) -> Int {
    Int(truncatingIfNeeded: (root >> 6) & 0x3FF)
  }

  private static func filterBit(_ root: UInt64) -> UInt64 { 1 << (root & 63) }

  private func mayBegin(_ root: UInt64) -> Bool {
    firstWords[Self.filterIndex(root)] & Self.filterBit(root) != 0
  }

  /// Every expression that begins at the word. Expressions do not reach over a comma or a clause.
  func forEachMatch(
    at start: Int, in words: [MeaningWord], _ visit: (_ count: Int, _ payload: Int32) -> Void
  ) {
    let word = words[start]
    guard mayBegin(word.fine) || (word.exact != 0 && mayBegin(word.exact)) else { return }
    walk(from: 0, at: start, start: start, in: words, visit)
  }

  /// No deeper than the longest expression.
  private func walk(
    from node: Int32, at index: Int, start: Int, in words: [MeaningWord],
    _ visit: (_ count: Int, _ payload: Int32) -> Void
  ) {
    guard index < words.count, index == start || words[index].gap < .comma else { return }
    let word = words[index]
    if let next = child(of: node, over: word.fine) {
      forEachPayload(of: next) { visit(index + 1 - start, $0) }
      walk(from: next, at: index + 1, start: start, in: words, visit)
    }
    if word.exact != 0, let next = child(of: node, over: word.exact) {
      forEachPayload(of: next) { visit(index + 1 - start, $0) }
      walk(from: next, at: index + 1, start: start, in: words, visit)
    }
  }
}
