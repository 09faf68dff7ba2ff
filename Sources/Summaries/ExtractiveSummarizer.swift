package import ClinicalLanguage
import SourceText

/// Summarizes by quoting: every statement is a sentence or a clause of the note, word for word.
///
/// What it chooses is decided by section, position, clinical content and novelty, never by
/// centrality in a similarity graph, which loses to the first sentences on clinical notes.
package struct ExtractiveSummarizer: Summarizer {
  package init() {}

  package let identity = EngineIdentity(kind: .extractive, name: "vouch-extractive", version: "1")

  /// Writes a draft within the budget.
  ///
  /// Where no clause of the note is short enough for the budget, the draft is the shortest one, as
  /// long as that has at most `longestExcess` words more.
  package func draft(of document: ClinicalDocument, for request: SummaryRequest)
    throws(SummarizerError) -> Draft
  {
    let terms = Terms(document.text, document.tokens)
    let budget = max(request.words, 1)
    var candidates = CandidateReader.candidates(in: document, terms: terms, budget: budget)
    let quarantine = Quarantine(request.quarantine)
    if !quarantine.isEmpty { candidates.removeAll { quarantine.overlaps($0.span) } }
    let alarms = Alarms(
      quarantine.isEmpty
        ? request.alarms : request.alarms.map { $0.filter { !quarantine.overlaps($0) } },
      among: &candidates, in: document, terms: terms)
    var chosen = Selection.indices(
      of: candidates, terms: terms, budget: budget, alarms: alarms)
    if chosen.isEmpty {
      guard
        let shortest = candidates.indices.min(by: { candidates[$0].words < candidates[$1].words }),
        candidates[shortest].words <= budget + Self.longestExcess
      else {
        // A note of which nothing may be quoted still has findings; its summary says nothing.
        guard quarantine.isEmpty else {
          return try DraftWriter(document: document, identity: identity).draft(stating: [])
        }
        throw .nothingToSummarize
      }
      chosen = [shortest]
    }
    return try DraftWriter(document: document, identity: identity)
      .draft(stating: chosen.map { candidates[$0] })
  }

  /// How many words a single statement may have beyond the budget where nothing shorter exists.
  private static let longestExcess = 30
}
