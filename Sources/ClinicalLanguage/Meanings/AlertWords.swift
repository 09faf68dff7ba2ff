import Synchronization

/// Words by which a summary tells of what raised an alert, whatever words the note has for it.
///
/// `Answers that make no sense` tells of an altered mental status, `the heart rate fell into the 80s` of a
/// fetal bradycardia. Which alert a reader is led to is what counts here, not whether the words are the
/// note's: that is for the comparison of statements.
package final class AlertWords: Sendable {
  package static let embedded = AlertWords()

  /// By family; read when a summary seems to leave out an alert of it.
  private let tries = Mutex<[String: RootTrie]>([:])

  /// Where words of an alert's family stand.
  ///
  /// - Parameter family: as in `alert_words.tsv`; of one that it does not have nothing is found.
  package func matches(of family: String, in words: [MeaningWord]) -> [Range<Int>] {
    let trie = tries.withLock { tries in
      let trie = tries[family] ?? Self.trie(of: family)
      tries[family] = trie
      return trie
    }
    return trie.matches(in: words).map { Int($0.start)..<Int($0.end) }
  }

  private static func trie(of family: String) -> RootTrie {
    var trie = RootTrieBuilder()
    var tokens: [Token] = []
    var words: [MeaningWord] = []
    EmbeddedList.alertWords.read { list in
      var rows = TabSeparatedRows(of: list)
      while let row = rows.next(in: list) {
        guard list.holds(family, in: row[0]) else { continue }
        var start = row[1].lowerBound
        for index in row[1].lowerBound...row[1].upperBound
        where index == row[1].upperBound || list[index] == UInt8(ascii: "|") {
          Thesaurus.read(start..<index, of: list, &tokens, &words)
          trie.insert(words, payload: 0, isExact: false)
          start = index + 1
        }
      }
    }
    return trie.trie
  }
}
