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
    strength sensation reflex reflexes vision sight speech memory gait balance coordination tone neck
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

  func disagreements() -> [PolarityComparison.Disagreement] {
    comparison.turned(most: Self.most) { meanings in
      let words = meanings.words
      let named = words.indices.filter { Self.functions.contains(words[$0].fine) }
      let found = named.compactMap { Self.reading(of: $0, words) }
      // Of many limbs one may be weak: a function counts whose every mention says how it is.
      let open = Set(
        named.map { words[$0].fine }.filter { root in
          named.count { words[$0].fine == root } > found.count { words[$0.thing].fine == root }
        })
      return found.filter { !open.contains(words[$0.thing].fine) }
    }
  }

  private static func reading(of index: Int, _ words: [MeaningWord]) -> PolarReading? {
    quality(of: index, words).map { quality in
      PolarReading(
        thing: index, words: min(index, quality)..<max(index, quality) + 1,
        isDenied: sound.contains(words[quality].fine))
    }
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
