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
  static func count(in text: String) -> Int? {
    let space = UInt8(ascii: " ")
    guard isMarked(text) else {
      return text.utf8.contains { $0 != space } ? 1 : nil
    }
    let bytes = Array(text.utf8)
    guard let (choices, groups) = parts(of: bytes.span),
      groups.contains(where: { group in
        group.allSatisfy { choices[$0].contains { bytes[$0] != space } }
      })
    else { return nil }
    return groups.reduce(1) { $0 * $1.count }
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
