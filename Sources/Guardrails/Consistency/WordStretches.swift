import ClinicalLanguage

/// Stretches of words as far as no comma parts them.
extension [MeaningWord] {
  /// The words around a range up to the next commas, of a long part those close by.
  ///
  /// - Parameters:
  ///   - before: how many words before the range belong to it at most; `behind`: how many behind.
  func part(
    around range: Range<Int>, within limits: Range<Int>, before: Int, behind: Int
  ) -> Range<Int> {
    let last = Swift.min(limits.upperBound, range.upperBound + behind)
    var end = range.upperBound
    while end < last, self[end].gap < .comma { end += 1 }
    return first(before: range.lowerBound, within: limits, reach: before)..<end
  }

  /// Whether one of so many words right before the given one, with no comma between them, is as asked.
  func holds(before word: Int, reach: Int, where isAsked: (Int) -> Bool) -> Bool {
    (first(before: word, within: indices, reach: reach)..<word).contains(where: isAsked)
  }

  private func first(before word: Int, within limits: Range<Int>, reach: Int) -> Int {
    let least = Swift.max(limits.lowerBound, word - reach)
    var first = word
    while first > least, self[first].gap < .comma { first -= 1 }
    return first
  }
}

extension Comparison {
  /// Whether a sentence of the note that has one of the words is as asked.
  ///
  /// Each word is looked for as often as the index allows, whatever the others have: the order in which a set is
  /// gone through differs from one process to the next.
  func noteHasSentence(with words: Set<UInt64>, where isAsked: (Range<Int>) -> Bool) -> Bool {
    words.contains { word in
      var isFound = false
      index.forEachPlace(of: word) { place in
        isFound = isFound || isAsked(noteWords(near: place))
      }
      return isFound
    }
  }
}
