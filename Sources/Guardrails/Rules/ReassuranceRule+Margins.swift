import ClinicalLanguage

/// `The edges were free of cancer` where the note has `bronchial margins free`, `negative margins` or `no
/// tumor at the margins`.
extension ReassuranceRule {
  private static let edges = Thesaurus.roots("edge edges margin margins border borders rim")
  private static let margins: Set<UInt64> = Thesaurus.roots("margin margins")
  private static let free = Thesaurus.roots(
    "free clear negative neg uninvolved no not without none clean")
  private static let involved = Thesaurus.roots("positive involved close present extends extending")
  /// In words: how far before the comfort the edges are told, and how far from the margins their state.
  private static let edgeReach = 14
  private static let stateReach = 5

  /// Whether the comfort is that of removed tissue's edges, and the note has them free and none that is not.
  func isOfFreeMargins(_ range: Range<Int>, _ comparison: Comparison) -> Bool {
    let told = comparison.summaryMeanings
    let sentence = told.sentences[range.lowerBound]
    let first = max(0, range.lowerBound - Self.edgeReach)
    let last = min(told.words.count, range.upperBound + Self.stateReach)
    guard
      (first..<last).contains(where: {
        told.sentences[$0] == sentence && Self.edges.contains(told.words[$0].fine)
      })
    else { return false }
    var isFree = false
    var isInvolved = false
    for root in Self.margins {
      comparison.index.forEachPlace(of: root) { place in
        let words = comparison.noteMeanings.words
        let own = comparison.noteWords(near: place)
        let near =
          max(
            own.lowerBound, Int(place.start) - Self.stateReach)..<min(
            own.upperBound, Int(place.end) + Self.stateReach)
        if near.contains(where: { Self.free.contains(words[$0].fine) }) {
          isFree = true
        } else if near.contains(where: { Self.involved.contains(words[$0].fine) }) {
          isInvolved = true
        }
      }
    }
    return isFree && !isInvolved
  }
}
