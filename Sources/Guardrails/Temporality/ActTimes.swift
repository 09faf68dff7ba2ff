import ClinicalLanguage
import SourceText

/// Whether a note tells a procedure, a test or a treatment as done or as still to come, by the words
/// around the place where it names it.
struct ActTimes: OptionSet {
  let rawValue: UInt8

  static let done = ActTimes(rawValue: 1)
  static let planned = ActTimes(rawValue: 2)

  static let planning = Thesaurus.roots(
    """
    \(PlainWords.planning) order ordered orders plans considering recommendation recommendations
    recommending advise advised refer referred referral pending await awaiting awaits arrange arranged
    request requested could gonna need needs tomorrow future upcoming discuss discussed candidate book
    booked possible possibly possibility option options offer offered propose proposed
    """)
  /// What tells that a thing was done, in any way.
  private static let past = Thesaurus.roots(
    """
    done underwent undergone given put taken made show shows showed showing reveal reveals revealed
    demonstrate demonstrates demonstrated normal abnormal negative positive unremarkable result
    results reviewed read reading finding findings previous previously prior ago earlier already
    recent recently yesterday came back suggested suggests consistent noted seen ran tried took used
    """)
  /// Verbs that tell so only with the ending of the past: `obtain an MRI` is still to be done.
  private static let regular = Thesaurus.roots(
    """
    performed completed obtained administered received started placed confirmed repaired removed
    injected excised drained inserted added initiated
    """)
  private static let ending = Array("ed".utf8)
  private static let having = Thesaurus.roots("had has have did got")
  private static let auxiliaries = Thesaurus.roots("was were")
  /// `will be performed`, `to have`: behind these nothing is done yet.
  private static let coming = Thesaurus.roots(
    "be being get to will would may might could can should")

  /// How far around a thing the note is read.
  private static let reach = 10
  private static let havingReach = 3
  private static let comingReach = 2

  /// Of the words of the same sentence around a place of the note.
  static func told(around place: NoteIndex.Place, in comparison: Comparison) -> ActTimes {
    let words = comparison.noteMeanings.words
    let sentence = comparison.noteWords(near: place)
    let first = max(sentence.lowerBound, Int(place.start) - reach)
    let end = min(sentence.upperBound, Int(place.end) + reach)
    if isCausative(place, comparison) { return .planned }
    var times: ActTimes = []
    if sentence.contains(where: { planning.contains(words[$0].fine) && !place.words.contains($0) })
    {
      times.insert(.planned)
    }
    for word in first..<end where !place.words.contains(word) {
      let fine = words[word].fine
      if past.contains(fine) || isPast(words[word], in: comparison.note),
        !isToCome(word, from: first, words), !isDenied(word, from: first, words)
      {
        times.insert(.done)
      }
      if word < Int(place.start) {
        // `had a chest x-ray`, and not `have recommended`, `is to have`.
        if having.contains(fine), Int(place.start) - word <= havingReach,
          !planning.contains(words[word + 1].fine), !coming.contains(words[word + 1].fine),
          !isToCome(word, from: first, words)
        {
          times.insert(.done)
        }
      } else if auxiliaries.contains(fine), word + 1 < words.count,
        !planning.contains(words[word + 1].fine), !denying.contains(words[word + 1].fine)
      {
        // Not `was ordered`.
        times.insert(.done)
      }
    }
    // `The patient is to have an MRI`.
    if (first..<Int(place.start)).contains(where: { isInfinitive($0, words) }) {
      times.insert(.planned)
    }
    return times
  }

  private static let causing = Thesaurus.roots("have get")
  private static let owning = Thesaurus.roots("his her their your the a an this that")

  /// `is fit, and to have the mole excised`: what somebody is to have done.
  private static func isCausative(_ place: NoteIndex.Place, _ comparison: Comparison) -> Bool {
    let words = comparison.noteMeanings.words
    var before = Int(place.start) - 1
    while before > 0, words[before + 1].gap < .comma, owning.contains(words[before].fine) {
      before -= 1
    }
    guard before >= 0, before < Int(place.start) - 1, causing.contains(words[before].fine) else {
      return false
    }
    let last = words[Int(place.end) - 1]
    return comparison.note.text[comparison.note.tokens[Int(last.endToken) - 1].span]
      .suffix(ending.count).elementsEqual(ending) { $0 | 0x20 == $1 }
  }

  /// Whether the word is a verb that tells of a thing done, in the past.
  static func isPast(_ word: MeaningWord, in document: ClinicalDocument) -> Bool {
    guard regular.contains(word.fine) else { return false }
    let span = document.tokens[Int(word.endToken) - 1].span
    return document.text[span].suffix(ending.count).elementsEqual(ending) { $0 | 0x20 == $1 }
  }

  private static let to = Thesaurus.roots("to")
  private static let being = Thesaurus.roots("is are going be")

  private static func isInfinitive(_ word: Int, _ words: [MeaningWord]) -> Bool {
    word > 0 && to.contains(words[word].fine) && being.contains(words[word - 1].fine)
  }

  private static func isToCome(_ word: Int, from first: Int, _ words: [MeaningWord]) -> Bool {
    (max(first, word - comingReach)..<word).contains { coming.contains(words[$0].fine) }
  }

  private static let denying = Thesaurus.roots(PlainWords.not)

  /// `not yet done`
  private static func isDenied(_ word: Int, from first: Int, _ words: [MeaningWord]) -> Bool {
    (max(first, word - comingReach)..<word).contains { denying.contains(words[$0].fine) }
  }
}
