import SourceText

/// Parts of a week, a year and a pregnancy: `3/7` for three days, `6/52` for six weeks, `4/12` for four
/// months, `26+3/40` for a pregnancy of 26 weeks and three days, as British notes have them.
extension QuantityReader {
  /// Reads one that begins at a number; nil where the slash means something else.
  mutating func readPartOfTime(_ index: Int) -> Int? {
    guard let low = wholeNumber(index) else { return nil }
    var last = index
    var high = low
    var days = 0.0
    if index + 2 < end, isTouching(index + 1), isTouching(index + 2),
      let second = wholeNumber(index + 2)
    {
      if source.isMark(index + 1, "-"), second > low {
        (high, last) = (second, index + 2)
      } else if source.isMark(index + 1, "+"), second < 7 {
        (days, last) = (second, index + 2)
      }
    }
    let slash = last + 1
    guard slash + 1 < end, source.isMark(slash, "/"), isTouching(slash), isTouching(slash + 1),
      let whole = wholeNumber(slash + 1), high > 0
    else { return nil }
    let next = slash + 2
    // `10/40 mg`, `1/7/2030`, `6/12.5`
    if next < end, isTouching(next), source.isMark(next, "/") || source.isMark(next, ".") {
      guard source.isMark(next, "."), !isTouching(next + 1) else { return nil }
    }
    if next < end, UnitSpelling.unit(at: next, before: end, in: source) != nil { return nil }
    let unit: Unit
    switch whole {
    // Below what a pressure over 52 has.
    case 52 where high <= 40 && days == 0: unit = .week
    // `20/40` is the sight of an eye.
    case 40 where high >= 3 && high <= 43 && (days > 0 || high != 20 || saysWhen(before: index)):
      unit = .week
    case 12 where high <= 24 && days == 0 && isTimeSense(index, next): unit = .month
    case 7 where high <= 28 && days == 0 && isTimeSense(index, next): unit = .day
    default: return nil
    }
    let size = unit.dimension.1
    return add(
      .amount, index..<next, low: low * size + days, high: high * size + days, raw: low,
      dimension: .duration, qualifiers: high > low ? [.range] : [])
  }

  private func wholeNumber(_ index: Int) -> Double? {
    guard source.tokens[index].kind == .number, source.tokens[index].span.count <= 2 else {
      return nil
    }
    return source.decimal(index)
  }

  private func saysWhen(before index: Int) -> Bool {
    index > start && Self.whenWords.contains(source.tokens[index - 1].foldedHash)
  }

  /// Whether words on either side, or the end of the sentence, tell how long or when: elsewhere `3/7` is
  /// a score or a date.
  private func isTimeSense(_ index: Int, _ next: Int) -> Bool {
    if saysWhen(before: index) { return true }
    guard next < end else { return index > start && role(index - 1) == .frequency }
    return Self.behindWords.contains(source.tokens[next].foldedHash)
      || (index > start && role(index - 1) == .frequency)
  }

  private static let whenWords = hashes(
    """
    at for in x over past last every after within review rv reviewed since next then about approx \
    roughly ~ @ previous preceding another further r/v fu f/u return repeat recheck again ago \
    recall see lasting worsening
    """)
  private static let behindWords = hashes(
    """
    hx history ago course since previously later post postop after if at then but of supply time \
    prior or on before previous now off
    """)

  private static func hashes(_ words: String) -> Set<UInt32> {
    Set(words.split(separator: " ").map { Token.FoldedHash.of(String($0)) })
  }
}
