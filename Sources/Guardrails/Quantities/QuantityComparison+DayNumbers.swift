import ClinicalLanguage
import SourceText

/// Lengths of time that a note tells by the number of the day or week that it is.
extension QuantityComparison {
  /// `for three days` where the note has `D3`, `day 3`, `POD #3` or `third postoperative day`; `three weeks` for
  /// `week 3`, `POW 3`.
  func isDayNumber(_ mention: QuantityMention) -> Bool {
    guard mention.low == mention.high, mention.raw < Self.mostCounted,
      mention.raw == mention.raw.rounded(), mention.raw > 0
    else { return false }
    let labels: Set<UInt32>
    switch mention.low / mention.raw {
    case 1: labels = Self.days
    case 7: labels = Self.weeks
    default: return false
    }
    return written.places(of: mention.raw).contains { place in
      isBehindLabel(place, labels) || isLabel(place, labels) || isOrdinal(place, before: labels)
    }
  }

  private static let mostCounted = 100.0

  /// `day 3`, `POD #3`, `day number three`
  private func isBehindLabel(_ place: Int, _ labels: Set<UInt32>) -> Bool {
    var before = place - 1
    while before > 0, place - before <= 2,
      note.text.bytes[Int(note.tokens[before].start)] == UInt8(ascii: "#")
        || note.tokens[before].foldedHash == Self.number
    {
      before -= 1
    }
    return before >= 0 && note.tokens[place].kind != .punctuation
      && labels.contains(note.tokens[before].foldedHash)
  }

  /// `D3`, `POD3`: letters and the number in one word; the `D3` of `vitamin D3` counts no day.
  private func isLabel(_ place: Int, _ labels: Set<UInt32>) -> Bool {
    let token = note.tokens[place]
    guard token.kind == .word,
      place == 0 || !Self.vitamins.contains(note.tokens[place - 1].foldedHash)
    else { return false }
    let letters = note.text[token.span].prefix { !($0 &- 0x30 < 10) }
    let digits = note.text[token.span].dropFirst(letters.count)
    return !letters.isEmpty && !digits.isEmpty && digits.allSatisfy { $0 &- 0x30 < 10 }
      && labels.contains(WordHash.of(letters.map { $0 | 0x20 }))
  }

  /// `third postoperative day`, `3rd hospital day`
  private func isOrdinal(_ place: Int, before labels: Set<UInt32>) -> Bool {
    let behind = place + 1..<min(note.tokens.count, place + Self.ordinalReach)
    let isOrdinal =
      Self.ordinals.contains(note.tokens[place].foldedHash)
      || behind.first.map { Self.ordinals.contains(note.tokens[$0].foldedHash) } ?? false
    return isOrdinal
      && behind.contains { next in
        labels.contains(note.tokens[next].foldedHash)
          && (place + 1..<next).allSatisfy { note.tokens[$0].kind != .number }
      }
  }

  /// In tokens: `2nd post-operative day`.
  private static let ordinalReach = 6
  private static let days = WordHash.list("day d pod dol hd")
  private static let weeks = WordHash.list("week wk pow")
  private static let number = WordHash.of("number".utf8)
  private static let vitamins = WordHash.list("vit vitamin vits")
  private static let ordinals = WordHash.list(
    "first second third fourth fifth sixth seventh eighth ninth tenth st nd rd th")
}
