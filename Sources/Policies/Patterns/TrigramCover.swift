/// Trigrams of which a text must have at least one, as the words and bits of a `TrigramSet`: many of them
/// are asked at once.
struct TrigramCover: Sendable {
  private struct Part: Sendable {
    /// Of the words of a `TrigramSet`.
    var word: Int
    var bits: UInt64
  }

  private let parts: [Part]

  init(_ codes: [UInt16]) {
    var parts: [Part] = []
    for code in Set(codes).sorted() {
      if parts.last?.word != Int(code >> 6) { parts.append(Part(word: Int(code >> 6), bits: 0)) }
      parts[parts.count - 1].bits |= 1 << UInt64(code & 63)
    }
    self.parts = parts
  }

  /// Whether the text has one of them.
  func meets(_ text: TrigramSet) -> Bool {
    for part in parts where text.bits(ofWord: part.word) & part.bits != 0 { return true }
    return false
  }

  /// How often a trigram may be met in English, by its symbols alone: what is rare rules out more.
  static func frequency(of code: UInt16) -> Int {
    symbolFrequency[Int(code >> 10)] * symbolFrequency[Int(code >> 5 & 31)]
      * symbolFrequency[Int(code & 31)]
  }

  static func frequency(of codes: [UInt16]) -> Int { codes.reduce(0) { $0 + frequency(of: $1) } }

  /// In a thousand symbols: letters as Lewand, Cryptological Mathematics (2000), gives them; one gap for
  /// each five letters; digits and underscores are fewer.
  private static let symbolFrequency = [
    200, 82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24, 67, 75, 19, 1, 60, 63, 91, 28, 10, 24,
    2, 20, 1,
    10, 1, 0, 0, 0,
  ]
}
