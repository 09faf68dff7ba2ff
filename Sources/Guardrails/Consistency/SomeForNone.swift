import ClinicalLanguage
import SourceText

/// Finds a number that stands for a thing named before it where the note has none of it: `recurrent mouth
/// sores, several seen today` for `recurrent mouth sores; there are none today`.
struct SomeForNone {
  let comparison: Comparison

  private static let some = Thesaurus.roots(
    "several some many multiple numerous few one two three four five")
  private static let none = Thesaurus.roots("none")
  private static let seen = Thesaurus.roots(
    "seen present noted found visible felt palpable today now observed evident identified remaining"
  )
  private static let copulas = Thesaurus.roots("is are was were")
  private static let joining = Thesaurus.roots("and with but a")
  /// How far behind its first word `none` a sentence says of what it is said.
  private static let reach = 5
  /// More in a note speak of too many things.
  private static let mostNones = 40

  func disagreements() -> [PolarityComparison.Disagreement] {
    let units = comparison.units
    guard units.count <= Comparison.mostUnits else { return [] }
    let told = units.indices.filter { isHeadless(units[$0]) }
    guard !told.isEmpty else { return [] }
    let nones = nones()
    guard (1...Self.mostNones).contains(nones.count) else { return [] }
    return told.compactMap { index in
      guard let thing = thing(before: index), let place = denied(thing, nones) else { return nil }
      return PolarityComparison.Disagreement(unit: units[index], place: place, isDenied: false)
    }
  }

  /// `, several seen`, `and some are present`: a number with no thing of its own.
  private func isHeadless(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = unit.words.lowerBound
    guard Self.some.contains(words[first].fine), first > 0, words[first].gap < .sentence,
      words[first].gap >= .comma || Self.joining.contains(words[first - 1].fine)
    else { return false }
    var next = first + 1
    while next < words.count, words[next].gap < .comma, Self.copulas.contains(words[next].fine) {
      next += 1
    }
    return next < words.count && words[next].gap < .comma && Self.seen.contains(words[next].fine)
  }

  /// The thing named last before it in the same sentence.
  private func thing(before index: Int) -> SummaryUnit? {
    let sentences = comparison.summaryMeanings.sentences
    let own = sentences[comparison.units[index].words.lowerBound]
    var other = index - 1
    while other >= 0, sentences[comparison.units[other].words.lowerBound] == own {
      let unit = comparison.units[other]
      if unit.support == .said, unit.kind == .finding || unit.kind == .disease { return unit }
      other -= 1
    }
    return nil
  }

  /// The words `none` of the note that are said of what was named before them, and seen or felt.
  private func nones() -> [Int] {
    let words = comparison.noteMeanings.words
    let none = Self.none
    return words.indices.filter { index in
      none.contains(words[index].fine)
        && (index + 1..<max(index + 1, min(words.count, index + Self.reach))).prefix {
          words[$0].gap < .comma
        }.contains { Self.seen.contains(words[$0].fine) }
    }
  }

  /// Where the note has none of the thing right behind it, and no number of it.
  private func denied(_ thing: SummaryUnit, _ nones: [Int]) -> NoteIndex.Place? {
    let (words, sentences) = (comparison.noteMeanings.words, comparison.noteMeanings.sentences)
    return thing.places.first { place in
      let own = sentences[Int(place.start)]
      return nones.contains { none in
        none >= Int(place.end) && sentences[none] - own <= 1
          && !comparison.noteWords(near: place).contains { Self.some.contains(words[$0].fine) }
          && !comparison.noteWords(ofSentence: sentences[none]).contains {
            Self.some.contains(words[$0].fine)
          }
      }
    }
  }
}
