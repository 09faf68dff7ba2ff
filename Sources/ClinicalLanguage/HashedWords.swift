/// A small number for each of some hundred words, found by the hash of a token alone: of a few hundred
/// in 2^32, a false hit is too rare to matter where only counts are made of them.
struct HashedWords: Sendable {
  private var keys: [UInt32]
  private var values: [UInt32]
  private let mask: Int

  /// - Parameter words: none of them 0, which stands for words that are not there.
  init(_ words: [UInt32: UInt32]) {
    var slots = 64
    while slots < words.count * 4 { slots *= 2 }
    mask = slots - 1
    keys = Array(repeating: 0, count: slots)
    values = Array(repeating: 0, count: slots)
    for (hash, value) in words {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while values[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = hash
      values[slot] = value
    }
  }

  /// The word's number; 0 where it is not among them.
  @inline(__always)
  subscript(hash: UInt32) -> UInt32 {
    let keys = keys.span
    var slot = Int(truncatingIfNeeded: hash) & mask
    while keys[slot] != hash {
      if keys[slot] == 0 { return 0 }
      slot = (slot + 1) & mask
    }
    return values[slot]
  }
}
