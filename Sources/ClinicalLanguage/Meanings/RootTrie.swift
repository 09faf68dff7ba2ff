/// Expressions by the roots of their words.
///
/// A walk is mostly waiting for memory, so the edges of first words have a table of their own, and
/// filters tell of most words that they lead nowhere.
struct RootTrie: Sendable {
  /// An expression in a text, by indices of its words.
  struct Match {
    var start: Int32
    var end: Int32
    var payload: Int32
  }

  /// The edges from the first node.
  private var roots: RootEdges
  /// All others.
  private var edges: RootEdges
  private var nodeCount: Int32 = 1
  /// A bit for each word that an expression begins with (Bloom, CACM 1970, with a single hash): most
  /// words of a text begin none.
  private var firstWords: [UInt64] = Array(repeating: 0, count: 1 << 10)
  /// Lists; the payload before the first one is none.
  private var payloads: [(value: Int32, next: Int32)] = [(0, 0)]

  init(expectedWords: Int) {
    roots = RootEdges(expecting: expectedWords / 4)
    edges = RootEdges(expecting: expectedWords)
  }

  private static func filterIndex(_ root: UInt64) -> Int {
    Int(truncatingIfNeeded: (root >> 6) & 0x3FF)
  }

  private static func filterBit(_ root: UInt64) -> UInt64 { 1 << (root & 63) }

  @inline(__always)
  private static func mayBegin(_ root: UInt64, _ firstWords: Span<UInt64>) -> Bool {
    firstWords[filterIndex(root)] & filterBit(root) != 0
  }

  @inline(__always)
  private static func word(_ word: MeaningWord, isExact: Bool) -> UInt64 {
    isExact && word.exact != 0 ? word.exact : word.fine
  }

  @inline(__always)
  private func forEachPayload(of edge: RootEdges.Edge, _ visit: (Int32) -> Void) {
    var next = edge.payload
    while next > 0 {
      visit(payloads[Int(next)].value)
      next = payloads[Int(next)].next
    }
  }
}

// MARK: - Building

extension RootTrie {
  mutating func insert(_ words: [MeaningWord], payload: Int32, isExact: Bool) {
    guard let first = words.first else { return }
    precondition(
      Int(nodeCount) + words.count < RootEdges.Edge.limit
        && payloads.count < RootEdges.Edge.limit, "the lists fit into the table")
    let begin = Self.word(first, isExact: isExact)
    firstWords[Self.filterIndex(begin)] |= Self.filterBit(begin)
    roots.reserve(1)
    edges.reserve(words.count)
    let root = roots.add(from: 0, over: begin, new: &nodeCount)
    var node = roots.slots[root].target
    var last = root
    for index in 1..<max(1, words.count) {
      let word = Self.word(words[index], isExact: isExact)
      if index == 1 {
        roots.addFollowing(word, at: root)
      } else {
        edges.addFollowing(word, at: last)
      }
      last = edges.add(from: node, over: word, new: &nodeCount)
      node = edges.slots[last].target
    }
    let new = Int32(payloads.count)
    if words.count == 1 {
      payloads.append((payload, roots.slots[root].payload))
      roots.setPayload(new, at: root)
    } else {
      payloads.append((payload, edges.slots[last].payload))
      edges.setPayload(new, at: last)
    }
  }
}

// MARK: - Finding

extension RootTrie {
  /// The payloads of the expression that has just these words.
  func payloads(of words: [MeaningWord], isExact: Bool) -> [Int32] {
    guard let first = words.first else { return [] }
    var edge = RootEdges.edge(
      from: 0, over: Self.word(first, isExact: isExact), in: roots.slots.span)
    for word in words.dropFirst() where edge.key != 0 {
      edge = RootEdges.edge(
        from: edge.target, over: Self.word(word, isExact: isExact), in: edges.slots.span)
    }
    var found: [Int32] = []
    if edge.key != 0 { forEachPayload(of: edge) { found.append($0) } }
    return found
  }

  /// Every expression in a text, by start. Expressions do not reach over a comma or a clause.
  ///
  /// In rounds, so that the look-ups of one do not wait for each other.
  func matches(in words: [MeaningWord]) -> [Match] {
    var starts = [Int32](repeating: 0, count: words.count + 1)
    var startSpan = starts.mutableSpan
    let firstWords = firstWords.span
    let wordSpan = words.span
    var count = 0
    for index in 0..<wordSpan.count {
      let (fine, exact) = (wordSpan[index].fine, wordSpan[index].exact)
      startSpan[count] = Int32(truncatingIfNeeded: index)
      if Self.mayBegin(fine, firstWords) || (exact != 0 && Self.mayBegin(exact, firstWords)) {
        count += 1
      }
    }
    var firsts = [RootEdges.Edge](repeating: RootEdges.Edge(), count: count)
    var firstSpan = firsts.mutableSpan
    let roots = roots.slots.span
    for index in 0..<count {
      firstSpan[index] = RootEdges.edge(
        from: 0, over: wordSpan[Int(startSpan[index])].fine, in: roots)
    }
    var found: [Match] = []
    found.reserveCapacity(count)
    for index in 0..<count {
      let start = Int(startSpan[index])
      let fine = firstSpan[index]
      if fine.key != 0 { take(fine, start..<start + 1, in: wordSpan, to: &found) }
      let exact = wordSpan[start].exact
      if exact != 0, Self.mayBegin(exact, firstWords) {
        let edge = RootEdges.edge(from: 0, over: exact, in: roots)
        if edge.key != 0 { take(edge, start..<start + 1, in: wordSpan, to: &found) }
      }
    }
    return found
  }

  /// Adds what the edge over the last word of the range leads to, and what the words behind lead to
  /// from there; no deeper than the longest expression. What the fine root leads to comes before what
  /// the exact word does.
  private func take(
    _ edge: RootEdges.Edge, _ range: Range<Int>, in words: Span<MeaningWord>,
    to found: inout [Match]
  ) {
    forEachPayload(of: edge) {
      found.append(
        Match(start: Int32(range.lowerBound), end: Int32(range.upperBound), payload: $0))
    }
    let next = range.upperBound
    guard edge.continues, next < words.count, words[next].gap < .comma else { return }
    let edges = edges.slots.span
    let (fine, exact) = (words[next].fine, words[next].exact)
    if edge.mayContinue(over: fine) {
      let further = RootEdges.edge(from: edge.target, over: fine, in: edges)
      if further.key != 0 { take(further, range.lowerBound..<next + 1, in: words, to: &found) }
    }
    if exact != 0, edge.mayContinue(over: exact) {
      let further = RootEdges.edge(from: edge.target, over: exact, in: edges)
      if further.key != 0 { take(further, range.lowerBound..<next + 1, in: words, to: &found) }
    }
  }

  /// Every expression that is the word alone.
  func forEachMatch(
    ofWordAt index: Int, in words: [MeaningWord], _ visit: (_ payload: Int32) -> Void
  ) {
    let (fine, exact) = (words[index].fine, words[index].exact)
    if Self.mayBegin(fine, firstWords.span) {
      let edge = RootEdges.edge(from: 0, over: fine, in: roots.slots.span)
      if edge.key != 0 { forEachPayload(of: edge, visit) }
    }
    if exact != 0, Self.mayBegin(exact, firstWords.span) {
      let edge = RootEdges.edge(from: 0, over: exact, in: roots.slots.span)
      if edge.key != 0 { forEachPayload(of: edge, visit) }
    }
  }
}
