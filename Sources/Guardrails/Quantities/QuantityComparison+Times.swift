import ClinicalLanguage
import SourceText

/// Lengths of time that a note gives without naming them.
extension QuantityComparison {
  /// `Review 12 months, download at 6`: numbers without a unit in a sentence that has given the same
  /// unit before.
  func withElidedUnit(_ place: Int) -> [Int] {
    let mention = mentions[place]
    guard mention.raw > 0, mention.low == mention.high else { return [] }
    let size = mention.low / mention.raw
    return index.bare(mention.raw).filter { bare in
      let other = index.mentions[bare]
      guard other.kind == .amount, other.qualifiers.isDisjoint(with: [.age, .hash, .plus]) else {
        return false
      }
      var before = bare - 1
      while before >= 0, index.mentions[before].sentence == other.sentence {
        let known = index.mentions[before]
        if known.dimension.measure == .duration, known.raw > 0 {
          return isClose(known.low / known.raw, size, 1e-6)
        }
        // `60 mg, then 40`: another unit came between.
        if known.dimension.measure != .none { return false }
        before -= 1
      }
      return false
    }
  }

  /// `See you in one year` where the note has `annual review`.
  func isInterval(_ mention: QuantityMention) -> Bool {
    // `1 pack/6 d`
    let isRate =
      mention.span.start > 0
      && summary.text.bytes[Int(mention.span.start) - 1] == UInt8(ascii: "/")
    guard mention.low >= 7 || isRate || isApart(mention), mention.low == mention.high else {
      return false
    }
    return index.frequencies.prefix(QuantityIndex.mostCompared).contains {
      isClose(index.mentions[$0].low * mention.low, 1, 0.1)
    }
  }

  /// `contractions 5 minutes apart`, `at 5-minute intervals`
  private func isApart(_ mention: QuantityMention) -> Bool {
    let next = Int(mention.tokens.upperBound)
    return next < summary.tokens.count
      && Self.intervals.contains(summary.tokens[next].foldedHash)
  }

  private static let intervals = WordHash.list("apart interval intervals")

  /// `born at 34+2` where the note has `34+2` with no word about a pregnancy beside it.
  func isGestation(_ mention: QuantityMention) -> Bool {
    // `34w2d`
    let written = summary.text[mention.span]
    guard
      written.contains(UInt8(ascii: "+"))
        || written.contains(UInt8(ascii: "w")) && written.last == UInt8(ascii: "d")
          && !written.contains(0x20)
    else { return false }
    let days = (mention.low - mention.raw * Self.daysPerWeek).rounded()
    return index.hasNumber(from: mention.raw, to: mention.raw)
      && index.hasNumber(from: days, to: days)
  }

  static let daysPerWeek = 7.0

  /// `20 mg per 24 h` for `20 mg over 24 h`: one amount, of which one text says how long it lasts.
  func isOfOneDay(_ left: QuantityMention, _ right: QuantityMention) -> Bool {
    guard left.dimension.measure == right.dimension.measure, left.raw == right.raw else {
      return false
    }
    let (rate, whole) = left.dimension.denominator == .hour ? (left, right) : (right, left)
    return rate.dimension.denominator == .hour && whole.dimension.denominator == .none
      && isClose(rate.low * Self.hoursPerDay, whole.low, 1e-6)
  }

  private static let hoursPerDay = 24.0

  /// `Call 999`: whom to call is no quantity.
  func isTelephoneNumber(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.dimension == .none, [999, 911, 112, 111].contains(mention.raw) else {
      return false
    }
    let first = Int(mention.tokens.lowerBound)
    return (max(0, first - 3)..<first).contains {
      Self.calling.contains(summary.tokens[$0].foldedHash)
    }
  }

  private static let calling: Set<UInt32> = Set(
    ["call", "ring", "dial", "phone", "or", "to"].map { WordHash.of($0.utf8) })

  /// How far the time that a summary tells may lie from that between two times of day, in parts of it.
  private static let clockTolerance = 0.1
  private static let minutesPerDay = 1440.0

