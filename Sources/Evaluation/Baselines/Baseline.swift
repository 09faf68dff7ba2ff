package import ClinicalLanguage
import SourceText

/// Summaries that cost nothing: what a system must beat, and the most that quoting can reach.
package enum Baseline: String, Sendable, CaseIterable {
  /// The first sentences, the last ones, and some drawn by a seed.
  case lead, tail, random
  /// The sentences most like the others.
  case textRank = "textrank"
  /// The whole note.
  case copy
  /// The sentences that a greedy search finds to fit the reference best: an upper bound, which has seen
  /// the reference.
  case oracle

  package var title: String {
    switch self {
    case .lead: "first sentences"
    case .tail: "last sentences"
    case .random: "random sentences"
    case .textRank: "TextRank"
    case .copy: "whole note"
    case .oracle: "greedy oracle"
    }
  }
}

/// The sentences of a note, from which baselines choose.
package struct BaselineWriter: Sendable {
  private let text: SourceText
  /// One sentence a span, in order.
  private let sentences: [TextSpan]
  private let stems: [RougeText]

  /// - Parameter cache: stems of texts before.
  package init(_ document: ClinicalDocument, stems cache: inout StemCache) {
    text = document.text
    sentences = document.sentences.map(\.span)
    stems = sentences.map { RougeText(Array(document.text[$0]), stems: &cache) }
  }

  /// The sentences that a baseline chooses, each on a line, cut to a number of words; nil where it needs
  /// a reference and there is none.
  package func summary(
    _ baseline: Baseline, words: Int, reference: RougeText?, seed: UInt64
  ) -> [UInt8]? {
    let order: [Int]
    switch baseline {
    case .copy: return joined(Array(sentences.indices), words: .max)
    case .lead: order = Array(sentences.indices)
    case .tail: order = sentences.indices.reversed()
    case .random:
      var generator = SeededGenerator(seed: seed)
      order = sentences.indices.shuffled(using: &generator)
    case .textRank: order = TextRank.order(of: stems)
    case .oracle:
      guard let reference else { return nil }
      order = oracle(reference, words: words)
    }
    return joined(order, words: words)
  }

  /// Takes sentence after sentence, and cuts the last where the budget ends.
  private func joined(_ order: [Int], words budget: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var left = budget
    for index in order where left > 0 {
      let words = text[sentences[index]].split { $0 == 0x20 || (0x09...0x0D).contains($0) }
      guard !words.isEmpty else { continue }
      if !bytes.isEmpty { bytes.append(0x0A) }
      let taken = words.prefix(left)
      for (position, word) in taken.enumerated() {
        if position > 0 { bytes.append(0x20) }
        bytes += word
      }
      left -= taken.count
    }
    return bytes
  }

  /// Adds the sentence that raises ROUGE-2 most, until none does or the budget is full.
  private func oracle(_ reference: RougeText, words budget: Int) -> [Int] {
    var left: [UInt64: Int] = [:]
    for pair in reference.pairs { left[pair, default: 0] += 1 }
    let pairs = stems.map { zip($0.stems, $0.stems.dropFirst()).map(RougeText.pair) }
    let counts = sentences.map { CoverageScores.wordCount(text[$0]) }
    var chosen: [Int] = []
    var (hits, length, words, last) = (0, 0, 0, UInt64?.none)
    var best = 0.0
    // Pairs of the reference that are not there yet, taken and put back for each trial.
    func gain(_ index: Int) -> (hits: Int, length: Int) {
      var all = pairs[index]
      if let last, let first = stems[index].stems.first { all.append(RougeText.pair(last, first)) }
      var found = 0
      var taken: [UInt64] = []
      for pair in all where left[pair, default: 0] > 0 {
        left[pair, default: 0] -= 1
        taken.append(pair)
        found += 1
      }
      for pair in taken { left[pair, default: 0] += 1 }
      return (found, all.count)
    }
    while words < budget {
      var top: (index: Int, score: Double, hits: Int, length: Int)?
      for index in sentences.indices where !chosen.contains(index) && !stems[index].stems.isEmpty {
        let more = gain(index)
        let score =
          2 * Double(hits + more.hits)
          / Double(max(1, length + more.length + reference.pairs.count))
        if score > top?.score ?? best { top = (index, score, more.hits, more.length) }
      }
      guard let top else { break }
      var all = pairs[top.index]
      if let last, let first = stems[top.index].stems.first {
        all.append(RougeText.pair(last, first))
      }
      for pair in all where left[pair, default: 0] > 0 { left[pair, default: 0] -= 1 }
      chosen.append(top.index)
      best = top.score
      hits += top.hits
      length += top.length
      words += counts[top.index]
      last = stems[top.index].stems.last
    }
    return chosen
  }
}
