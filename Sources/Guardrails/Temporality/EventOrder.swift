import ClinicalLanguage
import SourceText

/// Finds two events that the summary tells in the other order than the note: `the catheter was pulled
/// after the wire was placed` where the note has the wire placed once the catheter was out.
///
/// The note tells an order by a word of its own between the two, or, in the account of an operation, by
/// telling one after the other. Both events must be found surely: every sentence that may be meant by the
/// one must stand in the other order to every sentence that may be meant by the other.
struct EventOrder {
  let comparison: Comparison

  /// A sentence of the note that may tell one of the two events.
  private struct Telling {
    var sentence: Int32
    /// The words of the note that it shares with the summary's.
    var words: Range<Int>
    var time: Time
  }

  /// When something happened, against the place where it is told.
  private enum Time {
    /// As it is told, sentence by sentence.
    case then
    /// Then or before: `after removal of the drain`, `had been removed`.
    case upToThen
    /// Then or later: `before the wound was closed`.
    case fromThen
    case unknown
  }

  private static let leastShare: Float = 0.5
  /// Which other sentences may be meant, against the likeliest.
  private static let alternativeShare: Float = 0.7
  private static let mostPlaces = 40

  func disagreements() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    let words = comparison.summaryMeanings.words
    guard comparison.units.count <= Comparison.mostUnits,
      words.contains(where: { EventSequence.roots.contains($0.fine) })
    else { return [] }
    let reader = EventSequenceReader(words, of: comparison.summary)
    var found: [(span: TextSpan, noteSpans: [TextSpan])] = []
    var clause = 0..<0
    for unit in comparison.units where unit.clause != clause {
      clause = unit.clause
      for sequence in reader.sequences(in: clause) {
        guard let noteSpans = turned(sequence) else { continue }
        found.append(
          (comparison.summaryMeanings.span(of: sequence.words, in: comparison.summary), noteSpans))
      }
    }
    return found
  }

  /// The places of the two in the note, where it tells them in the other order only.
  private func turned(_ sequence: EventSequence) -> [TextSpan]? {
    guard let earlier = event(sequence.earlier), let later = event(sequence.later) else {
      return nil
    }
    let shared = Set(earlier.flatMap(\.places)).intersection(later.flatMap(\.places))
    let first = tellings(of: earlier, without: shared)
    guard !first.isEmpty else { return nil }
    let second = tellings(of: later, without: shared)
    guard !second.isEmpty else { return nil }
    let turned = isTurnedInWords(first, second)
    if turned == false { return nil }
    if turned == nil {
      for one in first {
        for other in second where !isSurelyBefore(other, one) { return nil }
      }
    }
    return [first[0], second[0]].map {
      comparison.noteMeanings.span(of: $0.words, in: comparison.note)
    }
  }

  // MARK: - Events of the summary

  /// Verbs that only say that something was done, and words that say when.
  private static let light = Thesaurus.roots(
    """
    perform performed carry carried take took taken bring brought do did done make made give given
    obtain obtained use used go went come came start started begin began begun occur occurred happen
    happened complete completed propose proposed recommend recommended plan planned note noted find
    found see seen put place took get got have had be been undergo underwent procedure operation
    surgery step case time first last next finally then again second using
    surgeon surgeons doctor doctors physician physicians nurse team
    """)

  /// The units by which the note is searched; nil where they are none that can be found.
  private func event(_ range: Range<Int>) -> [SummaryUnit]? {
    let units = comparison.units
    let first = units.partitioningIndex { $0.words.lowerBound >= range.lowerBound }
    var event: [SummaryUnit] = []
    for unit in units[first...].prefix(while: { $0.words.upperBound <= range.upperBound }) {
      if unit.isAboutRecord || unit.cues.contains(.negation) || unit.context.assertion == .absent {
        return nil
      }
      if isOfEvent(unit) { event.append(unit) }
    }
    return event.contains { !$0.places.isEmpty } ? event : nil
  }

  /// `took place`, and not `placed`.
  private static let places = Thesaurus.roots("place was were been")

  private func isOfEvent(_ unit: SummaryUnit) -> Bool {
    guard !unit.isDemographic else { return false }
    switch unit.kind {
    case .quantity, .time, .person: return false
    default: break
    }
    // Of words that say nothing clinical only what was done.
    if unit.isNeutral, unit.words.count > 1 || unit.places.isEmpty || !isVerb(unit) { return false }
    let words = comparison.summaryMeanings.words
    return !unit.words.allSatisfy {
      Self.light.contains(words[$0].fine)
        || Self.places.contains(words[$0].fine) && unit.words.count > 1
    }
  }

  private func weight(_ unit: SummaryUnit, sentences: Int) -> Float {
    let own: Float =
      switch sentences {
      case 0, 1: 1
      case 2: 0.8
      case 3, 4: 0.6
      default: 0.4
      }
    return isVerb(unit) ? max(own, 0.8) : own
  }

  private static let ending = Array("ed".utf8)

  /// Whether it says what was done: `removed` tells the end of a drain from its beginning.
  private func isVerb(_ unit: SummaryUnit) -> Bool {
    if unit.kind == .action { return true }
    let last = comparison.summaryMeanings.words[unit.words.upperBound - 1]
    let token = comparison.summary.tokens[Int(last.endToken) - 1]
    return comparison.summary.text[token.span].suffix(Self.ending.count)
      .elementsEqual(Self.ending) { $0 | 0x20 == $1 }
  }

  // MARK: - Events of the note

  private func tellings(
    of event: [SummaryUnit], without shared: Set<NoteIndex.Place>
  ) -> [Telling] {
    let sentences = comparison.noteMeanings.sentences
    var held: [Int32: Float] = [:]
    var total: Float = 0
    var subjects: Set<Int32> = []
    for unit in event {
      guard unit.places.count <= Self.mostPlaces else { return [] }
      let own = Set(unit.places.map { sentences[Int($0.start)] })
      let weight = weight(unit, sentences: own.count)
      total += weight
      // Words that stand apart in the note may belong to something else.
      let share = unit.support == .parts ? weight / 2 : weight
      for sentence in own { held[sentence, default: 0] += share }
      if unit === event[0] { subjects = own }
    }
    // Titles and lists of what was done tell nothing.
    held = held.filter { isTold($0.key) || !isTitle($0.key) }
    guard let most = held.values.max(), most >= Self.leastShare * total else { return [] }
    var likely = held.filter { $0.value > Self.alternativeShare * most }.map(\.key).sorted()
    if likely.contains(where: { held[$0] == most && subjects.contains($0) }) {
      likely.removeAll { !subjects.contains($0) }
    }
    if likely.contains(where: isNarrative) { likely.removeAll(where: isParticular) }
    return likely.compactMap { sentence in
      let words = event.flatMap(\.places).filter {
        sentences[Int($0.start)] == sentence && !shared.contains($0)
      }
      guard let start = words.map(\.start).min(), let end = words.map(\.end).max() else {
        return Telling(sentence: sentence, words: 0..<0, time: .unknown)
      }
      let range = Int(start)..<Int(end)
      let time = isTold(sentence) ? time(of: range, in: sentence) : .unknown
      return Telling(sentence: sentence, words: range, time: time)
    }
  }

  /// What the note says in one sentence, by a word of order between the two: whether it puts the second one
  /// first; nil where it puts them in no order, or in either.
  private func isTurnedInWords(_ first: [Telling], _ second: [Telling]) -> Bool? {
    var isTurned: Bool?
    for one in first {
      for other in second where one.sentence == other.sentence {
        for sequence in sequences(ofSentence: one.sentence) {
          let turned: Bool
          if sequence.earlier.holds(other.words), sequence.later.holds(one.words) {
            turned = true
          } else if sequence.earlier.holds(one.words), sequence.later.holds(other.words) {
            turned = false
          } else {
            continue
          }
          if let isTurned, isTurned != turned { return nil }
          isTurned = turned
        }
      }
    }
    return isTurned
  }

  /// Whether the one surely came before the other, since the note tells it first.
  private func isSurelyBefore(_ one: Telling, _ other: Telling) -> Bool {
    guard !one.words.isEmpty, !other.words.isEmpty else { return false }
    if one.sentence == other.sentence {
      return one.words.upperBound <= other.words.lowerBound && one.time == .then
        && other.time == .then && isNarrative(one.sentence)
        && sequences(ofSentence: one.sentence).isEmpty
    }
    if other.sentence == one.sentence + 1, pointsBack(other.sentence), one.time != .fromThen,
      one.time != .unknown, other.time == .then, section(one.sentence) == section(other.sentence)
    {
      return true
    }
    return one.sentence < other.sentence && (one.time == .then || one.time == .upToThen)
      && (other.time == .then || other.time == .fromThen)
      && section(one.sentence) == section(other.sentence) && isNarrative(one.sentence)
      && isNarrative(other.sentence)
  }

  private static let linking = Thesaurus.roots("after following since")
  private static let pointers = Thesaurus.roots("this that these then which")
  private static let leading = Thesaurus.roots("subsequently thereafter afterwards afterward")

  /// `since that time`, `after this`, `subsequently`: told of what came behind the sentence before.
  private func pointsBack(_ sentence: Int32) -> Bool {
    let text = comparison.noteMeanings.words
    let words = comparison.noteWords(ofSentence: sentence)
    return words.contains {
      Self.leading.contains(text[$0].fine)
        || Self.linking.contains(text[$0].fine) && $0 + 1 < words.upperBound
          && Self.pointers.contains(text[$0 + 1].fine)
    }
  }

  private func section(_ sentence: Int32) -> Int {
    comparison.note.sentences[Int(sentence)].section
  }

  private func sequences(ofSentence sentence: Int32) -> [EventSequence] {
    EventSequenceReader(comparison.noteMeanings.words, of: comparison.note)
      .sequences(in: comparison.noteWords(ofSentence: sentence))
  }

  private static let past = Thesaurus.roots(
    "had previous previously prior earlier already preoperatively preoperative history ago initially"
  )
  private static let future = Thesaurus.roots(
    "will would should plan planned later eventually anticipate anticipated prepare preparation")

  private func time(of words: Range<Int>, in sentence: Int32) -> Time {
    let all = comparison.noteWords(ofSentence: sentence)
    let text = comparison.noteMeanings.words
    if let sequence = sequences(ofSentence: sentence).first(where: {
      $0.earlier.overlaps(words) || $0.later.overlaps(words)
    }) {
      if sequence.hangsOnEarlier {
        if sequence.earlier.holds(words) { return .upToThen }
        return sequence.later.holds(words) ? .then : .unknown
      }
      if sequence.later.holds(words) {
        // `X, then Y`, `X followed by Y`: told in order.
        return sequence.marker.lowerBound > sequence.earlier.lowerBound
          && sequence.isForward(text) ? .then : .fromThen
      }
      return sequence.earlier.holds(words) ? .then : .unknown
    }
    let isPast = all.contains { Self.past.contains(text[$0].fine) }
    let isFuture = all.contains { Self.future.contains(text[$0].fine) }
    return switch (isPast, isFuture) {
    case (true, true): .unknown
    case (true, false): .upToThen
    case (false, true): .fromThen
    case (false, false): .then
    }
  }

  private static let verbs = Thesaurus.roots("was were is are had has have been showed revealed")

  private func isTold(_ sentence: Int32) -> Bool {
    let text = comparison.noteMeanings.words
    return comparison.noteWords(ofSentence: sentence).contains {
      Self.verbs.contains(text[$0].fine) || ActTimes.isPast(text[$0], in: comparison.note)
    }
  }

  private func isTitle(_ sentence: Int32) -> Bool {
    switch comparison.note.sections[section(sentence)].name {
    case .procedures, .diagnoses, .preoperativeDiagnosis, .postoperativeDiagnosis,
      .operativeDetails:
      true
    default: false
    }
  }

  private static let wasWords = Thesaurus.roots("was were i we")

  /// Whether the sentence belongs to an account of what was done, one thing after another.
  private func isNarrative(_ sentence: Int32) -> Bool {
    isAccount(section(sentence)) && isDone(sentence)
  }

  private func isDone(_ sentence: Int32) -> Bool {
    let text = comparison.noteMeanings.words
    return comparison.noteWords(ofSentence: sentence).contains {
      Self.wasWords.contains(text[$0].fine) || ActTimes.isPast(text[$0], in: comparison.note)
    }
  }

  /// Of a section whose heading says less, how many sentences must tell something done.
  private static let leastSentences = 6

  private func isAccount(_ section: Int) -> Bool {
    switch comparison.note.sections[section].name {
    case .procedureDescription, .technique, .procedures: return true
    case .other, .preamble, .indication, .assessment, .operativeDetails: break
    default: return false
    }
    let sentences = comparison.note.sentences
    let first = sentences.partitioningIndex { $0.section >= section }
    let end = sentences.partitioningIndex { $0.section > section }
    let done = (first..<end).count { isDone(Int32($0)) }
    return done >= Self.leastSentences && done * 4 >= (end - first) * 3
  }

  /// Whether the sentence gives a particular of an operation apart from its account.
  private func isParticular(_ sentence: Int32) -> Bool {
    switch comparison.note.sections[section(sentence)].name {
    case .diagnoses, .preoperativeDiagnosis, .postoperativeDiagnosis, .operativeDetails, .condition,
      .disposition:
      return !isNarrative(sentence)
    case .indication:
      let text = comparison.noteMeanings.words
      return !isNarrative(sentence)
        && comparison.noteWords(ofSentence: sentence).contains {
          ActTimes.planning.contains(text[$0].fine)
        }
    default: return false
    }
  }
}

extension EventSequence {
  /// Whether the words of order stand between the two and lead on: `then`, `followed by`.
  fileprivate func isForward(_ words: [MeaningWord]) -> Bool {
    !Self.beforeWords.contains(words[marker.lowerBound].fine)
  }

  private static let beforeWords = Thesaurus.roots("before prior ahead")
}

extension Range<Int> {
  fileprivate func holds(_ other: Range<Int>) -> Bool {
    !other.isEmpty && lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
