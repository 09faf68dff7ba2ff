import ClinicalLanguage
import SourceText

/// Clauses that keep to the words of one sentence of the note but for a denial.
extension NegationFlipRule {
  private static let denying = Thesaurus.roots(
    """
    no not denies denied deny denying without never none neither nor don't doesn't didn't isn't aren't
    wasn't weren't hasn't haven't hadn't can't cannot couldn't won't nontender unremarkable negative normal
    absent free intact unable resolved stable benign clear nil w/o dislike dislikes disliked avoid avoids
    """)
  private static let plainlyDenying = Thesaurus.roots(
    """
    no not denies denied deny denying without never none neither nor don't doesn't didn't isn't aren't
    wasn't weren't hasn't haven't hadn't
    """)
  /// How far before the quoted words a denial still governs them.
  private static let governing = 3

  /// A clause that keeps to the words of one sentence must also keep its denial.
  func judgeQuotations(_ comparison: Comparison, _ judgement: inout Judgement) {
    let words = comparison.summaryMeanings.words
    let noteWords = comparison.noteMeanings.words
    for clause in RenderedClause.all(in: comparison) {
      guard let head = clause.units.first(where: { !$0.isNeutral }), head.isInQuotation else {
        continue
      }
      let span = comparison.summaryMeanings.span(of: clause.clause, in: comparison.summary)
      // One finding for one denial.
      if judgement.observations.contains(where: { $0.summarySpan.map(span.contains) ?? false }) {
        continue
      }
      let rendered = clause.rendered
      let near =
        Self.governed(
          from: rendered.lowerBound, noteWords, clause.sentence.lowerBound)..<rendered
        .upperBound
      // What stands before the clause in the note may stand before it in the summary too.
      let own = Self.governed(from: clause.clause.lowerBound, words, 0)..<clause.clause.upperBound
      func denies(_ set: RootSet, _ range: Range<Int>) -> Bool {
        range.contains { set.contains(words[$0].fine) }
      }
      func noteDenies(_ set: RootSet, _ range: Range<Int>) -> Bool {
        range.contains { set.contains(noteWords[$0].fine) }
      }
      // A denial of the note that could be meant speaks for the summary, also over a semicolon.
      let wide =
        max(
          clause.sentence.lowerBound, rendered.lowerBound - Self.governing)..<rendered.upperBound
      let isDenied =
        clause.clause.contains {
          Self.plainlyDenying.contains(words[$0].fine) && governs(clause, from: $0, words)
        } && !noteDenies(Self.denying, wide)
      let isAffirmed =
        near.contains {
          Self.plainlyDenying.contains(noteWords[$0].fine)
            && !Self.isTurned($0, in: near, clause, noteWords)
            && !Self.isAside($0, in: near, clause, noteWords)
        } && !denies(Self.denying, own)
      guard isDenied && directions.contains(.denied) || isAffirmed && directions.contains(.affirmed)
      else { continue }
      judgement.observations.append(
        Observation(
          message: isDenied ? .summaryDenies : .summaryAffirms, summarySpan: head.span,
          noteSpans: [comparison.noteMeanings.span(of: near, in: comparison.note)]))
    }
  }

  /// `wishes not to pursue a sleep study, but we will leave this open`: whether a `but` ends a denial before all
  /// that the clause takes up, each unit of which the sentence has behind it too.
  private static func isTurned(
    _ denial: Int, in near: Range<Int>, _ clause: RenderedClause, _ words: [MeaningWord]
  ) -> Bool {
    guard let turn = (denial..<near.upperBound).first(where: { WordCues.turns(words[$0]) }) else {
      return false
    }
    return clause.units.allSatisfy { unit in
      let own = unit.places.filter { clause.sentence.contains(Int($0.start)) }
      return unit.isNeutral || unit.kind == .person || unit.span.count == 1 || own.isEmpty
        || own.contains { Int($0.start) > turn }
    }
  }

  /// `a boy who has no history of illness, came with pain`: whether a denial stands in a relative clause of
  /// which the summary takes up nothing, while it takes up what comes behind.
  private static func isAside(
    _ denial: Int, in near: Range<Int>, _ clause: RenderedClause, _ words: [MeaningWord]
  ) -> Bool {
    var start = denial
    while start > near.lowerBound, words[start].gap < .comma,
      !relatives.contains(words[start].fine)
    {
      start -= 1
    }
    guard relatives.contains(words[start].fine) else { return false }
    var end = denial + 1
    while end < near.upperBound, words[end].gap < .comma { end += 1 }
    guard end < near.upperBound else { return false }
    let units = clause.units.filter { !$0.isNeutral }.map { unit in
      unit.places.map { Int($0.start) }.filter(near.contains)
    }.filter { !$0.isEmpty }
    return units.contains { $0.contains { $0 >= end } }
      && units.allSatisfy { !$0.allSatisfy { start..<end ~= $0 } }
  }

