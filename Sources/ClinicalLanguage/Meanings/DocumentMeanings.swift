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
  /// By start; those of one start in any order. None where they were not asked for.
  package let mentions: [Mention]
  /// The expressions of the thesaurus, by start.
  package let expressions: [ExpressionMatch]
  /// The mentions of the lexicon's terms, by start.
  package let named: [Mention]

  /// - Parameter listsMentions: whether `mentions` is made; a note has thousands, and few are asked for.
  package init(
    of document: ClinicalDocument, thesaurus: Thesaurus = .embedded, listsMentions: Bool = true
  ) {
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
    named = Self.mentions(ofTermsIn: document, words, thesaurus)
    expressions = thesaurus.expressions(in: words)
    mentions = listsMentions ? Self.mentions(expressions, named, thesaurus) : []
  }

  /// All mentions, where they were not made with it.
  package func allMentions(thesaurus: Thesaurus = .embedded) -> [Mention] {
    Self.mentions(expressions, named, thesaurus)
  }

  private static func mentions(
    _ expressions: [ExpressionMatch], _ named: [Mention], _ thesaurus: Thesaurus
  ) -> [Mention] {
    let groups = thesaurus.payloads
    let count = expressions.reduce(named.count) { $0 + $1.payloads.count }
    return Array(capacity: count) { found in
      var next = 0
      // Of one word the expressions come first.
      for expression in expressions {
        while next < named.count, named[next].start < expression.start {
          found.append(named[next])
          next += 1
        }
        for index in expression.payloads {
          let group = groups[index]
          found.append(
            Mention(
              start: expression.start, end: expression.end, meaning: .group(group),
              kind: thesaurus.kind(of: group)))
        }
      }
      while next < named.count {
        found.append(named[next])
        next += 1
      }
    }
  }

  /// The mentions of the lexicon's terms: each is of a concept, and of what its name means.
  private static func mentions(
    ofTermsIn document: ClinicalDocument, _ words: [MeaningWord], _ thesaurus: Thesaurus
  ) -> [Mention] {
    let wordAtToken = WordAtToken(words)
    var found: [Mention] = []
    found.reserveCapacity(document.terms.count * 2)
    var index = 0
    for term in document.terms {
      while index < words.count, Int(words[index].firstToken) < term.tokens.lowerBound {
        index += 1
      }
      guard index < words.count else { break }
      guard Int(words[index].firstToken) == term.tokens.lowerBound,
        let end = wordAtToken.word(endingAt: term.tokens.upperBound, from: index)
      else { continue }
      let concept = ConceptID(index: term.payload)
      let kind = Thesaurus.Kind(document.lexicon.kind(of: concept))
      found.append(
        Mention(start: Int32(index), end: Int32(end), meaning: .concept(concept), kind: kind))
      guard kind == .drug else { continue }
      for group in document.lexicon.meanings(ofName: concept, in: thesaurus) {
        found.append(
          Mention(
            start: Int32(index), end: Int32(end), meaning: .group(group),
            kind: thesaurus.kind(of: group)))
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
