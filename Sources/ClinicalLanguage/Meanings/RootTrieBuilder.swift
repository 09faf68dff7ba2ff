/// Gathers expressions for a `RootTrie`.
struct RootTrieBuilder {
  private struct Edge: Hashable {
    var node: Int
    var word: UInt64
  }

  private var edges: [Edge: Int] = [:]
  /// Node 0 is the beginning.
  private var children: [[(word: UInt64, node: Int)]] = [[]]
  /// For each node, the last that was inserted first.
  private var payloads: [[Int32]] = [[]]

  init() {}

  mutating func insert(_ words: [MeaningWord], payload: Int32, isExact: Bool) {
    guard !words.isEmpty else { return }
    var node = 0
    for word in words {
      let edge = Edge(node: node, word: RootTrie.word(word, isExact: isExact))
      if let known = edges[edge] {
        node = known
        continue
      }
      let new = children.count
      edges[edge] = new
      children[node].append((edge.word, new))
      children.append([])
      payloads.append([])
      node = new
    }
    payloads[node].insert(payload, at: 0)
  }

  /// The payloads of the expression that has just these words.
  func payloads(of words: [MeaningWord], isExact: Bool) -> [Int32] {
    guard !words.isEmpty else { return [] }
    var node = 0
    for word in words {
      guard let next = edges[Edge(node: node, word: RootTrie.word(word, isExact: isExact))] else {
        return []
      }
      node = next
    }
    return payloads[node]
  }

  var trie: RootTrie { RootTrie(children: children, payloads: payloads) }
}