  private static let relatives = Thesaurus.roots("who which whose whom")

  /// Whether a denial in the clause can mean what the sentence says: the `has not fallen` behind `reports
  /// weakness of the left leg` denies what the sentence does not speak of.
  private func governs(
    _ clause: RenderedClause, from denial: Int, _ words: [MeaningWord]
  ) -> Bool {
    var last = denial
    var isFirst = true
    for unit in clause.units where unit.words.upperBound > denial + 1 && !unit.isNeutral {
      let isApart =
        last < unit.words.lowerBound
        && (last + 1...unit.words.lowerBound).contains { words[$0].gap >= .comma }
      if !isFirst, isApart { return false }
      if unit.places.contains(where: { clause.sentence.contains(Int($0.start)) }) { return true }
      last = unit.words.upperBound - 1
      isFirst = false
    }
    return isFirst
  }

  /// The first of the words before a place whose denial would still govern it: not over a semicolon.
  private static func governed(from place: Int, _ words: [MeaningWord], _ first: Int) -> Int {
    var start = place
    while start > first, place - start < governing, words[start].gap < .clause { start -= 1 }
    return start
  }

  private static let explaining = Thesaurus.roots("which called means")
  /// In words: `melanoma, which is a kind of skin cancer`.
  private static let explanationReach = 5

  /// Whether the unit only says what sort of thing another word is.
  func isExplained(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = unit.words.lowerBound
    while word > max(0, unit.words.lowerBound - Self.explanationReach) {
      if words[word].gap >= .comma { return false }
      word -= 1
      if Self.explaining.contains(words[word].fine) {
        return word + 1 < unit.words.lowerBound && Self.being.contains(words[word + 1].fine)
      }
    }
    return false
  }

  private static let negative = Thesaurus.roots("negative neg")
  private static let copulas = Thesaurus.roots(PlainWords.copulas)

  /// `aspiration was negative` for `a negative aspiration`: what it showed, and not that there was none.
  func isSameResult(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    var next = unit.words.upperBound
    while next < unit.clause.upperBound, Self.copulas.contains(words[next].fine) { next += 1 }
    guard next < unit.clause.upperBound, Self.negative.contains(words[next].fine) else {
      return false
    }
    return unit.places.allSatisfy {
      $0.start > 0
        && Self.negative.contains(comparison.noteMeanings.words[Int($0.start) - 1].fine)
    }
  }

  private static let guarding = Thesaurus.roots(
    "risk risks prophylaxis precautions prevention screen screening")

  /// The DVT of `DVT risk was high`, of `DVT prophylaxis`: what may come is not told to be there.
  func isGuardedAgainst(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = unit.words.upperBound
    return next < words.count && words[next].gap <= .hyphen
      && Self.guarding.contains(words[next].fine)
  }

  private static let being = Thesaurus.roots("is are a an the")

  private static let accompanying = Thesaurus.roots("with")

  /// The `with blood` of `with blood flowing forward`, no expression of its own.
  func isCutShort(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = unit.words.upperBound
    return unit.words.count > 1
      && Self.accompanying.contains(words[unit.words.lowerBound].fine) && next < words.count
      && words[next].gap <= .hyphen && !FunctionWords.holds(words[next])
  }

  private static let valuing = Thesaurus.roots("of at to up with")
  /// In words: `febrile up to`.
  private static let valueReach = 3

  /// `a fever of 101.6` where the note has that temperature: measured, whatever was complained of.
  func isToldAsValue(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    var word = unit.words.upperBound
    let end = min(words.count, word + Self.valueReach)
    while word < end, words[word].gap < .comma, Self.valuing.contains(words[word].fine) {
      word += 1
    }
    guard word < words.count, words[word].gap < .comma, words[word].isNumber else { return false }
    return MeasuredFindings.standard.shows(unit, in: comparison)
  }

  /// `upset stomach` where the note has `stomach gets upset`, whatever else that may mean: all words of
  /// the unit stand in one sentence of the note that denies nothing.
  func isToldInWords(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = unit.words.filter {
      !FunctionWords.holds(comparison.summaryMeanings.words[$0])
    }.map { comparison.summaryMeanings.words[$0].fine }
    guard words.count > 1 else { return false }
    var sentences: [Int: Set<UInt64>] = [:]
    for word in words {
      comparison.index.forEachPlace(of: word) { place in
        let sentence = comparison.noteSentence(place)
        if comparison.noteContext(place).assertion == .present,
          !comparison.noteSentenceCues(place).contains(.negation)
        {
          sentences[sentence, default: []].insert(word)
        }
      }
    }
    return sentences.values.contains { $0.count == Set(words).count }
  }
}
