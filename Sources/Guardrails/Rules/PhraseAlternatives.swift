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
    var phrases: [[UInt8]] = [[]]
    var rest = bytes[...]
    while !rest.isEmpty {
      let plain = rest.prefix { $0 != open }
      guard !plain.contains(where: { $0 == close || $0 == bar }) else { return nil }
      rest = rest[plain.endIndex...]
      for index in phrases.indices { phrases[index] += plain }
      guard !rest.isEmpty else { break }
      let group = rest.dropFirst().prefix { $0 != close && $0 != open }
      guard group.endIndex < rest.endIndex, rest[group.endIndex] == close else { return nil }
      rest = rest[(group.endIndex + 1)...]
      let choices = group.split(separator: bar, omittingEmptySubsequences: false)
      guard phrases.count * choices.count <= most else { return nil }
      phrases = phrases.flatMap { phrase in choices.map { phrase + $0 } }
    }
    return phrases.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension ParameterReader {
  /// The phrases under a key with all of their alternatives; nil without the key.
  mutating func phrases(_ key: String) -> [String]? {
    guard let texts = strings(key) else { return nil }
    var phrases: [String] = []
    for text in texts {
      guard let expanded = PhraseAlternatives.expanded(text),
        expanded.allSatisfy({ phrase in phrase.utf8.contains { $0 != UInt8(ascii: " ") } })
      else {
        report(
          "'\(text)' is no phrase with alternatives", at: key,
          hint: "write (a|b) without parentheses inside, and at most 1000 phrases in one")
        continue
      }
      phrases += expanded
    }
    return phrases
  }
}
