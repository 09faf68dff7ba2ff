import ClinicalLanguage
import SourceText

/// Finds statements that a summary takes over from the note with their sense turned round: `reports left
/// leg pain` for `denies any left leg pain`.
///
/// A word is compared with those of its places that also have its neighbours beside them, since the
/// same word is often denied in one sentence and affirmed in another.
struct PolarityComparison {
  struct Disagreement {
    var unit: SummaryUnit
    var place: NoteIndex.Place
    /// Whether it is the summary that denies.
    var isDenied: Bool
  }

  let comparison: Comparison

  static let denying = Thesaurus.roots(
    """
    no not denies denied deny denying denial denials without negative didnt doesnt dont isnt arent wasnt
    hasnt havent cant don't doesn't didn't isn't aren't wasn't
    weren't hasn't haven't hadn't w/o nor ø Ø forgot
    """)
  /// Words that end what a denial before them governs.
  private static let ending = Thesaurus.roots(
    """
    but however although though yet whereas except with when after because if unless until who which
    to at on over during in between from within by
    """)

  /// What flows is not denied where the flowing is: `no leaking of urine`.
  private static let flowing = Thesaurus.roots(
    "leaking leakage leak draining drainage flow flowing passing passage spillage")
  private static let of = Thesaurus.roots("of")
  private static let and = Thesaurus.roots("and")
  private static let reported = Thesaurus.roots(
    """
    noted seen found identified appreciated heard felt observed detected visualized palpated recorded
    """)

  /// How many words a denial may stand before what it denies.
  static let reach = 7
  /// How far apart words stand that say one thing together, in the summary and in the note.
  static let neighbourhood = 4
  static let noteNeighbourhood = 7

  func disagreements() -> [Disagreement] {
    var found: [Disagreement] = []
    let judging = Self.judging
    for (index, unit) in comparison.units.enumerated()
    where (unit.support == .said || isGraded(unit)) && !unit.isNeutral && !unit.isDemographic
      && unit.kind != .quantity && unit.kind != .time && unit.kind != .person && unit.kind != .site
      && !unit.cues.contains(.past) && !unit.cues.contains(.negation) && !isAboutRecord(unit)
      && !judging.contains(firstRoot(of: unit)) && !comparison.isOpenEnded(unit)
      && !comparison.summaryMeanings.words[unit.words.lowerBound].isNumber
    {
      if let denial = denial(
        before: unit.words.lowerBound, comparison.summaryMeanings, Self.summaryReach)
      {
        if unit.support == .said, isFirst(after: denial, index),
          !ContrastedDenials(comparison: comparison).takesOut(denial),
          !isOtherStatement(unit, after: denial),
          let place = affirmedPlace(index, isTold: isTelling(denial)), !isOtherwiseDenied(unit)
        {
          found.append(Disagreement(unit: unit, place: place, isDenied: true))
        }
      } else if unit.context.assertion == .present, !mayBeDenied(unit),
        !comparison.isHedged(unit), unit.kind != .drug, !comparison.deniesElsewhere(unit),
        let place = unit.kind == .action
          ? deniedPhrase(unit) : deniedPhrase(unit) ?? deniedPlace(index)
      {
        found.append(Disagreement(unit: unit, place: place, isDenied: false))
      }
    }
    return found + deniedExpressions() + deniedBehind()
  }

  private static let degrees = Thesaurus.roots(
    "mild moderate severe marked significant slight minimal diffuse focal")

  /// `marked tenderness`, which the lists know as one expression and the note has without its degree.
  private func isGraded(_ unit: SummaryUnit) -> Bool {
    unit.support == .parts && unit.kind == .finding && unit.words.count == 2
      && Self.degrees.contains(firstRoot(of: unit))
      && unit.places.allSatisfy { comparison.sharesWord(unit, $0) }
  }

  private static let noWords = Thesaurus.roots("no")

