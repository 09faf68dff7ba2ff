import ClinicalLanguage
import SourceText

/// Finds what a summary tells as still to come although the note says that it was done: `a drain
/// will be placed` for `a drain was placed`.
///
/// What is done is known by the words beside it; wherever the note has it beside the same words, it
/// must stand in the past, and no word there may speak of a plan.
struct PostponedActions {
  let comparison: Comparison

  private static let will = Thesaurus.roots("will")
  private static let to = Thesaurus.roots("to")
  private static let be = Thesaurus.roots("be")
  private static let being = Thesaurus.roots("is are")
  private static let undergoing = Thesaurus.roots("undergo")
  private static let conditions = Thesaurus.roots(
    "\(PlainWords.open) when once can repeat again next follow return call")
  private static let past = Thesaurus.roots("was were been")
  private static let planning = Thesaurus.roots(
    "\(PlainWords.planning) repeat elect wish to")
  /// What tells in an operation's heading that it was done.
  private static let performing = Thesaurus.roots(
    "performed performing done operation procedure underwent")

  private static let noteReach = 9
  private static let pastReach = 3
  private static let conditionReach = 8
  private static let mostPlaces = 12

  func disagreements() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    let words = comparison.summaryMeanings.words
    let units = comparison.units
    guard units.count <= Comparison.mostUnits else { return [] }
    var found: [(span: TextSpan, noteSpans: [TextSpan])] = []
    var next = 0
    for index in words.indices where Self.be.contains(words[index].fine) || isUndergoing(index) {
      guard isToCome(index), isPlain(index) else { continue }
      while next < units.count, units[next].words.lowerBound <= index { next += 1 }
      guard next < units.count, units[next].words.lowerBound - index <= 2,
        words[units[next].words.lowerBound].gap < .comma, !units[next].isAboutRecord
      else { continue }
      let unit = units[next]
      let places = isUndergoing(index) ? performed(unit) : done(unit, next)
      if !places.isEmpty { found.append((unit.span, places.prefix(4).map(comparison.noteSpan))) }
    }
    return found
  }

  private func isUndergoing(_ index: Int) -> Bool {
    Self.undergoing.contains(comparison.summaryMeanings.words[index].fine)
  }

  private static let adverbs = Thesaurus.roots("still yet later then now soon also only")

  /// The word before another one in its part of the sentence, over words that say when; -1 for none.
  private func word(before index: Int) -> Int {
    let words = comparison.summaryMeanings.words
    var word = index
    while word > 0, words[word].gap < .comma {
      word -= 1
      if !Self.adverbs.contains(words[word].fine) { return word }
    }
    return -1
  }

  /// `will be`, `will later be`, `is still to be`, `are to undergo`.
  private func isToCome(_ index: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    let last = word(before: index)
    guard last >= 0 else { return false }
    if Self.will.contains(words[last].fine) { return true }
    guard Self.to.contains(words[last].fine) else { return false }
    let first = word(before: last)
    return first >= 0 && Self.being.contains(words[first].fine)
  }

  /// Whether nothing around makes it wait for something, or tells it as done once more.
  private func isPlain(_ index: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = index
    while word > max(0, index - Self.conditionReach), words[word].gap < .clause {
      word -= 1
      if Self.conditions.contains(words[word].fine) { return false }
    }
    word = index + 1
    while word < min(words.count, index + Self.conditionReach), words[word].gap < .clause {
      if Self.conditions.contains(words[word].fine) { return false }
      word += 1
    }
    return true
  }

  // MARK: - `will be placed`

  /// The places where the note has the verb in the past beside the same words.
  private func done(_ unit: SummaryUnit, _ position: Int) -> [NoteIndex.Place] {
    guard unit.support == .said, unit.words.count == 1, unit.places.count <= 2 * Self.mostPlaces
    else { return [] }
    let anchors = Anchors(
      around: unit.words, before: position, in: comparison, crossesComma: false)
    guard let subject = anchors.before.first ?? anchors.after.first else { return [] }
    // `removed` may be told in other words, which say too much of other things.
    let own = unit.places.filter { comparison.sharesWord(unit, $0) }
    let matches = own.map { place in
      (
        place: place,
        units: anchors.matched(at: place.words, within: Self.noteReach, in: comparison).map(\.unit)
      )
    }
    let most = matches.map(\.units.count).max() ?? 0
    let beside = matches.filter { $0.units.count >= max(1, most - 1) }
    guard most > 0, beside.allSatisfy({ isDone($0.place) }),
      beside.contains(where: { match in match.units.contains { $0 === subject } })
    else { return [] }
    return beside.map(\.place)
  }

  /// Whether the verb stands right behind `was` or `were`, and no plan before it.
  private func isDone(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    var word = Int(place.start)
    var isPast = false
    while word > max(0, Int(place.start) - Self.noteReach), words[word].gap < .comma {
      word -= 1
      if Self.planning.contains(words[word].fine) { return false }
      if Self.past.contains(words[word].fine), Int(place.start) - word <= Self.pastReach {
        isPast = true
      }
    }
    return isPast
  }

  // MARK: - `will undergo`

  /// The places of an operation that the note has only as performed.
  private func performed(_ unit: SummaryUnit) -> [NoteIndex.Place] {
    guard unit.kind == .procedure, unit.support == .said,
      (1...Self.mostPlaces).contains(unit.places.count)
    else { return [] }
    let isPlanned = unit.places.contains { place in
      near(place).contains { Self.planning.contains(comparison.noteMeanings.words[$0].fine) }
    }
    let isPerformed = unit.places.contains { place in
      near(place).contains { Self.performing.contains(comparison.noteMeanings.words[$0].fine) }
    }
    return isPerformed && !isPlanned ? unit.places : []
  }

  private func near(_ place: NoteIndex.Place) -> Range<Int> {
    let count = comparison.noteMeanings.words.count
    return max(0, Int(place.start) - Self.noteReach)..<min(count, Int(place.end) + Self.pastReach)
  }
}
