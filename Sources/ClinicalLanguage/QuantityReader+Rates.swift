import SourceText

/// How often an amount is meant: `/day`, `a day`, `per week` behind what is taken or counted.
extension QuantityReader {
  /// Punctuation: `/day` behind a dose.
  mutating func readAfterAmount(_ index: Int) -> Int {
    words[index].role == .per ? readPerAmount(index) ?? index + 1 : index + 1
  }

  mutating func readPerAmount(_ index: Int) -> Int? {
    guard let last = reading.mentions.last, last.kind == .amount,
      Int(last.tokens.upperBound) == index, last.dimension.measure != .duration,
      let (unit, next) = wordUnit(index + 1), unit.dimension.0 == .duration
    else { return nil }
    // `up to 4/year` counts events; no dose is given once a month by such words.
    let isOfEvents = last.dimension == .none && (unit == .month || unit == .year)
    return add(
      .frequency, index..<next, low: 1 / unit.dimension.1, qualifiers: isOfEvents ? [.word] : [])
  }

  /// `three beers per week`
  mutating func readPerThing(_ index: Int) -> Int? {
    guard source.tokens[index].kind == .word, source.tokens[index].span.count == 3,
      let (unit, next) = wordUnit(index + 1), unit != .second, isRate(index, unit)
    else { return nil }
    return add(
      .frequency, index..<next, low: 1 / unit.dimension.1,
      qualifiers: countsThings(before: index) ? [.word] : [])
  }

  /// `81 mg of aspirin a day`, `three beers a week`: how much and of what stands before it.
  func isRate(_ index: Int, _ unit: Unit) -> Bool {
    guard unit.dimension.0 == .duration, let last = reading.mentions.last, last.kind == .amount,
      last.sentence == sentence, last.dimension.measure != .duration,
      index - Int(last.tokens.upperBound) <= 4, index > start,
      source.tokens[index - 1].kind == .word
    else { return false }
    // `one iron tablet a day`
    let isCounted =
      words[index - 1].role == .unit && wordUnit(index - 1)?.unit.dimension.0 != .duration
    return (words[index - 1].role == .none || isCounted)
      && !Self.beforeDuration.contains(
        source.tokens[index - 1].foldedHash)
  }

  /// `three episodes a year`: how many of something, which others may call `three times a year`;
  /// not of tablets.
  func countsThings(before index: Int) -> Bool {
    guard let last = reading.mentions.last else { return false }
    return last.dimension == .none && words[index - 1].role == .none
  }

  private static let beforeDuration: WordSet = WordSet(
    ["for", "in", "within", "after", "than", "half", "lasting", "once", "only", "since", "until"]
      .map { Token.FoldedHash.of($0) })
}
