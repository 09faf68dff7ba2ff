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
    guard mention.low >= 7, mention.low == mention.high else { return false }
    return index.frequencies.prefix(QuantityIndex.mostCompared).contains {
      isClose(index.mentions[$0].low * mention.low, 1, 0.1)
    }
  }

  /// `born at 34+2` where the note has `34+2` with no word about a pregnancy beside it.
  func isGestation(_ mention: QuantityMention) -> Bool {
    guard summary.text[mention.span].contains(UInt8(ascii: "+")) else { return false }
    let days = (mention.low - mention.raw * Self.daysPerWeek).rounded()
    return index.hasNumber(from: mention.raw, to: mention.raw)
      && index.hasNumber(from: days, to: days)
  }

  private static let daysPerWeek = 7.0

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

  /// `16:05`
  private func isClock(_ mention: QuantityMention) -> Bool {
    mention.kind == .code && mention.low < 25 && mention.high < 60 && mention.span.count >= 4
      && note.text[mention.span].contains(UInt8(ascii: ":"))
  }
}
