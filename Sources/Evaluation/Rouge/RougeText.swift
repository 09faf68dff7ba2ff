package import SourceText

/// A text as ROUGE sees it: stems of its words, line by line.
///
/// As `rouge-score` has it: lower case, every run of other characters than `a` to `z` and `0` to `9`
/// parts words, words of more than three characters are stemmed. A stem is kept as its 64-bit hash: of
/// the words of a note, two different ones never meet in 2^64.
package struct RougeText: Sendable {
  /// All stems in order.
  package private(set) var stems: [UInt64] = []
  /// The lines that hold a word, as ranges of `stems`.
  package private(set) var lines: [Range<Int>] = []
  /// The stems of pairs of neighbours, sorted.
  package let pairs: [UInt64]
  /// The stems, sorted.
  package let sorted: [UInt64]

  package init(_ text: SourceText) { self.init(text.bytes) }

  package init(_ bytes: [UInt8]) {
    var stems = StemCache()
    self.init(bytes, stems: &stems)
  }

  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - cache: stems of texts before, which this one adds to.
  package init(_ bytes: [UInt8], stems cache: inout StemCache) {
    var stems: [UInt64] = []
    stems.reserveCapacity(bytes.count / 5)
    var lines: [Range<Int>] = []
    // One buffer for all words.
    var stemmer = PorterStemmer()
    var hash = WordHash.basis
    var lineStart = 0
    func add(_ byte: UInt8) {
      stemmer.word.append(byte)
      hash = WordHash.adding(byte, to: hash)
    }
    func endWord() {
      guard !stemmer.word.isEmpty else { return }
      stems.append(stemmer.word.count > 3 ? cache.stem(of: hash, in: &stemmer) : hash)
      stemmer.word.removeAll(keepingCapacity: true)
      hash = WordHash.basis
    }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x30...0x39, 0x61...0x7A: add(byte)
      case 0x41...0x5A: add(byte | 0x20)
      // Two capitals outside ASCII have a small letter in it: U+212A is `k`, U+0130 `i` with a mark.
      case 0xE2 where bytes[index...].starts(with: [0x84, 0xAA]):
        add(UInt8(ascii: "k"))
        index += 2
      case 0xC4 where index < bytes.count && bytes[index] == 0xB0:
        add(UInt8(ascii: "i"))
        endWord()
      default:
        endWord()
        if byte == 0x0A, stems.count > lineStart {
          lines.append(lineStart..<stems.count)
          lineStart = stems.count
        }
      }
    }
    endWord()
    if stems.count > lineStart { lines.append(lineStart..<stems.count) }
    self.stems = stems
    self.lines = lines
    sorted = stems.sorted()
    pairs = zip(stems, stems.dropFirst()).map(Self.pair).sorted()
  }

  /// Two stems in order as one number.
  package static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first &* 0x9E37_79B9_7F4A_7C15) ^ (second &+ (first >> 29))
  }
}
