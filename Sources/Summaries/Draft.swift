package import ClinicalLanguage
package import SourceText

/// What a summarizer wrote, before anyone has checked it.
package struct Draft: Sendable {
  /// The draft as text, headings and line breaks included; claims are spans into it.
  package let text: SourceText
  /// The draft read like a note: its sentences and facts.
  package let document: ClinicalDocument
  /// Its sentences, headings aside, in order.
  package let claims: [Claim]
  package let engine: EngineIdentity

  package init(
    text: SourceText, document: ClinicalDocument, claims: [Claim], engine: EngineIdentity
  ) {
    self.text = text
    self.document = document
    self.claims = claims
    self.engine = engine
  }
}

/// One statement of a draft. It is a stranger's word until grounding has found support for it.
package struct Claim: Sendable, Hashable {
  /// Where it stands in the draft's text.
  package let span: TextSpan
  /// Under which heading of the summary it stands.
  package let section: SummarySection
  /// Where in the note its author says it comes from. Candidates for grounding, never believed.
  package let citations: [TextSpan]

  package init(span: TextSpan, section: SummarySection, citations: [TextSpan]) {
    self.span = span
    self.section = section
    self.citations = citations
  }
}

/// The headings of a summary, in the order in which a clinician reads.
package enum SummarySection: String, Sendable, Hashable, CaseIterable {
  case presentation, alerts, assessment
  case keyFindings = "key_findings"
  case medicationsAndAllergies = "medications_and_allergies"
  case plan
  /// Text that does not come under one of Vouch's headings (a stranger's summary).
  case unsectioned = "summary"

  /// The heading as it is shown; nil for text without heading.
  package var heading: String? {
    switch self {
    case .presentation: "Presentation"
    case .alerts: "Alerts"
    case .assessment: "Assessment"
    case .keyFindings: "Key findings"
    case .medicationsAndAllergies: "Medications and allergies"
    case .plan: "Plan and follow-up"
    case .unsectioned: nil
    }
  }
}

/// Who wrote a draft.
package struct EngineIdentity: Sendable, Hashable {
  package enum Kind: String, Sendable {
    /// Vouch's own, which quotes.
    case extractive
    /// A language model that Vouch asked.
    case remote
    /// Anything else that wrote a summary.
    case external
  }

  package let kind: Kind
  package let name: String?
  package let version: String?

  package init(kind: Kind, name: String? = nil, version: String? = nil) {
    self.kind = kind
    self.name = name
    self.version = version
  }

  /// A summary that anything else wrote.
  package static let external = EngineIdentity(kind: .external)
}
