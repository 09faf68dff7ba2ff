/// Words that exclude each other where they qualify the same thing: `left` and `right`, `partial` and
/// `radical`, `suspected` and `confirmed`.
///
/// Rows of `exclusives.tsv`: the name of an axis, and its values, each with the expressions for it.
package final class ExclusiveAxes: Sendable {
  /// An expression for a value of an axis.
  package struct Mention: Sendable, Hashable {
    /// Indices into the words of the text.
    package var start: Int32
    /// See `start`; the one after the last.
    package var end: Int32
    /// Index into `names`.
    package var axis: Int16
    /// The place among the values of the axis.
    package var value: Int16

    /// An expression of the words from `start` up to `end`.
    package init(start: Int32, end: Int32, axis: Int16, value: Int16) {
      self.start = start
      self.end = end
      self.axis = axis
      self.value = value
    }
  }

  /// The axes, in the order of the list.
  package let names: [String]
  /// Policies name many, and each is looked up.
  private let numbers: [String: Int16]

  /// The axes of the list.
  package static let embedded = ExclusiveAxes()

  private static let valuesPerAxis: Int32 = 64

  /// Policies ask for the names alone, so the expressions wait until a text is read.
  private init() {
    names = EmbeddedList.exclusives.read { list in
      var names: [String] = []
      var rows = TabSeparatedRows(of: list)
      while let row = rows.next(in: list) { names.append(list.string(row[0])) }
      return names
    }
    numbers = Dictionary(
      names.enumerated().map { ($1, Int16($0)) }, uniquingKeysWith: { first, _ in first })
  }

  private static let trie: RootTrie = {
    var numbers = CompiledList.exclusives.numbers
    return RootTrie(reading: &numbers)
  }()

  static func compiledTrie() -> RootTrie {
    EmbeddedList.exclusives.read { compiledTrie($0) }
  }

  private static func compiledTrie(_ list: Span<UInt8>) -> RootTrie {
    var trie = RootTrieBuilder()
    var tokens: [Token] = []
    var words: [MeaningWord] = []
    var axis: Int32 = 0
    var rows = TabSeparatedRows(of: list)
    while let row = rows.next(in: list) {
      var value: Int32 = 0
      var start = row[1].lowerBound
      while start < row[1].upperBound {
        // Values are divided by ` / `.
        var end = start
        while end < row[1].upperBound, !isDivider(list, end, row[1].upperBound) { end += 1 }
        Thesaurus.forEachTerm(start..<end, of: list) { term, isExact in
          Thesaurus.read(term, of: list, &tokens, &words)
          trie.insert(words, payload: axis * valuesPerAxis + value, isExact: isExact)
        }
        value += 1
        start = end + 3
      }
      axis += 1
    }
    return trie.trie
  }

  private static func isDivider(_ list: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
    index + 2 < end && list[index] == 0x20 && list[index + 1] == UInt8(ascii: "/")
      && list[index + 2] == 0x20
  }

  /// The axis of that name.
  package func axis(named name: String) -> Int16? {
    numbers[name]
  }

  /// All values in a text: by start, each the longest of its axis there.
  package func mentions(in words: [MeaningWord]) -> [Mention] {
    var found: [Mention] = []
    var until: [Int32] = Array(repeating: 0, count: names.count)
    // The first of those that begin at the same word.
    var first = 0
    let payloads = Self.trie.payloads
    for match in Self.trie.matches(in: words) {
      if first < found.count, found[first].start < match.start {
        for index in first..<found.count { until[Int(found[index].axis)] = found[index].end }
        first = found.count
      }
      for payload in payloads[match.payloads] {
        let axis = Int16(payload / Self.valuesPerAxis)
        guard match.start >= until[Int(axis)] else { continue }
        let mention = Mention(
          start: match.start, end: match.end, axis: axis,
          value: Int16(payload % Self.valuesPerAxis))
        var known = first
        while known < found.count, found[known].axis != axis { known += 1 }
        if known == found.count {
          found.append(mention)
        } else if found[known].end < mention.end {
          found[known] = mention
        }
      }
    }
    return found
  }
}
