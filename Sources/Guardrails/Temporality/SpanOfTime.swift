import ClinicalLanguage
import SourceText

/// A number of years, months, weeks or days: how long something lasts, or how long ago it was.
struct SpanOfTime {
  enum Meaning {
    /// `for three years`, `over the past three years`.
    case lasting
    /// `three years ago`.
    case ago
  }

  var number: UInt64
  var unit: UInt64
  var meaning: Meaning
  /// Words of its text.
  var words: Range<Int>

  private static let units = Thesaurus.roots("year month week day hour")
  private static let ago = Thesaurus.roots("ago earlier previously")
  private static let lasting = Thesaurus.roots("for past last over since")
  private static let numbers = Thesaurus.roots(
    "one two three four five six seven eight nine ten twelve fifteen twenty thirty")
  /// `for approximately the past`: how many words may stand before the number.
  private static let reach = 4

  /// All of a text that say which of the two they are.
  static func all(in words: [MeaningWord]) -> [SpanOfTime] {
    var found: [SpanOfTime] = []
    for index in words.indices.dropFirst() where units.contains(words[index].fine) {
      let number = words[index - 1]
      guard words[index].gap <= .hyphen, number.isNumber || numbers.contains(number.fine),
        let meaning = meaning(of: index - 1..<index + 1, in: words)
      else { continue }
      found.append(
        SpanOfTime(
          number: number.fine, unit: words[index].fine, meaning: meaning,
          words: index - 1..<index + 1))
    }
    return found
  }

  private static func meaning(of range: Range<Int>, in words: [MeaningWord]) -> Meaning? {
    if range.upperBound < words.count, words[range.upperBound].gap < .comma,
      ago.contains(words[range.upperBound].fine)
    {
      return .ago
    }
    var word = range.lowerBound
    let first = max(0, word - reach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if lasting.contains(words[word].fine) { return .lasting }
    }
    return nil
  }
}

/// Finds what a summary lets last where the note has it over and done, or the other way round.
struct DurationComparison {
  let comparison: Comparison

  struct Disagreement {
    var span: TextSpan
    var noteSpans: [TextSpan]
  }

  /// How many words before may say that nothing lasted: `none for over 15 years`.
  private static let absenceReach = 3

  private func isOfAbsence(_ span: SpanOfTime) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = span.words.lowerBound
    let first = max(0, word - Self.absenceReach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if comparison.summaryCues.words[word].contains(.negation) { return true }
    }
    return false
  }

  private static let beginnings = Thesaurus.roots(
    """
    start started begin began begun beginning onset since diagnosed develop developed notice noticed
    initiated placed quit stopped ran run lost went gone came out dated dating
    """)

  private static let lasting = Thesaurus.roots("since unchanged stable same")
  /// What lasts from an event began with it: `for two years secondary to an injury`.
  private static let causing = Thesaurus.roots("secondary after following from due")

  /// What was begun six weeks ago has been going on for six weeks.
  private func isOfOnset(_ span: SpanOfTime, _ meanings: DocumentMeanings) -> Bool {
    let sentence = meanings.sentences[span.words.lowerBound]
    var word = span.words.lowerBound
    while word > 0, meanings.sentences[word - 1] == sentence {
      word -= 1
      if Self.beginnings.contains(meanings.words[word].fine) { return true }
    }
    // `over ten years since his last tetanus shot`
    let after = span.words.upperBound..<min(meanings.words.count, span.words.upperBound + 3)
    return after.contains {
      meanings.sentences[$0] == sentence
        && (Self.lasting.contains(meanings.words[$0].fine)
          || span.meaning == .lasting && Self.causing.contains(meanings.words[$0].fine))
    }
  }

  /// `for a week, since doing gymnastics`, `unchanged over six months`.
  private func isAnchored(_ span: SpanOfTime) -> Bool {
    let meanings = comparison.summaryMeanings
    let sentence = meanings.sentences[span.words.lowerBound]
    let near =
      max(0, span.words.lowerBound - 6)..<min(meanings.words.count, span.words.upperBound + 4)
    return near.contains {
      meanings.sentences[$0] == sentence && Self.lasting.contains(meanings.words[$0].fine)
    }
  }

  /// More of them than this are no summary; each is held against those of the note.
  private static let limit = 200

  /// Spans of time that the note has too, but only with the other meaning.
  func disagreements() -> [Disagreement] {
    let told = SpanOfTime.all(in: comparison.summaryMeanings.words)
    guard !told.isEmpty else { return [] }
    let noted = SpanOfTime.all(in: comparison.noteMeanings.words)
    var found: [Disagreement] = []
    for span in told.prefix(Self.limit)
    where !isOfAbsence(span) && !isAnchored(span)
      && !(span.meaning == .ago && isOfOnset(span, comparison.summaryMeanings))
    {
      let same = noted.filter { $0.number == span.number && $0.unit == span.unit }
      guard !same.isEmpty,
        same.allSatisfy({ $0.meaning != span.meaning && !isOfOnset($0, comparison.noteMeanings) })
      else {
        continue
      }
      found.append(
        Disagreement(
          span: comparison.summaryMeanings.span(of: span.words, in: comparison.summary),
          noteSpans: same.prefix(4).map {
            comparison.noteMeanings.span(of: $0.words, in: comparison.note)
          }))
    }
    return found
  }
}
