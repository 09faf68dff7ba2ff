package import SourceText

/// A document as meanings: its words, and every expression that the word lists know.
package struct DocumentMeanings: Sendable {
  /// An expression with one of its meanings.
  package struct Mention: Sendable, Hashable {
    /// Indices into `words`.
    package var start: Int32
    package var end: Int32
    package var meaning: Meaning
    package var kind: Thesaurus.Kind

    package var words: Range<Int> { Int(start)..<Int(end) }
  }

  package let words: [MeaningWord]
  /// The sentence of each word.
  package let sentences: [Int32]
  /// By start; those of one start in any order.
  package let mentions: [Mention]

  package init(of document: ClinicalDocument, thesaurus: Thesaurus = .embedded) {
    var words: [MeaningWord] = []
    words.reserveCapacity(document.tokens.count)
    var sentences: [Int32] = []
    let tokens = document.tokens
    let allBytes = document.text.bytes
    let bytes = allBytes.span
    // Words between sentences are those of headings; each piece is read on its own.
    var position = 0
    for (index, sentence) in document.sentences.enumerated() {
      if sentence.tokens.lowerBound > position {
        MeaningWords.append(tokens, position..<sentence.tokens.lowerBound, of: bytes, to: &words)
      }
      MeaningWords.append(tokens, sentence.tokens, of: bytes, to: &words)
      while sentences.count < words.count { sentences.append(Int32(index)) }
      position = sentence.tokens.upperBound
    }
    if position < tokens.count {
      MeaningWords.append(tokens, position..<tokens.count, of: bytes, to: &words)
      let last = Int32(max(0, document.sentences.count - 1))
      while sentences.count < words.count { sentences.append(last) }
    }
    self.words = words
    self.sentences = sentences
    mentions = Self.mentions(of: document, words, thesaurus)
  }

  private static func mentions(
    of document: ClinicalDocument, _ words: [MeaningWord], _ thesaurus: Thesaurus
  ) -> [Mention] {
    var found: [Mention] = []
    var term = 0
    let terms = document.terms
    let wordAtToken = WordAtToken(words)
    let expressions = thesaurus.expressions(in: words)
    found.reserveCapacity(expressions.count + terms.count * 2)
    var expression = 0
    for index in words.indices {
      while expression < expressions.count, expressions[expression].start == Int32(index) {
        let (end, group) = (expressions[expression].end, expressions[expression].payload)
        found.append(
          Mention(
            start: Int32(index), end: end, meaning: .group(group),
            kind: thesaurus.kind(of: group)))
        expression += 1
      }
      while term < terms.count, terms[term].tokens.lowerBound <= words[index].firstToken {
        defer { term += 1 }
        guard terms[term].tokens.lowerBound == Int(words[index].firstToken),
          let end = wordAtToken.word(endingAt: terms[term].tokens.upperBound, from: index)
        else { continue }
        let concept = ConceptID(index: terms[term].payload)
        let kind = Thesaurus.Kind(document.lexicon.kind(of: concept))
        found.append(
          Mention(start: Int32(index), end: Int32(end), meaning: .concept(concept), kind: kind))
        if kind == .drug {
          for group in document.lexicon.meanings(ofName: concept, in: thesaurus) {
            found.append(
              Mention(
                start: Int32(index), end: Int32(end), meaning: .group(group),
                kind: thesaurus.kind(of: group)))
          }
        }
      }
    }
    return found
  }

  package func span(of range: Range<Int>, in document: ClinicalDocument) -> TextSpan {
    TextSpan(
      start: document.tokens[Int(words[range.lowerBound].firstToken)].start,
      end: document.tokens[Int(words[range.upperBound - 1].endToken) - 1].end)
  }
}

/// What an expression means, as a number: two expressions that share one may mean the same.
public struct Meaning: Sendable, Hashable {
  /// No two meanings have the same.
  public let key: UInt64

  @usableFromInline
  init(key: UInt64) { self.key = key }

  /// That of a group of the thesaurus.
  @inlinable
  public static func group(_ group: Int32) -> Meaning {
    Meaning(key: 0x6000_0000_0000_0000 | UInt64(UInt32(bitPattern: group)))
  }

  package static func concept(_ concept: ConceptID) -> Meaning {
    Meaning(key: 0x5000_0000_0000_0000 | UInt64(UInt32(bitPattern: concept.index)))
  }

  /// The group behind a meaning, where it is one.
  @inlinable
  public var group: Int32? {
    key >> 60 == 6 ? Int32(bitPattern: UInt32(truncatingIfNeeded: key)) : nil
  }
}

extension Thesaurus.Kind {
  init(_ kind: Concept.Kind) {
    switch kind {
    case .disease: self = .disease
    case .symptom: self = .finding
    case .medication: self = .drug
    case .laboratory, .vitalSign: self = .test
    }
  }
}

/// Finds the word after a run of tokens, going forward only a little.
private struct WordAtToken {
  let words: [MeaningWord]

  init(_ words: [MeaningWord]) { self.words = words }

  /// The index after the word that ends with the token before `token`; nil where a word goes on.
  func word(endingAt token: Int, from index: Int) -> Int? {
    var position = index
    while position < words.count, Int(words[position].firstToken) < token { position += 1 }
    return position > index ? position : nil
  }
}

extension Lexicon {
  /// The thesaurus meanings of a concept's preferred name: what `Zoloft` shares with `sertraline`.
  func meanings(ofName concept: ConceptID, in thesaurus: Thesaurus) -> [Int32] {
    readName(of: concept) { thesaurus.meanings(of: $0, $1) }
  }
}
