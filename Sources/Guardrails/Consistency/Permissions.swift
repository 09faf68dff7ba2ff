import ClinicalLanguage
import SourceText

/// What a patient may do, told of what the note forbids, and the other way round: `may drive` for `should not
/// drive`.
struct Permissions {
  let comparison: Comparison

  private static let allowing = Thesaurus.roots(
    "may can allowed permitted ok okay free able resume")
  private static let forbidding = Thesaurus.roots("avoid refrain abstain forbidden prohibited")
  private static let must = Thesaurus.roots(
    "should must may can to do is allowed will cannot be can't")
  private static let negation = Thesaurus.roots("not no never cannot can't don't shouldn't mustn't")
  private static let acts = Thesaurus.roots(
    """
    drive lift shower bathe swim bear climb run jump fly travel kneel squat bend twist soak dive wade
    """)
  /// `until`, `if`: what is so for a time, or in a case.
  private static let bounding = Thesaurus.roots(
    "until if unless when once after before while than over")

  private static let reach = 5
  private static let most = 60

  func disagreements() -> [PolarityComparison.Disagreement] {
    comparison.turned(most: Self.most, Self.permissions).filter { disagreement in
      !disagreement.isDenied || !isToldDenied(disagreement.place)
    }
  }

  /// `still does not drive`: whether the note says elsewhere that the act is not done.
  private func isToldDenied(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    let act = words[Int(place.start)].fine
    return words.indices.contains { index in
      guard words[index].fine == act else { return false }
      var word = index
      while word > max(0, index - Self.reach), words[word].gap < .comma {
        word -= 1
        if Self.negation.contains(words[word].fine) { return true }
      }
      return false
    }
  }

  private static func permissions(in meanings: DocumentMeanings) -> [PolarReading] {
    let words = meanings.words
    var found: [PolarReading] = []
    for (index, word) in words.enumerated() where acts.contains(word.fine) {
      guard let isAllowed = isAllowed(index, words) else { continue }
      found.append(
        PolarReading(thing: index, words: index..<index + 1, isDenied: !isAllowed))
    }
    return found
  }

  /// Nil where nothing before the act allows or forbids it, or it is so for a time.
  private static func isAllowed(_ index: Int, _ words: [MeaningWord]) -> Bool? {
    var next = index + 1
    while next < min(words.count, index + reach), words[next].gap < .comma {
      if bounding.contains(words[next].fine) { return nil }
      next += 1
    }
    var (allows, forbids, denies, obliges) = (false, false, false, false)
    var word = index
    while word > max(0, index - reach), words[word].gap < .comma {
      word -= 1
      let root = words[word].fine
      if bounding.contains(root) { return nil }
      if allowing.contains(root) { allows = true }
      if forbidding.contains(root) { forbids = true }
      if negation.contains(root) { denies = true }
      if must.contains(root) { obliges = true }
    }
    if forbids { return denies ? nil : false }
    if denies { return allows || obliges || words[index - 1].gap >= .comma ? false : nil }
    return allows ? true : nil
  }
}
