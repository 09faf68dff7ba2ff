import ClinicalLanguage
import SourceText

/// A doubt that the note puts right before a thing, in a summary that tells the same words without
/// it: `possible partial tearing of the tendon` as `partial tearing of the tendon`.
///
/// It starts from the doubts of the note, so that it finds what the lists know under no name.
struct DroppedDoubt {
  let comparison: Comparison

  /// What puts the words behind it in doubt.
  private static let doubting = Thesaurus.roots(
    """
    possible possibly probable probably likely suspected questionable questionably presumed
    presumably
    """)
  /// What a note calls possible without any doubt about it.
  private static let undoubted = Thesaurus.roots(
    """
    complication risk side effect cause reason need option treatment benefit outcome source
    explanation etiology consequence
    """)
  /// `MRI for a tear` doubts as well.
  private static let seeking = Thesaurus.roots("for if of regarding about re after")

  /// How far behind a doubt the words stand that it is about.
  private static let reach = 4
  /// How far from each other they may stand in the summary.
  private static let summaryReach = 4

  /// The units of the summary that tell as certain what the note doubts at every place.
  func units() -> [SummaryUnit] {
    let words = comparison.noteMeanings.words
    guard comparison.units.count <= Comparison.mostUnits,
      words.contains(where: { Self.doubting.contains($0.fine) })
    else { return [] }
    var found: [SummaryUnit] = []
    for unit in comparison.units where isStated(unit) {
      let isDoubted = unit.words.contains { word in
        !FunctionWords.holds(comparison.summaryMeanings.words[word]) && isDoubtedEverywhere(word)
      }
      if isDoubted { found.append(unit) }
    }
    return found
  }

  private func isStated(_ unit: SummaryUnit) -> Bool {
    guard unit.kind == .disease || unit.kind == .finding, unit.context.assertion == .present,
      !unit.isAboutRecord, !comparison.isHedged(unit), !comparison.mayBeDenied(unit)
    else { return false }
    let first = unit.words.lowerBound
    return first == 0 || !Self.seeking.contains(comparison.summaryMeanings.words[first - 1].fine)
  }

  /// Whether the note has the word, and one of its neighbours, right behind a doubt, and nowhere
  /// without.
  private func isDoubtedEverywhere(_ word: Int) -> Bool {
    var hasPlace = false
    var isDoubted = true
    let neighbours = neighbours(of: word)
    let note = comparison.noteMeanings.words
    comparison.index.forEachPlace(of: comparison.summaryMeanings.words[word].fine) { place in
      guard isDoubted else { return }
      let at = Int(place.start)
      let near = max(0, at - Self.summaryReach)..<min(note.count, at + Self.summaryReach + 1)
      // Elsewhere the note may speak of another thing of the name.
      guard neighbours.isEmpty || near.contains(where: { neighbours.contains(note[$0].fine) })
      else { return }
      hasPlace = true
      isDoubted = hasDoubt(before: at)
    }
    return hasPlace && isDoubted
  }

  private func hasDoubt(before place: Int) -> Bool {
    let words = comparison.noteMeanings.words
    var word = place
    while word > max(0, place - Self.reach), words[word].gap < .comma {
      word -= 1
      if Self.doubting.contains(words[word].fine) {
        return !Self.undoubted.contains(words[word + 1].fine)
      }
    }
    return false
  }

  /// The words around one of the summary that carry content.
  private func neighbours(of word: Int) -> Set<UInt64> {
    let words = comparison.summaryMeanings.words
    var found: Set<UInt64> = []
    var other = word
    while other > max(0, word - Self.summaryReach), words[other].gap < .comma {
      other -= 1
      if !FunctionWords.holds(words[other]) { found.insert(words[other].fine) }
    }
    other = word + 1
    while other < min(words.count, word + Self.summaryReach + 1), words[other].gap < .comma {
      if !FunctionWords.holds(words[other]) { found.insert(words[other].fine) }
      other += 1
    }
    found.remove(words[word].fine)
    return found
  }
}
