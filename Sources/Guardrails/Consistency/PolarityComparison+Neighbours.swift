import ClinicalLanguage
import SourceText

/// What stands beside a thing that is denied or affirmed, by which its place in the note is known.
extension PolarityComparison {
  /// The other content words close to a unit, in its clause.
  func neighbours(of index: Int, within reach: Int = neighbourhood) -> [SummaryUnit] {
    let unit = comparison.units[index]
    var found: [SummaryUnit] = []
    var other = index - 1
    while other >= 0, comparison.units[other].clause == unit.clause,
      unit.words.lowerBound - comparison.units[other].words.upperBound < reach
    {
      if !comparison.units[other].isNeutral { found.append(comparison.units[other]) }
      other -= 1
    }
    other = index + 1
    while other < comparison.units.count, comparison.units[other].clause == unit.clause,
      comparison.units[other].words.lowerBound - unit.words.upperBound < reach
    {
      if !comparison.units[other].isNeutral { found.append(comparison.units[other]) }
      other += 1
    }
    return found
  }

  /// Those that the note has at all and no comma or `but` parts from the unit; all where there are none.
  func neighboursInPart(of index: Int, within reach: Int = neighbourhood) -> [SummaryUnit] {
    let unit = comparison.units[index]
    let all = neighbours(of: index, within: reach)
    let words = comparison.summaryMeanings.words
    let near = all.filter { other in
      let first = min(unit.words.upperBound, other.words.upperBound)
      let last = max(unit.words.lowerBound, other.words.lowerBound)
      let between = first..<max(first, last + 1)
      return other.support == .said
        && between.allSatisfy { words[$0].gap < .comma && !WordCues.turns(words[$0]) }
    }
    return near.isEmpty ? all : near
  }

  func matched(_ neighbours: [SummaryUnit], at place: NoteIndex.Place) -> Int {
    let sentence = comparison.noteSentence(place)
    return neighbours.count { neighbour in
      neighbour.places.contains {
        $0 != place && abs(Int($0.start) - Int(place.start)) <= Self.noteNeighbourhood
          && comparison.noteSentence($0) == sentence
      }
    }
  }

  private static let bearing = Thesaurus.roots("tolerate tolerated help helped respond like suit")
  private static let doing = Thesaurus.roots("did do does made brought gave worked")
  private static let joining = Thesaurus.roots("and")
  private static let subjects = Thesaurus.roots("he she it they we i you")
  private static let predicates = Thesaurus.roots(
    "was were is are had has went taken transferred returned moved remains remained")

  /// `could not tolerate steroids` denies no steroids, and `no complications and blood loss was 5 cc` no
  /// loss of blood: whether the denial governs another word, or another clause stands before it.
  func isOtherStatement(_ unit: SummaryUnit, after denial: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    let between = denial + 1..<max(denial + 1, unit.words.lowerBound)
    if between.contains(where: { Self.bearing.contains(words[$0].fine) }) { return true }
    // `neither E45 nor antihistamines did much`
    let next = unit.words.upperBound
    if next < words.count, words[next].gap < .comma,
      Self.bearing.contains(words[next].fine) || Self.doing.contains(words[next].fine)
    {
      return true
    }
    guard let and = between.first(where: { Self.joining.contains(words[$0].fine) }) else {
      return false
    }
    // `no complications and she tolerated it well`
    if and + 1 < unit.words.lowerBound, Self.subjects.contains(words[and + 1].fine) { return true }
    // `no complications and went to recovery`
    return (and...unit.words.lowerBound).contains { Self.predicates.contains(words[$0].fine) }
      || next < words.count && words[next].gap < .comma
        && Self.predicates.contains(words[next].fine)
  }

  private static let taking = Thesaurus.roots(
    "take taking taken cut cutting leave leaving keep keeping")
  private static let out = Thesaurus.roots("out")

  /// `taking sweets out of your diet`, `cutting out sweets`.
  func isTakenOut(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = max(unit.clause.lowerBound, unit.words.lowerBound - Self.neighbourhood)
    guard
      let verb = (first..<unit.words.lowerBound).last(where: {
        Self.taking.contains(words[$0].fine)
      })
    else { return false }
    let end = min(unit.clause.upperBound, unit.words.upperBound + 2)
    return (verb..<end).contains { Self.out.contains(words[$0].fine) }
  }

  private static let past = Thesaurus.roots("past")
  /// `yeast infections in the past`: how many words further on it may stand.
  private static let datingReach = 4

