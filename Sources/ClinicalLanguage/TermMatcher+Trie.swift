import SourceText

/// The store behind a `TermMatcher`: nodes in one open-addressing table, phrases in one arena.
struct TermTrie: Sendable {
  /// The nodes of first words, in a table of their own: every search begins there, and it is small
  /// enough to stay in a near cache.
  private var roots: TermNodeTable
  /// All other nodes.
  private var nodes: TermNodeTable
  private var terms = NumberList<StoredTerm>([])
  private var arena = NumberList<UInt8>([])
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
    nodes = TermNodeTable(slots: slots)
    // Of the word lists every second phrase or so has a first word of its own.
    roots = TermNodeTable(slots: max(64, slots / 4))
    firstWords = HashFilter(expecting: expectedTerms)
    // What follows a first word is seen there already, so few others are asked for here.
    keys = HashFilter(expecting: expectedTerms)
    terms.made.reserveCapacity(expectedTerms)
    arena.made.reserveCapacity(expectedBytes + expectedBytes / 4)
    self.matchesPlurals = matchesPlurals
  }
}

// MARK: - Building

extension TermTrie {
  /// Takes in a copy of the bytes whose parts will be inserted as phrases, folded.
  ///
  /// - Returns: where the copy begins in the arena.
  mutating func open(_ source: Span<UInt8>) -> TermSource {
    let base = arena.made.count
    var hasApostrophe = false
    unsafe source.withUnsafeBufferPointer { unsafe arena.made.append(contentsOf: $0) }
    var copy = arena.made.mutableSpan
    for index in base..<copy.count {
      let byte = copy[index]
      if byte.isASCIIUppercase {
        copy[index] = byte.foldedASCII
      } else if byte >= 0x80, Self.mayBeginApostrophe(byte) {
        hasApostrophe = true
      }
    }
    return TermSource(base: base, isRewritten: hasApostrophe)
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
    var isPlain = !isCaseSensitive && !source.isRewritten
    let hasPlural = matchesPlurals && !isCaseSensitive
    var key = Self.rootKey
    var slot = -1
    var isFirst = true
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
        var following = TermNode.bit(of: token.foldedHash)
        if pending == nil, hasPlural { following |= TermNode.bit(of: Self.plural(of: token)) }
        if isFirst {
          roots.continue(at: slot, with: following)
        } else {
          nodes.continue(at: slot, with: following)
        }
        isPlain = isPlain && token.start == before.end + 1
      }
      let parent = key
      key = Self.extend(parent, by: token.foldedHash)
      isFirst = parent == Self.rootKey
      if isFirst {
        slot = roots.insert(key)
        firstWords.insert(token.foldedHash)
      } else {
        slot = nodes.insert(key)
        keys.insert(key)
      }
      if pending == nil, hasPlural {
        let plural = Self.plural(of: token)
        if isFirst {
          firstWords.insert(plural)
        } else {
          keys.insert(Self.extend(parent, by: plural))
        }
      }
      previous = token
    }
    let place =
      isPlain
      ? source.base + range.lowerBound..<source.base + range.upperBound
      : appendToArena(range, of: bytes, isCaseSensitive: isCaseSensitive)
    let previousTerm = (isFirst ? roots.nodes.made[slot] : nodes.nodes.made[slot]).lastTerm
    if isFirst {
      roots.end(Int32(terms.made.count), at: slot)
    } else {
      nodes.end(Int32(terms.made.count), at: slot)
    }
    terms.made.append(
      StoredTerm(
        place: place, payload: payload, previous: previousTerm, isCaseSensitive: isCaseSensitive))
  }

  private static func plural(of token: Token) -> UInt32 {
    Token.FoldedHash.adding(UInt8(ascii: "s"), to: token.foldedHash)
  }

  /// Writes the phrase as it is compared, and returns where.
  private mutating func appendToArena(
    _ range: Range<Int>, of bytes: Span<UInt8>, isCaseSensitive: Bool
  ) -> Range<Int> {
    let start = arena.made.count
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
        arena.made.append(UInt8(ascii: " "))
      }
      var index = Int(token.start)
      while index < Int(token.end) {
        let (byte, length) = Self.comparable(bytes, at: index, isCaseSensitive: isCaseSensitive)
        arena.made.append(byte)
        index += length
      }
      previous = token
    }
    return start..<arena.made.count
  }
}

// MARK: - Keeping

extension TermTrie {
  init(reading numbers: inout CompiledNumbers, matchesPlurals: Bool) {
    roots = TermNodeTable(reading: &numbers)
    nodes = TermNodeTable(reading: &numbers)
    terms = numbers.nextInPlace(of: StoredTerm.self)
    arena = numbers.nextInPlace(of: UInt8.self)
    firstWords = HashFilter(reading: &numbers)
    keys = HashFilter(reading: &numbers)
    self.matchesPlurals = matchesPlurals
  }

  func write(to numbers: inout CompiledNumberWriter) {
    roots.write(to: &numbers)
    nodes.write(to: &numbers)
    numbers.append(terms.made)
    numbers.append(arena.made)
    firstWords.write(to: &numbers)
    keys.write(to: &numbers)
  }
}

// MARK: - Finding

