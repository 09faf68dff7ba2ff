import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `reassurance`: comfort that the note does not give.
///
/// An expression of comfort is covered where one sentence of the note says its words in the same sense:
/// denied if it denies, looking ahead if it looks ahead, and, where the expression is little more than
/// function words, of the same thing.
///
/// The expressions are those of `reassurances.txt`. No parameters.
package struct ReassuranceRule: RuleKind {
  package static let kind = "reassurance"
  package init?(reading parameters: inout ParameterReader) {}

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard let comparison = context.judged.comparison else { return .nothing }
    var judgement = Judgement.nothing
    for range in Reassurances.embedded.matches(in: comparison.summaryMeanings.words) {
      let span = comparison.summaryMeanings.span(of: range, in: comparison.summary)
      guard let unit = comparison.units(over: span).first, !unit.isAboutRecord,
        !isWeakened(range, comparison), !isCovered(range, unit, comparison),
        !isSaidOtherwise(range, comparison)
      else { continue }
      judgement.observations.append(Observation(message: .reassures, summarySpan: span))
    }
    return judgement
  }

  /// How many words before may take the comfort back.
  private static let reach = 5
  private static let gone = Thesaurus.roots("gone")
  private static let over = Thesaurus.roots("over through into")
  private static let doubting = Thesaurus.roots(
    "could may might possibly perhaps whether if unless until hope hopes hoped hoping goal aim")

  private static let to = Thesaurus.roots("to")
  private static let courtesies = Thesaurus.roots("see review discuss help meet speak follow")

  /// `it could be harmless, but`, `absence of a cure`: no comfort.
  private func isWeakened(_ range: Range<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    // `I shall be happy to review him`: the writer's courtesy.
    let next = range.upperBound
    if next + 1 < words.count, Self.to.contains(words[next].fine),
      Self.courtesies.contains(words[next + 1].fine)
    {
      return true
    }
    // `will be gone over with her`
    if next < words.count, words[next].gap == .none, Self.over.contains(words[next].fine),
      Self.gone.contains(words[next - 1].fine)
    {
      return true
    }
    let isDenial = comparison.summaryCues.cues(in: range).contains(.negation)
    var word = range.lowerBound
    while word > max(0, range.lowerBound - Self.reach), words[word].gap < .clause {
      word -= 1
      if Self.doubting.contains(words[word].fine) { return true }
      if !isDenial, comparison.summaryCues.words[word].contains(.negation) { return true }
    }
    return false
  }

  private func isCovered(
    _ range: Range<Int>, _ unit: SummaryUnit, _ comparison: Comparison
  ) -> Bool {
    let words = comparison.summaryMeanings.words
    var content = range.filter { !FunctionWords.holds(words[$0]) }
    // `nothing concerning` for `no concerning symptoms`: that it denies is asked of the sentence below.
    let affirmed = content.filter { !Self.denials.contains(words[$0].fine) }
    if !affirmed.isEmpty { content = affirmed }
    // What only function words say cannot be looked up.
    guard !content.isEmpty else { return true }
    if content.count == 1,
      let object = object(of: range, unit, comparison)
        ?? (Self.worries.contains(words[content[0]].fine)
          ? following(range, unit, comparison) : nil)
    {
      content.append(object)
    }
    var sentences: Set<Int32>?
    for word in content {
      var mine: Set<Int32> = []
      let names = content.count > 1 ? Self.named(words[word].fine) : nil
      for root in names ?? [words[word].fine] {
        comparison.index.forEachPlace(of: root) {
          mine.insert(comparison.noteMeanings.sentences[Int($0.start)])
        }
      }
      // Under another name as well, for what stands beside the expression.
      if !range.contains(word) {
        for place in comparison.units(
          over: comparison.summaryMeanings.span(
            of: word..<word + 1, in: comparison.summary)
        ).flatMap(\.places) {
          mine.insert(comparison.noteMeanings.sentences[Int(place.start)])
        }
      }
      sentences = sentences.map { $0.intersection(mine) } ?? mine
    }
    if sentences?.isEmpty == true, isCoveredBefore(range, unit, comparison) { return true }
    let isDenied = comparison.summaryCues.cues(in: range).contains(.negation)
    return (sentences ?? []).contains { sentence in
      !isDenied || comparison.noteCues.sentences[Int(sentence)].contains(.negation)
    }
  }

  private static let denials = Thesaurus.roots(
    "no not nothing none nobody never without nor neither")

  /// `A white coating in the throat is normal` where the note has `White coating normal`: any word of the
  /// subject beside those of the expression.
  private func isCoveredBefore(
    _ range: Range<Int>, _ unit: SummaryUnit, _ comparison: Comparison
  ) -> Bool {
    let words = comparison.summaryMeanings.words
    guard let own = range.first(where: { !FunctionWords.holds(words[$0]) }),
      !comparison.summaryCues.cues(in: range).contains(.negation)
    else { return false }
    var sentences: Set<Int32> = []
    comparison.index.forEachPlace(of: words[own].fine) {
      sentences.insert(comparison.noteMeanings.sentences[Int($0.start)])
    }
    guard !sentences.isEmpty else { return false }
    var word = range.lowerBound
    while word > unit.clause.lowerBound, words[word].gap < .comma {
      word -= 1
      guard !FunctionWords.holds(words[word]), !Thesaurus.embedded.isNeutral(words[word]) else {
        continue
      }
      var isBeside = false
      comparison.index.forEachPlace(of: words[word].fine) {
        if sentences.contains(comparison.noteMeanings.sentences[Int($0.start)]) { isBeside = true }
      }
      if isBeside { return true }
    }
    return false
  }

  /// Whether some place of the note has the word, and neither denies nor doubts it.
  func isStated(_ root: UInt64, _ sentences: Set<Int>?, _ comparison: Comparison) -> Bool {
    var isStated = false
    comparison.index.forEachPlace(of: root) { place in
      if sentences?.contains(comparison.noteSentence(place)) ?? true,
        comparison.noteContext(place).assertion == .present, !comparison.isDoubted(place)
      {
        isStated = true
      }
    }
    return isStated
  }

  private static let returning = Thesaurus.roots(
    "back return follow follow-up followup appointment again review check-up")
  private static let closing: Set<UInt64> = Thesaurus.roots("discharge discharged sos pifu")
  private static let visits: Set<UInt64> = Thesaurus.roots(
    "f/u fu follow follow-up followup r/v rv review appointment appt opa clinic vfc")

  private func isSaidOtherwise(_ range: Range<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    if range.contains(where: { Self.returning.contains(words[$0].fine) }) {
      // `Discharged` from the ward is no end of it where the note says when to come.
      let isFollowed = comparison.note.arrangements.contains {
        $0.kind == .followUp && $0.time != nil && $0.context.assertion != .absent
      }
      if !isFollowed,
        Self.closing.contains(where: { isStated($0, nil, comparison) })
          || Self.visits.contains(where: { isDenied($0, comparison) })
      {
        return true
      }
    }
    if isNeedDenied(range, comparison) { return true }
    // `The parents were reassured` of a note that says so anywhere.
    if range.contains(where: { Self.reassuring.contains(words[$0].fine) }),
      Self.reassured.contains(where: { isStated($0, nil, comparison) })
    {
      return true
    }
    let near = sentencesNear(range, comparison)
    if isOfFreeMargins(range, comparison) || pumps(range, near, comparison)
      || isFree(range, near, comparison)
      || isFine(range, comparison) || isUncomplicated(range, comparison)
      || isUnharmed(range, comparison)
      || isFreeOfTumor(range, near, comparison)
      || isPrognosis(range, comparison)
      || isAllSound(range, sentencesNear(range, comparison, Self.examinationReach), comparison)
    {
      return true
    }
    for (told, known) in Self.counterparts
    where range.contains(where: { told.contains(words[$0].fine) })
      && known.contains(where: { isStated($0, near, comparison) })
    {
      return true
    }
    // `pain-free` for the note's `painfree`.
    guard range.count == 2, words[range.lowerBound + 1].gap == .hyphen else { return false }
    let letters = comparison.summary.text[
      comparison.summaryMeanings.span(of: range, in: comparison.summary)
    ].filter { $0 != UInt8(ascii: "-") }
    return comparison.index.holds(MeaningWord.fineRoot(of: letters, letters.indices))
  }

  /// In words of the note: how near to a thing the word stands that calls it normal.
  private static let normalReach = 4

  /// Whether the note calls a thing one of these: the word next to it, not denied, and no value between them
  /// (`ejection fraction 20% with normal size`).
  private func isCalled(
    _ names: Set<UInt64>, at thing: NoteIndex.Place, _ comparison: Comparison
  ) -> Bool {
    var isCalled = false
    for name in names {
      comparison.index.forEachPlace(of: name) { place in
        let first = min(place.end, thing.end)
        let between = first..<max(first, max(place.start, thing.start))
        if comparison.noteSentence(place) == comparison.noteSentence(thing),
          between.count < Self.normalReach,
          !between.contains(where: { comparison.noteMeanings.words[Int($0)].isNumber }),
          comparison.noteContext(place).assertion == .present, !comparison.isDoubted(place)
        {
          isCalled = true
        }
      }
    }
    return isCalled
  }

  private static let pumping = Thesaurus.roots("pump pumps pumping pumped")
  private static let contracting: Set<UInt64> = Thesaurus.roots(
    "function ejection contractility contraction systolic motion ef lvef")
  private static let sound: Set<UInt64> = Thesaurus.roots("normal preserved intact good wnl")
  private static let weak = Thesaurus.roots(
    "reduced decreased depressed impaired diminished low poor dysfunction hypokinesis akinesis failure"
  )

  /// `Your heart pumps normally` for the note's `normal left ventricular wall motion`, in a sentence of
  /// which nothing is weak: of two chambers one may be.
  private func pumps(_ range: Range<Int>, _ near: Set<Int>, _ comparison: Comparison) -> Bool {
    guard
      range.contains(where: { Self.pumping.contains(comparison.summaryMeanings.words[$0].fine) })
    else { return false }
    var isSound = false
    for name in Self.contracting {
      comparison.index.forEachPlace(of: name) { place in
        if near.contains(comparison.noteSentence(place)),
          !comparison.noteWords(near: place).contains(where: {
            Self.weak.contains(comparison.noteMeanings.words[$0].fine)
          }), isCalled(Self.sound, at: place, comparison)
        {
          isSound = true
        }
      }
    }
    return isSound
  }

  private static let fine = Thesaurus.roots("fine okay ok")
  private static let well: Set<UInt64> = Thesaurus.roots(
    "normal unremarkable clear benign intact well good healthy nl wnl")

  /// `The left tube looked fine` for the note's `left tube normal`, `ibuprofen is fine` for `okay to use ibuprofen`.
  private func isFine(_ range: Range<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    guard range.contains(where: { Self.fine.contains(words[$0].fine) }), range.lowerBound > 0,
      words[range.lowerBound].gap < .comma
    else { return false }
    let before = comparison.summaryMeanings.span(
      of: range.lowerBound - 1..<range.lowerBound, in: comparison.summary)
    return comparison.units(over: before).contains { unit in
      unit.places.contains {
        comparison.noteContext($0).assertion == .present
          && (isCalled(Self.well, at: $0, comparison)
            || unit.kind == .drug
              && comparison.noteWords(near: $0).contains {
                Self.fine.contains(comparison.noteMeanings.words[$0].fine)
              })
      }
    }
  }

  private static let free = Thesaurus.roots("free")

  /// `pain free` for the note's `without pain`.
  private func isFree(_ range: Range<Int>, _ near: Set<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    guard range.count == 2, Self.free.contains(words[range.upperBound - 1].fine) else {
      return false
    }
    var isDenied = false
    comparison.index.forEachPlace(of: words[range.lowerBound].fine) { place in
      if near.contains(comparison.noteSentence(place)),
        comparison.noteContext(place).assertion == .absent
      {
        isDenied = true
      }
    }
    return isDenied
  }

  private static let reassuring = Thesaurus.roots("reassuring reassured reassurance")
  private static let reassured: Set<UInt64> = Thesaurus.roots(
    "reassure reassured reassurance reassuringly")
  private static let needing = Thesaurus.roots("need needs needed require required necessary")

  /// `You do not need treatment` for the note's `No treatment` or `treatment is not recommended`.
  private func isNeedDenied(_ range: Range<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    guard range.contains(where: { Self.needing.contains(words[$0].fine) }),
      comparison.summaryCues.cues(in: range).contains(.negation)
    else { return false }
    let things = range.filter {
      !FunctionWords.holds(words[$0]) && !Self.needing.contains(words[$0].fine)
        && !comparison.summaryCues.words[$0].contains(.negation)
        && !Thesaurus.embedded.isNeutral(words[$0])
    }
    return !things.isEmpty && things.allSatisfy { isUnneeded(words[$0].fine, comparison) }
  }

  private static let advising = Thesaurus.roots(
    "need needs needed require required necessary recommend recommended indicated warranted advised"
  )
  private static let none = Thesaurus.roots("no none nil not")
  private static let supposing = Thesaurus.roots("if would possible possibly might could")

  /// Whether the note says `X is not recommended`, `X: none`, or begins with `No X`: what somebody never had
  /// is another matter.
  private func isUnneeded(_ root: UInt64, _ comparison: Comparison) -> Bool {
    let words = comparison.noteMeanings.words
    var isUnneeded = false
    comparison.index.forEachPlace(of: root) { place in
      guard !isUnneeded, comparison.noteSentenceCues(place).contains(.negation) else { return }
      let sentence = comparison.noteWords(near: place)
      let (first, next) = (Int(place.start), Int(place.end))
      isUnneeded =
        sentence.contains { Self.advising.contains(words[$0].fine) }
        && !sentence.contains { Self.supposing.contains(words[$0].fine) }
        || sentence.contains(first - 1) && Self.none.contains(words[first - 1].fine)
          && (first - 1 == sentence.lowerBound || words[first - 1].gap >= .clause)
        || sentence.contains(next) && Self.none.contains(words[next].fine)
    }
    return isUnneeded
  }

  private func isDenied(_ root: UInt64, _ comparison: Comparison) -> Bool {
    var isDenied = false
    comparison.index.forEachPlace(of: root) { place in
      if comparison.noteSentenceCues(place).contains(.negation) { isDenied = true }
    }
    return isDenied
  }

  /// In words: what the comfort speaks of stands in its sentence or the one before.
  private static let subjectReach = 20

  /// And what was looked at in one of those before.
  private static let examinationReach = 45

  /// The sentences of the note that speak of what stands before the comfort.
  private func sentencesNear(
    _ range: Range<Int>, _ comparison: Comparison, _ reach: Int = subjectReach
  ) -> Set<Int> {
    let first = max(0, range.lowerBound - reach)
    guard first < range.lowerBound else { return [] }
    let before = comparison.summaryMeanings.span(
      of: first..<range.upperBound, in: comparison.summary)
    return comparison.units(over: before).reduce(into: []) { sentences, unit in
      guard !unit.isNeutral, unit.isKnown, unit.kind != .descriptor, unit.kind != .generic else {
        return
      }
      // The next one as well, which may go on with it: `A tumor was seen. This was resected.`
      for place in unit.places {
        sentences.insert(comparison.noteSentence(place))
        sentences.insert(comparison.noteSentence(place) + 1)
      }
    }
  }
}

extension Message {
  fileprivate static let reassures = Message("the summary reassures where the note does not")
}
