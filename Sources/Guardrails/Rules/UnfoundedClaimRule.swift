import ClinicalLanguage
package import Policies
import SourceText

/// `unfounded_claim`: words that say more than a paraphrase may, where the note has none of the words that
/// would bear them out.
///
/// `Converted to open` of an operation that the note nowhere converts, `resolved` of a thing whose
/// sentences say nothing of its end. Most words of a summary may be the writer's own; these few may not,
/// and what a note must have for each is listed with it.
///
/// Parameters: `claims`, a list of `says` (phrases of the summary, `(a|b)` for alternatives), `needs`
/// (phrases of the note, one of which bears them out), and `beside` (whether it must stand in a sentence
/// of the note that speaks of what stands beside the claim, instead of anywhere). What the note says in
/// the very words is borne out wherever it says it, and so is what belongs to the name of a thing that
/// the note has under another name: `below-knee amputation` for `BKA`. With `nearest` one of the
/// sentences must say it that speak of the most of what stands beside the claim, or the sentence after
/// such a one, whatever else the note says. With `against`, only the sentences that speak of the most of
/// it count, and one of them must have one of these phrases, which say the opposite: `continues` for
/// `formerly`. With `ahead` the claim is of what is to come: `will` before it does not take it back.
/// With `whole` the list has every name for it, and that a list of equal names has another one bears out
/// nothing: `monopolar` for `Bovie`. With `asserted` it is told as done, and a place of the note that
/// denies it, doubts it or has it planned does not bear it out.
package struct UnfoundedClaimRule: RuleKind {
  package static let kind = "unfounded_claim"
  static let holdsAgainstNote = true

  private struct Claim {
    var foundation: ClaimFoundation
    var isBeside: Bool
    var isNearest: Bool
    var isAhead: Bool
    var isWhole: Bool
    var isAsserted: Bool
  }

  private let claims: [Claim]
  /// The claim of each phrase, in the order of `phrases`.
  private let claimOfSaying: [Int]
  /// For each claim which of these is its first.
  private let firstSaying: [Int]

  package init?(reading parameters: inout ParameterReader) {
    let claims = parameters.requiredMappings("claims") {
      (reader: inout ParameterReader) -> Claim? in
      let says = reader.phrases("says")
      let needs = reader.phrases("needs")
      let against = reader.has("against") ? reader.phrases("against") : []
      let isBeside = reader.flag("beside", default: false)
      let isNearest = reader.flag("nearest", default: false)
      let isAhead = reader.flag("ahead", default: false)
      let isWhole = reader.flag("whole", default: false)
      let isAsserted = reader.flag("asserted", default: false)
      guard let says, let needs, let against else {
        for key in ["says", "needs"] where !reader.has(key) {
          reader.report(
            "a claim needs '\(key)'", at: key,
            hint: "'says' lists words of a summary, 'needs' what the note must have for them")
        }
        return nil
      }
      return Claim(
        foundation: ClaimFoundation(says: says, needs: needs, against: against),
        isBeside: isBeside, isNearest: isNearest, isAhead: isAhead, isWhole: isWhole,
        isAsserted: isAsserted)
    }
    guard let claims else { return nil }
    self.claims = claims
    claimOfSaying = claims.enumerated().flatMap { claim in
      repeatElement(claim.offset, count: claim.element.foundation.says.count)
    }
    var next = 0
    firstSaying = claims.map { claim in
      defer { next += claim.foundation.says.count }
      return next
    }
  }

  var phrases: [PhraseList] {
    [
      PhraseList(
        side: .summary, role: .sought,
        phrases: claims.reduce(into: []) { $0.append(contentsOf: $1.foundation.says) })
    ]
  }

  var asksBeyondPhrases: Bool { true }
  var trigger: RuleTrigger { .summary }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let told = context.matches(on: .summary).sought()
    guard !told.isEmpty, let comparison = context.judged.comparison else { return .nothing }
    // The sentences of the note that bear out each of these claims.
    var founding: [Int: Set<Int>] = [:]
    // Those that say the opposite.
    var opposing: [Int: Set<Int>] = [:]
    var saidByNote: Set<Int> = []
    for claim in Set(told.map { claimOfSaying[$0.phrase] }) {
      for match in claims[claim].foundation.matches(in: context.note) {
        switch match.role {
        case .opposite:
          opposing[claim, default: []].formUnion(sentences(at: match.span, of: context.note))
        case .saying:
          // `No known allergies` bears out nothing that is known.
          let mention = context.note.context(of: match.span)
          guard mention.assertion != .absent, !claims[claim].isAsserted || isDone(mention) else {
            continue
          }
          if claims[claim].isNearest {
            founding[claim, default: []].formUnion(sentences(at: match.span, of: context.note))
          } else {
            saidByNote.insert(firstSaying[claim] + match.phrase)
          }
        case .need:
          // What the note denies, or thinks of for later, was not done.
          if claims[claim].isAsserted, !isDone(context.note.context(of: match.span)) { continue }
          founding[claim, default: []].formUnion(sentences(at: match.span, of: context.note))
        }
      }
    }
    var judgement = Judgement.nothing
    for match in told.prefix(Self.mostClaims) {
      let claim = claimOfSaying[match.phrase]
      let known = founding[claim] ?? []
      let isBeside = claims[claim].isBeside || (claims[claim].isNearest && !known.isEmpty)
      if saidByNote.contains(match.phrase) || (!isBeside && !known.isEmpty) { continue }
      guard let words = comparison.summaryWords(over: match.span),
        !isTakenBack(words, claims[claim], comparison),
        !isBeside || comparison.summary.context(of: match.span).assertion != .absent,
        !comparison.isSort(words, isName: false),
        claims[claim].isWhole || !comparison.isNamed(words),
        !claims[claim].isAsserted || isDone(comparison.summary.context(of: match.span))
      else { continue }
      let beside = comparison.unitsBeside(words)
      // A sentence of the note has no units, and what is said of the record is no claim.
      guard comparison.isCompared(words), beside.allSatisfy({ !$0.isAboutRecord }) else { continue }
      let places = beside.flatMap(\.places)
      if isBeside {
        // `chronic otitis media` is a name, which other rules hold against the note's; and of what the note
        // has under no name nothing can be looked up.
        guard !comparison.isPartOfTerm(words),
          comparison.hasKnownNeighbours(words, besidesVerbs: claims[claim].foundation.hasOpposites),
          !places.isEmpty
        else { continue }
        guard isUnfounded(claims[claim], known, opposing[claim] ?? [], beside, words, comparison)
        else { continue }
      }
      judgement.observations.append(
        Observation(
          message: .unfounded, summarySpan: match.span,
          noteSpans: places.prefix(2).map(comparison.noteSpan)))
    }
    return judgement
  }

  /// Whether none of the sentences in question bears the claim out, and one says the opposite where this is
  /// asked.
  private func isUnfounded(
    _ claim: Claim, _ known: Set<Int>, _ opposing: Set<Int>, _ beside: [SummaryUnit],
    _ words: Range<Int>, _ comparison: Comparison
  ) -> Bool {
    guard claim.isNearest || claim.foundation.hasOpposites else {
      return known.isDisjoint(with: beside.flatMap(\.places).map(comparison.noteSentence))
    }
    if !claim.foundation.hasOpposites {
      return known.isDisjoint(with: nearestSentences(to: beside, around: words, comparison))
    }
    let best = likeliestSentences(of: beside, comparison)
    return known.isDisjoint(with: best) && !opposing.isDisjoint(with: best)
  }

  /// The sentences of the note that hold the most of these units, each counting the less the more sentences
  /// have it.
  private func likeliestSentences(of units: [SummaryUnit], _ comparison: Comparison) -> Set<Int> {
    var held: [Int: Float] = [:]
    for unit in units {
      let sentences = Set(unit.places.map(comparison.noteSentence))
      for sentence in sentences { held[sentence, default: 0] += 1 / Float(sentences.count) }
      let others = kindredSentences(of: unit, comparison).subtracting(sentences)
      for sentence in others {
        held[sentence, default: 0] += Self.kindredShare / Float(sentences.count + others.count)
      }
    }
    let most = held.values.max() ?? 0
    return Set(held.filter { $0.value >= most * Self.likelyShare }.keys)
  }

  /// What a word that only begins alike counts: `discussion` for `discussed`.
  private static let kindredShare: Float = 0.5

  private func kindredSentences(of unit: SummaryUnit, _ comparison: Comparison) -> Set<Int> {
    guard unit.words.count == 1 else { return [] }
    var found: Set<Int> = []
    let word = comparison.summaryMeanings.words[unit.words.lowerBound]
    comparison.index.forEachPlace(of: NoteIndex.coarseKey(word)) {
      found.insert(comparison.noteSentence($0))
    }
    return found
  }

  /// What holds almost as much may be meant as well.
  private static let likelyShare: Float = 0.9

  private func isDone(_ mention: MentionContext) -> Bool {
    mention.assertion == .present && mention.temporality != .planned
  }

  /// The sentence that has the span. A title is none: what it says holds for all below it, and is
  /// counted as -1.
  private func sentences(at span: TextSpan, of note: ClinicalDocument) -> Set<Int> {
    if let sentence = note.sentenceIndex(containing: Int(span.start)) { return [sentence] }
    guard
      let section = note.sections.firstIndex(where: { $0.heading?.contains(span) == true })
    else { return [-1] }
    let first = note.sentences.partitioningIndex { $0.section >= section }
    let end = note.sentences.partitioningIndex { $0.section > section }
    return Set(first..<max(first, end)).union([-1])
  }

  /// The sentences of the note that have the most of these units, each with the one after it, and those that
  /// have the one right before or right behind the claim, which may join what the note tells apart.
  private func nearestSentences(
    to units: [SummaryUnit], around words: Range<Int>, _ comparison: Comparison
  ) -> Set<Int> {
    var held: [Int: Int] = [:]
    for unit in units {
      for sentence in Set(unit.places.map(comparison.noteSentence)) {
        held[sentence, default: 0] += 1
      }
    }
    let most = held.values.max() ?? 0
    var nearest = held.reduce(into: Set<Int>()) { sentences, entry in
      if entry.value == most { sentences.formUnion([entry.key, entry.key + 1]) }
    }
    let ends = [
      units.filter { $0.words.upperBound <= words.lowerBound }.max {
        $0.words.upperBound < $1.words.upperBound
      },
      units.filter { $0.words.lowerBound >= words.upperBound }.min {
        $0.words.lowerBound < $1.words.lowerBound
      },
    ]
    for unit in ends.compactMap({ $0 }) where unit.places.count <= Self.mostPlaces {
      nearest.formUnion(unit.places.map(comparison.noteSentence))
    }
    return nearest
  }

  /// What stands at more places of a note is what all of it is about.
  private static let mostPlaces = 4

  /// A summary with more of them is no summary; each costs a look at the places of its neighbours.
  private static let mostClaims = 400

  /// How many words before may deny or doubt a claim, and thereby take it back.
  private static let reach = 4

  private func isTakenBack(_ words: Range<Int>, _ claim: Claim, _ comparison: Comparison) -> Bool {
    // `testing was completed`: of what the note says the opposite only a plain doubt takes anything back.
    let doubt: WordCues = claim.foundation.hasOpposites ? .strongHedge : .hedge
    let all = comparison.summaryMeanings.words
    return all.holds(before: words.lowerBound, reach: Self.reach) { word in
      !comparison.summaryCues.words[word].isDisjoint(with: [.negation, doubt])
        || !claim.isAhead && Self.planning.contains(all[word].fine)
    }
  }

  /// `to be excluded`, `until healed`, `would be confirmed`: what is still to come.
  private static let planning = Thesaurus.roots("be until once when will would if unless pending")
}

