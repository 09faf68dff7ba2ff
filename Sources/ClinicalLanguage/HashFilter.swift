/// A bit for each hash of a set, modulo its length (Bloom, CACM 1970, with a single hash): most
/// words are told to be in no list without a look at the list.
struct HashFilter: Sendable {
  private var bits: [UInt64]

  /// - Parameter count: how many hashes will come; with 16 bits to each, one of sixteen others
  ///   passes.
  init(expecting count: Int) {
    var words = 16
    while words * 4 < count { words *= 2 }
    bits = Array(repeating: 0, count: words)
  }

  init(_ hashes: some Collection<UInt32>) {
    self.init(expecting: hashes.count)
    for hash in hashes { insert(hash) }
  }

  init(reading numbers: inout CompiledNumbers) { bits = numbers.next(of: UInt64.self) }

  func write(to numbers: inout CompiledNumberWriter) { numbers.append(bits) }

  @inline(__always)
  mutating func insert(_ hash: UInt32) {
    let place = Int(hash) & (bits.count * 64 - 1)
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  /// Whether the hash may be in the set; if not, it is not.
  @inline(__always)
  func mayHold(_ hash: UInt32) -> Bool {
    let place = Int(hash) & (bits.count * 64 - 1)
    return bits[place >> 6] >> UInt64(place & 63) & 1 == 1
  }
}