  /// `no headache`, which the lists know as one expression, where the note affirms the headache.
  private func deniedExpressions() -> [Disagreement] {
    comparison.units.compactMap { unit in
      guard unit.support == .parts, unit.words.count > 1, unit.kind == .finding,
        !unit.isAboutRecord,
        Self.noWords.contains(firstRoot(of: unit)), comparison.speaksAlone(unit),
        let first = unit.places.first,
        unit.places.allSatisfy({
          $0.words.count == unit.words.count - 1 && comparison.isPlainlyAffirmed($0)
            && hasSameWords(unit.words.dropFirst(), $0)
        })
      else { return nil }
      return Disagreement(unit: unit, place: first, isDenied: true)
    }
  }

  /// `no warmth` is not denied by a `heat` that eases pain.
  private func hasSameWords(_ words: Range<Int>, _ place: NoteIndex.Place) -> Bool {
    zip(words, place.words).allSatisfy {
      comparison.summaryMeanings.words[$0].fine == comparison.noteMeanings.words[$1].fine
    }
  }

  private static let reporting = Thesaurus.roots("report")

  /// As `SummaryUnit.isAboutRecord`, save that a patient may report what the note has not.
  private func isAboutRecord(_ unit: SummaryUnit) -> Bool {
    unit.isAboutRecord
      && unit.clause.contains {
        !comparison.summaryCues.words[$0].isDisjoint(with: [.record, .document])
          && !Self.reporting.contains(comparison.summaryMeanings.words[$0].fine)
      }
  }

  private func firstRoot(of unit: SummaryUnit) -> UInt64 {
    comparison.summaryMeanings.words[unit.words.lowerBound].fine
  }

  /// Words that judge a finding and are none.
  private static let judging = Thesaurus.roots(
    "abnormal normal wrong unusual different problem treatment current recent new ring call phone")

  private static let summaryReach = 4

  /// Whether a word close before a place of the note plainly denies it.
  ///
  /// - Parameter told: roots that stand right before the thing in the summary: `no significant gradient`
  ///   denies none but `a significant gradient`.
  func isPlainlyDenied(
    _ place: NoteIndex.Place, compared: NoteIndex.Place? = nil, told: [UInt64] = []
  ) -> Bool {
    denial(
      before: Int(place.start), comparison.noteMeanings, Self.reach,
      compared: compared.map { Int($0.start) } ?? -1, told: told) != nil
      && !comparison.isExcepted(place) && !isOfManner(place) && !isBothWays(place)
      || isNeverSaid(place)
  }

  /// The denying word that governs the word at `position`; it may stand right before a word that is
  /// compared itself.
  private func denial(
    before position: Int, _ meanings: DocumentMeanings, _ reach: Int, compared: Int = -1,
    told: [UInt64] = []
  ) -> Int? {
    let words = meanings.words
    let (denying, ending, losing) = (Self.denying, Self.ending, Self.losing)
    let (of, flowing) = (Self.of, Self.flowing)
    let (joining, reporting) = (Self.and, Self.reported)
    var word = position
    let first = max(0, word - reach)
    while word > first, words[word].gap < .comma {
      word -= 1
      if denying.contains(words[word].fine) {
        // `not only`, `no longer`, `no change`: no denials of what follows.
        if word + 1 < words.count, word + 1 != compared,
          Self.bound.contains(words[word + 1].fine), !told.contains(words[word + 1].fine)
        {
          return nil
        }
        return word
      }
      // `no loss of vibration`: what is denied is the loss; `no leaking of urine`: the leaking.
      if losing.contains(words[word].fine) { return nil }
      if of.contains(words[word].fine), word > 0, flowing.contains(words[word - 1].fine) {
        return nil
      }
      // `no stenosis noted and plaque noted`: what is reported anew.
      if joining.contains(words[word].fine), word > 0, reporting.contains(words[word - 1].fine) {
        return nil
      }
      // `After negative aspiration 3 cc of dye was injected`
      if ending.contains(words[word].fine) || words[word].isNumber {
        // `did not want to have`: the denial governs what is wished.
        guard word > 0, Self.purpose.contains(words[word].fine),
          Self.wishing.contains(words[word - 1].fine)
        else { return nil }
      }
    }
    return nil
  }

  private static let purpose = Thesaurus.roots("to")
  private static let wishing = Thesaurus.roots("want wish need like plan intend agree desire")

  private static let losing = Thesaurus.roots(
    "loss lack decrease decreased limitation restriction reduction impairment difficulty trouble")

