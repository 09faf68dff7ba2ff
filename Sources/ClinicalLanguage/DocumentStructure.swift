import SourceText

/// A note divided up, before anything is made of it.
struct DocumentStructure: Sendable {
  let text: SourceText
  let lexicon: Lexicon
  let tokens: [Token]
  /// Terms of the lexicon: by start, then longest first; the payload is the index of the concept.
  let matches: [TermMatch]
  let sections: [Section]
  let sentences: [Sentence]

  init(reading text: SourceText, lexicon: Lexicon) {
    self.text = text
    self.lexicon = lexicon
    tokens = Tokenizer.tokens(of: text)
    matches = lexicon.matcher.matches(in: text, tokens: tokens)
    sections = SectionReader.sections(of: text, tokens: tokens, terms: matches, lexicon: lexicon)
    sentences = SentenceReader.sentences(of: text, tokens: tokens, sections: sections)
  }
}
