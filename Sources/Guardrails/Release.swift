import ClinicalLanguage
import Policies
import SourceText
import Summaries

extension ReleasedSummary {
  /// Puts together what is shown: the draft after the edits, the warnings, and at the very end the
  /// disclaimers, each part set off by an empty line.
  init(
    _ grounded: GroundedDraft, edited: EditedText, edits: [Edit], warnings: [String],
    disclaimers: [Disclaimer]
  ) throws(SourceTextError) {
    var bytes = edited.bytes
    let blocks = [
      warnings.map { "Warning: " + $0 }.joined(separator: "\n"),
      disclaimers.map(\.text).joined(separator: "\n"),
    ]
    for block in blocks where !block.isEmpty {
      while !bytes.isEmpty && !bytes.endsWithEmptyLine { bytes.append(UInt8(ascii: "\n")) }
      bytes += block.utf8
    }
    self.init(
      text: try SourceText(validating: bytes),
      statements: grounded.claims.map {
        ReleasedStatement(
          span: edited.span(of: $0.claim.span), section: $0.claim.section, evidence: $0.evidence)
      },
      edits: edits)
  }
}

extension [UInt8] {
  fileprivate var endsWithEmptyLine: Bool {
    count >= 2 && self[count - 1] == UInt8(ascii: "\n") && self[count - 2] == UInt8(ascii: "\n")
  }
}

extension Draft {
  /// The draft as the edits leave it, read anew.
  func edited(_ edited: EditedText) throws(SourceTextError) -> Draft {
    let text = try SourceText(validating: edited.bytes)
    return Draft(
      text: text, document: ClinicalDocument(reading: text, lexicon: document.lexicon),
      claims: claims.map {
        Claim(span: edited.span(of: $0.span), section: $0.section, citations: $0.citations)
      },
      engine: engine)
  }
}
