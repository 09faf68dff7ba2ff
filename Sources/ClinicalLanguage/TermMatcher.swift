package import SourceText

/// A phrase of a matcher found in a text.
package struct TermMatch: Sendable, Hashable {
  /// Indices of the tokens that it takes in.
  package var tokens: Range<Int>
  package var payload: Int32
  package var span: TextSpan

  package init(tokens: Range<Int>, payload: Int32, span: TextSpan) {
    self.tokens = tokens
    self.payload = payload
    self.span = span
  }
}

/// Finds many phrases in one walk over the tokens of a text.
///
/// A phrase matches whole tokens: without regard to case (ASCII folding) unless its entry is
/// case-sensitive, over any white space and line breaks, and with a hyphen or a space between its
/// words (`follow-up` finds `follow up`, and the other way round). With `matchesPlurals` the last
/// word of a phrase that ignores case may carry an `s` more than the entry says if it has four
/// letters or more.
///
/// The phrases form a trie whose nodes are found by a 64-bit hash of the words so far. A hash only
/// proposes: every match is verified byte by byte, so texts made to collide cost time in proportion
/// to their length and find nothing wrong. A walk from one token is no longer than the longest
/// phrase.
package struct TermMatcher: Sendable {
  /// A phrase to find and the number that its matches carry.
  package struct Entry: Sendable, Hashable {
    package var phrase: String
    package var payload: Int32
    package var isCaseSensitive: Bool

    package init(phrase: String, payload: Int32, isCaseSensitive: Bool = false) {
      self.phrase = phrase
      self.payload = payload
      self.isCaseSensitive = isCaseSensitive
    }
  }

  private let trie: TermTrie

  /// Entries without any token are left out.
  package init(_ entries: [Entry], matchesPlurals: Bool = false) {
    var phrases: [UInt8] = []
    var ranges: [Range<Int>] = []
    phrases.reserveCapacity(entries.reduce(0) { $0 + $1.phrase.utf8.count })
    ranges.reserveCapacity(entries.count)
    for entry in entries {
      let start = phrases.count
      phrases.append(contentsOf: entry.phrase.utf8)
      ranges.append(start..<phrases.count)
    }
    self.init(
      phrases, matchesPlurals: matchesPlurals,
      terms: ranges.indices.lazy.map { index in
        (
          place: ranges[index], payload: entries[index].payload,
          isCaseSensitive: entries[index].isCaseSensitive
        )
      })
  }

  /// Of phrases that stand one after another, each with its number as payload.
  ///
  /// - Parameter ends: where each ends.
  package init(_ phrases: [UInt8], ends: [Int]) {
    self.init(
      phrases,
      terms: ends.indices.lazy.map { index in
        (
          place: (index == 0 ? 0 : ends[index - 1])..<ends[index],
          payload: Int32(truncatingIfNeeded: index), isCaseSensitive: false
        )
      })
  }

  /// Of phrases that stand in one array of bytes.
  init(
    _ phrases: [UInt8], matchesPlurals: Bool = false,
    terms: some Collection<(place: Range<Int>, payload: Int32, isCaseSensitive: Bool)>
  ) {
    var trie = TermTrie(
      expectedTerms: terms.count, expectedBytes: phrases.count, matchesPlurals: matchesPlurals)
    let bytes = phrases.span
    let source = trie.open(bytes)
    for term in terms {
      trie.insert(
        term.place, of: bytes, source, payload: term.payload,
        isCaseSensitive: term.isCaseSensitive)
    }
    self.trie = trie
  }

  init(_ trie: TermTrie) { self.trie = trie }

  /// Every entry at every position: by start, then longest first, then in the order of the entries.
  ///
  /// - Parameter tokens: the tokens of the text, as `Tokenizer` makes them.
  package func matches(in text: SourceText, tokens: [Token]) -> [TermMatch] {
    var found: [TermMatch] = []
    found.reserveCapacity(tokens.count / 6)
    trie.appendMatches(
      in: text.bytes.span, tokens: tokens.span, from: tokens.indices, to: &found)
    return found
  }

  /// The matches that begin at one token, longest first.
  package func matches(in text: SourceText, tokens: [Token], at start: Int) -> [TermMatch] {
    var found: [TermMatch] = []
    trie.appendMatches(in: text.bytes.span, tokens: tokens.span, at: start, to: &found)
    return found
  }
}
