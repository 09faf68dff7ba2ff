package import ClinicalLanguage
package import SourceText
package import Summaries

/// Makes a draft of a model's claims: headings in reading order, one claim a line.
///
/// The sentences that a claim cites are candidates for grounding and nothing more.
package enum DraftBuilder {
  /// - Parameter place: of a cited sentence in the note, nil where it is not known.
  package static func draft(
    of claims: [ModelClaim], engine: EngineIdentity, lexicon: Lexicon,
    place: (Int) -> TextSpan?
  ) throws(SourceTextError) -> Draft {
    var bytes: [UInt8] = []
    var lines: [(span: TextSpan, claim: ModelClaim)] = []
    for section in ClaimsSchema.sections {
      let stated = claims.filter { $0.section == section }
      guard !stated.isEmpty else { continue }
      if let heading = section.heading { bytes += Array("\(heading):\n".utf8) }
      for claim in stated {
        bytes += [UInt8(ascii: "-"), 0x20]
        let start = bytes.count
        bytes += WhiteSpace.collapsed(Array(claim.text.utf8)[...])
        lines.append((TextSpan(start, bytes.count), claim))
        bytes.append(0x0A)
      }
    }
    if bytes.last == 0x0A { bytes.removeLast() }
    let text = try SourceText(validating: bytes)
    let document = ClinicalDocument(reading: text, lexicon: lexicon)
    let drafted = lines.flatMap { line in
      statements(of: line.span, in: document).map { span in
        Claim(
          span: span, section: line.claim.section, citations: line.claim.cites.compactMap(place))
      }
    }
    return Draft(text: text, document: document, claims: drafted, engine: engine)
  }

  /// The sentences of a line, each of which is held against the note by itself: a model may put two into
  /// one claim. The line as a whole, where they do not make it up.
  private static func statements(of line: TextSpan, in document: ClinicalDocument) -> [TextSpan] {
    let inside = document.sentences.map(\.span).filter(line.contains)
    guard inside.count > 1, inside[0].start == line.start, inside[inside.count - 1].end == line.end,
      zip(inside, inside.dropFirst()).allSatisfy({ $1.start - $0.end <= 2 })
    else { return [line] }
    return inside
  }
}
