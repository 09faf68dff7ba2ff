import TestSupport
import Testing

@testable import ClinicalLanguage

@Suite("Sets and tables of hashed words")
struct WordSetTests {
  @Test("a set holds what it was made of, 0 among it, and nothing else", arguments: 0..<30)
  func words(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Few different values, so that many fall into one slot.
    let hashes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
      UInt32.random(in: 0..<40, using: &random) << UInt32.random(in: 0..<8, using: &random)
    }
    let set = WordSet(hashes)
    let known = Set(hashes)
    for hash in 0..<UInt32(6_000) {
      #expect(set.contains(hash) == known.contains(hash))
    }
  }

  @Test("roots and packed words are found with their values, others are not", arguments: 0..<30)
  func roots(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var values: [UInt64: Int] = [:]
    for value in 0..<Int.random(in: 0...60, using: &random) {
      // As letters are packed: only some bits differ.
      values[UInt64.random(in: 1...50, using: &random) << 8 | 0x6100_0000_0061] = value
    }
    let set = RootSet(Array(values.keys))
    let table = RootTable(values)
    for key in UInt64(0)...80 {
      let root = key << 8 | 0x6100_0000_0061
      #expect(set.contains(root) == (values[root] != nil))
      #expect(table[root] == values[root])
    }
    #expect(!set.contains(0))
    #expect(table[0] == nil)
  }
}
