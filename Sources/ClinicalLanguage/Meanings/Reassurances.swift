/// Expressions that comfort: `nothing to worry about`, `harmless`.
package final class Reassurances: Sendable {
  private let trie: RootTrie

  package static let embedded = Reassurances()

  private init() {
    var trie = RootTrie(expectedWords: 2_048)
    var tokens: [Token] = []
    var words: [MeaningWord] = []
    EmbeddedList.reassurances.read { list in
      var start = 0
      for index in 0..<list.count where list[index] == 0x0A {
        if index > start {
          Thesaurus.read(start..<index, of: list, &tokens, &words)
          trie.insert(words, payload: 0, isExact: false)
        }
        start = index + 1
      }
    }
    self.trie = trie
  }

  /// Where they stand, the longest at each place, none overlapping another.
  package func matches(in words: [MeaningWord]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var matches: [RootTrie.Match] = []
    var index = 0
    while index < words.count {
      trie.appendMatches(at: index, in: words, to: &matches)
      let longest = matches.reduce(0) { max($0, Int($1.count)) }
      matches.removeAll(keepingCapacity: true)
      if longest > 0 { found.append(index..<index + longest) }
      index += max(1, longest)
    }
    return found
  }
}
