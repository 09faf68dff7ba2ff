import ClinicalLanguage

/// Two sides with a number each, in whatever order a text names them: `0-85 left, 0-90 right` for `right knee
/// 0 to 90 degrees, left knee 0 to 85`.
extension AxisComparison {
  enum NumberOrder { case same, reversed, open }

  /// How far from a side its number stands, in words: `85 degrees left`.
  private static let numberReach = 4

  /// Whether the sentence of the note has the numbers beside the two sides in the order of the summary.
  ///
  /// Open where the summary has no number of its own beside each, or the note does not have each of them once,
  /// with one side of its own to it.
  func orderOfNumbers(
    beside sides: [ExclusiveAxes.Mention], inSentence sentence: Int32,
    withSides theirs: [ExclusiveAxes.Mention]
  ) -> NumberOrder {
    guard sides.count == 2, theirs.count == 2 else { return .open }
    var numbers = [numbers(behind: sides[0]), numbers(behind: sides[1])]
    if numbers[0].isEmpty || numbers[1].isEmpty {
      numbers = [self.numbers(before: sides[0]), self.numbers(before: sides[1])]
    }
    let own = [
      numbers[0].first { !numbers[1].contains($0) }, numbers[1].first { !numbers[0].contains($0) },
    ]
    guard let first = own[0], let second = own[1],
      let one = onlyPlace(of: first, in: sentence), let other = onlyPlace(of: second, in: sentence)
    else { return .open }
    let places = [min(one, other), max(one, other)]
    let starts = theirs.map(\.start)
    guard
      starts[0] < places[0] && places[0] < starts[1] && starts[1] < places[1]
        || places[0] < starts[0] && starts[0] < places[1] && places[1] < starts[1]
    else { return .open }
    return one < other ? .same : .reversed
  }

  /// The roots of the numbers right behind a side: `left 0-85`.
  private func numbers(behind side: ExclusiveAxes.Mention) -> [UInt64] {
    let words = comparison.summaryMeanings.words
    var found: [UInt64] = []
    var word = Int(side.end)
    let end = min(words.count, word + Self.numberReach)
    while word < end, words[word].gap < .comma, words[word].isNumber {
      found.append(words[word].fine)
      word += 1
    }
    return found
  }

  /// Those before it, over the name of what they count: `0-85 degrees left`.
  private func numbers(before side: ExclusiveAxes.Mention) -> [UInt64] {
    let words = comparison.summaryMeanings.words
    var found: [UInt64] = []
    var word = Int(side.start)
    let first = max(0, word - Self.numberReach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if words[word].isNumber {
        found.append(words[word].fine)
      } else if !found.isEmpty {
        break
      }
    }
    return found
  }

  private func onlyPlace(of root: UInt64, in sentence: Int32) -> Int32? {
    var found: [Int32] = []
    comparison.index.forEachPlace(of: root) { place in
      if comparison.noteMeanings.sentences[Int(place.start)] == sentence {
        found.append(place.start)
      }
    }
    return found.count == 1 ? found[0] : nil
  }
}
