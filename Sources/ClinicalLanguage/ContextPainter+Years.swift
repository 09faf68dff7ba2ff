import SourceText

/// Years that date a mention to the past.
extension ContextPainter {
  /// The latest year that a full date of the note names; beyond all years where there is none.
  static func latestYear(of source: FactSource, _ dates: DateReader) -> Int {
    var latest = 0
    for index in source.tokens.indices where source.tokens[index].kind == .number {
      guard let year = dates.year(index), index > 1,
        source.touchesPrevious(index) && !source.words[index - 1].contains(.bracket)
          || source.isMark(index - 1, ",")
          || source.words[index - 1].contains(.month) && source.tokens[index - 2].kind == .number
      else { continue }
      latest = max(latest, year)
    }
    return latest == 0 ? .max : latest
  }

  /// `in 2005`, `in March 2005`, `appendectomy (1985)`, `appendectomy 1985`: past, unless the note
  /// dates itself to that year or before.
  mutating func paintYears(of sentence: Range<Int>) {
    for index in sentence where source.tokens[index].kind == .number {
      guard index > sentence.lowerBound, let year = dates.year(index), year < latestYear else {
        continue
      }
      if isAppended(index, in: sentence) {
        add(.historical, to: item(before: index, in: sentence))
        continue
      }
      let isBare = scopes.words[index - 1].contains(.inside)
      // `in March 2005`, `in March of 2005`
      let month = index - (source.words[index - 1].contains(.preposition) ? 2 : 1)
      let isMonth =
        month > sentence.lowerBound && scopes.words[month].contains(.month)
        && scopes.words[month - 1].contains(.inside)
      guard isBare || isMonth else { continue }
      let place = (isBare ? index - 1 : month - 1)..<index + 1
      let clause = scopes.clause(around: place, in: sentence)
      if let event = event(behind: place, in: sentence) { add(.historical, to: event) }
      guard !scopes.speaksOfOnset(clause) else { continue }
      add(.historical, to: clause)
      if let reason = reason(behind: place, in: sentence) { add(.historical, to: reason) }
    }
  }

  /// `sudden onset of diplopia a year ago`: an event of then, where `pain began a year ago` may last.
  func isEventYearsAgo(_ clause: Range<Int>, at cue: Range<Int>) -> Bool {
    scopes.words[clause].contains { $0.contains(.sudden) }
      && cue.contains {
        Self.years.contains(
          FactSource.packed(source.text.bytes[source.tokens[$0].span.range]))
      }
  }

  private static let years = Set(
    ["year", "years", "yr", "yrs", "decade", "decades"].map { FactSource.packed($0.utf8) })

  /// `a colonoscopy three years ago due to blood in the stool`: the reason of what is past is past.
  func reason(behind cue: Range<Int>, in sentence: Range<Int>) -> Range<Int>? {
    let start = cue.upperBound
    guard start + 1 < sentence.upperBound, source.tokens[start].kind == .word,
      Self.reasons.contains(
        FactSource.packed(source.text.bytes[source.tokens[start].span.range]))
    else { return nil }
    let end = (start..<sentence.upperBound).first {
      !scopes.words[$0].isDisjoint(with: [.separator, .semicolon, .colon, .subject])
    }
    return start..<(end ?? sentence.upperBound)
  }

  /// `in 1987, when she had a sudden loss of speech`: what happened then is past, though what began then
  /// may last. So is what `as well as` adds to it.
  func event(behind date: Range<Int>, in sentence: Range<Int>) -> Range<Int>? {
    var start = date.upperBound
    if start < sentence.upperBound, scopes.words[start].contains(.comma) { start += 1 }
    guard start + 2 < sentence.upperBound,
      let key = source.letters(at: start, before: sentence.upperBound)?.key
    else { return nil }
    let isAddition =
      key == Self.comparison.first
      && source.letters(at: start + 2, before: sentence.upperBound)?.key == key
      && source.letters(at: start + 1, before: sentence.upperBound)?.key == Self.comparison.last
    guard isAddition || Self.relatives.contains(key) else { return nil }
    let end = (start..<sentence.upperBound).first {
      scopes.words[$0].contains(.semicolon) || scopes.cueMeanings[$0] == .terminator
        || scopes.cueMeanings[$0] == .adverb || isAddition && scopes.words[$0].contains(.separator)
    }
    return start..<(end ?? sentence.upperBound)
  }

  private static let comparison = ["as", "well"].map { FactSource.packed($0.utf8) }
  private static let relatives = Set(["when", "where"].map { FactSource.packed($0.utf8) })

  private static let reasons = Set(
    ["due", "because", "secondary"].map { FactSource.packed($0.utf8) })

  /// Whether the year stands alone behind a noun or in brackets of its own.
  private func isAppended(_ index: Int, in sentence: Range<Int>) -> Bool {
    let before = scopes.words[index - 1]
    let next = index + 1
    let isBracketed = before.contains(.bracket)
    guard isBracketed || (before.isEmpty && source.tokens[index - 1].kind == .word) else {
      return false
    }
    guard next < sentence.upperBound else { return !isBracketed }
    let after = scopes.words[next]
    if isBracketed { return after.contains(.closing) }
    // `lip swelling 2025 (ramipril)`
    return !after.isDisjoint(with: [.separator, .semicolon, .bracket]) || source.isMark(next, ".")
  }

  /// The words before a year back to the item's beginning.
  private func item(before year: Int, in sentence: Range<Int>) -> Range<Int> {
    var end = year
    if scopes.words[end - 1].contains(.bracket) { end -= 1 }
    var start = end
    let lowest = max(sentence.lowerBound, end - 8)
    while start > lowest,
      scopes.words[start - 1].isDisjoint(with: [
        .separator, .semicolon, .colon, .bracket, .verb, .preposition, .or,
      ])
    {
      start -= 1
    }
    return start..<end
  }
}
