import ClinicalLanguage
import SourceText

/// Numbers that belong to how something is told rather than to what is: the ends of a scale, the minutes at
/// which a newborn is scored, the hour of a clock.
extension QuantityComparison {
  /// Whether a number is only that of the scale on which another is told.
  func isOfScale(_ place: Int) -> Bool {
    isEndOfScale(place) || isFullComa(place) || isTimeOfApgar(place)
  }

  /// The `0-10` of `8 on a 0-10 scale`, `on a scale of 1 to 10`.
  private func isEndOfScale(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.kind == .amount, mention.dimension == .none, mention.high == Self.highestPain
    else { return false }
    // `on a 10-point scale`
    if mention.low == mention.high {
      let behind = words(around: mention, before: 0, behind: 3).map {
        summary.tokens[$0].foldedHash
      }
      return behind.contains(Self.point) && behind.contains(where: Self.scales.contains)
    }
    guard mention.low <= 1 else { return false }
    return words(around: mention, before: 3, behind: 2).contains {
      Self.scales.contains(summary.tokens[$0].foldedHash)
    }
  }

  /// `GCS 15/15` for `GCS 15`.
  private func isFullComa(_ place: Int) -> Bool {
    let pair = mentions[place]
    guard pair.kind == .ratio, pair.high == Self.highestComa, pair.low >= 3, written.holds(pair.low)
    else { return false }
    return words(around: pair, before: 5, behind: 0).contains {
      Self.coma.contains(summary.tokens[$0].foldedHash)
    }
  }

  /// The minutes of `Apgars 8 and 9 at 1 and 5 minutes`, at which every newborn is scored.
  private func isTimeOfApgar(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.kind == .amount, Self.minutesOfApgar.contains(mention.raw),
      mention.dimension.measure == .duration, mention.low < Self.hour
    else { return false }
    return words(around: mention, before: Self.apgarReach, behind: 0).contains {
      Self.apgar.contains(summary.tokens[$0].foldedHash)
    }
  }

  /// `3 pm`, `3 in the afternoon` for `15:00` or `1500`.
  func isHourOfDay(_ place: Int) -> Bool {
    let mention = mentions[place]
    guard mention.kind == .amount, mention.dimension == .none, mention.low == mention.high,
      (1...12).contains(mention.raw), mention.raw == mention.raw.rounded(),
      let isLate = halfOfDay(behind: mention)
    else { return false }
    let hour = mention.raw.truncatingRemainder(dividingBy: 12) + (isLate ? 12 : 0)
    if index.hasNumber(from: hour * 100, to: hour * 100), hour > 9 { return true }
    return index.bare(hour).contains {
      let known = index.mentions[$0]
      return known.kind == .code && known.low == hour && known.high < 60
        && known.high == 0 && note.text[known.span].contains(UInt8(ascii: ":"))
    }
  }

  /// Whether the number is an hour after noon; nil where nothing behind it says which half of the day is meant.
  private func halfOfDay(behind mention: QuantityMention) -> Bool? {
    for next in words(around: mention, before: 0, behind: 5) {
      let token = summary.tokens[next]
      if Self.early.contains(token.foldedHash) { return false }
      if Self.late.contains(token.foldedHash) { return true }
      guard token.kind == .punctuation || Self.links.contains(token.foldedHash) else { return nil }
    }
    return nil
  }

  private func words(around mention: QuantityMention, before: Int, behind: Int) -> [Int] {
    let first = Int(mention.tokens.lowerBound)
    let last = Int(mention.tokens.upperBound)
    return Array(max(0, first - before)..<first)
      + Array(last..<max(last, min(summary.tokens.count, last + behind)))
  }

  private static let highestPain = 10.0
  private static let highestComa = 15.0
  private static let minutesOfApgar: Set<Double> = [1, 5, 10]
  private static let hour = 1.0 / 24
  private static let apgarReach = 16
  private static let point = WordHash.of("point".utf8)
  private static let scales = WordHash.list("scale scales")
  private static let coma = WordHash.list("gcs glasgow coma")
  private static let apgar = WordHash.list("apgar apgars")
  private static let early = WordHash.list("am a morning")
  private static let late = WordHash.list("pm p afternoon evening")
  private static let links = WordHash.list("o clock o'clock in the")
}
