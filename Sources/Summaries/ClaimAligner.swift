import ClinicalLanguage
import SourceText

/// Finds the note sentences that together hold most of a claim's content.
///
/// Terms are weighted by how few sentences of the note have them (inverse sentence frequency, after
/// Spärck Jones, J Doc 1972); numbers count double and only where their values agree. Word overlap
/// finds evidence; whether the evidence says the same (negation, dose, side) is for others to judge.
struct ClaimAligner {
  private let draft: Draft
  private let note: ClinicalDocument
  private let draftTerms: Terms
  private let index: SentenceIndex
  /// For each note sentence which terms of the current claim it has; 0 again after each claim.
  private var matches: [UInt64]
  private var touched: [Int] = []

  /// The share of a claim's weight that its evidence must hold. Tuned on clinicians' own faithful
  /// summaries against sentences from summaries of other notes.
  static let supportThreshold: Float = 0.45
  /// How many sentences one claim may rest on.
  private static let maximumSentences = 3
  /// A further sentence must add at least this share of the claim's weight.
  private static let minimumGain: Float = 0.08
  /// Terms of more sentences than this say little; the last ones of them suffice.
  private static let maximumPostings = 256
  /// As many terms as one machine word can mark; longer claims are aligned piece by piece.
  private static let termsAtOnce = 64

  init(draft: Draft, note: ClinicalDocument) {
    self.draft = draft
    self.note = note
    draftTerms = Terms(draft.text, draft.document.tokens)
    index = SentenceIndex(note, Terms(note.text, note.tokens))
    matches = Array(repeating: 0, count: note.sentences.count)
  }

  /// The note sentences that support the claim, in order; empty where they do not.
  mutating func evidence(for claim: Claim) -> [TextSpan] {
    let terms = claimTerms(claim)
    guard !terms.isEmpty else { return [] }
    var sentences: [Int] = []
    var start = 0
    while start < terms.count {
      let end = min(start + Self.termsAtOnce, terms.count)
      guard let found = align(terms[start..<end]) else { return [] }
      sentences += found
      start = end
    }
    sentences.sort()
    var spans: [TextSpan] = []
    var last = -1
    for sentence in sentences where sentence != last {
      spans.append(note.sentences[sentence].span)
      last = sentence
    }
    return spans
  }

  // MARK: Terms of a claim

  private struct ClaimTerm {
    var stem: UInt32
    /// The concept that the word belongs to, as a term of the index; 0 for none.
    var concept: UInt32
    var weight: Float
  }

  private func claimTerms(_ claim: Claim) -> [ClaimTerm] {
    let tokens = draft.document.tokens
    var token = firstToken(from: claim.span.start)
    var fact = firstFact(from: claim.span.start)
    var terms: [ClaimTerm] = []
    while token < tokens.count, tokens[token].end <= claim.span.end {
      defer { token += 1 }
      guard draftTerms.isContent(token), !draftTerms.classes[token].contains(.label) else {
        continue
      }
      let start = tokens[token].start
      while fact < draft.document.facts.count, draft.document.facts[fact].nameSpan.end <= start {
        fact += 1
      }
      var concept: UInt32 = 0
      if fact < draft.document.facts.count, draft.document.facts[fact].nameSpan.start <= start,
        let id = draft.document.facts[fact].concept
      {
        concept = SentenceIndex.key(of: id)
      }
      let stem = draftTerms.stems[token]
      let isNumber = tokens[token].kind == .number
      terms.append(
        ClaimTerm(stem: stem, concept: concept, weight: weight(stem, concept, isNumber: isNumber)))
    }
    return terms
  }

  /// Inverse sentence frequency; a term that the note lacks weighs as much as a rare one.
  private func weight(_ stem: UInt32, _ concept: UInt32, isNumber: Bool) -> Float {
    let count = max(index.count(of: stem), concept == 0 ? 0 : index.count(of: concept), 1)
    let rarity = 1 + Self.logarithm(Float(index.sentenceCount + 1) / Float(count))
    return isNumber ? 2 * rarity : rarity
  }

  /// The binary logarithm, from the exponent and a linear mantissa: within 0.09, and no library.
  private static func logarithm(_ value: Float) -> Float {
    guard value > 1 else { return 0 }
    return Float(value.exponent) + value.significand - 1
  }

  private func firstToken(from offset: Int32) -> Int {
    let tokens = draft.document.tokens
    return tokens.partitioningIndex { $0.start >= offset }
  }

  private func firstFact(from offset: Int32) -> Int {
    let facts = draft.document.facts
    return facts.partitioningIndex { $0.span.start >= offset }
  }

  // MARK: Alignment

  /// The sentences that cover enough of the terms, found greedily; nil where there are none.
  private mutating func align(_ terms: ArraySlice<ClaimTerm>) -> [Int]? {
    defer {
      for sentence in touched { matches[sentence] = 0 }
      touched.removeAll(keepingCapacity: true)
    }
    var total: Float = 0
    for (place, term) in terms.enumerated() {
      total += term.weight
      mark(term.stem, place)
      if term.concept != 0 { mark(term.concept, place) }
    }
    let weights = terms.map(\.weight)
    var covered: UInt64 = 0
    var support: Float = 0
    var sentences: [Int] = []
    while sentences.count < Self.maximumSentences {
      var best: (sentence: Int, gain: Float)?
      for sentence in touched {
        var open = matches[sentence] & ~covered
        guard open != 0 else { continue }
        var gain: Float = 0
        while open != 0 {
          gain += weights[open.trailingZeroBitCount]
          open &= open - 1
        }
        if let known = best, gain < known.gain || (gain == known.gain && sentence > known.sentence)
        {
          continue
        }
        best = (sentence, gain)
      }
      guard let best, best.gain >= Self.minimumGain * total else { break }
      sentences.append(best.sentence)
      covered |= matches[best.sentence]
      support += best.gain
    }
    return support >= Self.supportThreshold * total ? sentences : nil
  }

  private mutating func mark(_ key: UInt32, _ place: Int) {
    index.forEachSentence(with: key, limit: Self.maximumPostings) { sentence in
      if matches[sentence] == 0 { touched.append(sentence) }
      matches[sentence] |= 1 << UInt64(place)
    }
  }
}
