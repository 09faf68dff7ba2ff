import SourceText

/// The store behind a `TermMatcher`: nodes in one open-addressing table, phrases in one arena.
struct TermTrie: Sendable {
  /// A sequence of words that begins some phrase.
  private struct Node {
    /// Hash of the words; 0 marks an empty slot.
    var key: UInt32 = 0
    /// The last phrase that ends here, as one more than its index in `terms`, times two; the lowest
    /// bit says whether some phrase goes on from here.
    var state: UInt32 = 0

    var hasContinuation: Bool { state & 1 == 1 }
    /// Index in `terms`, or -1 for none.
    var lastTerm: Int32 { Int32(truncatingIfNeeded: state >> 1) - 1 }
  }

  private struct Term {
    /// Where the phrase stands in the arena: its tokens, a space between each two.
    var start: Int32
    var end: Int32
    var payload: Int32
    /// The phrase before this one at the same node, as an index into `terms`; -1 for none.
    var previous: Int32
    var isCaseSensitive: Bool
  }

  private var nodes: [Node]
  private var nodeCount = 0
  private var terms: [Term] = []
  private var arena: [UInt8] = []
  /// The first words of all phrases, and the plurals of those that are whole phrases.
  private var firstWords: HashFilter
  /// The keys of all nodes, and of the plurals that lead to one: the nodes themselves are too many
  /// for the nearest cache.
  private var keys: HashFilter
  private let matchesPlurals: Bool
  private static let rootKey: UInt32 = 0x243F_6A88
  /// The shortest stem, in letters, whose plural is tried: `fever` but not `gas`.
  private static let shortestPluralStem = 4

  /// - Parameters:
  ///   - expectedTerms: how many phrases will come; too low a number only costs time.
  ///   - expectedBytes: how long the sources that hold them are together.
  init(expectedTerms: Int, expectedBytes: Int, matchesPlurals: Bool) {
    var slots = 64
    while slots < expectedTerms * 4 { slots *= 2 }
    nodes = [Node](repeating: Node(), count: slots)
    firstWords = HashFilter(expecting: expectedTerms)
    // Some two words and a plural to a term.
    keys = HashFilter(expecting: expectedTerms * 3)
    terms.reserveCapacity(expectedTerms)
    arena.reserveCapacity(expectedBytes + expectedBytes / 4)
    self.matchesPlurals = matchesPlurals
  }
}

// MARK: - Building

extension TermTrie {
  /// Takes in a copy of the bytes whose parts will be inserted as phrases, folded.
  ///
  /// - Returns: where the copy begins in the arena.
  mutating func open(_ source: Span<UInt8>) -> TermSource {
    let base = arena.count
    var hasApostrophe = false
    unsafe source.withUnsafeBufferPointer { unsafe arena.append(contentsOf: $0) }
    var copy = arena.mutableSpan
    for index in base..<copy.count {
      let byte = copy[index]
      if byte.isASCIIUppercase {
        copy[index] = byte.foldedASCII
      } else if byte >= 0x80, Self.mayBeginApostrophe(byte) {
        hasApostrophe = true
      }
    }
    return TermSource(base: base, hasApostrophe: hasApostrophe)
  }

  /// Adds the phrase that stands in the range of the bytes; does nothing where it has no token.
  ///
  /// - Parameter source: what `open` returned for the bytes.
  mutating func insert(
    _ range: Range<Int>, of bytes: Span<UInt8>, _ source: TermSource, payload: Int32,
    isCaseSensitive: Bool
  ) {
    var cursor = TokenCursor(range)
    var pending = cursor.next(in: bytes)
    guard pending != nil else { return }

    // Most phrases stand in the folded copy just as they are compared: their tokens, with one space
    // between each two.
    var isPlain = !isCaseSensitive && !source.hasApostrophe
    var key = Self.rootKey
    var slot = -1
    var previous: Token?
    while let token = pending {
      pending = cursor.next(in: bytes)
      if let before = previous {
        // A hyphen inside a phrase is left out, as it is passed over in the text.
        if let after = pending,
          Self.isJoiningHyphen(token, in: bytes, before: before, after: after)
        {
          isPlain = false
          continue
        }
        nodes[slot].state |= 1
        isPlain = isPlain && token.start == before.end + 1
      }
      let parent = key
      key = Self.extend(parent, by: token.foldedHash)
      slot = insertNode(key)
      keys.insert(key)
      if parent == Self.rootKey { firstWords.insert(token.foldedHash) }
      if pending == nil, matchesPlurals, !isCaseSensitive {
        let plural = Token.FoldedHash.adding(UInt8(ascii: "s"), to: token.foldedHash)
        keys.insert(Self.extend(parent, by: plural))
        if parent == Self.rootKey { firstWords.insert(plural) }
      }
      previous = token
    }
    let place =
      isPlain
      ? source.base + range.lowerBound..<source.base + range.upperBound
      : appendToArena(range, of: bytes, isCaseSensitive: isCaseSensitive)
    let node = nodes[slot]
    terms.append(
      Term(
        start: Int32(place.lowerBound), end: Int32(place.upperBound), payload: payload,
        previous: node.lastTerm, isCaseSensitive: isCaseSensitive))
    nodes[slot].state = UInt32(terms.count) << 1 | node.state & 1
  }