  private static let bound = Thesaurus.roots(
    "only longer change changes other further additional more significant known acute new just yet pressure nearly as so very"
  )

  private static let introducing = Thesaurus.roots("history hx evidence sign personal prior")

  /// Whether anything in the clause may deny the unit: any denial in its part of the clause, or a plain
  /// one before it.
  private func mayBeDenied(_ unit: SummaryUnit) -> Bool {
    if isTakenOut(unit) { return true }
    let words = comparison.summaryMeanings.words
    let denying = Self.denying
    var word = unit.words.lowerBound
    var isSamePart = true
    while word > unit.clause.lowerBound {
      if words[word].gap >= .comma { isSamePart = false }
      word -= 1
      if WordCues.turns(words[word]) { break }
      if denying.contains(words[word].fine)
        || (isSamePart
          && (comparison.summaryCues.words[word].contains(.negation)
            || Self.hindering.contains(words[word].fine)))
      {
        return true
      }
    }
    word = unit.words.upperBound
    isSamePart = true
    while word < unit.clause.upperBound, !WordCues.turns(words[word]) {
      if words[word].gap >= .comma { isSamePart = false }
      // `pain, itch, fever and discharge absent`: what ends a list denies all of it.
      if isSamePart
        ? comparison.summaryCues.words[word].contains(.negation) || isTurned(words[word])
        : Comparison.listDenials.contains(words[word].fine)
      {
        return true
      }
      word += 1
    }
    return false
  }

  /// `glasses unworn`: an everyday word turned by its prefix.
  private func isTurned(_ word: MeaningWord) -> Bool {
    let span = comparison.summary.tokens[Int(word.firstToken)].span
    let bytes = comparison.summary.text.bytes
    guard span.count > Self.stemLength, bytes[Int(span.start)] | 0x20 == UInt8(ascii: "u"),
      bytes[Int(span.start) + 1] | 0x20 == UInt8(ascii: "n")
    else { return false }
    let root = MeaningWord.fineRoot(of: bytes, Int(span.start) + 2..<Int(span.end))
    return OrdinaryWords.embedded.contains(root: root) || comparison.index.holds(root)
  }

  private static let nominal = Thesaurus.roots("no without w/o")

  /// Whether no other content stands between the denial and the unit: nor does that of `CT without contrast
  /// for flank pain` go beyond the expression that it begins.
  private func isFirst(after denial: Int, _ index: Int) -> Bool {
    var other = index - 1
    let isNominal = Self.nominal.contains(comparison.summaryMeanings.words[denial].fine)
    while other >= 0,
      comparison.units[other].words.lowerBound > denial
        || isNominal && comparison.units[other].words.upperBound > denial + 1
    {
      let word = comparison.summaryMeanings.words[comparison.units[other].words.lowerBound]
      if !comparison.units[other].isNeutral && !Self.introducing.contains(word.fine) {
        return false
      }
      other -= 1
    }
    return true
  }

  /// `trouble falling asleep` is another matter than falling asleep.
  private static let hindering = Thesaurus.roots("trouble difficulty difficult hard problem unable")

  private static let avoiding = Thesaurus.roots(
    "avoid avoidance avoiding refrain discourage discouraged limit limiting stop stopping")

  /// `without dilation` where the note has `undilated`, `no stimulant laxatives` for `avoidance of` them, `no
  /// yeast` for the `yeast infections` that somebody once had.
  private func isOtherwiseDenied(_ unit: SummaryUnit) -> Bool {
    let span = comparison.summary.tokens[
      Int(comparison.summaryMeanings.words[unit.words.lowerBound].firstToken)
    ].span
    let stem = comparison.summary.text[span].prefix(Self.stemLength)
    let words = comparison.noteMeanings.words
    // Of a summary too long to be one, nothing is excused.
    if stem.count == Self.stemLength, comparison.units.count <= Comparison.mostUnits,
      words.contains(where: { word in
        let other = comparison.note.text[comparison.note.tokens[Int(word.firstToken)].span]
        return Self.turning.contains { prefix in
          other.count >= prefix.count + Self.stemLength
            && zip(prefix + stem, other).allSatisfy { $0 | 0x20 == $1 | 0x20 }
        }
      })
    {
      return true
    }
    return unit.places.contains { place in
      let before = max(0, Int(place.start) - Self.neighbourhood)..<Int(place.start)
      return before.contains { Self.avoiding.contains(words[$0].fine) }
        || unit.words.count == 1 && comparison.qualifies(place) && !qualifies(unit)
    }
  }

