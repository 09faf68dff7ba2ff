import SourceText

/// Reads what stands around a drug's name: dose, route, frequency, and what happens with it.
struct MedicationReader {
  let source: FactSource

  struct Reading {
    var tokens: Range<Int>
    var detail: MedicationDetail
    /// Whether anything beside the name says that a drug is meant.
    var hasDetail: Bool
  }

  /// `, take` or `(Lasix)`: no more tokens than these may part a detail from the one before.
  private static let longestGap = 3

  /// - Parameter nextDrug: where the next drug's name begins; details end before it, and before a
  ///   dose that belongs to it (`80 mg Depo-Medrol, 2 cc of Xylocaine`).
  func reading(ofDrug name: Range<Int>, from start: Int, before end: Int, nextDrug: Int?) -> Reading
  {
    var detail = MedicationDetail()
    var first = name.lowerBound
    var last = name.upperBound
    if let dose = doseBefore(name.lowerBound, from: start) {
      detail.dose = source.span(dose.tokens)
      detail.strength = dose.strength.map(source.span)
      first = dose.tokens.lowerBound
    }
    let limit = nextDrug.map { doseBefore($0, from: last)?.tokens.lowerBound ?? $0 } ?? end
    var position = name.upperBound
    while position < limit, position - last <= Self.longestGap {
      if let next = duration(at: position, before: limit) {
        if detail.duration == nil { detail.duration = source.span(position..<next) }
        position = next
        last = next
      } else if let dose = dose(at: position, before: limit) {
        if detail.dose == nil { detail.dose = source.span(position..<dose.next) }
        if detail.strength == nil { detail.strength = dose.strength.map(source.span) }
        position = dose.next
        last = dose.next
      } else if let nextDrug, isOfNextDrug(position, behind: last, before: nextDrug) {
        break
      } else if let next = frequency(at: position, before: limit) {
        detail.frequency = extended(detail.frequency, by: position..<next, gapFrom: last)
        position = next
        last = next
      } else if let next = route(at: position, before: limit) {
        if detail.route == nil { detail.route = source.span(position..<next) }
        position = next
        last = next
      } else if isLink(position, before: limit) || isBareCount(position, before: limit) {
        position += 1
      } else {
        break
      }
    }
    let hasDetail = detail.dose != nil || detail.route != nil || detail.frequency != nil
    return Reading(tokens: first..<last, detail: detail, hasDetail: hasDetail)
  }

  /// The `PRN` of `lisinopril 10 mg daily, PRN albuterol; lorazepam`: behind the comma of a list, right
  /// before the next drug.
  private func isOfNextDrug(_ index: Int, behind last: Int, before drug: Int) -> Bool {
    guard index - 1 == last, source.isMark(last, ","), saysAsNeeded(index),
      let next = word(at: index, before: drug)?.next
    else { return false }
    return next == drug
  }

  private func saysAsNeeded(_ index: Int) -> Bool {
    source.letters(at: index, before: index + 8)?.key == Self.prn
  }

  private static let prn = FactSource.packed("prn".utf8)

  /// `1 p.o. b.i.d.`: how many, with the form left out.
  private func isBareCount(_ index: Int, before end: Int) -> Bool {
    guard source.tokens[index].kind == .number, index + 1 < end else { return false }
    return route(at: index + 1, before: end) != nil || frequency(at: index + 1, before: end) != nil
  }

  /// Frequencies that follow one another are one: `b.i.d. p.r.n.`.
  private func extended(_ span: TextSpan?, by range: Range<Int>, gapFrom last: Int) -> TextSpan {
    let new = source.span(range)
    guard let span, range.lowerBound - last <= 1 else { return span ?? new }
    return span.union(new)
  }

  func word(at index: Int, before end: Int) -> (word: MedicationWord, next: Int)? {
    guard index < end, let (key, next) = source.letters(at: index, before: end),
      let word = MedicationWord.standard[key]
    else { return nil }
    return (word, next)
  }

  /// `for 10 days`, `x 2 weeks`, `for two months`.
  private func duration(at index: Int, before end: Int) -> Int? {
    guard index + 2 < end, let (lead, start) = source.letters(at: index, before: end),
      Self.durationLeads.contains(lead)
    else { return nil }
    var place = start
    if source.tokens[place].kind == .number {
      place += 1
      if place + 1 < end, isRangeMark(place), source.tokens[place + 1].kind == .number {
        place += 2
      }
    } else if let (word, next) = word(at: place, before: end), word == .count || word == .every {
      place = next
    } else {
      return nil
    }
    if place < end, source.isMark(place, "-") { place += 1 }
    guard place < end, let key = source.letters(at: place, before: end)?.key,
      Self.durationUnits.contains(key)
    else { return nil }
    return place + 1
  }

