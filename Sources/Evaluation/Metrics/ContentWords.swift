/// The words of a text that carry what it says: stems without function words, numbers in digits.
package struct ContentWords: Sendable {
  package let stems: Set<UInt64>

  package init(_ text: RougeText) {
    var stems: Set<UInt64> = []
    for stem in text.stems where !Self.function.contains(stem) {
      stems.insert(Self.digits[stem] ?? stem)
    }
    self.stems = stems
  }

  package init(_ bytes: [UInt8]) { self.init(RougeText(bytes)) }

  /// How much of a reference the summary says, and how many of its words come from nowhere.
  package static func score(
    _ summary: ContentWords, reference: ContentWords, note: ContentWords,
    into measures: inout Measures
  ) {
    let common = summary.stems.intersection(reference.stems).count
    measures.rate("content.recall", common, of: reference.stems.count)
    let novel = summary.stems.subtracting(reference.stems).subtracting(note.stems).count
    measures.mean("content.novel", Double(novel))
  }

  private static let function = Set(
    RougeText(
      Array(
        """
        the a an of and or to in for is was are were be been has have had he she his her they it its this \
        that with on at by from as patient who him also there no not
        """.utf8)
    ).stems)

  private static let digits: [UInt64: UInt64] = {
    let words = "zero one two three four five six seven eight nine ten eleven twelve"
    let pairs = zip(
      RougeText(Array(words.utf8)).stems,
      RougeText(Array((0...12).map { "\($0)" }.joined(separator: " ").utf8)).stems)
    return Dictionary(uniqueKeysWithValues: pairs.map { ($0, $1) })
  }()
}
