import ClinicalLanguage
import SourceText

/// A length of time without a number: `a few months`, `the past year`.
struct VagueSpan: Hashable {
  var amount: UInt64
  var unit: UInt64

  private static let amounts = Thesaurus.roots("few several couple past last next")
  private static let past = Thesaurus.roots("past last")
  private static let recent = MeaningWord.fineRoot(of: Array("past".utf8), 0..<4)
  private static let units = Thesaurus.roots("year month week day hour")
  private static let of = Thesaurus.roots("of")
  /// More of them than these are no summary.
  private static let most = 60

  /// All of a text with the words that say them.
  static func all(in words: [MeaningWord]) -> [(span: VagueSpan, words: Range<Int>)] {
    var found: [(span: VagueSpan, words: Range<Int>)] = []
    for index in words.indices where amounts.contains(words[index].fine) && found.count < most {
      var next = index + 1
      if next < words.count, of.contains(words[next].fine) { next += 1 }
      guard next < words.count, words[next].gap <= .hyphen, units.contains(words[next].fine) else {
        continue
      }
      let isPast = past.contains(words[index].fine)
      found.append(
        (
          VagueSpan(amount: isPast ? recent : words[index].fine, unit: words[next].fine),
          index..<next + 1
        ))
    }
    return found
  }
}

extension Comparison {
  /// `A few years` where the note has a few months, and nothing else that lasts years by that word.
  func changedVagueSpans() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    let told = VagueSpan.all(in: summaryMeanings.words)
    guard !told.isEmpty else { return [] }
    let known = VagueSpan.all(in: noteMeanings.words)
    return told.compactMap { item in
      var same = known.filter { $0.span.amount == item.span.amount }
      if known.contains(where: { $0.span.unit == item.span.unit }) {
        same = same.filter { isOfSource($0.words, of: item) }
      }
      guard !same.isEmpty else { return nil }
      return (
        summaryMeanings.span(of: item.words, in: summary),
        same.prefix(3).map { noteMeanings.span(of: $0.words, in: note) }
      )
    }
  }

  /// The share of a clause that one sentence of the note must hold to be its source.
  private static let leastSourceShare: Float = 0.5

  /// Whether words of the note stand in the sentence that a clause of the summary is from, and that
  /// sentence has nothing in the unit that the clause tells.
  private func isOfSource(
    _ known: Range<Int>, of item: (span: VagueSpan, words: Range<Int>)
  ) -> Bool {
    let told = summaryMeanings.span(of: item.words, in: summary)
    guard
      let source = units(over: summary.sentences[sentence(of: item.words)].span).first(where: {
        $0.clauseSentence >= 0 && $0.clauseSupport >= Self.leastSourceShare
          && summaryMeanings.span(of: $0.clause, in: summary).contains(told)
      })?.clauseSentence, noteMeanings.sentences[known.lowerBound] == source
    else { return false }
    return !noteWords(ofSentence: source).contains {
      noteMeanings.words[$0].fine == item.span.unit
    }
  }

  private func sentence(of words: Range<Int>) -> Int {
    Int(summaryMeanings.sentences[words.lowerBound])
  }
}
