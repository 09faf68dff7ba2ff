package import ClinicalLanguage
package import SourceText

extension Draft {
  /// Splits a summary that anything else wrote into claims: its sentences and list items.
  ///
  /// Headings are no claims; claims under one that is Vouch's own, or that a clinical note would
  /// use, belong to that part of the summary, all others are unsectioned.
  ///
  /// - Throws: `nothingToSummarize` where the text holds no sentence.
  package static func external(_ text: SourceText, lexicon: Lexicon) throws(SummarizerError)
    -> Draft
  {
    let document = ClinicalDocument(reading: text, lexicon: lexicon)
    let sections = document.sections.map { SummarySection(of: $0, in: text) }
    let claims = document.sentences.compactMap { sentence -> Claim? in
      guard holdsWords(sentence.span, in: text) else { return nil }
      return Claim(span: sentence.span, section: sections[sentence.section], citations: [])
    }
    guard !claims.isEmpty else { throw .nothingToSummarize }
    return Draft(text: text, document: document, claims: claims, engine: .external)
  }

  /// Rules of dashes and lone marks are no claims.
  private static func holdsWords(_ span: TextSpan, in text: SourceText) -> Bool {
    text[span].contains { byte in
      byte >= 0x80 || byte &- 0x30 < 10 || WordHash.folded(byte) &- 0x61 < 26
    }
  }
}

extension SummarySection {
  /// The part of a summary under a heading, ours or one of a clinical note.
  init(of section: Section, in text: SourceText) {
    if let heading = section.heading {
      let words = WhiteSpace.collapsed(text[heading]).map(WordHash.folded)
      for own in SummarySection.allCases {
        guard let name = own.heading else { continue }
        if Array(name.utf8).map(WordHash.folded) == words {
          self = own
          return
        }
      }
    }
    switch section.name {
    case .preamble, .other, .addendum, .signature: self = .unsectioned
    default: self = SectionRole(section.name).heading
    }
  }
}
