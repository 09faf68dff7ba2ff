package import SourceText

/// A claim together with the places in the note that support it. There is none without evidence.
package struct SupportedStatement: Sendable, Hashable {
  package let claim: Claim
  /// Spans into the note, in order, never empty; located by Vouch itself.
  package let evidence: [TextSpan]

  /// Only grounding makes these; nil where there is no evidence.
  init?(claim: Claim, evidence: [TextSpan]) {
    guard !evidence.isEmpty else { return nil }
    self.claim = claim
    self.evidence = evidence
  }
}

/// What grounding made of one claim.
package enum GroundedClaim: Sendable, Hashable {
  case supported(SupportedStatement)
  case unsupported(Claim)

  package var claim: Claim {
    switch self {
    case .supported(let statement): statement.claim
    case .unsupported(let claim): claim
    }
  }

  /// Spans into the note; empty where unsupported.
  package var evidence: [TextSpan] {
    switch self {
    case .supported(let statement): statement.evidence
    case .unsupported: []
    }
  }
}

/// A draft with every claim held against the note.
package struct GroundedDraft: Sendable {
  package let draft: Draft
  /// One for each claim of the draft, in order.
  package let claims: [GroundedClaim]

  init(draft: Draft, claims: [GroundedClaim]) {
    self.draft = draft
    self.claims = claims
  }
}
