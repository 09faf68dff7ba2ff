/// What surrogates are chosen by: same seed, same text, same surrogates.
///
/// It comes in from outside, where it is derived from a secret key and the text, so that nobody without
/// the key can tell which surrogate would stand for what.
package struct SurrogateSeed: Sendable, Hashable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Takes the first sixteen bytes; missing ones count as zero.
  package init(_ bytes: some Sequence<UInt8>) {
    var words: (UInt64, UInt64) = (0, 0)
    for (index, byte) in bytes.prefix(16).enumerated() {
      let shifted = UInt64(byte) << UInt64(8 * (7 - index % 8))
      if index < 8 { words.0 |= shifted } else { words.1 |= shifted }
    }
    self.init(high: words.0, low: words.1)
  }
}

/// The generator behind surrogates: xorshift128+ (Vigna, "Further scramblings of Marsaglia's xorshift
/// generators", 2017) over the seed.
struct SurrogateRandom {
  private var high: UInt64
  private var low: UInt64

  init(_ seed: SurrogateSeed) {
    // The state must not be zero; the constant is the golden ratio's, as in SplitMix64.
    high = seed.high ^ 0x9E37_79B9_7F4A_7C15
    low = seed.low | 1
    for _ in 0..<8 { _ = next() }
  }

  mutating func next() -> UInt64 {
    var mixed = high
    let other = low
    high = other
    mixed ^= mixed << 23
    low = mixed ^ other ^ (mixed >> 18) ^ (other >> 5)
    return low &+ other
  }

  /// A number from 0 up to the limit, which is above zero.
  mutating func below(_ limit: Int) -> Int {
    Int((next() >> 33) % UInt64(limit))
  }
}
