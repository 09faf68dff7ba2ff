import ClinicalLanguage
import SourceText

/// Numbers that name, rank or stand in pairs, and small counts: no unit says what they are of, so
/// they are held against the numbers of the note as they are written.
extension QuantityComparison {
  /// `COVID-19`, `stage 3`, `2nd`, `5-0 nylon`, `10:30`.
  mutating func compareCode(_ place: Int) {
    let code = mentions[place]
    let first = Int(code.tokens.lowerBound)
    // `G4`, `x3`: short for too many things.
    guard summary.tokens[first].kind == .number else { return }
    let text = summary.text[code.span]
    if text.contains(UInt8(ascii: ":")) {
      if !isKnownClock(code) { report(place, .number, .absent) }
    } else if code.low != code.high || text.contains(UInt8(ascii: "-")) {
      guard code.low <= Self.largestInName, !holdsChain(code) else { return }
      report(place, .number, .otherValue)
    } else {
      compareName(place, code)
    }
  }

  private mutating func compareName(_ place: Int, _ code: QuantityMention) {
    let isKnown = isKnownOfItsKind(code)
    if isKnown == true { return }
    if !written.holds(code.low) {
      if !isNameWithoutNumber(code), !isRoundDecade(Int(code.tokens.lowerBound)) {
        report(place, .number, .absent)
      }
    } else if isKnown == false ? !isKnownInShort(code) : isDescendingLevel(code) {
      report(place, .number, .otherValue)
    }
  }

  /// What was read as an amount and is known by its value, but is no number that the note has: a
  /// small count, or a range whose ends belong to two things.
  mutating func compareWritten(_ place: Int) {
    let mention = mentions[place]
    guard mention.kind == .amount || mention.kind == .frequency,
      mention.qualifiers.isDisjoint(with: [.age, .borrowedUnit])
    else { return }
    if mention.low != mention.high {
      guard let (low, high) = ends(of: mention), high <= Self.largestPaired,
        !holdsPair(low, high), !isConverted(mention)
      else { return }
      report(
        place, mention.kind == .frequency ? .frequency : aspect(of: place), .otherValue)
    } else if mention.kind == .amount, isSmallCount(mention), !written.holds(mention.raw),
      !isItemNumber(mention), !isCount(mention), !isQuotient(mention)
    {
      report(place, .number, .absent)
    }
  }

  /// Larger numbers that stand together are spans of values, whose ends a summary may take from a
  /// list.
  private static let largestPaired = 31.0
  /// Sutures, teeth and fingers; what is larger is a telephone number.
  private static let largestInName = 100.0

  /// The two ends of a range as they are written; nil where they are not written as a range, or as
  /// one that something passed through: `from 2.8 to 3.4 mm`.
  private func ends(of range: QuantityMention) -> (low: Double, high: Double)? {
    let numbers = range.tokens.filter { summary.tokens[Int($0)].kind == .number }
    guard numbers.count == 2, numbers[1] - numbers[0] == 2,
      !isBehindFrom(Int(range.tokens.lowerBound)),
      let low = QuantityDecimal.value(
        of: summary.text.bytes, in: summary.tokens[Int(numbers[0])].span.range),
      let high = QuantityDecimal.value(
        of: summary.text.bytes, in: summary.tokens[Int(numbers[1])].span.range)
    else { return nil }
    return (low, high)
  }

  private func isBehindFrom(_ token: Int) -> Bool {
    token > 0 && summary.tokens[token - 1].foldedHash == Self.from
  }

  private static let from = WordHash.of("from".utf8)

  /// Whether the note has the numbers of a name one behind the other: `5-0`, `2-0-1-2`.
  private func holdsChain(_ code: QuantityMention) -> Bool {
    let numbers = code.tokens.compactMap { token in
      let token = summary.tokens[Int(token)]
      return token.kind == .number
        ? QuantityDecimal.value(of: summary.text.bytes, in: token.span.range) : nil
    }
    guard numbers.count > 1 else { return true }
    return zip(numbers, numbers.dropFirst()).allSatisfy { holdsPair($0, $1) }
  }

  /// In tokens: the ends of a range may be told far apart, with what lies between them.
  private static let listReach = 40
  /// So many numbers between two others are a list that a range may be told for; of small ones,
  /// which stand in many places, more.
  private static func leastListed(_ last: Double) -> Int { last > largestCount ? 1 : 3 }

