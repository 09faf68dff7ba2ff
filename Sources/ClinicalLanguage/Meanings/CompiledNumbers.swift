/// Reads the lists of numbers that a `CompiledNumberWriter` has written, one after another.
///
/// Each list is its length and then its numbers, all of them four bytes long and little-endian.
@safe struct CompiledNumbers {
  // reason for the pointer: the bytes are constants of the program, which live and stay the same as long
  // as it runs; every access is held against their count.
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(constants bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  /// A copy of the next list.
  mutating func next() -> [UInt32] {
    let count = Int(
      UInt32(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
    position += 4
    let source = unsafe UnsafeRawBufferPointer(rebasing: bytes[position..<position + count * 4])
    position += count * 4
    return unsafe [UInt32](unsafeUninitializedCapacity: count) { list, filled in
      unsafe UnsafeMutableRawBufferPointer(list).copyMemory(from: source)
      // Nothing to do on a little-endian machine.
      for index in 0..<count { unsafe list[index] = UInt32(littleEndian: list[index]) }
      filled = count
    }
  }

  /// The next list, in which each number has eight bytes.
  mutating func nextWide() -> [UInt64] {
    let halves = next()
    return (0..<halves.count / 2).map {
      UInt64(halves[2 * $0 + 1]) << 32 | UInt64(halves[2 * $0])
    }
  }

  /// The bytes of all lists.
  var contents: [UInt8] { unsafe Array(bytes) }
}

/// Writes lists of numbers for `CompiledNumbers`.
struct CompiledNumberWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ list: [UInt32]) {
    append(UInt32(list.count))
    for number in list { append(number) }
  }

  mutating func append(wide list: [UInt64]) {
    append(
      list.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] })
  }

  private mutating func append(_ number: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
    }
  }
}
