import ClinicalLanguage
import SourceText

extension PolarityComparison {
  /// Two neighbouring words of the summary that the note has together only where it denies them: `bowel
  /// and bladder changes` for `no bowel or bladder changes`.
  ///
  /// Each of the two may be affirmed by itself elsewhere, so that one word alone decides nothing.
  func deniedPairs() -> [Disagreement] {
    let units = comparison.units
    var found: [Disagreement] = []
    for index in units.indices.dropLast() where isMember(units[index]) {
      let unit = units[index]
      guard let other = partner(of: index), !unit.isNeutral || !other.isNeutral,
        isPlainlyTold(unit, other), let place = deniedTogether(unit, other)
      else { continue }
      found.append(
        Disagreement(unit: other.isNeutral ? unit : other, place: place, isDenied: false))
    }
    return found
  }

  /// How many words may stand between the two in the note.
  private static let reachInNote = 5
  /// How many units further on the second of a pair is looked for.
  private static let partnersAhead = 4

  private func isMember(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    guard unit.support == .said, unit.context.assertion == .present, !unit.isAboutRecord,
      !unit.isDemographic, !unit.cues.contains(.negation),
      !words[unit.words.lowerBound].isNumber, !unit.isNeutral || unit.kind == .generic
    else { return false }
    switch unit.kind {
    case .quantity, .time, .person, .action: return false
    default: return !isTurned(unit) && !Self.dating.contains(words[unit.words.lowerBound].fine)
    }
  }

  private static let dating = Thesaurus.roots("new recent current")

  /// `uninjured`, `nontender`: denies by itself.
  private func isTurned(_ unit: SummaryUnit) -> Bool {
    guard !unit.isNeutral else { return false }
    let text = comparison.summary.text[unit.span]
    return Self.turningPrefixes.contains { prefix in
      text.count > prefix.count + 3 && zip(prefix, text).allSatisfy { $0 == $1 | 0x20 }
    }
  }

  private static let turningPrefixes = ["un", "non"].map { Array($0.utf8) }

  /// The next word of content in the same part of the clause.
  private func partner(of index: Int) -> SummaryUnit? {
    let units = comparison.units
    let words = comparison.summaryMeanings.words
    let unit = units[index]
    for other in units[(index + 1)...].prefix(Self.partnersAhead) {
      guard other.clause == unit.clause, other.words.lowerBound >= unit.words.upperBound,
        (unit.words.upperBound...other.words.lowerBound).allSatisfy({ words[$0].gap < .comma })
      else { return nil }
      if isMember(other), !other.isNeutral || other.span.count > 3 { return other }
      if !other.isNeutral { return nil }
    }
    return nil
  }

  /// Whether nothing in their part of the clause denies or doubts them.
  private func isPlainlyTold(_ unit: SummaryUnit, _ other: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    var first = unit.words.lowerBound
    while first > unit.clause.lowerBound, words[first].gap < .comma { first -= 1 }
    var end = other.words.upperBound
    while end < unit.clause.upperBound, words[end].gap < .comma { end += 1 }
    // `concerns about harming herself`: a doubt among the words themselves is what is told.
    let around = [
      first..<unit.words.lowerBound, unit.words.upperBound..<other.words.lowerBound,
      other.words.upperBound..<end,
    ]
    guard
      around.allSatisfy({
        comparison.summaryCues.cues(in: $0).isDisjoint(with: [.negation, .hedge])
      }),
      !(unit.clause).contains(where: { Self.leavingOut.contains(words[$0].fine) })
    else { return false }
    // `taking concentrated sweets out of your diet` leaves them out.
    if isTakenOut(other) { return false }
    return !comparison.deniesElsewhere(unit) && !comparison.deniesElsewhere(other)
  }

  private static let leavingOut = Thesaurus.roots("exclude excluding excluded avoid avoiding")

  /// Where the note denies both, if it has them together nowhere else.
  private func deniedTogether(_ unit: SummaryUnit, _ other: SummaryUnit) -> NoteIndex.Place? {
    var denied: NoteIndex.Place?
    var isAdjacent = unit.words.upperBound == other.words.lowerBound
    for place in unit.places {
      for second in other.places where second != place {
        guard abs(Int(second.start) - Int(place.start)) <= Self.reachInNote,
          comparison.noteSentence(place) == comparison.noteSentence(second)
        else { continue }
        let first = place.start < second.start ? place : second
        guard isDeniedThing(place, after: first), isDeniedThing(second, after: first) else {
          return nil
        }
        if second.start != place.end { isAdjacent = false }
        denied = denied ?? (other.isNeutral ? place : second)
      }
    }
    guard denied != nil else { return nil }
    return isAdjacent || isAlwaysDenied(unit) || isAlwaysDenied(other) ? denied : nil
  }

  private func isDeniedThing(_ place: NoteIndex.Place, after first: NoteIndex.Place) -> Bool {
    !comparison.cameLate(place) && comparison.noteContext(place).assertion == .absent
      && isPlainlyDenied(place, compared: first)
  }

  private func isAlwaysDenied(_ unit: SummaryUnit) -> Bool {
    !unit.isNeutral && unit.places.allSatisfy { comparison.noteContext($0).assertion == .absent }
  }
}
