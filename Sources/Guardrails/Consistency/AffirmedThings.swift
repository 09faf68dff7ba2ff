import ClinicalLanguage
import SourceText

/// Finds what a summary says to be there although the note denies it wherever it speaks of it:
/// `with some complications` for `complications: none`.
///
/// Of diseases and findings other rules ask anywhere; of every other thing only behind a word that
/// says it is there, since in passing a word may be named for anything.
struct AffirmedThings {
  let comparison: Comparison

  private static let leading = Thesaurus.roots(
    "some with have has had report reports reported show shows showed develop developed")
  /// What is said before a drug that is taken.
  private static let taking = Thesaurus.roots("take taking use uses using on")
  private static let being = Thesaurus.roots("is are was were")
  private static let there = Thesaurus.roots("there")
  private static let articles = Thesaurus.roots("a an several multiple many")
  private static let opening = Thesaurus.roots(
    """
    \(PlainWords.open) when could can call return seek risk risks possible avoid watch monitor
    discuss discussed warn warned consider rule ruled evaluate any
    """)
  /// `Report pain to your nurse`: without an ending an order, and nothing that is told.
  private static let order = Array("report".utf8)
  /// More places than these are of more than one thing.
  private static let mostPlaces = 6

  func disagreements() -> [PolarityComparison.Disagreement] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    let words = comparison.summaryMeanings.words
    var found: [PolarityComparison.Disagreement] = []
    // Units of one clause follow each other, and a clause may be long.
    var clause = 0..<0
    var isOpen = false
    for unit in comparison.units {
      if unit.clause != clause {
        clause = unit.clause
        isOpen = clause.contains { Self.opening.contains(words[$0].fine) }
      }
      guard !isOpen, unit.places.count <= Self.mostPlaces, isTold(unit),
        !comparison.mayBeDenied(unit), !comparison.deniesElsewhere(unit),
        let place = deniedPlace(unit), !MeasuredFindings.standard.shows(unit, in: comparison)
      else { continue }
      found.append(PolarityComparison.Disagreement(unit: unit, place: place, isDenied: false))
    }
    return found
  }

  /// Where the note denies it in the same word, if it affirms it nowhere: what it only warns of
  /// counts for nothing.
  private func deniedPlace(_ unit: SummaryUnit) -> NoteIndex.Place? {
    let told = told(before: unit)
    var denied: NoteIndex.Place?
    for place in unit.places {
      if isDenied(place, told) {
        if comparison.sharesWord(unit, place) { denied = denied ?? place }
      } else if !isWarning(place) {
        return nil
      }
    }
    return denied
  }

  private static let warning = Thesaurus.roots(
    "risk risks explained discussed including possible potential warned aware informed")

  private func isWarning(_ place: NoteIndex.Place) -> Bool {
    switch comparison.noteContext(place).assertion {
    case .hypothetical, .conditional, .possible: return true
    default: break
    }
    let words = comparison.noteMeanings.words
    return comparison.noteWords(near: place).contains { Self.warning.contains(words[$0].fine) }
  }

  /// Whether the unit is said to be there now.
  private func isTold(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .quantity, .time, .person, .site, .descriptor, .test: return false
    default: break
    }
    return (unit.support == .said || unit.support == .parts && isLedWithin(unit))
      && !unit.isNeutral && !unit.isDemographic && !unit.isAboutRecord
      && !unit.cues.contains(.negation) && unit.context.assertion == .present
      && !unit.clauseCues.contains(.past) && isLed(unit)
  }

  /// `with complications`, which the lists know as one expression.
  private func isLedWithin(_ unit: SummaryUnit) -> Bool {
    unit.words.count > 1
      && Self.leading.contains(
        comparison.summaryMeanings.words[unit.words.lowerBound].fine)
  }

  /// Whether a word right before the unit, or its own first, says that it is there.
  private func isLed(_ unit: SummaryUnit) -> Bool {
    if isLedWithin(unit) { return true }
    let words = comparison.summaryMeanings.words
    var word = unit.words.lowerBound
    func goesBack() -> Bool {
      guard word > unit.clause.lowerBound, words[word].gap < .comma else { return false }
      word -= 1
      return true
    }
    guard goesBack() else { return false }
    // `some significant tenderness`
    var steps = 0
    while steps < Self.qualifierReach, !FunctionWords.holds(words[word]) || isSome(word) {
      if isSome(word) { return true }
      if isTaken(unit, at: word) || Self.leading.contains(words[word].fine) { break }
      guard goesBack() else { return false }
      steps += 1
    }
    guard steps < 2 else { return false }
    if Self.articles.contains(words[word].fine), !goesBack() { return false }
    if isTaken(unit, at: word) { return true }
    if Self.leading.contains(words[word].fine) { return !isOrder(word) }
    return Self.being.contains(words[word].fine) && goesBack()
      && Self.there.contains(words[word].fine)
  }

  /// `takes aspirin`, `on blood thinners`: whether the word says that a drug is taken.
  private func isTaken(_ unit: SummaryUnit, at word: Int) -> Bool {
    Self.taking.contains(comparison.summaryMeanings.words[word].fine)
      && comparison.mayBeDrug(unit.words)
  }

  private func isOrder(_ word: Int) -> Bool {
    let token = Int(comparison.summaryMeanings.words[word].firstToken)
    return comparison.summary.text[comparison.summary.tokens[token].span]
      .elementsEqual(Self.order) { $0 | 0x20 == $1 }
  }

  private static let some = Thesaurus.roots("some")
  private static let qualifierReach = 3

  private func isSome(_ word: Int) -> Bool {
    Self.some.contains(comparison.summaryMeanings.words[word].fine)
  }

  /// What stands right before the unit: `no significant tenderness` denies a significant one.
  private func told(before unit: SummaryUnit) -> [UInt64] {
    let words = comparison.summaryMeanings.words
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - 2)
    return (first..<unit.words.lowerBound).map { words[$0].fine }
  }

  private static let none = Thesaurus.roots("none no nil negative denied denies 0 zero")
  private static let known = Thesaurus.roots("known reported noted apparent")
  private static let with = Thesaurus.roots("with has have had")

  /// Whether the note denies the thing there: by a word before it, in a list, or behind a colon.
  private func isDenied(_ place: NoteIndex.Place, _ told: [UInt64]) -> Bool {
    let words = comparison.noteMeanings.words
    let polarity = PolarityComparison(comparison: comparison)
    if polarity.isOfManner(place) || polarity.isBothWays(place) { return false }
    let next = Int(place.end)
    if next < words.count, words[next].gap >= .clause, Self.none.contains(words[next].fine),
      next + 1 == words.count || words[next + 1].gap >= .comma
        || Self.known.contains(words[next + 1].fine)
    {
      return true
    }
    if polarity.isPlainlyDenied(place, told: told) { return true }
    let near = max(0, Int(place.start) - 2)..<Int(place.start)
    return comparison.noteContext(place).assertion == .absent && !comparison.isExcepted(place)
      && !comparison.isHindrance(before: place) && !comparison.cameLate(place)
      && !comparison.qualifies(place) && !near.contains { Self.with.contains(words[$0].fine) }
  }
}