  /// Writes the phrase as it is compared, and returns where.
  private mutating func appendToArena(
    _ range: Range<Int>, of bytes: Span<UInt8>, isCaseSensitive: Bool
  ) -> Range<Int> {
    let start = arena.count
    var cursor = TokenCursor(range)
    var pending = cursor.next(in: bytes)
    var previous: Token?
    while let token = pending {
      pending = cursor.next(in: bytes)
      if let before = previous {
        if let after = pending,
          Self.isJoiningHyphen(token, in: bytes, before: before, after: after)
        {
          continue
        }
        arena.append(UInt8(ascii: " "))
      }
      var index = Int(token.start)
      while index < Int(token.end) {
        let (byte, length) = Self.comparable(bytes, at: index, isCaseSensitive: isCaseSensitive)
        arena.append(byte)
        index += length
      }
      previous = token
    }
    return start..<arena.count
  }

  @inline(__always)
  private mutating func insertNode(_ key: UInt32) -> Int {
    if nodeCount * 2 >= nodes.count { grow() }
    let slot = Self.slot(of: key, in: nodes.span)
    if nodes[slot].key == 0 {
      nodes[slot].key = key
      nodeCount += 1
    }
    return slot
  }

  private mutating func grow() {
    var larger = [Node](repeating: Node(), count: nodes.count * 2)
    for node in nodes where node.key != 0 {
      larger[Self.slot(of: node.key, in: larger.span)] = node
    }
    nodes = larger
  }
}

/// Bytes that a `TermTrie` has taken in.
struct TermSource {
  /// Where their folded copy begins in the arena.
  let base: Int
  /// Whether a `’` may be among them, which is compared as `'`.
  let hasApostrophe: Bool
}

// MARK: - Finding

extension TermTrie {
  /// Adds every phrase at every position of the tokens in the range.
  func appendMatches(
    in bytes: Span<UInt8>, tokens: Span<Token>, from range: Range<Int>, to found: inout [TermMatch]
  ) {
    for start in range where firstWords.mayHold(tokens[start].foldedHash) {
      appendMatches(at: start, in: bytes, tokens: tokens, to: &found)
    }
  }

  /// Adds all phrases that begin at the token, longest first.
  private func appendMatches(
    at start: Int, in bytes: Span<UInt8>, tokens: Span<Token>, to found: inout [TermMatch]
  ) {
    let nodes = nodes.span
    let firstFound = found.count
    var key = Self.rootKey
    var index = start
    while index < tokens.count {
      let token = tokens[index]
      let nextKey = Self.extend(key, by: token.foldedHash)
      guard index == start || keys.mayHold(nextKey) else { break }
      let node = nodes[Self.slot(of: nextKey, in: nodes)]
      if node.lastTerm >= 0 {
        append(
          termsFrom: node.lastTerm, tokens: start..<index + 1, isPlural: false, in: bytes,
          of: tokens, to: &found)
      } else if matchesPlurals, let stem = singularHash(token, in: bytes) {
        let singular = nodes[Self.slot(of: Self.extend(key, by: stem), in: nodes)]
        append(
          termsFrom: singular.lastTerm, tokens: start..<index + 1, isPlural: true, in: bytes,
          of: tokens, to: &found)
      }
      guard node.hasContinuation else { break }
      key = nextKey
      index += 1
      if index + 1 < tokens.count,
        Self.isJoiningHyphen(
          tokens[index], in: bytes, before: tokens[index - 1], after: tokens[index + 1])
      {
        index += 1
      }
    }
    if found.count - firstFound > 1 { found[firstFound...].reverse() }
  }

  private func append(
    termsFrom last: Int32, tokens range: Range<Int>, isPlural: Bool, in bytes: Span<UInt8>,
    of tokens: Span<Token>, to found: inout [TermMatch]
  ) {
    var index = last
    while index >= 0 {
      let term = terms[Int(index)]
      if verify(term, tokens: range, isPlural: isPlural, in: bytes, of: tokens) {
        found.append(
          TermMatch(
            tokens: range, payload: term.payload,
            span: TextSpan(
              start: tokens[range.lowerBound].start, end: tokens[range.upperBound - 1].end)))
      }
      index = term.previous
    }
  }

