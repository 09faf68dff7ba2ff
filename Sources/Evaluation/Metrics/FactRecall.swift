package import Workflow

/// Which critical facts of a note a summary keeps, by class: one figure would hide that the allergies
/// are what is lost.
package enum FactRecall {
  /// The classes of which one lost fact may harm.
  package static let critical: Set<CorpusCase.CriticalFact.Class> = [
    .allergy, .medication, .codeStatus, .redFlag,
  ]

  /// - Parameter summary: in lower case.
  /// - Returns: the facts that are missing.
  @discardableResult
  package static func score(
    _ facts: [CorpusCase.CriticalFact], in summary: String, into measures: inout Measures
  ) -> [CorpusCase.CriticalFact] {
    guard !facts.isEmpty else { return [] }
    let text = Self.folded(summary)
    var missing: [CorpusCase.CriticalFact] = []
    var counts: [CorpusCase.CriticalFact.Class: (kept: Int, all: Int)] = [:]
    for fact in facts {
      let isKept = fact.words.contains { text.contains(Self.folded($0)) }
      counts[fact.factClass, default: (0, 0)].all += 1
      if isKept { counts[fact.factClass, default: (0, 0)].kept += 1 } else { missing.append(fact) }
    }
    measures.rate("facts.recall", facts.count - missing.count, of: facts.count)
    for (factClass, count) in counts {
      measures.rate(Metric.factRecall(factClass), count.kept, of: count.all)
    }
    measures.set(
      "critical_misses", .init(Double(missing.count { critical.contains($0.factClass) })))
    return missing
  }

  /// Lower case, and every run of white space one space, since a summary may break its lines anywhere.
  private static func folded(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
