/// Stems of words that came before: most words of a text, and of the many texts that are measured for one
/// note, are there already.
///
/// A word is known by its 64-bit hash, as stems are: two different ones never meet in 2^64. Of two words
/// for one place the later stays.
package struct StemCache: Sendable {
  private var words: [UInt64]
  private var stems: [UInt64]

  /// A power of two.
  private static let size = 1_024

  package init() {
    // 0 is the hash of no word that is looked up: it would be stemmed each time, no more.
    words = [UInt64](repeating: 0, count: Self.size)
    stems = [UInt64](repeating: 0, count: Self.size)
  }

  /// The stem's hash of the word that a stemmer holds.
  mutating func stem(of word: UInt64, in stemmer: inout PorterStemmer) -> UInt64 {
    let place = Int(truncatingIfNeeded: word ^ (word >> 32)) & (Self.size - 1)
    if words[place] == word { return stems[place] }
    stemmer.stem()
    let stem = WordHash.of(stemmer.word)
    words[place] = word
    stems[place] = stem
    return stem
  }
}

/// FNV-1a in 64 bits (Fowler, Noll and Vo).
enum WordHash {
  static let basis: UInt64 = 14_695_981_039_346_656_037

  @inline(__always)
  static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 1_099_511_628_211
  }

  static func of(_ word: [UInt8]) -> UInt64 { word.reduce(basis) { adding($1, to: $0) } }
}
