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
      if isDash(index + 1), second > low {
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
    if next < end, UnitSpelling.unit(at: next, before: end, in: source) != nil, !isLeft(next) {
      return nil
    }
    let unit: Unit
    switch whole {
    // Below what a pressure over 52 has.
    case 52 where high <= 40 && days == 0: unit = .week
    // `20/40` is the sight of an eye.
    case 40 where high >= 3 && high <= 43 && (days > 0 || high != 20 || isTimeSense(index, next)):
      unit = .week
    case 12 where high <= 24 && days == 0 && mayBeTime(index, next, of: 12): unit = .month
    case 7 where high <= 28 && days == 0 && mayBeTime(index, next, of: 7): unit = .day
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

  /// `-`, `–`
  private func isDash(_ index: Int) -> Bool {
    source.tokens[index].kind == .punctuation && words[index].role == .to
  }

  /// The L of `4/12 L shoulder pain`: no litre, where a word follows.
  private func isLeft(_ index: Int) -> Bool {
    source.tokens[index].span.count == 1 && source.byte(index) == UInt8(ascii: "L")
      && index + 1 < end && source.tokens[index + 1].kind == .word
      && source.tokens[index + 1].span.count > 1
  }

  func wholeNumber(_ index: Int) -> Double? {
    guard index < end, source.tokens[index].kind == .number, source.tokens[index].span.count <= 2
    else {
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
  private func mayBeTime(_ index: Int, _ next: Int, of whole: Int) -> Bool {
    if isTimeSense(index, next) { return true }
    guard index > start else {
      // `3/7 fever`, a line `4/12.`; `03/12 seen` is a date.
      return source.byte(index) != UInt8(ascii: "0")
        && (next >= end || source.isMark(next, ".")
          || source.tokens[next].kind == .word
            && !Self.scoreWords.contains(source.tokens[next].foldedHash))
    }
    guard source.tokens[index - 1].kind == .word else {
      // `L temple, 6/12, bleeds`, `then 20 od, 3/12`; `03/12` is a date.
      guard source.byte(index) != UInt8(ascii: "0") else { return false }
      // `fever (102) 3/7`
      if source.isMark(index - 1, ")") { return true }
      return whole == 12
        && (source.isMark(index - 1, ",") || source.isMark(index - 1, "(")
          || source.isMark(index - 1, "+"))
    }
    let word = source.tokens[index - 1].foldedHash
    // `f/u 4/12`, `r/v 6/12`
    if source.tokens[index - 1].span.count == 1, index - 2 > start, source.isMark(index - 2, "/") {
      return true
    }
    // Pain is scored out of ten, and no eye sees 5/7: `pain 5/12`, `pred 30 mg od 5/7`.
    if Self.painWords.contains(word) || whole == 7 && Self.eyeWords.contains(word) { return true }
    if source.tokens[index - 1].span.count == 1 { return isPair(behind: index - 1) }
    return !Self.scoreWords.contains(word)
  }

  /// `D+V 2/7`, `N&V 3/7`
  private func isPair(behind last: Int) -> Bool {
    last - 2 >= start && (source.isMark(last - 1, "+") || source.isMark(last - 1, "&"))
      && source.tokens[last - 2].kind == .word && source.tokens[last - 2].span.count == 1
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

  private static let painWords = hashes("pain pains")
  private static let eyeWords = hashes("od os ou re le")

  // MARK: - Weeks of a pregnancy

  /// `9+4 by LMP`, `G1, 33+2`, `Born 39+4`: weeks and days of a pregnancy without `/40`; nil where the plus
  /// means something else.
  mutating func readGestation(_ index: Int) -> Int? {
    guard let weeks = wholeNumber(index), (4...43).contains(weeks), index + 2 < end,
      source.isMark(index + 1, "+"), isTouching(index + 1), isTouching(index + 2),
      let days = wholeNumber(index + 2), days < 7, source.tokens[index + 2].span.count == 1
    else { return nil }
    let next = index + 3
    let before = max(start, index - Self.gestationReach)..<index
    let behind = next..<min(end, next + 2)
    guard
      before.contains(where: { isOfPregnancy($0) })
        || behind.contains(where: { isOfPregnancy($0) })
    else { return nil }
    let size = Unit.week.dimension.1
    var last = next
    if last < end, let (unit, behind) = wordUnit(last), unit == .week { last = behind }
    return add(
      .amount, index..<last, low: weeks * size + days, raw: weeks,
      dimension: Unit.week.dimension.0)
  }

  /// In tokens: `G1 P0, now at`.
  private static let gestationReach = 5

  private func isOfPregnancy(_ index: Int) -> Bool {
    if Self.pregnancyWords.contains(source.tokens[index].foldedHash) { return true }
    // `G2`, `P1`
    let token = source.tokens[index]
    return token.kind == .word && token.span.count == 2
      && (source.byte(index) == UInt8(ascii: "G") || source.byte(index) == UInt8(ascii: "P"))
      && source.text.bytes[Int(token.start) + 1].isASCIIDigit
  }

  private static let pregnancyWords = hashes(
    """
    gestation gestational gest weeks week wks wk pregnant pregnancy lmp edd dates scan born delivered \
    del birth nvd svd lscs cs ga ega booked primip multip para gravida iup baby preterm prem premature \
    iol induction induced labour labor lscs elcs emcs ctg efm
    """)

  private static func hashes(_ words: String) -> WordSet {
    WordSet(words.split(separator: " ").map { Token.FoldedHash.of(String($0)) })
  }
}
