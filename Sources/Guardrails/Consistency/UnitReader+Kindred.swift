import ClinicalLanguage
import SourceText

extension UnitReader {
  /// Words of the same beginning, save one that begins like many terms: `performed`, `perforation`.
  ///
  /// A known thing is not another known one, nor one of another sort: `TermEndings`.
  func kindred(of word: MeaningWord, _ unit: SummaryUnit) -> [NoteIndex.Place] {
    var places: [NoteIndex.Place] = []
    let isThing = unit.isKnown && unit.isEntity
    index.forEachPlace(of: NoteIndex.coarseKey(word)) { place in
      let other = noteMeanings.words[Int(place.start)]
      if Self.unkindred.contains(other.fine) { return }
      if isThing {
        let told = summary.tokens[Int(word.firstToken)].span.range
        let known = note.tokens[Int(other.firstToken)].span.range
        guard
          TermEndings.agree(summary.text.bytes, told, note.text.bytes, known),
          unit.words.count > 1 || !isKnownThing(Int(place.start))
        else { return }
      }
      places.append(place)
    }
    return places
  }

  /// Whether the lists know the word of the note, by itself, as a thing.
  func isKnownThing(_ word: Int) -> Bool {
    var isThing = false
    Thesaurus.embedded.forEachMeaningOfWord(at: word, in: noteMeanings.words) { group in
      switch Thesaurus.embedded.kind(of: group) {
      case .disease, .finding, .procedure, .test: isThing = true
      default: break
      }
    }
    return isThing
  }

  private static let unkindred = Thesaurus.roots("perform performed performing performance")
}