extension TermTrie {
  /// Adds every phrase at every position of the tokens in the range.
  ///
  /// In three rounds, so that the look-ups of one do not wait for each other: most of the time goes
  /// to memory that is not in the nearest cache.
  func appendMatches(
    in bytes: Span<UInt8>, tokens: Span<Token>, from range: Range<Int>, to found: inout [TermMatch]
  ) {
    var starts = [Int32](repeating: 0, count: range.count + 1)
    let count = findStarts(in: range, of: tokens, &starts)
    var firsts = [TermNode](repeating: TermNode(), count: count)
    roots.nodes.withSpan { roots in
      let startSpan = starts.span
      var firstSpan = firsts.mutableSpan
      for index in 0..<count {
        let key = Self.extend(Self.rootKey, by: tokens[Int(startSpan[index])].foldedHash)
        firstSpan[index] = roots[TermNodeTable.slot(of: key, in: roots)]
      }
    }
    for index in 0..<count {
      let (start, first) = (Int(starts[index]), firsts[index])
      // Of most first words none ends there or goes on as the text does.
      var mayMatch = first.lastTerm >= 0
      if !mayMatch, first.hasContinuation, start + 1 < tokens.count {
        let next = tokens[start + 1]
        mayMatch = next.kind == .punctuation || first.mayContinue(with: next.foldedHash)
      }
      if !mayMatch, matchesPlurals { mayMatch = singularHash(tokens[start], in: bytes) != nil }
      if mayMatch {
        appendMatches(at: start, from: first, in: bytes, tokens: tokens, to: &found)
      }
    }
  }

  /// Puts the tokens in front that a phrase may begin with, and counts them.
  private func findStarts(
    in range: Range<Int>, of tokens: Span<Token>, _ starts: inout [Int32]
  ) -> Int {
    var count = 0
    var startSpan = starts.mutableSpan
    for start in range {
      startSpan[count] = Int32(truncatingIfNeeded: start)
      if firstWords.mayHold(tokens[start].foldedHash) { count += 1 }
    }
    return count
  }

  /// Adds every phrase that begins at the token; longest first.
  func appendMatches(
    in bytes: Span<UInt8>, tokens: Span<Token>, at start: Int, to found: inout [TermMatch]
  ) {
    let hash = tokens[start].foldedHash
    guard firstWords.mayHold(hash) else { return }
    let first = roots.nodes.withSpan {
      $0[TermNodeTable.slot(of: Self.extend(Self.rootKey, by: hash), in: $0)]
    }
    appendMatches(at: start, from: first, in: bytes, tokens: tokens, to: &found)
  }

  /// Adds all phrases that begin at the token, whose node among the first words is given; longest
  /// first.
  private func appendMatches(
    at start: Int, from first: TermNode, in bytes: Span<UInt8>, tokens: Span<Token>,
    to found: inout [TermMatch]
  ) {
    nodes.nodes.withSpan { nodes in
      terms.withSpan { terms in
        arena.withSpan { arena in
          appendMatches(
            at: start, from: first, nodes, terms, arena, in: bytes, tokens: tokens, to: &found)
        }
      }
    }
  }

  @inline(__always)
  private func appendMatches(
    at start: Int, from first: TermNode, _ nodes: Span<TermNode>, _ terms: Span<StoredTerm>,
    _ arena: Span<UInt8>, in bytes: Span<UInt8>, tokens: Span<Token>, to found: inout [TermMatch]
  ) {
    let firstFound = found.count
    var key = Self.rootKey
    var index = start
    var node = first
    while true {
      let token = tokens[index]
      if node.lastTerm >= 0 {
        append(
          termsFrom: node.lastTerm, of: terms, arena, tokens: start..<index + 1, isPlural: false,
          in: bytes, of: tokens, to: &found)
      } else if matchesPlurals, let stem = singularHash(token, in: bytes) {
        let singular = Self.extend(key, by: stem)
        let last =
          index == start
          ? roots.nodes.withSpan { $0[TermNodeTable.slot(of: singular, in: $0)].lastTerm }
          : nodes[TermNodeTable.slot(of: singular, in: nodes)].lastTerm
        append(
          termsFrom: last, of: terms, arena, tokens: start..<index + 1, isPlural: true, in: bytes,
          of: tokens, to: &found)
      }
      guard node.hasContinuation else { break }
      key = Self.extend(key, by: token.foldedHash)
      index += 1
      if index + 1 < tokens.count,
        Self.isJoiningHyphen(
          tokens[index], in: bytes, before: tokens[index - 1], after: tokens[index + 1])
      {
        index += 1
      }
      guard index < tokens.count, node.mayContinue(with: tokens[index].foldedHash) else { break }
      let nextKey = Self.extend(key, by: tokens[index].foldedHash)
      guard keys.mayHold(nextKey) else { break }
      node = nodes[TermNodeTable.slot(of: nextKey, in: nodes)]
    }
    // In place: to turn a slice round copies it.
    var (low, high) = (firstFound, found.count - 1)
    while low < high {
      found.swapAt(low, high)
      (low, high) = (low + 1, high - 1)
    }
  }

  private func append(
    termsFrom last: Int32, of terms: Span<StoredTerm>, _ arena: Span<UInt8>,
    tokens range: Range<Int>, isPlural: Bool, in bytes: Span<UInt8>, of tokens: Span<Token>,
    to found: inout [TermMatch]
  ) {
    var index = last
    while index >= 0 {
      let term = terms[Int(index)]
      if verify(term, arena, tokens: range, isPlural: isPlural, in: bytes, of: tokens) {
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
    _ term: StoredTerm, _ arena: Span<UInt8>, tokens range: Range<Int>, isPlural: Bool,
    in bytes: Span<UInt8>, of tokens: Span<Token>
  ) -> Bool {
    if isPlural, term.isCaseSensitive { return false }
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
