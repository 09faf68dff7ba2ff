import ClinicalLanguage
import SourceText

/// Expressions that another word beside them, or in them, lets mean something else than the lists say.
extension UnitReader {
  private static let examining = Thesaurus.roots(
    """
    only normal unremarkable benign wnl notable remarkable significant nonfocal limited deferred unchanged
    otherwise today
    """)

  /// The `PE` of `PE only`, `PE unremarkable`: the physical examination, of which such words are said at the
  /// beginning of a sentence.
  func isExamination(_ unit: SummaryUnit) -> Bool {
    let next = unit.words.upperBound
    return summary.text[unit.span].elementsEqual("PE".utf8)
      && meanings.words[unit.words.lowerBound].gap >= .sentence && next < meanings.words.count
      && meanings.words[next].gap <= .clause && Self.examining.contains(meanings.words[next].fine)
  }

  // MARK: - Drugs named by what they do

  /// What does to the patient what the word before it says.
  private static let carriers = Thesaurus.roots(
    "drop drops medicine medicines medication medications drug drugs agent agents gel cream spray shot"
  )

  func isCarrier(_ word: MeaningWord) -> Bool { Self.carriers.contains(word.fine) }

  func isParticiple(_ word: MeaningWord) -> Bool {
    let text = summary.text[summary.tokens[Int(word.firstToken)].span]
    return text.count > 5 && text.suffix(3).elementsEqual("ing".utf8)
  }

  // MARK: - Numbers in Roman letters

  private static let romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"].map {
    Array($0.utf8)
  }

  /// Where the note has a number in digits that the summary has in Roman letters: `CKD stage III` for
  /// `CKD, stage 3`. It must stand behind the same word.
  func digitPlaces(at position: Int) -> [NoteIndex.Place] {
    let word = meanings.words[position]
    let text = summary.text[summary.tokens[Int(word.firstToken)].span]
    guard text.allSatisfy({ $0 &- 0x41 < 26 }),
      let value = Self.romans.firstIndex(where: { $0.elementsEqual(text.lazy.map { $0 | 0x20 }) })
    else { return [] }
    var places: [NoteIndex.Place] = []
    index.forEachPlace(of: MeaningWord.fineRoot(ofNumber: value + 1)) { place in
      let before = Int(place.start) - 1
      if position > 0, before >= 0,
        noteMeanings.words[before].fine == meanings.words[position - 1].fine
      {
        places.append(place)
      }
    }
    return places
  }

  /// Where the note has a number of the summary in Roman letters: `CKD 3` for `chronic kidney disease stage III`.
  func romanPlaces(of word: MeaningWord) -> [NoteIndex.Place] {
    var value = 0
    for byte in summary.text[summary.tokens[Int(word.firstToken)].span] {
      guard byte &- 0x30 < 10, value <= Self.romans.count else { return [] }
      value = value * 10 + Int(byte - 0x30)
    }
    guard (1...Self.romans.count).contains(value) else { return [] }
    let letters = Self.romans[value - 1]
    var places: [NoteIndex.Place] = []
    index.forEachPlace(of: MeaningWord.fineRoot(of: letters, letters.indices)) { places.append($0) }
    return places
  }
}
