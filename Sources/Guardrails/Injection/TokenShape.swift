import ClinicalLanguage
import SourceText

/// What the tokens of a unit look like, gathered in passing: enough to tell that no text in it is
/// encoded, which holds for nearly all units.
struct TokenShape: Sendable {
  /// The longest stretch without white space so far, in bytes.
  private(set) var longestStretch: Int32 = 0
  private(set) var longestLetters = 0
  private(set) var longestNumbers = 0
  private(set) var percents = 0
  private(set) var ampersands = 0
  private(set) var backslashes = 0
  private(set) var strokes = 0
  private(set) var questions = 0
  /// Words with a digit in second or third place.
  private(set) var leets = 0

  private var stretchStart: Int32 = 0
  private var end: Int32 = -1
  private var letters = 0
  private var numbers = 0

  @inline(__always)
  mutating func take(_ token: Token, _ bytes: [UInt8]) {
    if token.start != end { stretchStart = token.start }
    end = token.end
    longestStretch = max(longestStretch, end - stretchStart)
    switch token.kind {
    case .word:
      numbers = 0
      letters = token.end - token.start == 1 ? letters + 1 : 0
      longestLetters = max(longestLetters, letters)
      // `th3`, `wr1t3`, `m3nt10n`: nearly all have the first digit in second or third place.
      if token.end - token.start >= 3,
        bytes[Int(token.start) + 1] &- 0x30 < 10 || bytes[Int(token.start) + 2] &- 0x30 < 10
      {
        leets += 1
      }
    case .number:
      letters = 0
      numbers += 1
      longestNumbers = max(longestNumbers, numbers)
    case .punctuation:
      letters = 0
      let mark = bytes[Int(token.start)]
      switch mark {
      case UInt8(ascii: "."), UInt8(ascii: "-"): strokes += 1
      case UInt8(ascii: "%"): percents += 1
      case UInt8(ascii: "?"): questions += 1
      case UInt8(ascii: "&"): ampersands += 1
      case UInt8(ascii: "\\"): backslashes += 1
      default: break
      }
      if mark != UInt8(ascii: ",") { numbers = 0 }
    }
  }

  /// The shortest stretch that is decoded; the longest words of medicine stay without digits, and
  /// what is decoded must read as text.
  static var shortestEncoded: Int32 { 16 }
  static var fewestLetters: Int { 8 }
  static var fewestNumbers: Int { 8 }
  static var fewestStrokes: Int { 15 }

  @inline(__always)
  var isUnusual: Bool {
    longestStretch >= Self.shortestEncoded || longestLetters >= Self.fewestLetters || leets >= 3
      || longestNumbers >= Self.fewestNumbers || percents >= 4 || ampersands >= 2
      || backslashes >= 3 || strokes >= Self.fewestStrokes
  }
}