  /// Whether the note has the two numbers as two ends: one behind the other, with at most measured
  /// amounts between them, or as the ends of a list.
  private func holdsPair(_ first: Double, _ second: Double) -> Bool {
    let seconds = Set(written.places(of: second))
    return written.places(of: first).contains { place in
      var listed = 0
      var isWithin = true
      for next in (place + 1)..<min(note.tokens.count, place + Self.listReach + 1) {
        let isSecond = written.values[next] == second || seconds.contains(next)
        guard isSecond || !written.values[next].isNaN else { continue }
        if isSecond {
          if listed == 0, next - place <= WrittenNumbers.pairReach { return true }
          if isWithin, listed >= Self.leastListed(second) { return true }
        }
        let value = written.values[next]
        let known = written.mentions[next]
        let isMeasured =
          known >= 0 && index.mentions[Int(known)].dimension != .none
          && written.mentions[place] != known
        if !isMeasured { listed += 1 }
        if !(min(first, second)...max(first, second)).contains(value) { isWithin = false }
        if listed > 0, !isWithin { return false }
      }
      return false
    }
  }

  // MARK: - Kinds and levels

  /// `type 6 diabetes`, `stage 2`, `tooth 8`: whether the note has the number behind the same
  /// word, or in a range of such numbers; nil where it has none behind it.
  private func isKnownOfItsKind(_ code: QuantityMention) -> Bool? {
    NumberedNames.kind(before: Int(code.tokens.lowerBound), in: summary)
      .flatMap { names.has(code.low, ofKind: $0) }
  }

  /// Whether the note has the number in a short name: `DM2`, `T2DM` or `DM 2` for type 2 diabetes,
  /// `CKD3` for stage 3 CKD. The name has the first letter of a word beside the kind.
  private func isKnownInShort(_ code: QuantityMention) -> Bool {
    let behind = Int(code.tokens.upperBound)
    let initials = Set(
      [Int(code.tokens.lowerBound) - 2, behind, behind + 1].compactMap { place -> UInt8? in
        guard summary.tokens.indices.contains(place), summary.tokens[place].kind == .word
        else { return nil }
        return summary.text.bytes[Int(summary.tokens[place].start)] | 0x20
      })
    return written.places(of: code.low).contains { place in
      let isWithinWord = written.values[place].isNaN
      let name = note.tokens[isWithinWord ? place : max(0, place - 1)]
      guard name.kind == .word, name.span.count <= Self.longestShortName else { return false }
      let text = note.text[name.span]
      // `twice` is no name.
      guard text.contains(where: { $0 &- 0x30 < 10 }) || text.allSatisfy({ $0 &- 0x41 < 26 })
      else { return false }
      let letters = text.map { $0 | 0x20 }.filter { $0 &- 0x61 < 26 }
      return letters.count > 1 && letters.contains(where: initials.contains)
    }
  }

  /// In bytes: `NIDDM2`.
  private static let longestShortName = 6

  /// `C5-1`, `L4-4`: vertebrae are counted downwards.
  private func isDescendingLevel(_ code: QuantityMention) -> Bool {
    let first = Int(code.tokens.lowerBound)
    guard first > 1, summary.tokens[first - 1].end == code.span.start else { return false }
    let label = summary.tokens[first - 2]
    guard label.kind == .word, (2...3).contains(label.span.count),
      label.end == summary.tokens[first - 1].start
    else { return false }
    let text = summary.text[label.span]
    guard let letter = text.first, [UInt8]("CTL".utf8).contains(letter & 0xDF),
      let upper = QuantityDecimal.value(
        of: summary.text.bytes, in: Int(label.start) + 1..<Int(label.end))
    else { return false }
    return code.low <= upper && !holdsPair(upper, code.low)
  }

  /// Whether the note has a range of the same values, in whatever unit.
  private func isConverted(_ range: QuantityMention) -> Bool {
    let margin = range.low * 0.1
    return index.amounts(range.dimension, from: range.low - margin, to: range.low + margin)
      .contains {
        let known = index.mentions[$0]
        return known.low != known.high && isClose(known.low, range.low, 0.1)
          && isClose(known.high, range.high, 0.1)
      }
  }

