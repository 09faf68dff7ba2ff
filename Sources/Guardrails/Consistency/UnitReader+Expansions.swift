import ClinicalLanguage
import SourceText

/// Words of a summary that spell out an abbreviation of the note: `rest, ice, compression and elevation` for
/// `RICE`.
extension UnitReader {
  private static let expandable = 3...6
  /// A note with more of them has no words of its own; each costs a look at the claim.
  private static let mostAbbreviations = 200

  /// Gives the units of a claim that the note lacks the place of an abbreviation whose letters they begin with.
  ///
  /// Drugs and diseases are left as they are: what could be made up is told by its name.
  mutating func expand(_ units: inout ArraySlice<SummaryUnit>) {
    guard units.contains(where: isOpen) else { return }
    let abbreviations = abbreviations ?? abbreviationsOfNote()
    self.abbreviations = abbreviations
    guard !abbreviations.isEmpty, let first = units.first, let last = units.last else { return }
    let words = (first.words.lowerBound..<last.words.upperBound).filter {
      !FunctionWords.holds(meanings.words[$0])
    }
    for place in abbreviations.prefix(Self.mostAbbreviations) {
      let letters = note.text[note.tokens[Int(noteMeanings.words[Int(place)].firstToken)].span]
      guard letters.count <= words.count else { continue }
      for start in 0...words.count - letters.count {
        let run = words[start..<start + letters.count]
        guard zip(letters, run).allSatisfy({ $0 | 0x20 == initial(ofSummary: $1) }) else {
          continue
        }
        for unit in units
        where isOpen(unit) && unit.words.contains(where: { run.contains($0) }) {
          unit.support = .parts
          unit.places = [NoteIndex.Place(start: place, end: place + 1)]
        }
      }
    }
  }

  private func isOpen(_ unit: SummaryUnit) -> Bool {
    guard unit.support == .none else { return false }
    switch unit.kind {
    case .drug, .drugClass, .disease: return false
    default: return true
    }
  }

  private func initial(ofSummary word: Int) -> UInt8 {
    summary.text.bytes[Int(summary.tokens[Int(meanings.words[word].firstToken)].start)] | 0x20
  }

  /// In letters: shorter everyday words in capitals stand for nothing.
  private static let leastWord = 4

  /// Words in capitals among others that are not: in a heading or an old note all words are.
  private func abbreviationsOfNote() -> [Int32] {
    let words = noteMeanings.words
    return words.indices.filter { index in
      let span = note.tokens[Int(words[index].firstToken)].span
      guard Self.expandable.contains(span.count), !words[index].isNumber else { return false }
      return note.text[span].allSatisfy { (0x41...0x5A).contains($0) }
        && (!OrdinaryWords.embedded.contains(words[index])
          || span.count >= Self.leastWord && !isCapital(index - 1) && !isCapital(index + 1))
    }.map { Int32(truncatingIfNeeded: $0) }
  }

  private func isCapital(_ word: Int) -> Bool {
    guard noteMeanings.words.indices.contains(word) else { return false }
    let text = note.text[note.tokens[Int(noteMeanings.words[word].firstToken)].span]
    return text.count > 1 && text.allSatisfy { (0x41...0x5A).contains($0) }
  }
}
