package import SourceText
package import Summaries

/// Whether the places that are cited for a claim hold what it says.
///
/// After ALCE (Gao, Yen, Yu and Chen, "Enabling large language models to generate text with citations",
/// EMNLP 2023), with words in place of a model of entailment. Content words are stems of more than
/// three characters and numbers. Recall: content words of a claim that its cited places hold. Precision:
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
    var words: [UInt8] = []
    for word in bytes.split(whereSeparator: { !isWordByte($0) })
    where word.count > 3 || (0x30...0x39).contains(word[word.startIndex]) {
      words += word
      words.append(0x20)
    }
    return Set(RougeText(words).stems)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) && byte < 0x80
  }
}
