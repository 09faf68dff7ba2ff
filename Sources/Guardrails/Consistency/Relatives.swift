import ClinicalLanguage

/// Which relatives some words name. `Family` alone names all of them.
///
/// A relative's relative is one word for both: `father's mother` is a grandmother, `dad's brother` an
/// uncle, `PGF` a grandfather.
struct Relatives: OptionSet {
  let rawValue: UInt16

  private static let lists: [(Relatives, String)] = [
    (bit(0), "mother mom mum mothers mothers' mummy"),
    (bit(1), "father dad fathers daddy"),
    (bit(2), "brother bro"), (bit(3), "sister sis"),
    (bit(4), "grandmother grandma gran granny nan nana mgm pgm mgma"),
    (bit(5), "grandfather grandpa grandad granddad mgf pgf"), (bit(6), "aunt"), (bit(7), "uncle"),
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
  static let offspring: Relatives = [bit(9), bit(10)]
  static let grandparents: Relatives = [bit(4), bit(5)]

  /// The family, of whom none is named.
  static let all = Relatives(rawValue: .max)

  private static func bit(_ index: Int) -> Relatives { Relatives(rawValue: 1 << index) }

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(in range: Range<Int>, of words: [MeaningWord]) {
    let table = Self.table
    var (single, named): (Relatives, Relatives) = ([], [])
    for index in range {
      guard let own = table[words[index].fine],
        !own.isSubset(of: .parents) || !Self.isWhose(index, in: range, words)
      else { continue }
      let relatives =
        index > range.lowerBound && Self.isWhose(index - 1, in: range, words)
        ? own.ofParent : own
      named.formUnion(relatives)
      if relatives != .all { single.formUnion(relatives) }
    }
    self = single.isEmpty ? named : single
  }

  /// Whether a parent's relative follows: the `father's` of `father's mother`.
  private static func isWhose(_ word: Int, in range: Range<Int>, _ words: [MeaningWord]) -> Bool {
    guard word + 1 < range.upperBound, words[word + 1].gap == .none,
      let parent = table[words[word].fine], parent.isSubset(of: .parents),
      let other = table[words[word + 1].fine]
    else { return false }
    return other != .all && other.isSubset(of: ofParents)
  }

  /// Those whom a parent may have and nobody lists beside one without a comma.
  private static let ofParents: Relatives = [.parents, bit(2), bit(3), bit(8)]

  /// What a parent's relatives are to the patient.
  private var ofParent: Relatives {
    var relatives: Relatives = []
    for (own, whose) in [(0, 4), (1, 5), (2, 7), (3, 6), (8, 8)] where contains(Self.bit(own)) {
      relatives.formUnion(Self.bit(whose))
    }
    return relatives
  }

  /// Of which side relatives are, where words tell it.
  enum Side { case maternal, paternal }

  private static let maternal = Thesaurus.roots("maternal mat mgm mgf mgma mother mom mum")
  private static let paternal = Thesaurus.roots("paternal pat pgm pgf father dad")
  /// Those who are of a side.
  static let sided: Relatives = [bit(4), bit(5), bit(6), bit(7), bit(8)]

  /// The side of the relatives that words name; nil where they tell none, or both.
  static func side(in range: Range<Int>, of words: [MeaningWord]) -> Side? {
    var (isMaternal, isPaternal) = (false, false)
    for index in range {
      // A mother by herself is of no side.
      if let relatives = table[words[index].fine], relatives.isSubset(of: .parents),
        !isWhose(index, in: range, words)
      {
        continue
      }
      if maternal.contains(words[index].fine) { isMaternal = true }
      if paternal.contains(words[index].fine) { isPaternal = true }
    }
    return isMaternal == isPaternal ? nil : isMaternal ? .maternal : .paternal
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
      if let own = table[words[word].fine] {
        let isWhose = isWhose(word, in: clause, words)
        if !isWhose {
          found.formUnion(
            word > clause.lowerBound && Self.isWhose(word - 1, in: clause, words)
              ? own.ofParent : own)
        }
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
