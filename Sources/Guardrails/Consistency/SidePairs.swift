import ClinicalLanguage
import SourceText

/// What a text says of each side, where it tells the two apart in one clause: `small on the right and
/// moderate on the left`.
struct SidePairs {
  /// A word that stands beside a side and may qualify what is there.
  struct Pair: Hashable {
    var value: UInt64
    var isLeft: Bool
  }

  /// The words beside the two sides of one clause, without those that both have.
  struct Clause {
    var left: Set<UInt64>
    var right: Set<UInt64>
    /// From the first of them to the last.
    var words: Range<Int>
  }

  private(set) var clauses: [Clause] = []
  /// All pairs of the text.
  private(set) var all: Set<Pair> = []

  private static let left = Thesaurus.roots("left lt")
  private static let right = Thesaurus.roots("right rt")
  /// What may stand between a side and what is said of it.
  private static let linking = Thesaurus.roots("on the at in to side of was is a an")
  /// In words.
  private static let reach = 5
  private static let clauseReach = 14
  private static let mostValues = 3
  /// More clauses that tell two sides apart are in no note; each is held against each.
  private static let mostClauses = 64

  init(of meanings: DocumentMeanings) {
    let words = meanings.words
    var last: (isLeft: Bool, values: Set<UInt64>, words: Range<Int>)?
    for index in words.indices {
      let isLeft = Self.left.contains(words[index].fine)
      guard isLeft || Self.right.contains(words[index].fine) else { continue }
      let places = Self.values(beside: index, words)
      guard let first = places.min(), let end = places.max() else { continue }
      let values = Set(places.map { words[$0].fine })
      for value in values { all.insert(Pair(value: value, isLeft: isLeft)) }
      let range = min(first, index)..<max(end, index) + 1
      if clauses.count < Self.mostClauses, let before = last, before.isLeft != isLeft,
        before.words.lowerBound < range.lowerBound,
        range.upperBound - before.words.lowerBound <= Self.clauseReach,
        (before.words.lowerBound + 1..<range.upperBound).allSatisfy({ words[$0].gap < .clause })
      {
        let (ours, theirs) = (values.subtracting(before.values), before.values.subtracting(values))
        clauses.append(
          Clause(
            left: isLeft ? ours : theirs, right: isLeft ? theirs : ours,
            words: before.words.lowerBound..<range.upperBound))
      }
      last = (isLeft, values, range)
    }
  }

  /// The words that may qualify what is on the side: those before it, or else the one behind it.
  private static func values(beside side: Int, _ words: [MeaningWord]) -> [Int] {
    var found: [Int] = []
    var word = side
    while word > max(0, side - reach), words[word].gap < .comma, found.count < mostValues {
      word -= 1
      if linking.contains(words[word].fine) { continue }
      guard isValue(words[word]) else { break }
      found.append(word)
    }
    if !found.isEmpty { return found }
    word = side + 1
    while word < min(words.count, side + reach), words[word].gap < .comma {
      if !linking.contains(words[word].fine) { return isValue(words[word]) ? [word] : [] }
      word += 1
    }
    return []
  }

  private static func isValue(_ word: MeaningWord) -> Bool {
    !left.contains(word.fine) && !right.contains(word.fine)
      && (word.isNumber || !FunctionWords.holds(word))
  }
}

extension Comparison {
  /// Where the summary gives each side what the note gives the other: `moderate right and small left
  /// effusions` for small right and moderate left ones.
  func exchangedSides() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    let told = SidePairs(of: summaryMeanings).clauses
    guard !told.isEmpty else { return [] }
    let known = SidePairs(of: noteMeanings)
    return told.compactMap { clause in
      let turned = known.clauses.filter {
        isNew($0.left.intersection(clause.right), onTheLeft: false, in: known)
          && isNew($0.right.intersection(clause.left), onTheLeft: true, in: known)
      }
      guard !turned.isEmpty else { return nil }
      return (
        summaryMeanings.span(of: clause.words, in: summary),
        turned.prefix(3).map { noteMeanings.span(of: $0.words, in: note) }
      )
    }
  }

  /// Whether the note has one of these words on the other side alone.
  private func isNew(_ values: Set<UInt64>, onTheLeft: Bool, in known: SidePairs) -> Bool {
    values.contains { !known.all.contains(SidePairs.Pair(value: $0, isLeft: onTheLeft)) }
  }
}