  /// `watched for two hours` where the note has `Observed 16:05 - 18:10`.
  func isBetweenClockTimes(_ mention: QuantityMention) -> Bool {
    let minutes = mention.low * Self.minutesPerDay
    guard minutes >= 10, minutes < Self.minutesPerDay, mention.low == mention.high else {
      return false
    }
    var last: (minutes: Double, sentence: Int32)?
    for known in index.mentions where isClock(known) {
      let time = known.low * 60 + known.high
      if let last, last.sentence == known.sentence {
        var apart = time - last.minutes
        if apart < 0 { apart += Self.minutesPerDay }
        if abs(apart - minutes) <= minutes * Self.clockTolerance { return true }
      }
      last = (time, known.sentence)
    }
    return false
  }

  /// With more dates than this a text is a table, and any length of time lies between two of them.
  private static let mostDates = 12

  /// `three weeks ago`, `nine days later` where the note has the two dates.
  func isBetweenDates(_ mention: QuantityMention) -> Bool {
    guard mention.low == mention.high, isDistance(mention) else { return false }
    let dates = knownDates()
    guard dates.count <= Self.mostDates else { return false }
    if mention.low < Self.fewDays { return isDaysBetween(dates, mention) }
    // Told in the unit of the mention, and rounded to one.
    let unit = mention.raw > 0 ? mention.low / mention.raw : 1
    let slack = max(unit / 2, mention.low * 0.1)
    for (number, first) in dates.enumerated() {
      for second in dates[(number + 1)...] {
        for (one, other) in [(first, second), (first.dayFirst, second.dayFirst)] {
          guard let apart = Self.days(from: one, to: other) else { continue }
          if abs(apart - mention.low) <= slack { return true }
        }
      }
    }
    return false
  }

  /// In days. So few lie between some two dates of many a note.
  private static let fewDays = 5.0

  /// `on 3/7/2015, three days after the operation` where the note has the operation on 3/4/2015: whether
  /// the days lie between two dates of the note, one of which the same sentence names, or which are its
  /// only ones.
  private func isDaysBetween(_ dates: [CalendarDate], _ mention: QuantityMention) -> Bool {
    let days = mention.low.rounded()
    guard days >= 1, days == mention.low else { return false }
    let named = mentions.filter { $0.sentence == mention.sentence }.compactMap(\.date)
    func isNamed(_ date: CalendarDate) -> Bool {
      named.contains { $0.month == date.month && $0.day == date.day }
    }
    return dates.enumerated().contains { number, first in
      dates[(number + 1)...].contains { second in
        (dates.count == 2 || isNamed(first) || isNamed(second))
          && Self.fewDays(from: first, to: second) == Int(days)
      }
    }
  }

  /// How many days lie between two dates of one month or of two that follow each other; nil where it is not known.
  private static func fewDays(from first: CalendarDate, to second: CalendarDate) -> Int? {
    guard (1...12).contains(first.month), (1...12).contains(second.month) else { return nil }
    let years = first.year == 0 || second.year == 0 ? nil : Int(second.year - first.year)
    if first.month == second.month {
      return years ?? 0 == 0 ? abs(Int(second.day) - Int(first.day)) : nil
    }
    let isForwards = second.month == first.month % 12 + 1
    guard isForwards || first.month == second.month % 12 + 1 else { return nil }
    let (earlier, later) = isForwards ? (first, second) : (second, first)
    let turns = earlier.month == 12 ? 1 : 0
    guard years.map({ isForwards ? $0 == turns : $0 == -turns }) ?? true else { return nil }
    let isLeapYear = earlier.year > 0 && earlier.year % 4 == 0
    let length = earlier.month == 2 && isLeapYear ? 29 : lengths[Int(earlier.month) - 1]
    return length - Int(earlier.day) + Int(later.day)
  }

  /// Of the months, in days.
  private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// Whether a word behind or before it tells how far apart two things are.
  private func isDistance(_ mention: QuantityMention) -> Bool {
    let behind = Int(mention.tokens.upperBound)
    let before = Int(mention.tokens.lowerBound)
    return (behind..<min(summary.tokens.count, behind + 2)).contains {
      Self.apart.contains(summary.tokens[$0].foldedHash)
    }
      || (max(0, before - 2)..<before).contains {
        Self.within.contains(summary.tokens[$0].foldedHash)
      }
  }