  private static let telling = Thesaurus.roots("report endorse positive complain admit acknowledge")

  private static let tellingDenial = Thesaurus.roots("denies denied deny denying")

  func isTelling(_ denial: Int) -> Bool {
    Self.tellingDenial.contains(comparison.summaryMeanings.words[denial].fine)
  }

  private static let not = Thesaurus.roots(PlainWords.not)
  private static let pronouns = Thesaurus.roots("it them this")
  private static let timing = Thesaurus.roots("today now currently tonight yesterday anymore again")
  private static let anyOfThem = Thesaurus.roots("any it them these those")
  /// In words.
  private static let takingBackReach = 9

  /// `was given a cream but has not been using it`, `reports hives. We could not find any`: denied
  /// with a pronoun behind, or in the next sentence.
  func isTakenBack(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    let sentence = comparison.noteWords(near: place)
    let end = Int(place.end)
    if isTakenBack(within: end..<max(end, sentence.upperBound), Self.pronouns) { return true }
    guard sentence.upperBound < words.count else { return false }
    let next = comparison.noteWords(
      ofSentence: comparison.noteMeanings.sentences[sentence.upperBound])
    return isTakenBack(within: next, Self.anyOfThem)
  }

  /// In words: `muscle spasms`, behind the first.
  private static let phraseReach = 3

  /// `brief hand spasms` of which the note says elsewhere `muscle spasms. We could not find any`.
  func isTakenBackByKind(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    var last = unit.words.upperBound - 1
    let end = min(words.count, last + Self.phraseReach)
    while last + 1 < end, words[last + 1].gap <= .hyphen, !FunctionWords.holds(words[last + 1]) {
      last += 1
    }
    var isTakenBack = false
    for word in unit.words.lowerBound + 1..<last + 1 {
      comparison.index.forEachPlace(of: words[word].fine) { place in
        isTakenBack = isTakenBack || self.isTakenBack(place)
      }
    }
    return isTakenBack
  }

  private func isTakenBack(within range: Range<Int>, _ pronouns: RootSet) -> Bool {
    let words = comparison.noteMeanings.words
    var isDenied = false
    for word in range.prefix(Self.takingBackReach) {
      if Self.not.contains(words[word].fine) { isDenied = true }
      // Not `any rash`.
      if isDenied, pronouns.contains(words[word].fine),
        word + 1 == words.count || words[word + 1].gap >= .comma
          || FunctionWords.holds(words[word + 1]) || Self.timing.contains(words[word + 1].fine)
      {
        return true
      }
    }
    return false
  }

  private static let zero = Thesaurus.roots("0 zero")

  /// `at rest, her knee pain is 0/10`: denied with a number.
  func isZero(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    var word = Int(place.end)
    let end = min(words.count, word + Self.noteNeighbourhood)
    while word < end, words[word].gap < .clause {
      if Self.zero.contains(words[word].fine) { return true }
      word += 1
    }
    return false
  }

  /// What patients tell that they have or take: not how, when and where.
  private func isPossession(_ kind: Thesaurus.Kind) -> Bool {
    switch kind {
    case .finding, .disease, .device, .drug, .drugClass, .abbreviation: true
    default: false
    }
  }

  /// Where the note says that the patient told of it, and never denies it.
  ///
  /// - Parameter isTold: whether the summary says that the patient denies it, whatever it is.
  func toldPlace(_ unit: SummaryUnit, isTold: Bool) -> NoteIndex.Place? {
    guard isTold || isPossession(unit.kind),
      unit.places.allSatisfy({
        comparison.noteContext($0).assertion == .present
          && !comparison.notePartCues($0).contains(.negation)
      })
    else { return nil }
    let words = comparison.noteMeanings.words
    return unit.places.first { place in
      // What she had in the past may not be there now.
      let after = Int(place.end)..<min(words.count, Int(place.end) + Self.datingReach)
      if after.contains(where: { Self.past.contains(words[$0].fine) }) { return false }
      var word = Int(place.start)
      let first = max(0, word - Self.reach)
      while word > first, words[word].gap < .comma {
        word -= 1
        if Self.telling.contains(words[word].fine) { return true }
      }
      return false
    }
  }

  /// `Refills: 0`
  func isNumbered(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    let next = Int(place.end)
    return next < words.count && words[next].gap < .sentence && words[next].isNumber
  }
}
