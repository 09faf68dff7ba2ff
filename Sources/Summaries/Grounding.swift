package import ClinicalLanguage
import SourceText

/// Holds every claim of a draft against the note: the only maker of a `SupportedStatement`.
package enum Grounding {
  /// A citation counts where the note has exactly the claim's words there; every other claim is
  /// aligned with the sentences that share most of its content.
  package static func ground(_ draft: Draft, in note: ClinicalDocument) -> GroundedDraft {
    var aligner: ClaimAligner?
    let claims = draft.claims.map { claim -> GroundedClaim in
      var evidence = verbatimCitations(of: claim, in: draft, note: note)
      if evidence.isEmpty {
        if aligner == nil { aligner = ClaimAligner(draft: draft, note: note) }
        evidence = aligner?.evidence(for: claim) ?? []
      }
      guard let statement = SupportedStatement(claim: claim, evidence: evidence) else {
        return .unsupported(claim)
      }
      return .supported(statement)
    }
    return GroundedDraft(draft: draft, claims: claims)
  }

  /// The citations that are the claim, byte for byte once white space is collapsed.
  ///
  /// A citation that merely contains the claim does not count: `No` before it would be lost.
  private static func verbatimCitations(
    of claim: Claim, in draft: Draft, note: ClinicalDocument
  ) -> [TextSpan] {
    guard !claim.citations.isEmpty else { return [] }
    let words = draft.text[claim.span]
    guard !words.allSatisfy(WhiteSpace.isASCII) else { return [] }
    return claim.citations.filter { citation in
      citation.start >= 0 && citation.start < citation.end
        && Int(citation.end) <= note.text.count
        && WhiteSpace.areSameCollapsed(note.text[citation].span, words.span)
    }.sorted()
  }
}
