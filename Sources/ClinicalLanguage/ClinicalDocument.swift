package import SourceText

/// A note, read: its sections, sentences, tokens and facts, all as spans into its text.
///
/// A class, since every stage and every rule is handed the whole document and none changes it.
package final class ClinicalDocument: Sendable {
  package let text: SourceText
  package let lexicon: Lexicon
  package let tokens: [Token]
  /// In order, one after another, covering the whole text.
  package let sections: [Section]
  /// In order; each lies inside the body of one section.
  package let sentences: [Sentence]
  /// In order of their spans.
  package let facts: [Fact]
  /// Terms of the lexicon, whether or not a fact was made of them: by start, then longest first; the
  /// payload is the index of the concept.
  package let terms: [TermMatch]
  private let contexts: ContextMap

  /// Reads a note. Linear in its length.
  ///
  /// - Parameter concepts: a caller's phrases; every occurrence becomes a fact of kind `concept`.
  package init(reading text: SourceText, lexicon: Lexicon, concepts: [String] = []) {
    let structure = DocumentStructure(reading: text, lexicon: lexicon)
    (contexts, facts) = FactReader.read(structure, concepts: concepts)
    self.text = text
    self.lexicon = lexicon
    tokens = structure.tokens
    terms = structure.matches
    sections = structure.sections
    sentences = structure.sentences
  }
}

extension ClinicalDocument {
  /// What the words around a span say about it.
  ///
  /// A span inside a word is read with the word's prefix or ending: `tender` in `nontender` is
  /// absent, as is `pain` in `painless`.
  package func context(of span: TextSpan) -> MentionContext {
    let first = firstToken(endingAfter: span.start)
    guard first < tokens.count, tokens[first].start < span.end else { return MentionContext() }
    var context = contexts.context(ofTokens: first..<first + 1)
    if WordNegation.isNegated(span, in: tokens[first].span, of: text) {
      context.assertion = context.assertion == .absent ? .present : .absent
    }
    return context
  }

  /// The words that make a mention absent, possible, conditional or hypothetical; nil where none do.
  package func cueSpan(of span: TextSpan) -> TextSpan? {
    let first = firstToken(endingAfter: span.start)
    guard first < tokens.count, tokens[first].start < span.end else { return nil }
    return contexts.cueSpan(ofToken: first)
  }

  /// What the words around a token say about it.
  package func context(ofToken token: Int) -> MentionContext {
    contexts.context(ofTokens: token..<token + 1)
  }

  /// Whether the words of the tokens are a heading or the name of a part of an examination.
  package func isHeading(_ tokens: Range<Int>) -> Bool {
    guard let first = tokens.first, let last = tokens.last else { return false }
    let range = Int(self.tokens[first].start)..<Int(self.tokens[last].end)
    let bytes = text.bytes
    return lexicon.headings.entry(SectionHeadings.hash(bytes.span, in: range)) != nil
  }

  /// The sentence in which the byte lies, or nil where it lies between sentences.
  package func sentenceIndex(containing byteOffset: Int) -> Int? {
    let low = sentences.partitioningIndex { Int($0.span.end) > byteOffset }
    guard low < sentences.count, Int(sentences[low].span.start) <= byteOffset else { return nil }
    return low
  }

  /// The preferred name of what a fact is about: the lexicon's, else the words of the note.
  package func name(of fact: Fact) -> String {
    if let concept = fact.concept { return lexicon.name(of: concept) }
    return text.string(fact.nameSpan)
  }

  /// Candidates of ICD-10-CM for a problem, as the lexicon has them; empty for other facts.
  package func codes(of fact: Fact) -> [String] {
    guard fact.kind == .problem, let concept = fact.concept else { return [] }
    return lexicon[concept].detail.split(separator: ";").map(String.init)
  }

  private func firstToken(endingAfter offset: Int32) -> Int {
    tokens.partitioningIndex { $0.end > offset }
  }
}

/// A sentence, or a list item that stands for one.
package struct Sentence: Sendable, Hashable {
  /// Without the white space around it and without a bullet or item number before it.
  package var span: TextSpan
  /// Indices into `ClinicalDocument.tokens`.
  package var tokens: Range<Int>
  /// Index into `ClinicalDocument.sections`.
  package var section: Int
  package var isListItem: Bool

  package init(span: TextSpan, tokens: Range<Int>, section: Int, isListItem: Bool) {
    self.span = span
    self.tokens = tokens
    self.section = section
    self.isListItem = isListItem
  }
}
