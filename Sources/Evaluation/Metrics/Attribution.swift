package import SourceText
package import Summaries

/// Whether the places that are cited for a claim hold what it says.
///
/// After ALCE (Gao, Yen, Yu and Chen, "Enabling large language models to generate text with citations",
/// EMNLP 2023), with words in place of a model of entailment. Recall: content words of a claim that its cited places hold. Precision:
/// cited places that hold one that no other place cited for the claim holds.
package enum Attribution {
  package static func score(
    _ grounded: GroundedDraft, note: SourceText, into measures: inout Measures
  ) {
    var found = 0
    var sought = 0
    var needed = 0
    var cited = 0
    for claim in grounded.claims {
      let words = contentWords(grounded.draft.text[claim.claim.span])
      sought += words.count
      let places = claim.evidence.map { contentWords(note[$0]) }
      found += words.count { word in places.contains { $0.contains(word) } }
      cited += places.count
      for (index, place) in places.enumerated() {
        let own = words.intersection(place)
        let isNeeded = own.contains { word in
          !places.indices.contains { $0 != index && places[$0].contains(word) }
        }
        // Of places that say the same, the first is needed.
        let isFirst =
          !own.isEmpty
          && !places[..<index].contains { !words.intersection($0).isDisjoint(with: own) }
        if isNeeded || isFirst { needed += 1 }
      }
    }
    measures.rate("attribution.recall", found, of: sought)
    measures.rate("attribution.precision", needed, of: cited)
  }

  private static func contentWords(_ bytes: ArraySlice<UInt8>) -> Set<UInt64> {
    ContentWords(Array(bytes)).stems
  }
}
