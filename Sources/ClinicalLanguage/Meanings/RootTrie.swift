/// An expression in a text, by indices of its words.
public struct ExpressionMatch: Sendable {
  /// Its first word.
  public var start: Int32
  /// The word behind it.
  public var end: Int32
  /// Where its payloads stand among those of the list.
  public var payloads: Range<Int>
}

/// Expressions by the roots of their words, as a table that is made beforehand (`CompiledList`).
///
/// A walk is mostly waiting for memory, so the table is small and flat: first words in a hash table,
/// all further ones beside their siblings, and filters that tell of most words that they lead nowhere.
struct RootTrie: Sendable {
  typealias Match = ExpressionMatch

  /// An entry of the hash table of first words.
  private struct First: BitwiseCopyable {
    var word: UInt64 = 0
    /// 0 is free.
    var node: UInt32 = 0
    /// A bit for each word that goes on from it (Bloom, CACM 1970, with a single hash).
    var following: UInt32 = 0
  }

  /// Where the lists of a node begin; they end where those of the next one do.
  private struct Node: BitwiseCopyable {
    var child: UInt32 = 0
    var payload: UInt32 = 0
  }

  /// A bit for each word that an expression begins with: most words of a text begin none.
  private let beginnings: [UInt64]
  /// Open addressing, at most half full.
  private let firsts: [First]
  /// The beginning first, then its children, then theirs: those of one node are neighbours.
  private let nodes: [Node]
  /// For each node what is left of the word that leads to it; in order among siblings.
  private let tags: [UInt32]
  let payloads: [Int32]

  private static let beginningCount = 1 << 12
}

// MARK: - Words as numbers

extension RootTrie {
  @inline(__always)
  static func word(_ word: MeaningWord, isExact: Bool) -> UInt64 {
    isExact && word.exact != 0 ? word.exact : word.fine
  }

  /// What tells a word from its siblings. The first word of an expression is compared whole, so a false
  /// hit takes one among its few successors in 2^32.
  @inline(__always)
  private static func tag(_ word: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  @inline(__always)
  private static func bit(_ tag: UInt32) -> UInt32 { 1 << (tag & 31) }

  @inline(__always)
  private static func mayBegin(_ word: UInt64, _ beginnings: Span<UInt64>) -> Bool {
    beginnings[Int(truncatingIfNeeded: word >> 6) & (beginningCount - 1)] & (1 << (word & 63)) != 0
  }

  /// The entry, or a free one.
  @inline(__always)
  private static func first(_ word: UInt64, in firsts: Span<First>) -> First {
    let mask = firsts.count - 1
    var slot = Int(truncatingIfNeeded: word ^ (word >> 32)) & mask
    while firsts[slot].node != 0, firsts[slot].word != word { slot = (slot + 1) & mask }
    return firsts[slot]
  }

  /// The child over a word, or 0: a search among siblings in order.
  @inline(__always)
  private func child(of node: UInt32, over word: UInt64) -> UInt32 {
    let tag = Self.tag(word)
    var low = Int(nodes[Int(node)].child)
    var high = Int(nodes[Int(node) + 1].child)
    while low < high {
      let middle = (low + high) / 2
      if tags[middle] < tag {
        low = middle + 1
      } else if tags[middle] > tag {
        high = middle
      } else {
        return UInt32(middle)
      }
    }
    return 0
  }

  @inline(__always)
  private func forEachPayload(of node: UInt32, _ visit: (Int32) -> Void) {
    for index in nodes[Int(node)].payload..<nodes[Int(node) + 1].payload {
      visit(payloads[Int(index)])
    }
  }
}

// MARK: - Finding

extension RootTrie {
  /// Every expression in a text, by start. Expressions do not reach over a comma or a clause.
  ///
  /// In rounds, so that the look-ups of one do not wait for each other.
  func matches(in words: [MeaningWord]) -> [Match] {
    var starts = [Int32](repeating: 0, count: words.count + 1)
    var startSpan = starts.mutableSpan
    let beginnings = beginnings.span
    let wordSpan = words.span
    var count = 0
    for index in 0..<wordSpan.count {
      let (fine, exact) = (wordSpan[index].fine, wordSpan[index].exact)
      startSpan[count] = Int32(truncatingIfNeeded: index)
      if Self.mayBegin(fine, beginnings) || (exact != 0 && Self.mayBegin(exact, beginnings)) {
        count += 1
      }
    }
    var fines = [First](repeating: First(), count: count)
    var fineSpan = fines.mutableSpan
    let firsts = firsts.span
    for index in 0..<count {
      fineSpan[index] = Self.first(wordSpan[Int(startSpan[index])].fine, in: firsts)
    }
    var found: [Match] = []
    found.reserveCapacity(count + count / 2)
    for index in 0..<count {
      let start = Int(startSpan[index])
      // What the fine root leads to comes before what the exact word does.
      take(fineSpan[index], at: start, in: wordSpan, to: &found)
      let exact = wordSpan[start].exact
      if exact != 0, Self.mayBegin(exact, beginnings) {
        take(Self.first(exact, in: firsts), at: start, in: wordSpan, to: &found)
      }
    }
    return found
  }

