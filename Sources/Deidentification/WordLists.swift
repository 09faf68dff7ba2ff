import CLexicons

/// What a word, whatever its case, can be.
struct WordTraits: OptionSet, Sendable {
  let rawValue: UInt16

  /// A first name that is common in the United States.
  static let firstName = WordTraits(rawValue: 1 << 0)
  static let lastName = WordTraits(rawValue: 1 << 1)
  /// A first name of other countries.
  static let foreignFirstName = WordTraits(rawValue: 1 << 2)
  static let foreignLastName = WordTraits(rawValue: 1 << 3)
  static let male = WordTraits(rawValue: 1 << 4)
  static let female = WordTraits(rawValue: 1 << 5)
  /// A name that is also an everyday word: `Will`, `White`.
  static let everyday = WordTraits(rawValue: 1 << 6)
  /// An English word.
  static let english = WordTraits(rawValue: 1 << 7)
  static let city = WordTraits(rawValue: 1 << 8)
  static let state = WordTraits(rawValue: 1 << 9)
  static let country = WordTraits(rawValue: 1 << 10)

  static let anyFirstName: WordTraits = [.firstName, .foreignFirstName]
  static let anyLastName: WordTraits = [.lastName, .foreignLastName]
  static let anyName: WordTraits = [.anyFirstName, .anyLastName]
  static let anyPlace: WordTraits = [.city, .state, .country]
}

/// FNV-1a over case-folded bytes (offset basis and prime for 32 bits): the hash that tokens carry.
enum WordHash {
  static let offsetBasis: UInt32 = 2_166_136_261
  static let prime: UInt32 = 16_777_619

  @inline(__always)
  static func adding(_ byte: UInt8, to hash: UInt32) -> UInt32 {
    let isUpper = byte &- 0x41 < 26
    return (hash ^ UInt32(isUpper ? byte | 0x20 : byte)) &* prime
  }

  static func of(_ word: some Sequence<UInt8>) -> UInt32 {
    word.reduce(offsetBasis) { adding($1, to: $0) }
  }
}

/// The names, places and English words that are part of the program, by the hash of the word.
///
/// Of 2^32 hashes the lists take some 86,000, so that one unknown word in 50,000 is mistaken for one
/// of theirs. The table was made beforehand (`Sources/CLexicons/trim_names.py`) and is looked into
/// where it lies; only a filter is made when first asked for.
struct WordLists: Sendable {
  static let shared = WordLists()

  /// Open addressing with linear probing: the hashes, four bytes each, of which zero is free, then
  /// the traits, two bytes each, then the first names of the filter.
  private static let slotCount = 1 << 17
  private static let mask = slotCount - 1
  private static let traitsOffset = slotCount * 4
  private static let filterOffset = slotCount * 6
  private static let filterWordCount = 1 << 11

  /// A bit, modulo 2^17, for each word that matters in small letters: common first names that are no
  /// English words, and cues of numbers and addresses. Others need no look at the table.
  private var smallWords: [UInt64] = []

  /// The bytes are constants of the program: they live and stay the same as long as it runs.
  @inline(__always)
  private static var table: UnsafeRawBufferPointer {
    let list = unsafe vouch_word_table()
    return unsafe UnsafeRawBufferPointer(start: list.bytes, count: list.count)
  }

  private init() {
    let bytes = unsafe Self.table
    precondition(
      bytes.count == Self.filterOffset + Self.filterWordCount * 8, "the table is whole")
    smallWords = (0..<Self.filterWordCount).map { word in
      UInt64(
        littleEndian: unsafe bytes.loadUnaligned(
          fromByteOffset: Self.filterOffset + word * 8, as: UInt64.self))
    }
    for hash in CueTable.hashesOfSmallWords {
      let bit = Int(hash) & 0x1FFFF
      smallWords[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  /// Whether the word, in small letters, may matter; if not, it does not.
  @inline(__always)
  func mayMatter(_ hash: UInt32) -> Bool {
    let bit = Int(hash) & 0x1FFFF
    return smallWords[bit >> 6] >> UInt64(bit & 63) & 1 == 1
  }

  /// What the word with the hash can be; empty for a word that is in no list.
  @inline(__always)
  subscript(hash: UInt32) -> WordTraits {
    let bytes = unsafe Self.table
    var slot = Int(hash) & Self.mask
    // The slot is below the count, so that what is read lies inside the table, whose size `init` saw.
    while true {
      let found = unsafe UInt32(
        littleEndian: bytes.loadUnaligned(fromByteOffset: slot * 4, as: UInt32.self))
      if found == 0 { return [] }
      if found == hash {
        return WordTraits(
          rawValue: unsafe UInt16(
            littleEndian: bytes.loadUnaligned(
              fromByteOffset: Self.traitsOffset + slot * 2, as: UInt16.self)))
      }
      slot = (slot + 1) & Self.mask
    }
  }
}

/// The lists as they are embedded (sources and licences: `NOTICE`).
enum EmbeddedNames {
  case names, places

  func read<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    let list =
      switch self {
      case .names: unsafe vouch_names()
      case .places: unsafe vouch_places()
      }
    // The bytes are constants of the program: they live and stay the same as long as it runs.
    let buffer = unsafe UnsafeBufferPointer(start: list.bytes, count: list.count)
    return unsafe body(buffer.span)
  }

  /// Where the row behind the header line begins.
  static func firstRow(of list: Span<UInt8>) -> Int {
    var position = 0
    while position < list.count, list[position] != 0x0A { position += 1 }
    return position + 1
  }
}
