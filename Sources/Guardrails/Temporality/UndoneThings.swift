import ClinicalLanguage
import SourceText

/// Finds what a summary tells as done although the note only orders or plans it, wherever it speaks
/// of it (`chest x-ray done` for `a chest x-ray was ordered`), and what it tells as still to come
/// although the note has it only as done (`plan: steroid injection` for `she received a steroid
/// injection`); and what it tells as done although the note says that it was not, or declined.
struct UndoneThings {
  let comparison: Comparison

  private static let done = Thesaurus.roots("done given")
  private static let doing = Thesaurus.roots("underwent had got did")
  private static let being = Thesaurus.roots("was were been has have had already just")
  private static let leading = Thesaurus.roots("a an the repeat of right left her his one")
  private static let denying = Thesaurus.roots("\(PlainWords.not) no without unable")
  private static let past = Thesaurus.roots(
    "was were had did underwent received got done completed already ago yesterday previous prior")
  /// What is to be done once more may have been done before.
  private static let again = Thesaurus.roots(
    """
    again repeat repeated another further continue continued more second follow-up followup
    serial complete finish finished refill resume surveillance interval annual yearly routine
    """)

  /// How far behind a thing the summary is read, and how many of its places.
  private static let reachBehind = 6
  /// A part of a clause ends at a comma, or where it is longer than a sentence.
  private static let partReach = 30
  private static let mostPlaces = 4