extension Comparison {
  /// The words of the summary that a span covers; nil where it covers none.
  func summaryWords(over span: TextSpan) -> Range<Int>? {
    let words = summaryMeanings.words
    let first = words.partitioningIndex { summary.tokens[Int($0.endToken) - 1].end > span.start }
    var end = first
    while end < words.count, summary.tokens[Int(words[end].firstToken)].start < span.end {
      end += 1
    }
    return first < end ? first..<end : nil
  }

  /// How many units on either side of a claim are what it is said of.
  private static let unitsBeside = 3
  /// How many units, words of no content among them, are looked at for these.
  private static let unitsAround = 12

  /// The units with content that stand before and behind the words in their clause.
  func unitsBeside(_ words: Range<Int>) -> [SummaryUnit] {
    let all = summaryMeanings.words
    let middle = units.partitioningIndex { $0.words.lowerBound >= words.lowerBound }
    var found: [SummaryUnit] = []
    var index = middle
    while index > max(0, middle - Self.unitsAround), found.count < Self.unitsBeside {
      index -= 1
      let unit = units[index]
      guard (unit.words.lowerBound + 1...words.lowerBound).allSatisfy({ all[$0].gap < .clause })
      else {
        break
      }
      if unit.words.upperBound <= words.lowerBound, !unit.isNeutral { found.append(unit) }
    }
    let before = found.count
    index = middle
    while index < min(units.count, middle + Self.unitsAround),
      found.count - before < Self.unitsBeside
    {
      let unit = units[index]
      let last = unit.words.lowerBound
      guard
        last < words.upperBound || (words.upperBound...last).allSatisfy({ all[$0].gap < .clause })
      else { break }
      if last >= words.upperBound, !unit.isNeutral { found.append(unit) }
      index += 1
    }
    return found
  }

