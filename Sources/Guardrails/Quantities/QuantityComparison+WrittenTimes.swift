import ClinicalLanguage
import SourceText

/// Times of day, dates and ages that a summary writes otherwise than its note, and that are the same.
extension QuantityComparison {
  /// `1630` for `16:30`, `1100` for `11 a.m.`
  func isClockTime(_ place: Int) -> Bool {
    let mention = mentions[place]
    if isHourOfClock(mention) { return true }
    guard mention.dimension == .none, mention.span.count == 4, mention.raw < 2400,
      mention.raw == mention.raw.rounded()
    else { return false }
    let hour = (mention.raw / 100).rounded(.down)
    let minutes = mention.raw - hour * 100
    guard minutes < 60 else { return false }
    let hours = [hour, hour - 12].filter { $0 >= 0 }
    if minutes == 0, hours.contains(where: { isHour($0) }) { return true }
    return index.mentions.prefix(QuantityIndex.mostCompared).contains {
      $0.kind == .code && hours.contains($0.low) && $0.high == minutes
        && note.text[$0.span].contains(UInt8(ascii: ":"))
    }
  }

  /// `2 a.m.` for `0200`
  private func isHourOfClock(_ mention: QuantityMention) -> Bool {
    let next = Int(mention.tokens.upperBound)
    guard mention.dimension == .none, (1...12).contains(mention.raw), mention.span.count <= 2,
      next < summary.tokens.count, summary.tokens[next].kind == .word
    else { return false }
    let half = summary.tokens[next].foldedHash
    guard Self.mornings.contains(half) || Self.afternoons.contains(half) else { return false }
    let hour =
      mention.raw.truncatingRemainder(dividingBy: 12) + (Self.afternoons.contains(half) ? 12 : 0)
    return index.bare(hour * 100).contains { index.mentions[$0].span.count == 4 }
  }

  private static let mornings = WordHash.list("am a")
  private static let afternoons = WordHash.list("pm p")

  /// `11 a.m.`, `3 pm`
  private func isHour(_ hour: Double) -> Bool {
    index.bare(hour).contains {
      let next = Int(index.mentions[$0].tokens.upperBound)
      guard next < note.tokens.count, note.tokens[next].kind == .word else { return false }
      return Self.halvesOfDay.contains(note.tokens[next].foldedHash)
    }
  }

  private static let halvesOfDay: Set<UInt32> = Set(
    ["am", "pm", "a", "p", "o'clock", "hrs", "hours", "this", "in"].map { WordHash.of($0.utf8) })

  /// `next visit 11/12`, which may be eleven months, for November 12.
  func isDateReadAsTime(_ place: Int) -> Bool {
    let next = place + 1
    guard next < mentions.count, mentions[next].kind == .ratio,
      mentions[next].span == mentions[place].span
    else { return false }
    let pair = mentions[next]
    return index.hasPair(pair.low, pair.high) || isDate(pair)
  }

  /// Whether the two numbers are day and month of a date of the note, in either order.
  func isDate(_ pair: QuantityMention) -> Bool {
    index.dates.prefix(QuantityIndex.mostCompared).contains {
      guard let date = index.mentions[$0].date else { return false }
      return Double(date.month) == pair.low && Double(date.day) == pair.high
        || Double(date.day) == pair.low && Double(date.month) == pair.high
    }
  }

  /// `1/05` for January 2005, `3/91` for `3/1991`.
  func isMonthOfYear(_ pair: QuantityMention) -> Bool {
    guard (1...12).contains(pair.low), pair.high < 100, pair.span.count >= 4,
      summary.text[pair.span].suffix(3).first == UInt8(ascii: "/")
    else { return false }
    return index.dates.prefix(QuantityIndex.mostCompared).contains {
      guard let date = index.mentions[$0].date else { return false }
      return Double(date.month) == pair.low && date.year > 0
        && Double(date.year % 100) == pair.high
    }
  }

  /// `'78` for 1978 or for `'78`, whichever century it is of.
  func isShortYear(_ mention: QuantityMention) -> Bool {
    guard let year = mention.date?.year else { return false }
    let isShort = mention.span.count == 2
    return index.dates.prefix(QuantityIndex.mostCompared).contains {
      let known = index.mentions[$0]
      guard let other = known.date?.year, other > 0, isShort || known.span.count == 2 else {
        return false
      }
      return other % 100 == year % 100
    }
      || isShort
        && [1900.0, 2000].contains { century in
          let full = century + Double(year % 100)
          return index.hasNumber(from: full, to: full)
        }
  }

  /// `24 Nov` where the note has `Mon 24th`, and its other days in November.
  func isOrdinalDay(_ date: CalendarDate) -> Bool {
    guard date.day > 0,
      index.dates.prefix(QuantityIndex.mostCompared).contains(where: {
        index.mentions[$0].date.map { $0.month == date.month || $0.dayFirst.month == date.month }
          ?? false
      })
    else { return false }
    return index.bare(Double(date.day)).contains {
      let place = Int(index.mentions[$0].tokens.upperBound)
      return [place, place - 1].contains { next in
        next > 0 && next < note.tokens.count && note.tokens[next].kind == .word
          && note.tokens[next].start == note.tokens[next - 1].end
          && Self.ordinals.contains(note.tokens[next].foldedHash)
      }
    }
  }

  private static let ordinals: Set<UInt32> = Set(
    ["st", "nd", "rd", "th"].map { WordHash.of($0.utf8) })

  /// `repair 14y` for `repair at age 14`.
  func isAgeAtEvent(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.dimension.measure == .duration, mention.low == mention.high,
      isClose(mention.low / mention.raw, 365.2425, 1e-6)
    else { return false }
    return index.bare(mention.raw).contains {
      let before = Int(index.mentions[$0].tokens.lowerBound) - 1
      return (max(0, before - 1)...max(0, before)).contains {
        Self.ages.contains(note.tokens[$0].foldedHash)
      }
    }
  }

  private static let ages: Set<UInt32> = Set(["age", "aged", "ages"].map { WordHash.of($0.utf8) })

  /// `2h15m`, `135 min` for `2 hours and 15 minutes`.
  func isSumOfTimes(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.dimension.measure == .duration, mention.low <= Self.daysPerWeek,
      mention.low == mention.high
    else { return false }
    let tolerance =
      mention.qualifiers.contains(.approximate) ? Self.looseSumTolerance : Self.sumTolerance
    return index.mentions.indices.dropLast().prefix(QuantityIndex.mostCompared).contains {
      let (first, second) = (index.mentions[$0], index.mentions[$0 + 1])
      return first.dimension.measure == .duration && second.dimension.measure == .duration
        && first.low > second.low && first.sentence == second.sentence
        && second.tokens.lowerBound - first.tokens.upperBound <= 1
        && isClose(first.low + second.low, mention.low, tolerance)
    }
  }

  /// `a 12-hour recording` for `11 hours 52 minutes`.
  private static let sumTolerance = 0.03
  /// `nearly 8 hours` for `7 hours and 45 minutes`
  private static let looseSumTolerance = 0.06
}
