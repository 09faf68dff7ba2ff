import ClinicalLanguage
import SourceText

/// Which side has more: `right more than left`, `left grip weaker than right`.
struct SideOrder {
  var span: TextSpan
  /// The side of which there is more, or that is worse.
  var isLeft: Bool

  private static let left = Thesaurus.roots("left lt")
  private static let right = Thesaurus.roots("right rt")
  private static let more = Thesaurus.roots(
    "more greater worse larger bigger stronger higher longer thicker deeper wider")
  private static let less = Thesaurus.roots(
    "less smaller weaker milder better lower shorter thinner narrower")
  private static let than = Thesaurus.roots("than")

  /// How many words may stand between a side, its comparison, `than`, and the other side.
  private static let reach = 4

  static func orders(in meanings: DocumentMeanings, of document: ClinicalDocument) -> [SideOrder] {
    let words = meanings.words
    var found: [SideOrder] = []
    for index in words.indices where than.contains(words[index].fine) {
      let before = (max(0, index - reach)..<index).reversed()
      guard let comparison = before.first(where: { isComparison(words[$0].fine) }),
        // `greater on the right than on the left`, `the right greater than the left`.
        let first = side(in: comparison + 1..<index, words)
          ?? side(in: (max(0, comparison - reach)..<comparison).reversed(), words),
        let other = side(in: index + 1..<min(words.count, index + 1 + reach), words),
        first.isLeft != other.isLeft,
        meanings.sentences[first.word] == meanings.sentences[other.word]
      else { continue }
      found.append(
        SideOrder(
          span: meanings.span(of: first.word..<other.word + 1, in: document),
          isLeft: first.isLeft == more.contains(words[comparison].fine)))
    }
    return found
  }

  private static func isComparison(_ root: UInt64) -> Bool {
    more.contains(root) || less.contains(root)
  }

  private static func side(in places: some Sequence<Int>, _ words: [MeaningWord]) -> (
    word: Int, isLeft: Bool
  )? {
    for word in places {
      if left.contains(words[word].fine) { return (word, true) }
      if right.contains(words[word].fine) { return (word, false) }
    }
    return nil
  }
}

extension Comparison {
  /// Where the summary gives more to one side and the note only ever to the other.
  func turnedOrders() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    let told = SideOrder.orders(in: summaryMeanings, of: summary)
    guard !told.isEmpty else { return [] }
    let known = SideOrder.orders(in: noteMeanings, of: note)
    guard let first = known.first, known.allSatisfy({ $0.isLeft == first.isLeft }) else {
      return []
    }
    return told.filter { $0.isLeft != first.isLeft }.map { ($0.span, known.prefix(3).map(\.span)) }
  }
}