  func disagreements() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    return comparison.units.compactMap { unit in
      guard isThing(unit) else { return nil }
      let places = Set(unit.places)
      guard (1...Self.mostPlaces).contains(places.count), let wrong = wrongTime(of: unit),
        places.allSatisfy({ ActTimes.told(around: $0, in: comparison) == wrong })
          || wrong == .planned && mayBeDeclined(unit) && places.allSatisfy(isLeftUndone)
      else { return nil }
      return (unit.span, unit.places.map(comparison.noteSpan))
    }
  }

  /// The only time that the note may not tell, if the summary plainly tells the other.
  private func wrongTime(of unit: SummaryUnit) -> ActTimes? {
    if isToldDone(unit) { return .planned }
    return isToldPlanned(unit) || isToldToBegin(unit) ? .done : nil
  }

  private func isThing(_ unit: SummaryUnit) -> Bool {
    guard unit.support == .said, !unit.isNeutral, !unit.isAboutRecord else { return false }
    switch unit.kind {
    case .procedure, .test, .abbreviation, .action, .drug, .drugClass: return true
    default: return isCourse(unit)
    }
  }

  private static let courses = Thesaurus.roots(
    "therapy physiotherapy rehabilitation rehab counseling pt")

  /// `physical therapy`: a course of treatment that the lists join with the person who gives it.
  private func isCourse(_ unit: SummaryUnit) -> Bool {
    unit.kind == .person
      && unit.words.contains {
        Self.courses.contains(comparison.summaryMeanings.words[$0].fine)
      }
  }

  private func mayBeDeclined(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .procedure, .test, .drug, .drugClass, .abbreviation: true
    default: false
    }
  }

  private static let declining = Thesaurus.roots(
    "declined refused deferred cancelled canceled")
  private static let not = Thesaurus.roots("not never wasn't weren't")
  private static let making = Thesaurus.roots(
    "done performed obtained given made taken sent received")
  private static let notReach = 3

  /// `CT was not done`, `she declined the vaccine`: whether the sentence of the note says that nobody did it, and of
  /// nothing that it was done.
  private func isLeftUndone(_ place: NoteIndex.Place) -> Bool {
    let words = comparison.noteMeanings.words
    let near = comparison.noteWords(near: place)
    guard near.count <= Self.partReach else { return false }
    let undone = near.filter { index in
      Self.not.contains(words[index].fine)
        && (index + 1..<min(near.upperBound, index + 1 + Self.notReach)).contains {
          words[$0].gap < .comma && Self.making.contains(words[$0].fine)
        }
    }
    let isDeclined = near.contains { index in
      // `a history of decline` is another matter.
      Self.declining.contains(words[index].fine)
        && comparison.note.text[comparison.note.tokens[Int(words[index].firstToken)].span].suffix(2)
          .elementsEqual("ed".utf8)
    }
    // `was given, the second one declined`
    let made = near.count { Self.making.contains(words[$0].fine) }
    return (isDeclined || !undone.isEmpty) && made <= undone.count
  }

  // MARK: - Told as done

  /// Whether a word beside the unit says that it was done, and none in its part of the clause that
  /// it is planned or denied.
  private func isToldDone(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    let part = part(around: unit.words, in: words, within: unit.clause)
    guard
      !part.contains(where: {
        ActTimes.planning.contains(words[$0].fine) || Self.denying.contains(words[$0].fine)
          || isAhead($0, part)
      })
    else { return false }
    var word = unit.words.upperBound
    let end = min(part.upperBound, word + Self.reachBehind)
    while word < end {
      if isPast(word) || Self.done.contains(words[word].fine) && !isBecause(word, part)
        || unit.kind == .test && isResult(word, of: unit)
      {
        return true
      }
      guard Self.being.contains(words[word].fine) || isQualifier(word) else { break }
      word += 1
    }
    word = unit.words.lowerBound
    while word > part.lowerBound {
      word -= 1
      if Self.doing.contains(words[word].fine) || isPast(word) { return true }
      guard Self.leading.contains(words[word].fine) else { break }
    }
    return false
  }

  private static let showing = Thesaurus.roots(
    "showed shows revealed reveals demonstrated demonstrates confirmed")
  private static let results = Thesaurus.roots(
    "normal negative positive abnormal unremarkable benign clear")

  /// `the colonoscopy was normal`, `MRI showed`: what has a result was done.
  private func isResult(_ word: Int, of unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    return Self.showing.contains(words[word].fine) && word == unit.words.upperBound
      || Self.results.contains(words[word].fine) && word > unit.words.upperBound
        && Self.being.contains(words[word - 1].fine)
  }

  private static let given = Thesaurus.roots("given")
  private static let times = Thesaurus.roots("today yesterday twice once daily")

  /// `sedation given her anxiety`: what follows is the reason.
  private func isBecause(_ word: Int, _ part: Range<Int>) -> Bool {
    let words = comparison.summaryMeanings.words
    guard Self.given.contains(words[word].fine), word + 1 < part.upperBound,
      word == part.lowerBound || !Self.being.contains(words[word - 1].fine)
    else { return false }
    let next = words[word + 1]
    return !next.isNumber && !Self.times.contains(next.fine)
      && (!FunctionWords.holds(next) || Self.owning.contains(next.fine))
  }

  private static let owning = Thesaurus.roots("his her their the your a that")

  private func isPast(_ word: Int) -> Bool {
    ActTimes.isPast(comparison.summaryMeanings.words[word], in: comparison.summary)
  }

  private static let to = Thesaurus.roots("to")
  private static let be = Thesaurus.roots("be")

  /// `an infarct is to be ruled out and cultures obtained`
  private func isAhead(_ word: Int, _ part: Range<Int>) -> Bool {
    let words = comparison.summaryMeanings.words
    return word > part.lowerBound && Self.be.contains(words[word].fine)
      && Self.to.contains(words[word - 1].fine)
  }

  /// `ORIF of the right ankle done`
  private func isQualifier(_ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    if Self.leading.contains(words[word].fine) { return true }
    let span = comparison.summaryMeanings.span(of: word..<word + 1, in: comparison.summary)
    return comparison.units(over: span).contains { $0.kind == .site }
  }

  // MARK: - Told as still to come

  private static let plan = Thesaurus.roots(
    """
    plan planned planning will schedule scheduled recommend recommended recommends consider considered
    considering order ordered needs pending awaiting might may going possibility advised
    """)
  private static let planReach = 5

  /// Whether a word of planning stands close to the unit in its part of the clause, and none of the
  /// past, nor of doing it once more.
  private func isToldPlanned(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .procedure, .test: break
    default: return false
    }
    let words = comparison.summaryMeanings.words
    let part = part(around: unit.words, in: words, within: unit.clause)
    guard
      !part.contains(where: {
        Self.denying.contains(words[$0].fine) || Self.again.contains(words[$0].fine)
          || Self.past.contains(words[$0].fine) && !isOnlyOrdered($0)
      })
    else { return false }
    // `your next colonoscopy`
    if unit.words.lowerBound > part.lowerBound,
      Self.next.contains(words[unit.words.lowerBound - 1].fine)
    {
      return false
    }
    // `Plan: colonoscopy`
    let first = unit.clause.lowerBound
    if unit.words.lowerBound - first <= 1, first > 0, Self.heading.contains(words[first - 1].fine),
      words[first].gap >= .clause
    {
      return true
    }
    let near =
      max(
        part.lowerBound, unit.words.lowerBound - Self.planReach)..<min(
        part.upperBound, unit.words.upperBound + Self.planReach)
    return near.contains {
      !unit.words.contains($0)
        && (Self.plan.contains(words[$0].fine) || isInfinitive($0, words, near))
    }
  }

  private static let ahead = Thesaurus.roots("to will")
  private static let beginning = Thesaurus.roots("start begin")
  /// In words.
  private static let beginningReach = 4
  private static let begun = Thesaurus.roots(
    """
    start started starting begin began begun add added prescribe prescribed initiate initiated put place placed
    order ordered given give recommend recommended new resume resumed
    """)

  /// `is to start Benadryl` of a drug that the note has only as taken, and nowhere as begun.
  private func isToldToBegin(_ unit: SummaryUnit) -> Bool {
    switch unit.kind {
    case .drug, .drugClass, .procedure: break
    default: guard isCourse(unit) else { return false }
    }
    let words = comparison.summaryMeanings.words
    var verb = unit.words.lowerBound - 1
    while verb > unit.clause.lowerBound, Self.leading.contains(words[verb].fine) { verb -= 1 }
    guard verb >= unit.clause.lowerBound, Self.beginning.contains(words[verb].fine),
      words[unit.words.lowerBound].gap < .comma,
      verb > unit.clause.lowerBound && Self.ahead.contains(words[verb - 1].fine)
        || isListedInPlan(verb, unit)
    else { return false }
    let known = comparison.noteMeanings.words
    return unit.places.allSatisfy { place in
      let near =
        Int(place.start) - Self.beginningReach..<Int(place.end) + Self.beginningReach
      return !comparison.noteWords(near: place).clamped(to: near).contains {
        Self.begun.contains(known[$0].fine)
      }
    }
  }

  /// `Plan: MRI, rest and begin physical therapy`
  private func isListedInPlan(_ verb: Int, _ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = unit.clause.lowerBound
    return first > 0 && Self.heading.contains(words[first - 1].fine) && words[first].gap >= .clause
  }

  private static let next = Thesaurus.roots("next")
  private static let heading = Thesaurus.roots("plan plans")

  /// `was ordered`, `was scheduled`: nothing of the past.
  private func isOnlyOrdered(_ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    return word + 1 < words.count && ActTimes.planning.contains(words[word + 1].fine)
  }

  /// `is to have`, `to be done next month`
  private func isInfinitive(_ word: Int, _ words: [MeaningWord], _ near: Range<Int>) -> Bool {
    guard Self.to.contains(words[word].fine) else { return false }
    return word > near.lowerBound && Self.present.contains(words[word - 1].fine)
      || word + 1 < near.upperBound && Self.be.contains(words[word + 1].fine)
  }

  private static let present = Thesaurus.roots("is are")

  private func part(
    around range: Range<Int>, in words: [MeaningWord], within limits: Range<Int>
  ) -> Range<Int> {
    words.part(around: range, within: limits, before: Self.partReach, behind: Self.partReach)
  }
}
