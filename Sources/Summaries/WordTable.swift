import ClinicalLanguage
import SourceText

/// Looks up the classes of a word by the hash of its token: open addressing, no string.
struct WordTable: Sendable {
  static let shared = WordTable(WordClassList.entries)

  private var keys: [UInt32]
  private var classes: [WordClass]
  private let mask: Int

  private init(_ entries: [(WordClass, String)]) {
    // About 800 words; 2,048 slots keep the probes at one or two and the table in 16 kB.
    let slots = 2048
    keys = Array(repeating: 0, count: slots)
    classes = Array(repeating: [], count: slots)
    mask = slots - 1
    for (kind, words) in entries {
      // The lists are ASCII without NUL, which every source text may be.
      guard let list = try? SourceText(words) else { continue }
      for token in Tokenizer.tokens(of: list) where token.kind == .word {
        let slot = slot(of: token.foldedHash)
        keys[slot] = token.foldedHash
        classes[slot].formUnion(kind)
      }
    }
  }

  private func slot(of key: UInt32) -> Int {
    var slot = Int(key) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  /// The classes of the word, empty for a word that is in no list.
  func classes(of key: UInt32) -> WordClass { classes[slot(of: key)] }
}

/// FNV-1a over case-folded bytes (Fowler, Noll and Vo; 32-bit constants of draft-eastlake-fnv).
struct WordHash: Sendable {
  private(set) var value: UInt32 = 0x811C_9DC5

  init() {}

  /// Goes on from the hash of a token, which is of the same kind.
  init(_ value: UInt32) { self.value = value }

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt32(Self.folded(byte))) &* 0x0100_0193
  }

  /// Takes the byte that was added last out again: multiplies by the inverse of the prime modulo
  /// 2^32.
  mutating func remove(_ byte: UInt8) {
    value = (value &* 899_433_627) ^ UInt32(Self.folded(byte))
  }

  /// ASCII letters in lower case, every other byte as it is.
  static func folded(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }
}
