import Policies
package import Summaries

extension GuardrailEngine {
  /// The engine of the rules alone by which the words of a summary block it; nil where there are none.
  ///
  /// For a quick look at a statement of a reply that is still coming. It only raises the suspicion: what
  /// it finds, all rules have to confirm.
  package var blocking: GuardrailEngine? {
    let blocking = rules.filter { rule in
      guard rule.mode == .enforce, rule.rule.disposition == .block, let kind = rule.kind else {
        return false
      }
      return kind.readsSummaryText && !type(of: kind).judgesFindings
    }
    guard !blocking.isEmpty else { return nil }
    return GuardrailEngine(bundle: bundle.with(rules: blocking.map(\.rule)), lexicon: lexicon)
  }

  /// Whether the words of a draft block it.
  package func blocks(
    _ draft: Draft, of note: ScannedNote, audience: Audience
  ) -> Bool {
    judge(Grounding.ground(draft, in: note.document), against: note, audience: audience)
      .findings.contains {
        $0.mode == .enforce && $0.disposition == .block && $0.summarySpan != nil
      }
  }
}
