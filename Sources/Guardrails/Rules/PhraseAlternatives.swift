import ClinicalLanguage

/// Several phrases in one: `acute (left |right |)(MCA|cerebellar) infarct` is six.
///
/// Alternatives stand in parentheses with bars between them; one may be empty. They do not nest.
enum PhraseAlternatives {
  /// More than anybody means to write in one line.
  private static let most = 1_000

  private static let open = UInt8(ascii: "(")
  private static let close = UInt8(ascii: ")")
  private static let bar = UInt8(ascii: "|")

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == open || byte == close || byte == bar
  }

  /// Whether it has a mark of alternatives, well-formed or not.
  static func isMarked(_ text: String) -> Bool { text.utf8.contains(where: isSpecial) }

  /// How many phrases the text stands for; nil where it is malformed, stands for too many, or for one
  /// without a word.
  static func count(in text: Span<UInt8>) -> Int? {
    var count = 1
    /// Of the group that is open.
    var choices: Int?
    var isEachFilled = true
    /// Whether the choice, or what stands between two groups, has more than blanks.
    var isFilled = false
    var hasWord = false
    for index in text.indices {
      switch (text[index], choices) {
      case (open, nil):
        hasWord = hasWord || isFilled
        (choices, isEachFilled, isFilled) = (1, true, false)
      case (bar, let number?):
        (choices, isEachFilled, isFilled) = (number + 1, isEachFilled && isFilled, false)
      case (close, let number?):
        count *= number
        guard count <= most else { return nil }
        hasWord = hasWord || isEachFilled && isFilled
        (choices, isFilled) = (nil, false)
      case (open, _), (bar, _), (close, _): return nil
      case (let byte, _): isFilled = isFilled || byte != UInt8(ascii: " ")
      }
    }
    guard choices == nil, hasWord || isFilled else { return nil }
    return count
  }

  /// Gives each phrase that the text stands for; none where it is malformed or stands for too many.
  static func expand(_ text: String, _ take: ([UInt8]) -> Void) {
    let bytes = Array(text.utf8)
    guard isMarked(text) else { return take(bytes) }
    guard let (choices, groups) = parts(of: bytes.span) else { return }
    let source = bytes.span
    var phrase: [UInt8] = []
    phrase.reserveCapacity(bytes.count)
    // Where in the phrase each group begins: what stands before the first that changes stays.
    var starts = [Int](repeating: 0, count: groups.count)
    var chosen = groups.map(\.lowerBound)
    var changed = 0
    repeat {
      phrase.removeSubrange((starts.isEmpty ? 0 : starts[changed])...)
      for group in changed..<groups.count {
        starts[group] = phrase.count
        for place in choices[chosen[group]] { phrase.append(source[place]) }
      }
      take(phrase)
      // The next choice of the last group that has one; those after it begin anew.
      changed = groups.count - 1
      while changed >= 0, chosen[changed] + 1 == groups[changed].upperBound {
        chosen[changed] = groups[changed].lowerBound
        changed -= 1
      }
      if changed >= 0 { chosen[changed] += 1 }
    } while changed >= 0
  }

  /// False where none of the phrases that the text stands for can stand among the words; in malformed
  /// texts, parentheses and bars hide words.
  static func mayStand(_ text: Span<UInt8>, among words: PresentWords) -> Bool {
    var start = 0
    var isWhole = true
    while start < text.count {
      var end = start
      while end < text.count, !isSpecial(text[end]) { end += 1 }
      let isWholeAfter = end == text.count
      guard
        words.mayHold(start..<end, of: text, isWholeBefore: isWhole, isWholeAfter: isWholeAfter)
      else { return false }
      guard !isWholeAfter else { return true }
      var close = end + 1
      while close < text.count, text[close] != Self.close { close += 1 }
      guard text[end] == open, close < text.count else { return true }
      guard
        mayStand(
          oneOf: end + 1..<close, of: text, among: words,
          isWholeBefore: end == 0 || text[end - 1] == UInt8(ascii: " "),
          isWholeAfter: close + 1 == text.count || text[close + 1] == UInt8(ascii: " "))
      else { return false }
      (start, isWhole) = (close + 1, false)
    }
    return true
  }

  /// Whether one of the choices between two parentheses can stand among the words.
  private static func mayStand(
    oneOf choices: Range<Int>, of text: Span<UInt8>, among words: PresentWords,
    isWholeBefore: Bool, isWholeAfter: Bool
  ) -> Bool {
    var start = choices.lowerBound
    while true {
      var end = start
      while end < choices.upperBound, text[end] != bar { end += 1 }
      if words.mayHold(
        start..<end, of: text, isWholeBefore: isWholeBefore, isWholeAfter: isWholeAfter)
      {
        return true
      }
      guard end < choices.upperBound else { return false }
      start = end + 1
    }
  }

  /// The text as a row of groups, what stands between parentheses being one of a single choice: where
  /// each choice stands in the text, and which choices belong to each group.
  private static func parts(
    of bytes: Span<UInt8>
  ) -> (choices: [Range<Int>], groups: [Range<Int>])? {
    var choices: [Range<Int>] = []
    var groups: [Range<Int>] = []
    var count = 1
    var start = 0
    var firstChoice: Int?
    for index in 0...bytes.count {
      let byte: UInt8? = index < bytes.count ? bytes[index] : nil
      switch byte {
      case Self.open?, nil:
        guard firstChoice == nil else { return nil }
        if index > start {
          choices.append(start..<index)
          groups.append(choices.count - 1..<choices.count)
        }
        firstChoice = choices.count
      case Self.bar?:
        guard firstChoice != nil else { return nil }
        choices.append(start..<index)
      case Self.close?:
        guard let first = firstChoice else { return nil }
        choices.append(start..<index)
        groups.append(first..<choices.count)
        count *= choices.count - first
        guard count <= most else { return nil }
        firstChoice = nil
      default: continue
      }
      start = index + 1
    }
    return (choices, groups)
  }
}
