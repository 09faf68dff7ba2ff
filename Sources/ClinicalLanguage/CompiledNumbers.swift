#if _endian(big)
  #error("the tables of the word lists are little-endian")
#endif

/// Reads the lists that a `CompiledNumberWriter` has written, one after another.
///
/// A list is the count of its elements in four bytes, and then the elements as they lie in the memory of
/// a little-endian machine.
@safe struct CompiledNumbers {
  // reason for the pointer: the bytes are constants of the program, which live and stay the same as long
  // as it runs; every access is held against their count.
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(constants bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  /// A copy of the next list.
  mutating func next<Element: BitwiseCopyable>(of type: Element.Type) -> [Element] {
    let (source, count) = unsafe nextBytes(of: type)
    return unsafe [Element](unsafeUninitializedCapacity: count) { list, filled in
      unsafe UnsafeMutableRawBufferPointer(list).copyMemory(from: source)
      filled = count
    }
  }

  /// The next list where it lies; a copy where it does not lie as its elements must.
  mutating func nextInPlace<Element: BitwiseCopyable>(
    of type: Element.Type
  ) -> NumberList<Element> {
    var ahead = self
    let source = unsafe ahead.nextBytes(of: type).source
    guard let start = source.baseAddress,
      Int(bitPattern: start) % MemoryLayout<Element>.alignment == 0
    else { return NumberList(next(of: type)) }
    self = ahead
    return unsafe NumberList(constants: source.bindMemory(to: type))
  }

  private mutating func nextBytes<Element: BitwiseCopyable>(
    of type: Element.Type
  ) -> (source: UnsafeRawBufferPointer, count: Int) {
    let count = Int(unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
    let first = position + MemoryLayout<UInt32>.size
    position = first + count * MemoryLayout<Element>.stride
    return unsafe (UnsafeRawBufferPointer(rebasing: bytes[first..<position]), count)
  }

  /// The bytes of all lists.
  var contents: [UInt8] { unsafe Array(bytes) }
}

/// Writes lists for `CompiledNumbers`.
struct CompiledNumberWriter {
  private(set) var bytes: [UInt8] = []

  /// - Parameter list: of numbers, or of structures of them without padding, whose bytes would be any.
  mutating func append<Element: BitwiseCopyable>(_ list: [Element]) {
    unsafe withUnsafeBytes(of: UInt32(list.count)) { unsafe bytes.append(contentsOf: $0) }
    unsafe list.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }
}
