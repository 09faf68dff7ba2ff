import ClinicalLanguage
import SourceText

/// Expressions of which the note has the last words under another name: `decompensated heart failure`
/// where it has `decompensated HFrEF`.
extension UnitReader {
  /// More meanings at one word are no term.
  private static let mostMeanings = 32

  private static let chronic = Thesaurus.roots("chronic ongoing persistent continued longstanding")
  /// Words by which a note tells that something has lasted.
  private static let lasting: Set<UInt64> = Thesaurus.roots(
    "continuous continually constant persistent ongoing chronic longstanding long-standing years decades"
  )

  /// Whether the word says that something lasts, and a sentence of the note about it says so too:
  /// `chronic low back pain` of a pain that was continuous for eight years.
  private func lasts(_ word: MeaningWord, _ places: [NoteIndex.Place]) -> Bool {
    guard Self.chronic.contains(word.fine) else { return false }
    let sentences = Set(places.map { noteMeanings.sentences[Int($0.start)] })
    return Self.lasting.contains { root in
      var isNear = false
      index.forEachPlace(of: root) { place in
        if sentences.contains(noteMeanings.sentences[Int(place.start)]) { isNear = true }
      }
      return isNear
    }
  }

  /// Whether a known expression ends the unit that the note has in whatever words, and the note has the
  /// words before it as they are.
  mutating func findHeaded(_ unit: inout SummaryUnit) -> Bool {
    guard unit.kind == .disease || unit.kind == .finding || unit.kind == .procedure else {
      return false
    }
    var start = unit.words.lowerBound + 1
    while start < unit.words.upperBound {
      let before = meanings.words[start - 1]
      let places = places(ofExpression: start..<unit.words.upperBound)
      guard index.holds(before.fine) || lasts(before, places ?? []) else { return false }
      if let places {
        unit.support = .parts
        unit.places = places
        return true
      }
      start += 1
    }
    return false
  }

  private func places(ofExpression words: Range<Int>) -> [NoteIndex.Place]? {
    let mentions = meanings.mentions
    var next = mentions.partitioningIndex { Int($0.start) >= words.lowerBound }
    let last = min(mentions.count, next + Self.mostMeanings)
    var places: [NoteIndex.Place] = []
    while next < last, Int(mentions[next].start) == words.lowerBound {
      if Int(mentions[next].end) == words.upperBound {
        index.forEachPlace(of: mentions[next].meaning.key) { places.append($0) }
      }
      next += 1
    }
    return places.isEmpty ? nil : places
  }
}
