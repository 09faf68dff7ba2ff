import Glibc

/// Sentences in order of how much they are like the others.
///
/// R. Mihalcea and P. Tarau, "TextRank: bringing order into text", EMNLP 2004: words in common over the
/// sum of the logarithms of the lengths, damping .85.
enum TextRank {
  /// Of more sentences the first are ranked and the rest follows: the work grows with their square.
  private static let limit = 400
  private static let damping = 0.85
  private static let rounds = 30

  static func order(of sentences: [RougeText]) -> [Int] {
    let ranked = Array(sentences.prefix(limit))
    let scores = scores(of: ranked)
    let order = ranked.indices.sorted { left, right in
      scores[left] != scores[right] ? scores[left] > scores[right] : left < right
    }
    return order + Array(ranked.count..<sentences.count)
  }

  private static func scores(of sentences: [RougeText]) -> [Double] {
    let count = sentences.count
    var neighbours = [[(index: Int, weight: Double)]](repeating: [], count: count)
    var sums = [Double](repeating: 0, count: count)
    for left in 0..<count {
      for right in 0..<left {
        let common = Rouge.common(sentences[left].sorted, sentences[right].sorted)
        guard common > 0 else { continue }
        // One is added so that two sentences of one word do not divide by nothing.
        let weight =
          Double(common)
          / (1 + log(Double(sentences[left].stems.count))
            + log(Double(sentences[right].stems.count)))
        neighbours[left].append((right, weight))
        neighbours[right].append((left, weight))
        sums[left] += weight
        sums[right] += weight
      }
    }
    var scores = [Double](repeating: 1, count: count)
    for _ in 0..<rounds {
      let before = scores
      for index in 0..<count {
        let rank = neighbours[index].reduce(0) {
          $0 + $1.weight / sums[$1.index] * before[$1.index]
        }
        scores[index] = 1 - damping + damping * rank
      }
    }
    return scores
  }
}
