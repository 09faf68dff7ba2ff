import ClinicalLanguage
import SourceText

/// Lines of a note that are sentences by their place, and no statements.
extension CandidateReader {
  /// Titles have up to so many words.
  private static let longestTitle = 3
  private static let longestSignature = 6
  /// Who signs does so in the last lines.
  private static let linesOfSignature = 3
  /// Fewer capitals are an abbreviation: `NBM`.
  private static let shortestCapitals = 4

  /// `GIVEN`, `Head`: a word or two that stand over the lines to which they belong.
  func isTitle(_ sentence: Sentence, facts: ArraySlice<FactMark>) -> Bool {
    let tokens = sentence.tokens
    let next = tokens.upperBound
    guard facts.isEmpty, !sentence.isListItem, document.tokens[tokens.lowerBound].beginsLine,
      next < document.tokens.count, document.tokens[next].beginsLine,
      terms.wordCount(tokens) <= Self.longestTitle,
      tokens.allSatisfy({ document.tokens[$0].kind == .word })
    else { return false }
    // The next line is what stands under it: no other title, and not behind an empty line.
    let gap = document.text.bytes[
      Int(document.tokens[next - 1].end)..<Int(document.tokens[next].start)]
    guard gap.count(where: { $0 == 0x0A }) == 1 else { return false }
    if document.isHeading(tokens) { return true }
    return isInCapitals(tokens) && !isInCapitals(next..<next + 1)
      && document.text[sentence.span].count >= Self.shortestCapitals
  }

  private func isInCapitals(_ tokens: Range<Int>) -> Bool {
    tokens.allSatisfy { document.text[document.tokens[$0].span].allSatisfy { $0 &- 0x41 < 26 } }
  }

  /// `Consultant Breast Surgeon` at the end of a letter.
  func isSignature(_ sentence: Sentence, _ signals: SalienceSignals, _ position: SentencePosition)
    -> Bool
  {
    guard position.index + Self.linesOfSignature >= position.total,
      signals.classes.contains(.signer),
      signals.classes.isDisjoint(with: [.order, .advice, .followUp, .verb, .turnTo, .interval]),
      signals.numbers == 0, signals.problems + signals.drugs + signals.denials == 0
    else { return false }
    return terms.wordCount(sentence.tokens) <= Self.longestSignature
  }

  /// `Advice.` before the orders: one word that names what follows.
  func isTitle(word tokens: Range<Int>) -> Bool {
    tokens.count <= 2 && StaticWord.titles.contains { $0.matches(tokens.lowerBound, document) }
      && tokens.dropFirst().allSatisfy { document.tokens[$0].kind == .punctuation }
  }

  /// `Telephone consultation 14/11/2031`, `Received: 04/02/2031 Reported: 04/08/2031`: a date and
  /// words about the making of the note.
  func isRegistration(
    _ tokens: Range<Int>, _ signals: SalienceSignals, _ facts: ArraySlice<FactMark>,
    _ role: SectionRole
  ) -> Bool {
    switch role {
    case .opening, .other, .administrative, .imaging, .reason, .story: break
    default: return false
    }
    let start = document.tokens[tokens.lowerBound].start
    let end = document.tokens[tokens.upperBound - 1].end
    var isDated = false
    for fact in facts where fact.isIn(start, end) {
      guard fact.traits.contains(.date) else { return false }
      isDated = true
    }
    return isDated && signals.classes.isDisjoint(with: [.subject, .order, .followUp, .danger])
      && tokens.count(where: { document.tokens[$0].kind == .word }) <= Self.mostWordsOfRegistration
  }

  private static let mostWordsOfRegistration = 8
}