  /// Whether the phrase stands at the tokens byte by byte.
  private func verify(
    _ term: Term, tokens range: Range<Int>, isPlural: Bool, in bytes: Span<UInt8>,
    of tokens: Span<Token>
  ) -> Bool {
    if isPlural, term.isCaseSensitive { return false }
    let arena = arena.span
    var expected = Int(term.start)
    let expectedEnd = Int(term.end)
    var index = range.lowerBound
    while index < range.upperBound {
      let token = tokens[index]
      if index > range.lowerBound {
        if index + 1 < range.upperBound,
          Self.isJoiningHyphen(
            token, in: bytes, before: tokens[index - 1], after: tokens[index + 1])
        {
          index += 1
          continue
        }
        guard expected < expectedEnd, arena[expected] == UInt8(ascii: " ") else { return false }
        expected += 1
      }
      var position = Int(token.start)
      let end = Int(token.end) - (isPlural && index == range.upperBound - 1 ? 1 : 0)
      while position < end {
        let (byte, length) = Self.comparable(
          bytes, at: position, isCaseSensitive: term.isCaseSensitive)
        guard expected < expectedEnd, arena[expected] == byte else { return false }
        expected += 1
        position += length
      }
      index += 1
    }
    return expected == expectedEnd
  }

  /// The hash of the word without the `s` at its end, or nil where it is no such plural.
  @inline(__always)
  private func singularHash(_ token: Token, in bytes: Span<UInt8>) -> UInt32? {
    guard token.kind == .word, Int(token.end - token.start) > Self.shortestPluralStem,
      bytes[Int(token.end) - 1].foldedASCII == UInt8(ascii: "s"),
      bytes[Int(token.end) - 2].isASCIILetter,
      bytes[Int(token.end) - 2].foldedASCII != UInt8(ascii: "s")
    else { return nil }
    return Token.FoldedHash.removing(UInt8(ascii: "s"), from: token.foldedHash)
  }
}

// MARK: - Hashing and comparing

extension TermTrie {
  /// The key of a node one word further: multiplication by the golden ratio (Knuth, TAOCP 3, 6.4)
  /// and a fold of the high half onto the low one. The key 0 is kept for empty slots.
  @inline(__always)
  private static func extend(_ key: UInt32, by hash: UInt32) -> UInt32 {
    let mixed = UInt64(key ^ hash) &* 0x9E37_79B9_7F4A_7C15
    return max(1, UInt32(truncatingIfNeeded: mixed >> 32) &+ key &* 31)
  }

  /// The slot that holds the key, or the empty one where it belongs.
  @inline(__always)
  private static func slot(of key: UInt32, in nodes: Span<Node>) -> Int {
    let mask = nodes.count - 1
    var slot = Int(key) & mask
    while nodes[slot].key != key, nodes[slot].key != 0 { slot = (slot + 1) & mask }
    return slot
  }

  /// The byte of a word as it is compared, and how many bytes it stands for: `’` counts as `'`.
  @inline(__always)
  private static func comparable(
    _ bytes: Span<UInt8>, at index: Int, isCaseSensitive: Bool
  ) -> (byte: UInt8, length: Int) {
    let byte = bytes[index]
    guard mayBeginApostrophe(byte) else {
      return (isCaseSensitive ? byte : byte.foldedASCII, 1)
    }
    let (scalar, length) = bytes.scalar(at: index)
    return ScalarClass(scalar) == .apostrophe ? (UInt8(ascii: "'"), length) : (byte, 1)
  }

  /// Whether U+2019 or U+02BC may begin with the byte.
  @inline(__always)
  private static func mayBeginApostrophe(_ byte: UInt8) -> Bool { byte == 0xE2 || byte == 0xCA }

  /// Whether the token is a hyphen that joins the words beside it: nothing between it and the word
  /// before, and nothing or a line break between it and the word behind.
  @inline(__always)
  private static func isJoiningHyphen(
    _ token: Token, in bytes: Span<UInt8>, before: Token, after: Token
  ) -> Bool {
    guard token.kind == .punctuation, before.kind != .punctuation, after.kind != .punctuation,
      token.start == before.end, token.end == after.start || after.beginsLine
    else { return false }
    let lead = bytes[Int(token.start)]
    if lead == UInt8(ascii: "-") { return true }
    // U+2010 hyphen and U+2011 no-break hyphen.
    guard lead == 0xE2 else { return false }
    let scalar = bytes.scalar(at: Int(token.start)).value
    return scalar == 0x2010 || scalar == 0x2011
  }
}
