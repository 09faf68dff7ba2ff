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

  // MARK: - With a hyphen or without

  /// `tachybrady syndrome` for `tachy-brady syndrome`: the same letters but for hyphens between them.
  mutating func hyphened(_ span: TextSpan) -> NoteIndex.Place? {
    let bytes = summary.text.bytes
    guard spellingChecks < Self.spellingLimit else { return nil }
    spellingChecks += 1
    for first in initials[bytes[Int(span.start)]] {
      if let end = end(ofSameLetters: span.range, from: Int(first)) {
        return NoteIndex.Place(start: first, end: end)
      }
    }
    return nil
  }

  /// The word of the note behind the one that ends with the last of the letters.
  private func end(ofSameLetters range: Range<Int>, from first: Int) -> Int32? {
    let (bytes, noteBytes) = (summary.text.bytes, note.text.bytes)
    let hyphen = UInt8(ascii: "-")
    var position = Int(note.tokens[Int(noteMeanings.words[first].firstToken)].start)
    for index in range where bytes[index] != hyphen {
      while position < noteBytes.count, noteBytes[position] == hyphen { position += 1 }
      guard position < noteBytes.count, noteBytes[position] | 0x20 == bytes[index] | 0x20 else {
        return nil
      }
      position += 1
    }
    var word = first
    let words = noteMeanings.words
    while word < words.count {
      let end = Int(note.tokens[Int(words[word].endToken) - 1].end)
      if end >= position { return end == position ? Int32(word + 1) : nil }
      word += 1
    }
    return nil
  }
}
