import ClinicalLanguage

/// Which relatives some words name. `Family` alone names all of them.
struct Relatives: OptionSet {
  let rawValue: UInt16

  private static let lists: [(Relatives, String)] = [
    (bit(0), "mother mom mum mothers mothers' mummy"),
    (bit(1), "father dad fathers daddy"),
    (bit(2), "brother"), (bit(3), "sister"), (bit(4), "grandmother grandma gran granny nan nana"),
    (bit(5), "grandfather grandpa grandad"), (bit(6), "aunt"), (bit(7), "uncle"),
    (bit(8), "cousin niece nephew"), (bit(9), "son"), (bit(10), "daughter"),
    (bit(11), "wife husband spouse partner"), ([bit(0), bit(1)], "parent"),
    ([bit(2), bit(3)], "sibling twin"), ([bit(4), bit(5)], "grandparent"),
    ([bit(9), bit(10)], "child children infant baby newborn"),
    (.all, "family familial relative fh fhx fmh fmhx famhx hereditary"),
  ]

  private static let table: RootTable<Relatives> = {
    var table: [UInt64: Relatives] = [:]
    for (relatives, words) in lists {
      for root in Thesaurus.roots(words) { table[root, default: []].formUnion(relatives) }
    }
    return RootTable(table)
  }()

  static let mother = bit(0)
  static let parents: Relatives = [bit(0), bit(1)]
  static let grandparents: Relatives = [bit(4), bit(5)]

  private static let all = Relatives(rawValue: .max)

  private static func bit(_ index: Int) -> Relatives { Relatives(rawValue: 1 << index) }

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(in range: Range<Int>, of words: [MeaningWord]) {
    let table = Self.table
    var (single, named): (Relatives, Relatives) = ([], [])
    for index in range {
      guard let relatives = table[words[index].fine] else { continue }
      named.formUnion(relatives)
      if relatives != .all { single.formUnion(relatives) }
    }
    self = single.isEmpty ? named : single
  }

  /// How far behind a thing its relative may stand: `breast cancer in her mother and aunt`.
  private static let reachBehind = 4

  /// Those named last before the words in their clause, and those right behind them.
  static func closest(
    to unit: Range<Int>, in clause: Range<Int>, of words: [MeaningWord]
  ) -> Relatives {
    let behind = unit.upperBound..<min(clause.upperBound, unit.upperBound + reachBehind)
    let following = Relatives(in: behind, of: words)
    let table = Self.table
    // A list before it and one behind it: whose it is stays open.
    var found: Relatives = []
    var sinceLast = 0
    for word in (clause.lowerBound..<unit.lowerBound).reversed() {
      if let relatives = table[words[word].fine] {
        found.formUnion(relatives)
        sinceLast = 0
      } else if !found.isEmpty {
        // `mother and maternal aunt had`.
        sinceLast += 1
        if sinceLast > 2 { break }
      }
    }
    return found.union(following)
  }
}
