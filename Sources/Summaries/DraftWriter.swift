import ClinicalLanguage
import SourceText

/// Writes chosen clauses as a readable draft: headings in reading order, one statement a line.
struct DraftWriter {
  let document: ClinicalDocument
  let identity: EngineIdentity

  func draft(stating chosen: [Candidate]) throws(SummarizerError) -> Draft {
    var bytes: [UInt8] = []
    var claims: [Claim] = []
    for section in SummarySection.allCases {
      // A quoted heading governs what follows it, so such statements come last.
      // Who the patient is comes first.
      let statements =
        chosen.filter { $0.heading == section && $0.isIdentity }
        + chosen.filter { $0.heading == section && !$0.hasHeading && !$0.isIdentity }
        + chosen.filter { $0.heading == section && $0.hasHeading && !$0.isIdentity }
      guard !statements.isEmpty else { continue }
      if let heading = section.heading { bytes += Array("\(heading):\n".utf8) }
      for statement in statements {
        bytes += [UInt8(ascii: "-"), 0x20]
        let start = bytes.count
        bytes += WhiteSpace.collapsed(document.text[statement.span])
        claims.append(
          Claim(
            span: TextSpan(start, bytes.count), section: section, citations: [statement.span]))
        bytes.append(0x0A)
      }
    }
    if bytes.last == 0x0A { bytes.removeLast() }
    // The bytes are headings of ours and pieces of a text that was validated.
    guard let text = try? SourceText(validating: bytes) else { throw .nothingToSummarize }
    return Draft(
      text: text, document: ClinicalDocument(reading: text, lexicon: document.lexicon),
      claims: claims, engine: identity)
  }
}