  private static let apart: Set<UInt32> = Set(
    ["ago", "earlier", "later", "before", "after", "previously", "apart"].map {
      WordHash.of($0.utf8)
    })
  private static let within: Set<UInt32> = Set(
    ["over", "within", "in", "for", "after", "lasted", "lasting"].map { WordHash.of($0.utf8) })

  /// `less than a week ago` where the note has `four to five days ago`: more than half of the bound.
  func isBoundOfKnown(_ mention: QuantityMention) -> Bool {
    let first = Int(mention.tokens.lowerBound)
    guard mention.low == mention.high, mention.raw == 1, first > 0 else { return false }
    let isUpper =
      Self.under.contains(summary.tokens[first - 1].foldedHash)
      || first > 1 && summary.tokens[first - 1].foldedHash == Self.than
        && summary.tokens[first - 2].foldedHash == Self.less
    guard isUpper else { return false }
    return index.amounts(mention.dimension, from: mention.low / 2, to: mention.low).contains {
      index.mentions[$0].low < mention.low && index.mentions[$0].high <= mention.low
    }
  }

  /// `a third of a year` where the note has four months.
  func isPartOfKnown(_ place: Int) -> Bool {
    let mention = mentions[place]
    let first = Int(mention.tokens.lowerBound)
    guard mention.dimension.measure == .duration, mention.raw == 1, mention.low == mention.high,
      first > 1, summary.tokens[first - 1].foldedHash == Self.of,
      let part = Self.parts[summary.tokens[first - 2].foldedHash]
    else { return false }
    let length = mention.low * part
    return !index.amounts(
      mention.dimension, from: length * (1 - Self.partTolerance),
      to: length * (1 + Self.partTolerance)
    ).isEmpty
  }

  private static let partTolerance = 0.03
  private static let of = WordHash.of("of".utf8)
  private static let parts: [UInt32: Double] = [
    WordHash.of("half".utf8): 1.0 / 2, WordHash.of("third".utf8): 1.0 / 3,
    WordHash.of("thirds".utf8): 2.0 / 3, WordHash.of("quarter".utf8): 1.0 / 4,
    WordHash.of("quarters".utf8): 3.0 / 4,
  ]

  /// `several times a week` where the note says how often it is in a length of time.
  func isRateWithoutNumber(_ place: Int) -> Bool {
    let mention = mentions[place]
    let first = Int(mention.tokens.lowerBound)
    guard mention.dimension.measure == .duration, mention.raw == 1, first > 1,
      summary.tokens[first - 1].foldedHash == Self.times,
      Self.some.contains(summary.tokens[first - 2].foldedHash)
    else { return false }
    return !index.frequencies.isEmpty
  }

  private static let times = WordHash.of("times".utf8)
  private static let some = WordHash.list(
    "several few many multiple numerous some various repeated")

  private static let under: Set<UInt32> = Set(["under", "within"].map { WordHash.of($0.utf8) })
  private static let than = WordHash.of("than".utf8)
  private static let less = WordHash.of("less".utf8)

  /// The days of the note, dates without a year and `15/10` among them, each once.
  private func knownDates() -> [CalendarDate] {
    var found: [CalendarDate] = []
    for mention in index.mentions {
      var date = mention.date
      if mention.kind == .ratio, (1...31).contains(mention.low), (1...12).contains(mention.high) {
        date = CalendarDate(year: 0, month: Int8(mention.high), day: Int8(mention.low))
      }
      guard let date, date.month > 0, date.day > 0, !found.contains(date) else { continue }
      found.append(date)
      if found.count > Self.mostDates { break }
    }
    return found
  }

  /// How many days lie between two dates; of dates without a year, in one year. Months are taken as
  /// thirty days and a half, which no length of time that people tell is finer than.
  private static func days(from first: CalendarDate, to second: CalendarDate) -> Double? {
    guard (1...12).contains(first.month), (1...12).contains(second.month) else { return nil }
    let years = first.year == 0 || second.year == 0 ? 0 : Double(second.year - first.year)
    let months = Double(second.month - first.month)
    return abs(years * 365.25 + months * 30.5 + Double(second.day - first.day))
  }

  /// `16:05`
  private func isClock(_ mention: QuantityMention) -> Bool {
    mention.kind == .code && mention.low < 25 && mention.high < 60 && mention.span.count >= 4
      && note.text[mention.span].contains(UInt8(ascii: ":"))
  }
}
