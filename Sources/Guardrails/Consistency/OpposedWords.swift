import ClinicalLanguage

/// Words of opposite meaning that say how a thing is, which way it went, or what was done with it:
/// `stable` and `unstable`, `improved` and `worse`, `stopped` and `started`.
///
/// Beside each side stand words that bear it out without being it: where the note has one of those
/// by the thing, the summary may have drawn its word from it.
enum OpposedWords {
  /// What a word says: a side of an axis.
  struct Value: Equatable, Sendable {
    var axis: UInt8
    var side: UInt8
  }

  private static let values: RootTable<Value> = {
    var table: [UInt64: Value] = [:]
    for (axis, sides) in axes.enumerated() {
      for (side, words) in sides.enumerated() {
        let roots: Set<UInt64> = Thesaurus.roots(words.words)
        for root in roots { table[root] = Value(axis: UInt8(axis), side: UInt8(side)) }
      }
    }
    return RootTable(table)
  }()

  private static let borneOut: [[RootSet]] = axes.map { $0.map { Thesaurus.roots($0.borneOutBy) } }

  /// The sides of what goes on: begun and continued exclude each other only in words.
  private static let courseAxis = 4

  /// What a word says, if it is one of them.
  static func value(of word: MeaningWord) -> Value? { values[word.fine] }

  /// The values of all words that have one, in order.
  static func mentions(in words: [MeaningWord]) -> [(word: Int, value: Value)] {
    let values = values
    var found: [(word: Int, value: Value)] = []
    for index in words.indices {
      if let value = values[words[index].fine], !isCompound(index, words) {
        found.append((index, value))
      }
    }
    return found
  }

  private static let well = Thesaurus.roots("well")
  private static let comparing = Thesaurus.roots("as")
  private static let sizes = Thesaurus.roots("small large big")
  private static let sized = Thesaurus.roots(
    "amount amounts number portion part piece pieces bowel intestine toe finger cell joint volume")

  /// `as well`, `well-developed`, `a small amount`, `large bowel`: not how something is.
  private static func isCompound(_ index: Int, _ words: [MeaningWord]) -> Bool {
    if sizes.contains(words[index].fine) {
      return index + 1 < words.count && sized.contains(words[index + 1].fine)
    }
    guard well.contains(words[index].fine) else { return false }
    return index > 0 && comparing.contains(words[index - 1].fine)
      || index + 1 < words.count && words[index + 1].gap == .hyphen
  }

  /// Whether a word that is no value itself may stand behind this one.
  static func bearsOut(_ word: MeaningWord, _ value: Value) -> Bool {
    borneOut[Int(value.axis)][Int(value.side)].contains(word.fine)
  }

  /// Whether one of the two cannot be said where the other is true.
  static func exclude(_ left: Value, _ right: Value) -> Bool {
    guard left.axis == right.axis, left.side != right.side else { return false }
    // What was begun goes on.
    return Int(left.axis) != courseAxis || max(left.side, right.side) == 2
  }
}
