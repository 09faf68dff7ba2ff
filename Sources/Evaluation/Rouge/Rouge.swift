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
    var table: [Int32] = []
    var hits = 0
    for line in reference.lines {
      var isIn = [Bool](repeating: false, count: line.count)
      for other in candidate.lines {
        markSubsequence(
          reference.stems[line], candidate.stems[other], &table, in: &isIn)
      }
      for (offset, index) in line.enumerated() where isIn[offset] {
        let stem = reference.stems[index]
        let place = reference.sorted.partitioningIndex { $0 >= stem }
        guard left[place] > 0 else { continue }
        hits += 1
        left[place] -= 1
      }
    }
    return hits
  }

  /// Marks the words of one longest common subsequence, of equal ones that which `rouge-score` takes.
  private static func markSubsequence(
    _ reference: ArraySlice<UInt64>, _ candidate: ArraySlice<UInt64>, _ table: inout [Int32],
    in marks: inout [Bool]
  ) {
    let (row0, column0) = (reference.startIndex - 1, candidate.startIndex - 1)
    let width = candidate.count + 1
    table.removeAll(keepingCapacity: true)
    table.append(contentsOf: repeatElement(0, count: width * (reference.count + 1)))
    for row in 1...reference.count {
      let stem = reference[row0 + row]
      for column in 1...candidate.count {
        table[row * width + column] =
          stem == candidate[column0 + column]
          ? table[(row - 1) * width + column - 1] + 1
          : max(table[(row - 1) * width + column], table[row * width + column - 1])
      }
    }
    var (row, column) = (reference.count, candidate.count)
    while row > 0, column > 0 {
      if reference[row0 + row] == candidate[column0 + column] {
        marks[row - 1] = true
        row -= 1
        column -= 1
      } else if table[row * width + column - 1] > table[(row - 1) * width + column] {
        column -= 1
      } else {
        row -= 1
      }
    }
  }
}