  private static let stemLength = 5
  private static let turning = ["un", "non"].map { Array($0.utf8) }

  /// Whether a noun follows in the summary that the unit only qualifies.
  private func qualifies(_ unit: SummaryUnit) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = unit.words.upperBound
    return next < words.count && words[next].gap <= .hyphen && !FunctionWords.holds(words[next])
      && !Thesaurus.embedded.isNeutral(words[next])
  }

  /// Where the note affirms, in the same words, what the summary denies.
  private func affirmedPlace(_ index: Int, isTold: Bool) -> NoteIndex.Place? {
    let unit = comparison.units[index]
    if comparison.isOfOtherTime(unit) { return nil }
    let neighbours = neighbours(of: index)
    var best: (place: NoteIndex.Place, matched: Int)?
    for place in unit.places {
      let matched = matched(neighbours, at: place)
      let isSaidAgain = unit.words.count >= 3 && comparison.isSameWording(unit, place)
      if comparison.notePartCues(place).contains(.negation) || isNumbered(place) || isZero(place)
        || isTakenBack(place) || comparison.isNameOfAnother(place)
        || comparison.noteContext(place).assertion != .present
      {
        if matched > 0 || isSaidAgain || comparison.isSameWording(unit, place) { return nil }
        continue
      }
      guard comparison.sharesWord(unit, place),
        isSaidAgain || (matched > 0 && matched * 5 >= neighbours.count * 3)
      else { continue }
      if matched >= best?.matched ?? 0 { best = (place, matched) }
    }
    guard
      let told = best?.place ?? toldPlace(unit, isTold: isTold)
        ?? comparison.onlyAffirmedPlace(unit)
    else { return nil }
    return isTakenBackByKind(unit) ? nil : told
  }

  /// Of the two words before the unit, as far as they are in its part of the clause.
  private func rootsBefore(_ unit: SummaryUnit) -> [UInt64] {
    let words = comparison.summaryMeanings.words
    var roots: [UInt64] = []
    var word = unit.words.lowerBound
    while word > unit.clause.lowerBound, words[word].gap < .comma, roots.count < 2 {
      word -= 1
      roots.append(words[word].fine)
    }
    return roots
  }

  /// Where the note denies, in the same words, what the summary affirms.
  private func deniedPlace(_ index: Int) -> NoteIndex.Place? {
    let unit = comparison.units[index]
    let told = rootsBefore(unit)
    guard
      unit.places.contains(where: {
        isPlainlyDenied($0, told: told)
      })
    else { return nil }
    var neighbours = neighboursInPart(of: index)
    // `pain with extension of the wrist`: the site stands further off.
    if neighbours.isEmpty { neighbours = neighboursInPart(of: index, within: Self.reach) }
    guard !neighbours.isEmpty else { return nil }
    var best: (place: NoteIndex.Place, matched: Int)?
    var mostAffirmed = 0
    for place in unit.places where !isDenial(place, of: unit) {
      let matched = matched(neighbours, at: place)
      if isPlainlyDenied(place, told: told) {
        if !comparison.isQuoting {
          // `no pain or tenderness`: what is denied beside it under another name.
          if !comparison.sharesWord(unit, place) { continue }
          // `did not cruise until 18 months`
          if comparison.cameLate(place) { return nil }
          guard comparison.noteContext(place).assertion == .absent, !comparison.qualifies(place)
          else {
            return nil
          }
        }
        guard matched * 5 >= neighbours.count * 3 else { continue }
        if matched > best?.matched ?? 0 { best = (place, matched) }
      } else {
        mostAffirmed = max(mostAffirmed, matched)
      }
    }
    guard let best else {
      return mostAffirmed == 0 ? deniedBehind(unit, told: told, index) : nil
    }
    return best.matched > mostAffirmed ? best.place : nil
  }
}
