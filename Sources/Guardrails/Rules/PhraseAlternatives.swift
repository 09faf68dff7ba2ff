import Policies

/// Several phrases in one: `acute (left |right |)(MCA|cerebellar) infarct` is six.
///
/// Alternatives stand in parentheses with bars between them; one may be empty. They do not nest.
enum PhraseAlternatives {
  /// More than anybody means to write in one line.
  private static let most = 1_000

  /// All phrases that the text stands for; nil where it is malformed or stands for too many.
  static func expanded(_ text: String) -> [String]? {
    guard text.contains(where: { $0 == "(" || $0 == ")" || $0 == "|" }) else { return [text] }
    var phrases = [""]
    var rest = Substring(text)
    while !rest.isEmpty {
      let plain = rest.prefix { $0 != "(" }
      guard !plain.contains(where: { $0 == ")" || $0 == "|" }) else { return nil }
      rest = rest.dropFirst(plain.count)
      phrases = phrases.map { $0 + plain }
      guard !rest.isEmpty else { break }
      let group = rest.dropFirst().prefix { $0 != ")" && $0 != "(" }
      rest = rest.dropFirst(group.count + 1)
      guard rest.first == ")" else { return nil }
      rest = rest.dropFirst()
      let choices = group.split(separator: "|", omittingEmptySubsequences: false)
      guard phrases.count * choices.count <= most else { return nil }
      phrases = phrases.flatMap { phrase in choices.map { phrase + $0 } }
    }
    return phrases.map { $0.split(separator: " ").joined(separator: " ") }
  }
}

extension ParameterReader {
  /// The phrases under a key with all of their alternatives, none twice; nil without the key.
  mutating func phrases(_ key: String) -> [String]? {
    guard let texts = strings(key) else { return nil }
    var seen: Set<String> = []
    var phrases: [String] = []
    for text in texts {
      guard let expanded = PhraseAlternatives.expanded(text), !expanded.contains("") else {
        report(
          "'\(text)' is no phrase with alternatives", at: key,
          hint: "write (a|b) without parentheses inside, and at most 1000 phrases in one")
        continue
      }
      phrases += expanded.filter { seen.insert($0).inserted }
    }
    return phrases
  }
}