  /// Whether the note has the units right before and right behind the words, as far as they have content.
  ///
  /// - Parameter besidesVerbs: whether only things count: `has already met with` may be the writer's own verb.
  func hasKnownNeighbours(_ words: Range<Int>, besidesVerbs: Bool) -> Bool {
    let all = summaryMeanings.words
    let next = units.partitioningIndex { $0.words.lowerBound >= words.upperBound }
    if next < units.count, !units[next].isNeutral, units[next].places.isEmpty,
      !besidesVerbs || units[next].isEntity,
      (words.upperBound...units[next].words.lowerBound).allSatisfy({ all[$0].gap < .comma })
    {
      return false
    }
    // `is still`: an expression that ends with the words is none of their neighbours.
    let previous = units.partitioningIndex { $0.words.upperBound > words.lowerBound } - 1
    return previous < 0 || units[previous].isNeutral || !units[previous].places.isEmpty
      // `your surgeon is sure that`: whoever it is, what follows is in the note or not.
      || besidesVerbs && units[previous].kind == .person
      || all[words.lowerBound].gap >= .comma
  }

  /// Whether the name of something that is there or not has the words and more.
  func isPartOfTerm(_ words: Range<Int>) -> Bool {
    let next = units.partitioningIndex { $0.words.upperBound > words.lowerBound }
    guard next < units.count else { return false }
    let term = units[next].words
    return units[next].isEntity && term.count > words.count && term.lowerBound <= words.lowerBound
      && term.upperBound >= words.upperBound
  }

  /// Whether the words are, or belong to, the name of a thing that the note has, and does not deny, under
  /// this or another name: `aseptic necrosis` for `osteonecrosis`.
  func isNamed(_ words: Range<Int>) -> Bool {
    let next = units.partitioningIndex { $0.words.upperBound > words.lowerBound }
    guard next < units.count else { return false }
    let unit = units[next]
    guard unit.support == .said,
      unit.isEntity || unit.kind == .abbreviation && unit.words.count > 1,
      unit.words.lowerBound <= words.lowerBound, unit.words.upperBound >= words.upperBound
    else { return false }
    return unit.places.contains { noteContext($0).assertion == .present }
  }
}

extension Message {
  fileprivate static let unfounded = Message("the note has nothing that bears this out")
}
