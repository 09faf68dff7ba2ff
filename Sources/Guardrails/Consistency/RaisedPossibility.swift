import ClinicalLanguage
import SourceText

/// What a note calls possible, told as what will be: `will be permanent` for `might be permanent`.
///
/// A firm word for the future and the word that it governs, which the note has only behind a word for what may
/// be, in a sentence that has another word of the summary's clause.
struct RaisedPossibility {
  let comparison: Comparison

  private static let firm = Thesaurus.roots("will would shall going")
  private static let weak = Thesaurus.roots(
    """
    may might could possible possibly possibility potential potentially perhaps maybe likely probable
    probably risk chance unless hope hopes hopefully consider considering considered
    """)
  /// A note may have the plan itself, or what the summary tells, in plain words.
  private static let sure = Thesaurus.roots(
    "will shall going must should plan planned plans scheduled schedule definitely certainly certain"
  )
  /// What a patient is allowed: `may return to work` is told as what comes.
  private static let allowed = Thesaurus.roots(
    """
    return resume shower bathe drive take eat drink use work wear walk swim lift play continue remove go
    bear weightbear exercise repeat call contact see follow start begin increase decrease
    """)
  /// Words between the firm one and what it governs.
  private static let filling = Thesaurus.roots(
    "be been have has had to not also then now soon get become remain become always never again")

  /// In words.
  private static let summaryReach = 4
  private static let noteReach = 5
  /// More sentences about one word than these are no note.
  private static let mostPlaces = 24

  /// The words that are told as sure, and a place of the note where they are possible.
  func words() -> [(words: Range<Int>, place: NoteIndex.Place)] {
    let words = comparison.summaryMeanings.words
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return words.indices.compactMap { index in
      guard Self.firm.contains(words[index].fine), let told = governed(by: index),
        !Self.allowed.contains(words[told].fine), !isLoosened(around: index, to: told),
        let place = possiblePlace(of: told, behind: index)
      else { return nil }
      return (index..<told + 1, place)
    }
  }

  /// The first word behind that carries content: the `permanent` of `would be permanent`.
  private func governed(by index: Int) -> Int? {
    let words = comparison.summaryMeanings.words
    var next = index + 1
    while next < min(words.count, index + 1 + Self.summaryReach), words[next].gap < .comma {
      if !FunctionWords.holds(words[next]), !Self.filling.contains(words[next].fine) {
        return words[next].isNumber ? nil : next
      }
      next += 1
    }
    return nil
  }

  /// Whether the summary has a word for what may be as well, or denies.
  private func isLoosened(around index: Int, to told: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    let cues = comparison.summaryCues
    let sentence = comparison.summaryMeanings.sentences[index]
    let first = max(0, index - 2 * Self.summaryReach)
    let last = min(words.count, told + 2 * Self.summaryReach)
    return (first..<last).contains { word in
      comparison.summaryMeanings.sentences[word] == sentence
        && (Self.weak.contains(words[word].fine) || Self.conditions.contains(words[word].fine)
          || word != index && cues.words[word].contains(.hedge)
          || (index...told).contains(word) && cues.words[word].contains(.negation))
    }
  }

  private static let conditions = Thesaurus.roots("if when whether unless until once should may or")

  private func possiblePlace(of told: Int, behind index: Int) -> NoteIndex.Place? {
    let words = comparison.summaryMeanings.words
    let others = companions(of: told, index)
    guard !others.isEmpty else { return nil }
    var possible: NoteIndex.Place?
    var isOnlyPossible = true
    var seen = 0
    comparison.index.forEachPlace(of: words[told].fine) { place in
      guard isOnlyPossible, seen < Self.mostPlaces else { return }
      seen += 1
      let sentence = comparison.noteWords(near: place)
      let note = comparison.noteMeanings.words
      guard sentence.contains(where: { others.contains(note[$0].fine) }) else { return }
      if isPossible(place), !sentence.contains(where: { Self.sure.contains(note[$0].fine) }) {
        possible = place
      } else {
        isOnlyPossible = false
      }
    }
    return isOnlyPossible ? possible : nil
  }

  /// The other words of the clause that carry content.
  private func companions(of told: Int, _ index: Int) -> Set<UInt64> {
    let words = comparison.summaryMeanings.words
    let sentence = comparison.summaryMeanings.sentences[index]
    let reach = 2 * Self.summaryReach
    var found: Set<UInt64> = []
    for word in max(0, index - reach)..<min(words.count, told + reach)
    where word != told && comparison.summaryMeanings.sentences[word] == sentence
      && !FunctionWords.holds(words[word]) && !Self.filling.contains(words[word].fine)
      && !Thesaurus.embedded.isNeutral(words[word])
    {
      found.insert(words[word].fine)
    }
    found.remove(words[told].fine)
    return found
  }

  /// Whether a word for what may be stands close before the place, in its part of the sentence.
  private func isPossible(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    var word = Int(place.start)
    let first = max(0, word - Self.noteReach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if Self.weak.contains(words[word].fine) { return true }
    }
    return false
  }
}
