import SourceText

/// ROUGE-1, ROUGE-2 and ROUGE-Lsum of a summary against a reference, each from 0 to 1.
///
/// C.-Y. Lin, "ROUGE: A package for automatic evaluation of summaries", Text Summarization Branches
/// Out, ACL 2004. Equal to Google's `rouge-score` 0.1.2 with its stemmer; `make evaluate-test` compares.
package struct Rouge: Sendable, Hashable {
  package struct Score: Sendable, Hashable {
    package let precision: Double
    package let recall: Double

    package var f1: Double {
      precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    init(hits: Int, reference: Int, candidate: Int) {
      precision = Double(hits) / Double(max(candidate, 1))
      recall = Double(hits) / Double(max(reference, 1))
    }
  }

  package let one: Score
  package let two: Score
  package let lsum: Score

  package init(reference: RougeText, candidate: RougeText) {
    one = Score(
      hits: Self.common(reference.sorted, candidate.sorted), reference: reference.stems.count,
      candidate: candidate.stems.count)
    two = Self.two(reference: reference, candidate: candidate)
    lsum = Score(
      hits: Self.unionHits(reference, candidate), reference: reference.stems.count,
      candidate: candidate.stems.count)
  }

  /// ROUGE-2 alone.
  package static func two(reference: RougeText, candidate: RougeText) -> Score {
    Score(
      hits: common(reference.pairs, candidate.pairs), reference: reference.pairs.count,
      candidate: candidate.pairs.count)
  }

  /// How many values two sorted lists have in common, each as often as it stands in both.
  static func common(_ left: [UInt64], _ right: [UInt64]) -> Int {
    var (first, second, count) = (0, 0, 0)
    while first < left.count, second < right.count {
      if left[first] == right[second] {
        count += 1
        first += 1
        second += 1
      } else if left[first] < right[second] {
        first += 1
      } else {
        second += 1
      }
    }
    return count
  }

  /// The words of the reference that stand in the longest common subsequence of their line with any
  /// line of the candidate; none is counted more often than both texts have it.
  private static func unionHits(_ reference: RougeText, _ candidate: RougeText) -> Int {
    guard !reference.lines.isEmpty, !candidate.lines.isEmpty else { return 0 }
    // How often each stem of the reference may yet be counted, by its first place among the sorted ones.
    var left = [Int](repeating: 0, count: reference.sorted.count)
    var (first, second) = (0, 0)
    while first < reference.sorted.count {
      let stem = reference.sorted[first]
      var (own, others) = (0, 0)
      let place = first
      while first < reference.sorted.count, reference.sorted[first] == stem {
        own += 1
        first += 1
      }
      while second < candidate.sorted.count, candidate.sorted[second] <= stem {
        if candidate.sorted[second] == stem { others += 1 }
        second += 1
      }
      left[place] = min(own, others)
    }
    var marked: [Int] = []
    // The place of each word of the reference among the sorted ones, and whether both texts have it: the
    // others are in no common subsequence and change none.
    let places = reference.stems.map { stem in reference.sorted.partitioningIndex { $0 >= stem } }
    var table = SubsequenceTable()
    var hits = 0
    for line in reference.lines {
      let rows = line.filter { left[places[$0]] > 0 }
      guard !rows.isEmpty else { continue }
      let stems = rows.map { reference.stems[$0] }
      var isIn = [Bool](repeating: false, count: rows.count)
      for other in candidate.lines {
        table.mark(stems, candidate.stems[other], in: &isIn)
      }
      marked.append(contentsOf: zip(rows, isIn).lazy.filter(\.1).map { places[$0.0] })
    }
    for place in marked where left[place] > 0 {
      hits += 1
      left[place] -= 1
    }
    return hits
  }
}

/// Lengths of common subsequences, kept from line to line for its memory.
private struct SubsequenceTable {
  private var lengths: [Int32] = []

  /// Marks the words of one longest common subsequence, of equal ones that which `rouge-score` takes.
  mutating func mark(
    _ reference: [UInt64], _ candidate: ArraySlice<UInt64>, in marks: inout [Bool]
  ) {
    let width = candidate.count + 1
    let size = width * (reference.count + 1)
    // The first row and column stay 0; all others are written before they are read.
    if lengths.count < size { lengths = [Int32](repeating: 0, count: size) }
    for row in 0...reference.count { lengths[row * width] = 0 }
    for column in 0..<width { lengths[column] = 0 }
    let columns = candidate.span
    var cells = lengths.mutableSpan
    for row in 1...reference.count {
      let stem = reference[row - 1]
      var (diagonal, left) = (Int32(0), Int32(0))
      let (above, own) = ((row - 1) * width + 1, row * width + 1)
      for column in 0..<columns.count {
        let up = cells[above + column]
        left = stem == columns[column] ? diagonal + 1 : max(up, left)
        cells[own + column] = left
        diagonal = up
      }
    }
    var (row, column) = (reference.count, candidate.count)
    while row > 0, column > 0 {
      if reference[row - 1] == columns[column - 1] {
        marks[row - 1] = true
        row -= 1
        column -= 1
      } else if cells[row * width + column - 1] > cells[(row - 1) * width + column] {
        column -= 1
      } else {
        row -= 1
      }
    }
  }
}