  @inline(__always)
  private func take(
    _ first: First, at start: Int, in words: Span<MeaningWord>, to found: inout [Match]
  ) {
    guard first.node != 0 else { return }
    let next = start + 1
    append(first.node, start..<next, to: &found)
    guard first.following != 0, next < words.count, words[next].gap < .comma else { return }
    let (fine, exact) = (words[next].fine, words[next].exact)
    if first.following & Self.bit(Self.tag(fine)) != 0 {
      goOn(from: first.node, over: fine, start..<next, in: words, to: &found)
    }
    if exact != 0, first.following & Self.bit(Self.tag(exact)) != 0 {
      goOn(from: first.node, over: exact, start..<next, in: words, to: &found)
    }
  }

  /// Adds what the word behind the range leads to, and what those behind it lead to from there; no
  /// deeper than the longest expression.
  private func goOn(
    from parent: UInt32, over word: UInt64, _ range: Range<Int>, in words: Span<MeaningWord>,
    to found: inout [Match]
  ) {
    let node = child(of: parent, over: word)
    guard node != 0 else { return }
    let next = range.upperBound + 1
    append(node, range.lowerBound..<next, to: &found)
    guard nodes[Int(node)].child < nodes[Int(node) + 1].child, next < words.count,
      words[next].gap < .comma
    else { return }
    goOn(from: node, over: words[next].fine, range.lowerBound..<next, in: words, to: &found)
    if words[next].exact != 0 {
      goOn(from: node, over: words[next].exact, range.lowerBound..<next, in: words, to: &found)
    }
  }

  @inline(__always)
  private func append(_ node: UInt32, _ range: Range<Int>, to found: inout [Match]) {
    let own = Int(nodes[Int(node)].payload)..<Int(nodes[Int(node) + 1].payload)
    guard !own.isEmpty else { return }
    found.append(
      Match(start: Int32(range.lowerBound), end: Int32(range.upperBound), payloads: own))
  }

  /// The payloads of the expression that has just these words.
  func payloads(of words: [MeaningWord], isExact: Bool) -> [Int32] {
    guard let beginning = words.first else { return [] }
    var node = Self.first(Self.word(beginning, isExact: isExact), in: firsts.span).node
    for word in words.dropFirst() where node != 0 {
      node = child(of: node, over: Self.word(word, isExact: isExact))
    }
    var found: [Int32] = []
    if node != 0 { forEachPayload(of: node) { found.append($0) } }
    return found
  }

  /// Every expression that is the word alone.
  func forEachMatch(
    ofWordAt index: Int, in words: [MeaningWord], _ visit: (_ payload: Int32) -> Void
  ) {
    let (fine, exact) = (words[index].fine, words[index].exact)
    for word in [fine, exact] where word != 0 && Self.mayBegin(word, beginnings.span) {
      let node = Self.first(word, in: firsts.span).node
      if node != 0 { forEachPayload(of: node, visit) }
    }
  }
}

// MARK: - Making and keeping

extension RootTrie {
  /// - Parameters:
  ///   - children: for each node its children with the words that lead to them; node 0 is the beginning.
  ///   - payloads: for each node.
  init(children: [[(word: UInt64, node: Int)]], payloads lists: [[Int32]]) {
    var beginnings = [UInt64](repeating: 0, count: Self.beginningCount)
    var size = 8
    while size < children[0].count * 2 { size *= 2 }
    var firsts = [First](repeating: First(), count: size)
    var nodes: [Node] = []
    var tags: [UInt32] = [0]
    var payloads: [Int32] = []
    // Breadth first: the queue holds the old numbers of the nodes in the order of the new ones.
    var queue = [0]
    var next = 0
    while next < queue.count {
      let (node, old) = (next, queue[next])
      nodes.append(Node(child: UInt32(queue.count), payload: UInt32(payloads.count)))
      payloads += lists[old]
      let ordered = children[old].sorted { Self.tag($0.word) < Self.tag($1.word) }
      for (word, child) in ordered {
        precondition(
          node == 0 || tags.count == nodes[node].child || tags.last != Self.tag(word),
          "siblings are told apart")
        if node == 0 {
          beginnings[Int(truncatingIfNeeded: word >> 6) & (Self.beginningCount - 1)] |=
            1 << (word & 63)
          var slot = Int(truncatingIfNeeded: word ^ (word >> 32)) & (size - 1)
          while firsts[slot].node != 0 { slot = (slot + 1) & (size - 1) }
          firsts[slot] = First(
            word: word, node: UInt32(tags.count),
            following: children[child].reduce(0) { $0 | Self.bit(Self.tag($1.word)) })
        }
        tags.append(Self.tag(word))
        queue.append(child)
      }
      next += 1
    }
    nodes.append(Node(child: UInt32(queue.count), payload: UInt32(payloads.count)))
    self.beginnings = beginnings
    self.firsts = firsts
    self.nodes = nodes
    self.tags = tags
    self.payloads = payloads
  }

  init(reading numbers: inout CompiledNumbers) {
    beginnings = numbers.next(of: UInt64.self)
    firsts = numbers.next(of: First.self)
    nodes = numbers.next(of: Node.self)
    tags = numbers.next(of: UInt32.self)
    payloads = numbers.next(of: Int32.self)
  }

  func write(to numbers: inout CompiledNumberWriter) {
    numbers.append(beginnings)
    numbers.append(firsts)
    numbers.append(nodes)
    numbers.append(tags)
    numbers.append(payloads)
  }
}
