import ClinicalLanguage
import SourceText

/// Finds what a summary tells of the present, or of lately, in so many words (`acute DVT`, `pneumonia now`, `a heart
/// attack last month`) although the note, wherever it has it, tells it of a time long past: `DVT ten years ago`,
/// `pneumonia in childhood`, `a heart attack in 1998`.
///
/// That a disease is told without any word of time says nothing: what began long ago may last.
struct PastToldAsCurrent {
  let comparison: Comparison

  private static let before = Thesaurus.roots("current currently acute new active ongoing newly")
  private static let behind = Thesaurus.roots("now today currently presently")
  private static let recent = Thesaurus.roots("recent recently yesterday")
  private static let nearest = Thesaurus.roots("last this past")
  private static let short = Thesaurus.roots(
    "night morning hour hours day days week weeks month months")
  /// How far behind a thing its time may stand, in words: `a heart attack two weeks ago`.
  private static let recentReach = 4
  private static let ago = Thesaurus.roots("ago")
  private static let long = Thesaurus.roots("year years yr yrs decade decades")
  private static let young = Thesaurus.roots(
    "childhood infancy adolescence teens teenager remote remotely")
  /// What says that it goes on, came back, or may have.
  private static let lasting = Thesaurus.roots(
    """
    since still continue continues continued continuing ongoing recur recurs recurred recurrent recurrence
    persist persists persistent chronic again now currently today is are has have repeat new acute
    """)
  /// How far in words `years` and `ago` may stand apart.
  private static let reach = 2
  private static let mostPlaces = 4

  func disagreements() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.compactMap { unit in
      guard isJudged(unit), !unit.cues.contains(.past) && isToldOfNow(unit) || isToldOfLately(unit),
        (1...Self.mostPlaces).contains(unit.places.count),
        unit.places.allSatisfy(isLongPast)
      else { return nil }
      return (unit.span, unit.places.map(comparison.noteSpan))
    }
  }

  private func isJudged(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .finding, .disease, .procedure, .state, .action, .abbreviation: break
    default: return false
    }
    return unit.support != .none && !unit.isNeutral && !unit.isAboutRecord
      && !unit.cues.contains(.negation)
      && unit.context.assertion == .present && unit.context.experiencer == .patient
      && !comparison.isHedged(unit) && !comparison.mayBeDenied(unit)
  }

  private func isToldOfNow(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = unit.words.lowerBound
    if Self.before.contains(words[first].fine), unit.words.count > 1 { return true }
    if first > unit.clause.lowerBound, words[first].gap < .comma,
      Self.before.contains(words[first - 1].fine)
    {
      return true
    }
    let next = unit.words.upperBound
    return next < unit.clause.upperBound && words[next].gap < .comma
      && Self.behind.contains(words[next].fine)
  }

  /// `a recent stroke`, `a stroke last week`, `a stroke three days ago`
  private func isToldOfLately(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = unit.words.lowerBound
    if first > unit.clause.lowerBound, words[first].gap < .comma,
      Self.recent.contains(words[first - 1].fine)
    {
      return true
    }
    var word = unit.words.upperBound
    let end = min(unit.clause.upperBound, word + Self.recentReach)
    while word < end, words[word].gap < .comma {
      if Self.recent.contains(words[word].fine) { return true }
      let isShort = Self.short.contains(words[word].fine)
      if isShort, Self.nearest.contains(words[word - 1].fine) { return true }
      if isShort, word + 1 < words.count, Self.ago.contains(words[word + 1].fine) { return true }
      word += 1
    }
    return false
  }

  /// The last year that is no year of this century: of later ones a note may be of the same.
  private static let lastOfOld = 1999

  /// Whether the word is a year of the last century.
  private func isOldYear(_ word: MeaningWord) -> Bool {
    guard word.isNumber else { return false }
    let digits = comparison.note.text[comparison.note.tokens[Int(word.firstToken)].span]
    guard digits.count == 4, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
    let year = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return (1900...Self.lastOfOld).contains(year)
  }

  private func isLongPast(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    let near = comparison.noteWords(near: place)
    guard !near.contains(where: { Self.lasting.contains(words[$0].fine) }) else { return false }
    return near.contains { index in
      Self.young.contains(words[index].fine) || isOldYear(words[index])
        || Self.ago.contains(words[index].fine)
          && (max(near.lowerBound, index - Self.reach)..<index).contains {
            Self.long.contains(words[$0].fine)
          }
    }
  }
}
