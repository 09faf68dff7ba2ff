import SourceText

/// Finds code status, follow-up and return instructions by how notes phrase them.
///
/// `Follow-up` is as often history (`lost to follow-up`, `presents for follow-up`) as it is a plan:
/// outside of the sections that plan, only what is scheduled, advised or said of the future counts.
struct ArrangementReader {
  private let document: ClinicalDocument
  private let source: FactSource

  init(_ document: ClinicalDocument) {
    self.document = document
    source = FactSource(
      text: document.text, tokens: document.tokens,
      words: ContextWords.standard.words(of: document.tokens, in: document.text))
  }

  func arrangements() -> [Arrangement] {
    var found: [Arrangement] = []
    var sentence = 0
    /// The first token behind the last arrangement: of phrases that overlap, the first and longest.
    var end = 0
    for match in ArrangementPhrases.matcher.matches(in: document.text, tokens: document.tokens)
    where match.tokens.lowerBound >= end {
      while sentence + 1 < document.sentences.count,
        document.sentences[sentence + 1].tokens.lowerBound <= match.tokens.lowerBound
      {
        sentence += 1
      }
      guard document.sentences.indices.contains(sentence),
        document.sentences[sentence].tokens.contains(match.tokens.lowerBound)
      else { continue }
      let phrase = ArrangementPhrases.phrases[Int(match.payload)]
      let place = document.sentences[sentence]
      guard phrase.kind == .codeStatus || isToCome(match.tokens, in: place) else { continue }
      let tokens =
        phrase.kind == .codeStatus
        ? match.tokens : match.tokens.lowerBound..<clauseEnd(after: match.tokens, in: place)
      found.append(
        Arrangement(
          kind: phrase.kind, span: source.span(tokens), name: phrase.name, time: time(in: tokens),
          context: document.context(ofToken: match.tokens.lowerBound), section: place.section))
      end = tokens.upperBound
    }
    return found
  }

  // MARK: - Plan or history

  /// How many words before a phrase may say that it is to come: `is scheduled with me to be seen in`.
  private static let reach = 7

  private func isToCome(_ tokens: Range<Int>, in sentence: Sentence) -> Bool {
    let before = max(sentence.tokens.lowerBound, tokens.lowerBound - Self.reach)
    let words = (before..<tokens.lowerBound).map { letters(at: $0) }
    if let last = words.last, Self.past.contains(last) { return false }
    if words.count > 1, words.last == Self.to, words[words.count - 2] == Self.lost { return false }
    switch document.sections[sentence.section].name {
    case .plan, .followUp, .patientInstructions, .disposition, .assessmentAndPlan: return true
    default: return words.contains { Self.future.contains($0) }
    }
  }

  /// Up to the end of the sentence or a semicolon.
  private func clauseEnd(after tokens: Range<Int>, in sentence: Sentence) -> Int {
    let end =
      (tokens.upperBound..<max(tokens.upperBound, sentence.tokens.upperBound)).first {
        source.words[$0].contains(.semicolon)
      } ?? max(tokens.upperBound, sentence.tokens.upperBound)
    // Without the full stop.
    return end - 1 > tokens.upperBound && source.isMark(end - 1, ".") ? end - 1 : end
  }

  private func letters(at index: Int) -> UInt64 {
    source.tokens[index].kind == .word
      ? FactSource.packed(source.text.bytes[source.tokens[index].span.range]) : 0
  }

  /// Before the phrase these make it a reason for this visit, or one that was.
  private static let past = packed("for on at since no had was")
  private static let future = packed(
    """
    will should must shall please advised instructed recommend recommended recommending scheduled
    schedule arrange arranged plan planned asked told encouraged needs need to can may if
    """)
  private static let to = FactSource.packed("to".utf8)
  private static let lost = FactSource.packed("lost".utf8)

  // MARK: - When

  /// `in 2 weeks`, `within seven to ten days`, `in a month`: back from the unit to the preposition.
  private func time(in tokens: Range<Int>) -> TextSpan? {
    for unit in tokens where source.words[unit].contains(.timeUnit) {
      var first = unit
      while first > tokens.lowerBound, isCount(first - 1) { first -= 1 }
      guard first < unit else { continue }
      if first > tokens.lowerBound, Self.leads.contains(letters(at: first - 1)) { first -= 1 }
      return source.span(first..<unit + 1)
    }
    return nil
  }

  private func isCount(_ index: Int) -> Bool {
    switch source.tokens[index].kind {
    case .number: true
    case .word: Self.counts.contains(letters(at: index))
    case .punctuation: source.isMark(index, "-")
    }
  }

  private static let leads = packed("in within after every at")
  private static let counts = packed(
    """
    a an one two three four five six seven eight nine ten twelve to or few several couple of about
    approximately another the next other
    """)

  private static func packed(_ words: String) -> Set<UInt64> {
    Set(
      words.split(whereSeparator: \.isWhitespace).map { FactSource.packed($0.utf8) })
  }
}