  private func isSmallCount(_ mention: QuantityMention) -> Bool {
    switch mention.dimension.measure {
    case .none, .tablet, .puff:
      mention.raw <= Self.largestCount && mention.raw == mention.raw.rounded()
    default: false
    }
  }

  /// The `2.` before an item.
  private func isItemNumber(_ mention: QuantityMention) -> Bool {
    let first = Int(mention.tokens.lowerBound)
    let next = Int(mention.tokens.upperBound)
    guard next < summary.tokens.count, summary.tokens[next].kind == .punctuation else {
      return false
    }
    let mark = summary.text.bytes[Int(summary.tokens[next].start)]
    guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") else { return false }
    return first == 0 || summary.tokens[first].beginsLine
      || summary.tokens[first - 1].kind == .punctuation
  }

  /// More things than these nobody counts in a summary without a number of the note.
  private static let mostCounted = 6.0

  /// `three lesions`: a summary may count what the note lists.
  private func isCount(_ mention: QuantityMention) -> Bool {
    guard mention.raw <= Self.mostCounted, mention.dimension == .none,
      mention.qualifiers.isDisjoint(with: [.plus, .hash])
    else { return false }
    let next = Int(mention.tokens.upperBound)
    return (next..<min(summary.tokens.count, next + 2)).contains { place in
      let token = summary.tokens[place]
      guard token.kind == .word, token.span.count > 3 else { return false }
      let word = summary.text[token.span]
      return word.last == UInt8(ascii: "s") && word.dropLast().last != UInt8(ascii: "s")
        && !isCountedInNote(place, from: next)
    }
  }

  /// The `cycles` of `six cycles` where the note has `4 cycles`: what it counts itself, and once, a summary
  /// does not count anew.
  private func isCountedInNote(_ place: Int, from next: Int) -> Bool {
    guard place == next else { return false }
    let stem = summaryStems[place]
    let places = noteStems.indices.filter { noteStems[$0] == stem }
    return places.count == 1
      && places.allSatisfy { known in
        known > 0 && written.values[known - 1] > 1
          && note.tokens[known - 1].start < note.tokens[known].start
      }
  }

  /// `take two tablets` where the note has 1000 mg, and tablets of 500 mg.
  private mutating func isQuotient(_ mention: QuantityMention) -> Bool {
    guard mention.dimension != .none else { return false }
    let masses = noteMasses
    return masses.contains { whole in
      masses.contains { isClose($0 * mention.raw, whole, 1e-6) }
    }
  }

  /// `COVID-19` where the note has the name alone, or another word for it.
  private func isNameWithoutNumber(_ code: QuantityMention) -> Bool {
    let first = Int(code.tokens.lowerBound)
    guard first > 1, summary.tokens[first - 2].kind == .word,
      summary.tokens[first - 1].end == code.span.start,
      summary.tokens[first - 2].end == summary.tokens[first - 1].start
    else { return false }
    return !names.isNumbered(summary.tokens[first - 2].foldedHash)
  }

  /// `60s`, which is judged as a decade.
  func isRoundDecade(_ first: Int) -> Bool {
    guard first + 1 < summary.tokens.count,
      let value = QuantityDecimal.value(
        of: summary.text.bytes, in: summary.tokens[first].span.range),
      value.truncatingRemainder(dividingBy: 10) == 0
    else { return false }
    let next = summary.tokens[first + 1]
    return next.start == summary.tokens[first].end
      && (next.foldedHash == Self.pluralEnding || next.foldedHash == Self.apostrophe)
  }

  private static let pluralEnding = WordHash.of("s".utf8)
  private static let apostrophe = WordHash.of("'".utf8)

  /// A time of day that the note has in some writing: `16:30`, `1630`, `half past four`.
  private mutating func isKnownClock(_ time: QuantityMention) -> Bool {
    let hours = [time.low, time.low - 12, time.low + 12].filter { $0 >= 0 && $0 <= 24 }
    return hours.contains { hour in
      let joined = hour * 100 + time.high
      return index.hasNumber(from: joined, to: joined)
        || (time.high == 0
          ? written.holds(hour) : written.areNear(hour, time.high))
    } || time.high == 30 && holdsWord(WordHash.list("half"))
  }
}
