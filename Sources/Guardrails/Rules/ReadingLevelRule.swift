import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `reading_level`: a summary that takes more schooling to read than it should.
///
/// Parameters: `maximumGrade` (a school grade of the United States such as `8`), `minimumWords`
/// (default 30: the formula says nothing about a few words). The grade is that of Flesch and Kincaid:
/// 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom,
/// "Derivation of New Readability Formulas", Naval Technical Training Command, 1975). Statements
/// count as sentences; numbers, marks and headings are left out.
package struct ReadingLevelRule: RuleKind {
  package static let kind = "reading_level"

  private let maximumGrade: Double
  private let minimumWords: Int

  package init?(reading parameters: inout ParameterReader) {
    let maximum = parameters.requiredDecimal("maximumGrade")
    minimumWords = parameters.integer("minimumWords", in: 1...1_000_000) ?? 30
    guard let maximum else { return nil }
    guard (1...20).contains(maximum) else {
      parameters.report("a grade is a number from 1 to 20", at: "maximumGrade")
      return nil
    }
    maximumGrade = maximum
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let text = context.draft.document
    var words = 0
    var syllables = 0
    var sentences = 0
    var next = 0
    for claim in context.claims {
      let span = claim.claim.span
      let before = words
      while next < text.tokens.count, text.tokens[next].start < span.end {
        let token = text.tokens[next]
        next += 1
        guard token.start >= span.start, token.kind == .word else { continue }
        words += 1
        syllables += Syllables.count(in: text.text.bytes, token.span.range)
      }
      if words > before { sentences += 1 }
    }
    guard words >= minimumWords, sentences > 0 else { return .nothing }
    let grade =
      0.39 * Double(words) / Double(sentences) + 11.8 * Double(syllables) / Double(words) - 15.59
    guard grade > maximumGrade else { return .nothing }
    return Judgement(observations: [Observation(message: .hard(grade, limit: maximumGrade))])
  }
}

/// Syllables of English words by their vowels.
enum Syllables {
  /// Groups of vowels, without a silent `e` at the end or in `-es` and `-ed`; at least one.
  static func count(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    var count = 0
    var wasVowel = false
    for index in range {
      let isVowel = isVowel(bytes[index])
      if isVowel && !wasVowel { count += 1 }
      wasVowel = isVowel
    }
    if count > 1, endsSilently(bytes[range]) { count -= 1 }
    return max(count, 1)
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"), UInt8(ascii: "y"):
      true
    default: false
    }
  }

  private static func endsSilently(_ word: ArraySlice<UInt8>) -> Bool {
    let letters = word.suffix(3).map { $0 | 0x20 }
    guard letters.count == 3 else { return false }
    let (before, middle, last) = (letters[0], letters[1], letters[2])
    if last == UInt8(ascii: "e") {
      // `take`, but `table` and `free`.
      return !isVowel(middle) && !(middle == UInt8(ascii: "l") && !isVowel(before))
    }
    guard middle == UInt8(ascii: "e"), !isVowel(before) else { return false }
    // `walked`, `takes`, but `treated`, `needed`, `doses`, `patches`.
    if last == UInt8(ascii: "d") {
      return before != UInt8(ascii: "t") && before != UInt8(ascii: "d")
    }
    return last == UInt8(ascii: "s")
      && ![
        UInt8(ascii: "s"), UInt8(ascii: "z"), UInt8(ascii: "c"), UInt8(ascii: "g"),
        UInt8(ascii: "x"), UInt8(ascii: "h"),
      ].contains(before)
  }
}

extension Message {
  fileprivate static func hard(_ grade: Double, limit: Double) -> Message {
    Message("it reads at grade \(rounded(grade)), above grade \(rounded(limit))")
  }

  /// With one digit after the point, if that is no zero.
  private static func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
