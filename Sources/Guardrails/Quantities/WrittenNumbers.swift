import ClinicalLanguage
import SourceText

/// Where a text has which number, in whatever writing: in digits, as a word (`four`, `fourth`,
/// `twice`), in Roman numerals (`stage III`), as a month, or inside a word (`q6h`, `G4`).
struct WrittenNumbers {
  private struct Entry {
    var value: Double
    var token: Int32
  }

  /// For each token the number that it is by itself; not a number for all others.
  let values: [Double]
  /// For each token the quantity that it is part of; -1 where it is of none.
  let mentions: [Int32]
  /// By value, then by place.
  private let entries: [Entry]

  init(_ document: ClinicalDocument, _ quantities: [QuantityMention]) {
    let tokens = document.tokens
    let bytes = document.text.bytes
    var values = [Double](repeating: .nan, count: tokens.count)
    var entries: [Entry] = []
    entries.reserveCapacity(quantities.count * 3)
    for (index, token) in tokens.enumerated() {
      let place = Int32(truncatingIfNeeded: index)
      switch token.kind {
      case .number:
        guard let value = QuantityDecimal.value(of: bytes, in: token.span.range) else { continue }
        values[index] = value
        entries.append(Entry(value: value, token: place))
      case .word:
        let length = token.end - token.start
        if length <= Self.longestNumeral + 1, let value = Self.roman(index, in: document) {
          values[index] = value
          entries.append(Entry(value: value, token: place))
        } else if length >= 3, Self.mayBeWord(token.foldedHash),
          let word = Self.words[token.foldedHash]
        {
          if word.counts { values[index] = word.value }
          entries.append(Entry(value: word.value, token: place))
        } else if length <= Self.longestLabel {
          Self.appendDigits(of: token, bytes, place, &entries)
        }
      case .punctuation: break
      }
    }
    var mentions = [Int32](repeating: -1, count: tokens.count)
    for (number, mention) in quantities.enumerated() {
      let first = Int(mention.tokens.lowerBound)
      if mention.kind == .amount, values[first] != mention.raw {
        entries.append(Entry(value: mention.raw, token: mention.tokens.lowerBound))
      }
      for token in mention.tokens { mentions[Int(token)] = Int32(truncatingIfNeeded: number) }
    }
    self.values = values
    self.mentions = mentions
    self.entries = entries.sorted {
      $0.value != $1.value ? $0.value < $1.value : $0.token < $1.token
    }
  }

  // MARK: - Asking

  /// The tokens that are that number, in order; of one that stands everywhere, some.
  func places(of value: Double) -> [Int] {
    let low = value - abs(value) * 1e-9
    let high = value + abs(value) * 1e-9
    let first = entries.partitioningIndex { $0.value >= low }
    return entries[first...].prefix(QuantityIndex.mostCandidates).prefix { $0.value <= high }
      .map { Int($0.token) }
  }

  func holds(_ value: Double) -> Bool {
    // What is not there at all, and the one thing that there is, are told without a number.
    value == 0 || value == 1 || !places(of: value).isEmpty
  }

  /// In tokens: `two out of six`, `5 feet and 4 inches`.
  static let pairReach = 8

  /// Whether the two numbers stand side by side, in either order.
  func areNear(_ first: Double, _ second: Double) -> Bool {
    // `45/45` is two numbers, not one twice.
    let seconds = places(of: second)
    return places(of: first).contains { place in
      seconds.contains { $0 != place && abs($0 - place) <= Self.pairReach }
    }
  }

  // MARK: - Reading

  /// In bytes: `viii`.
  private static let longestNumeral: Int32 = 4
  /// In bytes: `q12hours` is one of the longest words with digits in them.
  private static let longestLabel: Int32 = 12

  private static func appendDigits(
    of token: Token, _ bytes: [UInt8], _ place: Int32, _ entries: inout [Entry]
  ) {
    var value = 0.0
    var isOpen = false
    for byte in bytes[token.span.range] {
      if byte &- 0x30 < 10 {
        value = value * 10 + Double(byte - 0x30)
        isOpen = true
      } else if isOpen {
        entries.append(Entry(value: value, token: place))
        value = 0
        isOpen = false
      }
    }
    if isOpen { entries.append(Entry(value: value, token: place)) }
  }

