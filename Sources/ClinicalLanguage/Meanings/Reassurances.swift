/// Expressions that comfort: `nothing to worry about`, `harmless`.
package final class Reassurances: Sendable {
  private let trie: RootTrie

  package static let embedded = Reassurances()

  private init() {
    var numbers = CompiledList.reassurances.numbers
    trie = RootTrie(reading: &numbers)
  }

  /// The expressions of `reassurances.txt`, one a line.
  static func compiledTrie() -> RootTrie {
    var trie = RootTrieBuilder()
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
    return trie.trie
  }

  /// Where they stand, the longest at each place, none overlapping another.
  package func matches(in words: [MeaningWord]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var covered: Int32 = 0
    for match in trie.matches(in: words) {
      if match.start >= covered {
        found.append(Int(match.start)..<Int(match.end))
        covered = match.end
      } else if let last = found.last, Int(match.start) == last.lowerBound {
        found[found.count - 1] = last.lowerBound..<max(last.upperBound, Int(match.end))
        covered = max(covered, match.end)
      }
    }
    return found
  }
}