  private static let durationLeads = Set(["for", "x"].map { FactSource.packed($0.utf8) })
  private static let durationUnits = Set(
    ["day", "days", "week", "weeks", "month", "months", "hours"].map { FactSource.packed($0.utf8) })

  // MARK: - Route and frequency

  private func route(at index: Int, before end: Int) -> Int? {
    guard let (word, next) = word(at: index, before: end) else { return nil }
    if word == .route { return next }
    // `by mouth`.
    guard word == .lead, next < end, source.letters(at: next, before: end)?.key == Self.mouth
    else { return nil }
    return next + 1
  }

  private static let mouth = FactSource.packed("mouth".utf8)

  private func frequency(at index: Int, before end: Int) -> Int? {
    if case (.frequency, let next)? = word(at: index, before: end) { return next }
    if let next = everyHours(at: index, before: end) { return next }
    // `2x/day`, `3 times a day`, `three times daily`.
    var position = index
    if source.tokens[index].kind == .number { position += 1 }
    guard let (word, next) = word(at: position, before: end) else { return nil }
    switch word {
    case .count:
      guard case .times? = self.word(at: next, before: end)?.word else { return nil }
      return perTime(after: next + 1, before: end) ?? next + 1
    case .times:
      // `x 1`.
      if position == index, next < end, source.text.bytes[source.tokens[next].span.range] == [0x31]
      {
        return next + 1
      }
      if position > index || source.tokens[position].span.count > 2 {
        return perTime(after: next, before: end) ?? (position > index ? nil : next)
      }
      return nil
    case .every where position == index:
      return time(after: next, before: end)
    case .lead where position == index:
      var following = next
      // `in the morning`.
      if following < end, source.words[following].contains(.determiner) { following += 1 }
      guard case .occasion? = self.word(at: following, before: end)?.word,
        source.letters(at: following, before: end)?.key != Self.mouth
      else { return nil }
      return following + 1
    default: return nil
    }
  }

  /// `a day`, `per week`, `/day`, `daily` behind a count of times.
  private func perTime(after index: Int, before end: Int) -> Int? {
    if index < end, source.isMark(index, "/") { return time(after: index + 1, before: end) }
    guard let (word, next) = word(at: index, before: end) else { return nil }
    if word == .frequency { return next }
    return word == .every ? time(after: next, before: end) : nil
  }

  /// `6 hours`, `4 to 6 hours`, `other day`, `morning`.
  private func time(after index: Int, before end: Int) -> Int? {
    var position = index
    let last = min(end, index + 5)
    var found: Int?
    while position < last {
      if source.tokens[position].kind == .number || source.isMark(position, "-") {
        position += 1
        continue
      }
      guard let (word, next) = word(at: position, before: end) else { break }
      switch word {
      case .time: found = next
      case .count, .link: break
      default: return found
      }
      if found != nil, source.letters(at: position, before: end)?.key != Self.other { break }
      position = next
    }
    return found
  }

  private static let other = FactSource.packed("other".utf8)

  /// `q6h`, `q.6h.`, `q 4-6 hours`, `q4-6h`.
  private func everyHours(at index: Int, before end: Int) -> Int? {
    let token = source.tokens[index]
    guard token.kind == .word, source.byte(index) | 0x20 == UInt8(ascii: "q") else { return nil }
    var position = index + 1
    let count = token.span.count
    if count > 1 {
      guard source.text.bytes[Int(token.start) + 1].isASCIIDigit else { return nil }
      if !source.text.bytes[Int(token.end) - 1].isASCIIDigit {
        return dotted(position, before: end)
      }
    } else if position < end, source.isMark(position, ".") {
      position += 1
    }
    while position < end, source.tokens[position].kind == .number || source.isMark(position, "-") {
      position += 1
    }
    guard position < end, count > 1 || source.tokens[position - 1].kind == .number,
      case .time? = word(at: position, before: end)?.word
    else { return nil }
    return dotted(position + 1, before: end)
  }

  /// Takes in the full stop of an abbreviation where a sentence goes on behind it.
  private func dotted(_ index: Int, before end: Int) -> Int {
    index + 1 < end && source.isMark(index, ".") && source.touchesPrevious(index)
      ? index + 1 : index
  }

  private func isLink(_ index: Int, before end: Int) -> Bool {
    switch source.tokens[index].kind {
    case .number: return false
    case .punctuation:
      switch source.byte(index) {
      case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"),
        UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: "."):
        return true
      default: return false
      }
    case .word:
      guard let (word, _) = word(at: index, before: end) else { return false }
      return word == .link || word == .form || word == .count
    }
  }
}
