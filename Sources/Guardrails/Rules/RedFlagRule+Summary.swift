import ClinicalLanguage
import Policies
import SourceText
import Summaries

/// Whether the summary tells what raised an alert.
extension RedFlagRule {
  /// Whether the summary says it: one of the rule's phrases, the same concept of the lexicon, or all words
  /// of a mention in one statement; denied it does not count.
  func summaryCarries(_ mentions: [PhraseMatch], in context: JudgingContext) -> Bool {
    let summary = context.draft.document
    for match in context.matches(on: .summary) where match.role == .sought {
      if summary.context(of: match.span).assertion != .absent { return true }
    }
    guard !mentions.isEmpty else { return false }
    let places = mentions.map(\.span).merged()
    var concepts: Set<ConceptID> = []
    for fact in context.note.facts {
      if let concept = fact.concept, places.hasOverlap(with: fact.nameSpan) {
        concepts.insert(concept)
      }
    }
    let sharesConcept = summary.facts.contains { fact in
      guard let concept = fact.concept, concepts.contains(concept) else { return false }
      return fact.context.assertion != .absent
    }
    if sharesConcept { return true }
    let summaryStems = context.judged.summaryStems
    let sought = mentions.reduce(into: Set<[UInt64]>()) { $0.insert(stems(of: $1)) }
    return summary.sentences.contains { sentence in
      let words = Set(summaryStems[sentence.tokens])
      return sought.contains { phrase in
        phrase.count > 1 && phrase.allSatisfy(words.contains)
          && summary.context(of: sentence.span).assertion != .absent
      }
    }
  }

  /// Percent of the content of a mention's sentence that a summary takes up where it tells of the same
  /// thing in other words.
  private static let toldShare = 60
  /// More mentions of one alert say nothing more, and each costs a look at the note.
  private static let mostTold = 50
  /// A shorter sentence has its words in common with a summary by chance.
  private static let leastWords = 5

  func summaryTellsSentence(
    of mentions: [PhraseMatch], in context: JudgingContext
  ) -> Bool {
    // A summary of copies has the words of the note, which were looked for already.
    guard let coverage = context.judged.comparison?.coverage else { return false }
    return mentions.prefix(Self.mostTold).contains { mention in
      if coverage.covers(mention.tokens) { return true }
      guard let sentence = context.note.sentenceIndex(containing: Int(mention.span.start)),
        let share = coverage.share(
          ofSentence: sentence, without: 0..<0, leastWords: Self.leastWords)
      else { return false }
      return share >= Self.toldShare
    }
  }

  /// Whether the summary has words that lead its reader to an alert of the family.
  func summaryNamesFamily(in context: JudgingContext) -> Bool {
    // A summary of copies has the words of the note, which were looked for already.
    guard let comparison = context.judged.comparison else { return false }
    let words = comparison.summaryMeanings.words
    return AlertWords.embedded.matches(of: family.rawValue, in: words).contains { match in
      let span = comparison.summaryMeanings.span(of: match, in: comparison.summary)
      return comparison.summary.context(of: span).assertion != .absent
    }
  }

  /// Whether the summary gives one of the values.
  func summaryCarries(_ measurements: [Fact], in context: JudgingContext) -> Bool {
    guard !measurements.isEmpty else { return false }
    let summary = context.draft.document
    let values = Set(
      measurements.flatMap { fact -> [UInt32] in
        guard let span = fact.quantity?.span else { return [] }
        return context.note.numberHashes(in: span)
      })
    return summary.tokens.contains { $0.kind == .number && values.contains($0.foldedHash) }
  }
}

extension ClinicalDocument {
  /// The hashes of the number tokens inside a span.
  fileprivate func numberHashes(in span: TextSpan) -> [UInt32] {
    let low = tokens.partitioningIndex { $0.start >= span.start }
    return tokens[low...].prefix { $0.end <= span.end }.filter { $0.kind == .number }
      .map(\.foldedHash)
  }
}
