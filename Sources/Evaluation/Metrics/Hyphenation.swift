import CLexicons

/// Where a word may be parted, by patterns.
///
/// F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", Stanford 1983: of all patterns that match a part of
/// the word the highest digit counts at each place, and an odd one parts it. The patterns are those of
/// `hyph_en_US` of pyphen 0.18.1 in ASCII (see NOTICE).
struct Hyphenation: Sendable {
  static let english = Hyphenation()

  /// Letters, apostrophe and the full stop that stands for the ends of a word.
  private static let width = 28
  private static let end: UInt8 = 27
  /// No pattern has it.
  private static let other: UInt8 = 28
  /// Nothing is parted nearer to its ends; `pyphen.Pyphen` has the same.
  private static let least = 2

  /// The next node by letter, 0 for none: `width` for each node.
  private var next = [UInt16](repeating: 0, count: width)
  /// Where the digits of the pattern that ends at a node begin in `digits`, one more than it has
  /// letters; -1 where none ends.
  private var starts: [Int32] = [-1]
  private var digits: [UInt8] = []

  private init() {
    let list = unsafe vouch_hyphenation()
    // The bytes are constants of the program: they live and stay the same as long as it runs.
    let bytes = unsafe UnsafeBufferPointer(start: list.bytes, count: list.count)
    let text = unsafe Array(bytes)
    for line in text.split(separator: UInt8(ascii: "\n")) { add(line) }
  }

  private mutating func add(_ pattern: ArraySlice<UInt8>) {
    var node = 0
    var own: [UInt8] = [0]
    for byte in pattern {
      if byte &- UInt8(ascii: "0") < 10 {
        own[own.count - 1] = byte - UInt8(ascii: "0")
        continue
      }
      let slot = node * Self.width + Int(Self.code(byte))
      if next[slot] == 0 {
        next[slot] = UInt16(starts.count)
        starts.append(-1)
        next.append(contentsOf: repeatElement(0, count: Self.width))
      }
      node = Int(next[slot])
      own.append(0)
    }
    starts[node] = Int32(digits.count)
    digits += own
  }

  private static func code(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a")
    case UInt8(ascii: "'"): 26
    case UInt8(ascii: "."): end
    default: other
    }
  }

  /// How many places part the word, in lower case.
  func breaks(in word: [UInt8]) -> Int {
    guard word.count >= 2 * Self.least else { return 0 }
    let letters = [Self.end] + word.map(Self.code) + [Self.end]
    // The digit before each letter of `letters`, and after the last.
    var levels = [UInt8](repeating: 0, count: letters.count + 1)
    for start in letters.indices {
      var node = 0
      for index in start..<letters.count {
        guard letters[index] < Self.other else { break }
        node = Int(next[node * Self.width + Int(letters[index])])
        guard node > 0 else { break }
        guard starts[node] >= 0 else { continue }
        for offset in 0...(index - start + 1) {
          let digit = digits[Int(starts[node]) + offset]
          if digit > levels[start + offset] { levels[start + offset] = digit }
        }
      }
    }
    return (Self.least...(word.count - Self.least)).count { levels[$0 + 1] & 1 == 1 }
  }
}
