import Policies

/// Several phrases in one: `acute (left |right |)(MCA|cerebellar) infarct` is six.
///
/// Alternatives stand in parentheses with bars between them; one may be empty. They do not nest.
enum PhraseAlternatives {
  /// More than anybody means to write in one line.
  private static let most = 1_000

  private static let open = UInt8(ascii: "(")
  private static let close = UInt8(ascii: ")")
  private static let bar = UInt8(ascii: "|")

  /// All phrases that the text stands for; nil where it is malformed or stands for too many.
  static func expanded(_ text: String) -> [String]? {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: { $0 == open || $0 == close || $0 == bar }) else { return [text] }
    guard let (choices, groups) = parts(of: bytes.span) else { return nil }
    let count = groups.reduce(1) { $0 * $1.count }
    var phrases: [String] = []
    phrases.reserveCapacity(count)
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
      phrases.append(String(decoding: phrase, as: UTF8.self))
      // The next choice of the last group that has one; those after it begin anew.
      changed = groups.count - 1
      while changed >= 0, chosen[changed] + 1 == groups[changed].upperBound {
        chosen[changed] = groups[changed].lowerBound
        changed -= 1
      }
      if changed >= 0 { chosen[changed] += 1 }
    } while changed >= 0
    return phrases
  }

  /// Whether the text can be expanded and stands for no phrase without a word.
  static func isWellFormed(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: { $0 == open || $0 == close || $0 == bar }) else {
      return bytes.contains { $0 != UInt8(ascii: " ") }
    }
    guard let (choices, groups) = parts(of: bytes.span) else { return false }
    return groups.contains { group in
      group.allSatisfy { choices[$0].contains { bytes[$0] != UInt8(ascii: " ") } }
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

extension ParameterReader {
  /// The phrases under a key with all of their alternatives; nil without the key.
  mutating func phrases(_ key: String) -> [String]? {
    unexpandedPhrases(key)?.flatMap { PhraseAlternatives.expanded($0) ?? [] }
  }

  /// The phrases under a key as they are written; nil without the key. What is malformed is reported and
  /// left out.
  mutating func unexpandedPhrases(_ key: String) -> [String]? {
    guard let texts = strings(key) else { return nil }
    return texts.filter { text in
      if PhraseAlternatives.isWellFormed(text) { return true }
      report(
        "'\(text)' is no phrase with alternatives", at: key,
        hint: "write (a|b) without parentheses inside, and at most 1000 phrases in one")
      return false
    }
  }
}
