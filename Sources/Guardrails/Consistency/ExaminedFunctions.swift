import ClinicalLanguage
import SourceText

/// What an examination finds sound, told as impaired, and the other way round: `strength is reduced` for `strength
/// is full`.
///
/// Of a function of the body only what stands right beside it says how it is: before it, or behind a verb.
struct ExaminedFunctions {
  let comparison: Comparison

  private static let functions = Thesaurus.roots(
    """
    strength sensation reflex reflexes hearing vision sight speech memory gait balance coordination tone neck
    hearing appetite cognition concentration judgment insight power sensory motor pulses pulse
    """)
  private static let sound = Thesaurus.roots(
    "normal full intact preserved good unremarkable supple clear symmetric equal strong excellent 5/5"
  )
  private static let impaired = Thesaurus.roots(
    """
    impaired reduced decreased diminished absent weak abnormal poor stiff lost limited unsteady slurred
    sluggish depressed
    """)
  private static let copulas = Thesaurus.roots(PlainWords.copulas)
  private static let filling = Thesaurus.roots("very quite still also now slightly mildly grossly")
  private static let denial = Thesaurus.roots("no not never without denies nor")

  private static let reach = 3
  private static let most = 60

  private struct State {
    var function: Int
    var quality: Int
    var isSound: Bool
  }

  func turned() -> [PolarityComparison.Disagreement] {
    let told = Self.states(in: comparison.summaryMeanings)
    guard !told.isEmpty, comparison.units.count <= Comparison.mostUnits else { return [] }
    let known = Self.states(in: comparison.noteMeanings)
    return told.compactMap { state in
      let root = comparison.summaryMeanings.words[state.function].fine
      let same = known.filter { comparison.noteMeanings.words[$0.function].fine == root }
      guard let first = same.first, same.allSatisfy({ $0.isSound != state.isSound }),
        isAll(same.count, of: root),
        let unit = comparison.units.first(where: { $0.words.contains(state.function) })
      else { return nil }
      let words = [first.function, first.quality].sorted()
      let place = NoteIndex.Place(start: Int32(words[0]), end: Int32(words[1] + 1))
      return PolarityComparison.Disagreement(unit: unit, place: place, isDenied: state.isSound)
    }
  }

  /// Whether the note says how the function is wherever it speaks of it: of many limbs one may be weak.
  private func isAll(_ count: Int, of root: UInt64) -> Bool {
    var places = 0
    comparison.index.forEachPlace(of: root) { _ in places += 1 }
    return places == count
  }

  private static func states(in meanings: DocumentMeanings) -> [State] {
    let words = meanings.words
    var found: [State] = []
    for (index, word) in words.enumerated() where functions.contains(word.fine) {
      guard found.count < most else { break }
      if let quality = quality(of: index, words) {
        found.append(
          State(
            function: index, quality: quality, isSound: sound.contains(words[quality].fine)))
      }
    }
    return found
  }

  private static func quality(of index: Int, _ words: [MeaningWord]) -> Int? {
    func isQuality(_ word: Int) -> Bool {
      sound.contains(words[word].fine) || impaired.contains(words[word].fine)
    }
    func endsPart(_ word: Int) -> Bool { word + 1 == words.count || words[word + 1].gap >= .comma }
    // `full strength`; `full strength in the legs` may be weak in the arms.
    if index > 0, endsPart(index), words[index].gap < .comma, isQuality(index - 1) {
      let isDenied =
        index > 1 && words[index - 1].gap < .comma && denial.contains(words[index - 2].fine)
      return isDenied ? nil : index - 1
    }
    var next = index + 1
    var hasVerb = false
    while next < min(words.count, index + 1 + reach), words[next].gap < .comma {
      if copulas.contains(words[next].fine) {
        hasVerb = true
      } else if isQuality(next) {
        return hasVerb && endsPart(next) ? next : nil
      } else if !filling.contains(words[next].fine) {
        return nil
      }
      next += 1
    }
    return nil
  }
}
