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
    case 40 where high >= 3 && high <= 43 && (days > 0 || high != 20 || isTimeSense(index, next)):
      unit = .week
    case 12 where high <= 24 && days == 0 && mayBeTime(index, next): unit = .month
    case 7 where high <= 28 && days == 0 && mayBeTime(index, next): unit = .day
    default: return nil
    }
    let size = unit.dimension.1
    add(
      .amount, index..<next, low: low * size + days, high: high * size + days, raw: low,
      dimension: .duration, qualifiers: high > low ? [.range] : [])
    // `3/12` may also be a date or a score.
    if whole < 40 { add(.ratio, index..<next, low: low, high: whole) }
    return next
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

  /// Whether a word on either side tells how long or when.
  private func isTimeSense(_ index: Int, _ next: Int) -> Bool {
    saysWhen(before: index)
      || (next < end && Self.behindWords.contains(source.tokens[next].foldedHash))
  }

  /// Whether it stands behind words that are no name of a score, an eye or a date.
  private func mayBeTime(_ index: Int, _ next: Int) -> Bool {
    if isTimeSense(index, next) { return true }
    guard index > start, source.tokens[index - 1].kind == .word else { return false }
    return source.tokens[index - 1].span.count > 1
      && !Self.scoreWords.contains(source.tokens[index - 1].foldedHash)
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
    prior or on before previous now off pregnant gestation gestational pregnancy
    """)
  private static let scoreWords = hashes(
    """
    score scored scores scale va vision acuity re le od os ou grade gcs mmse moca on due seen date \
    booked dated power strength total murmur pain apgar was is of and or to from level reflexes \
    pupils phq gad audit cage mini
    """)

  private static func hashes(_ words: String) -> Set<UInt32> {
    Set(words.split(separator: " ").map { Token.FoldedHash.of(String($0)) })
  }
}