  /// `III`, `IIIB`, and `IV` behind a word that is numbered so: elsewhere most of the short ones
  /// are something else.
  private static func roman(_ index: Int, in document: ClinicalDocument) -> Double? {
    let token = document.tokens[index]
    let word = document.text[token.span]
    guard word.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
    var found = numerals[token.foldedHash]
    var isUnmistakable = false
    if found == nil, word.count > 2, let last = word.last, (0x41...0x43).contains(last) {
      found = numerals[WordHash.of(word.dropLast())]
      isUnmistakable = true
    }
    guard let value = found else { return nil }
    if isUnmistakable || !ambiguous.contains(value) { return value }
    let before = document.tokens[max(0, index - 2)..<index]
    return before.contains { numbered.contains($0.foldedHash) || numerals[$0.foldedHash] != nil }
      || index + 2 < document.tokens.count
        && numerals[document.tokens[index + 2].foldedHash] != nil
      ? value : nil
  }

  private static let numerals: [UInt32: Double] = table([
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
  ]).mapValues(\.value)
  /// `I` is a pronoun, `IV` a way in, `V` a lead and `X` an unknown name.
  private static let ambiguous: Set<Double> = [1, 4, 5, 10]
  private static let numbered: Set<UInt32> = WordHash.list(
    """
    stage grade type class level category phase degree nerve nerves cn nyha asa ckd mallampati killip \
    bipolar factor kidney failure lead figo tanner zone angle salter harris schatzker garden group
    """)

  private struct Word {
    var value: Double
    /// Whether it can stand for digits beside another word, as `two` does and `both` does not.
    var counts: Bool
  }

  private static let words: [UInt32: Word] = {
    var words = table(
      [
        "one first", "two", "three third", "four fourth", "five fifth", "six sixth",
        "seven seventh", "eight eighth", "nine ninth", "ten tenth", "eleven eleventh",
        "twelve twelfth", "thirteen thirteenth", "fourteen fourteenth", "fifteen fifteenth",
        "sixteen sixteenth", "seventeen seventeenth", "eighteen eighteenth",
        "nineteen nineteenth", "twenty twentieth",
      ], counts: true)
    let others: [(Double, String)] = [
      (30, "thirty"), (40, "forty"), (50, "fifty"), (60, "sixty"), (70, "seventy"),
      (80, "eighty"), (90, "ninety"),
    ]
    let loose: [(Double, String)] = [
      (2, "second twice double both pair couple bilateral bilaterally either twins twin half"),
      (3, "thrice triple triplets"), (4, "quadruple quarter quarters quadruplets fourths"),
      (3, "thirds"), (8, "eighths"), (12, "dozen noon midnight"), (100, "hundred"),
      (1000, "thousand"),
    ]
    for (value, list) in others {
      for hash in WordHash.list(list) {
        words[hash] = Word(value: value, counts: true)
      }
    }
    for (value, list) in loose {
      for hash in WordHash.list(list) {
        words[hash] = Word(value: value, counts: false)
      }
    }
    // `May` and `March` are also verbs, which costs nothing here.
    let months = table([
      "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
      "august aug", "september sept sep", "october oct", "november nov", "december dec",
    ])
    return words.merging(months) { first, _ in first }
  }()

  /// A bit for each word of the table, by the end of its hash: it spares looking up most words of a
  /// note.
  private static let bits: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 64)
    for hash in words.keys { bits[Int(hash >> 6 & 63)] |= 1 << UInt64(hash & 63) }
    return bits
  }()

  @inline(__always)
  private static func mayBeWord(_ hash: UInt32) -> Bool {
    bits[Int(hash >> 6 & 63)] >> UInt64(hash & 63) & 1 == 1
  }

  private static func table(_ lists: [String], counts: Bool = false) -> [UInt32: Word] {
    var found: [UInt32: Word] = [:]
    for (index, list) in lists.enumerated() {
      for hash in WordHash.list(list) {
        found[hash] = Word(value: Double(index + 1), counts: counts)
      }
    }
    return found
  }
}
