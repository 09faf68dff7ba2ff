import ClinicalLanguage
import SourceText

/// Tells of a token in which of a few lists its word stands: open addressing by the token's hash, with
/// no string and no hashing of its own.
struct WordClasses<Class: OptionSet & Sendable>: Sendable where Class.RawValue == UInt64 {
  private var keys: [UInt32]
  private var classes: [UInt64]
  private let mask: Int

  /// Words, parted by white space; a word may be in several lists.
  init(_ lists: [(Class, String)]) {
    var entries: [(UInt64, UInt32)] = []
    for (kind, words) in lists {
      // The lists are short texts without NUL, which every source text may be.
      guard let list = try? SourceText(words) else { continue }
      for token in Tokenizer.tokens(of: list) { entries.append((kind.rawValue, token.foldedHash)) }
    }
    var slots = 64
    while slots < entries.count * 4 { slots *= 2 }
    keys = Array(repeating: 0, count: slots)
    classes = Array(repeating: 0, count: slots)
    mask = slots - 1
    for (kind, hash) in entries {
      let slot = slot(of: hash)
      keys[slot] = hash
      classes[slot] |= kind
    }
  }

  private func slot(of key: UInt32) -> Int {
    var slot = Int(key) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  /// The lists of the token's word; empty for a word that is in none.
  subscript(token: Token) -> Class { Class(rawValue: classes[slot(of: token.foldedHash)]) }
}
