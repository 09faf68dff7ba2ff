import ClinicalLanguage
import SourceText
import Summaries

/// A summary laid beside its note, meaning by meaning: what the consistency rules share.
///
/// A class, since it is handed to each of them.
final class Comparison {
  let reading: NoteReading
  let note: ClinicalDocument
  let summary: ClinicalDocument
  let noteMeanings: DocumentMeanings
  let summaryMeanings: DocumentMeanings
  let index: NoteIndex
  let noteCues: CueMap
  let summaryCues: CueMap
  let units: [SummaryUnit]
  /// Which words of the note the summary takes up.
  let coverage: NoteCoverage
  /// Whether the summary repeats the note word for word but for a few claims: among copies, other words
  /// are no paraphrase.
  let isMostlyCopied: Bool
  /// The units of each claim; empty for claims that repeat the note word for word.
  let unitsOfClaim: [Range<Int>]

  /// Whether most of the summary keeps to sentences of the note: what the words of a summary cannot be
  /// held to, those of a quotation can.
  let isQuoting: Bool

  /// - Parameter firstRestored: where that part of the summary begins which the policy has put back from
  ///   the note: copies that say nothing of how the writer wrote.
  init(_ reading: NoteReading, _ grounded: GroundedDraft, firstRestored: Int32 = .max) {
    let note = reading.note
    let isCopied = grounded.claims.map { Self.isCopied($0, of: note, in: grounded.draft) }
    self.reading = reading
    self.note = note
    summary = grounded.draft.document
    noteMeanings = reading.meanings
    summaryMeanings = DocumentMeanings(of: grounded.draft.document)
    index = NoteIndex(noteMeanings, thesaurus: .embedded, askedBy: summaryMeanings)
    noteCues = reading.cues
    summaryCues = CueMap(summaryMeanings, sentenceCount: summary.sentences.count)
    var reader = UnitReader(
      note: note, summary: summary, meanings: summaryMeanings, noteMeanings: noteMeanings,
      index: index, cues: summaryCues, isCopied: isCopied, initials: reading.initials)
    (units, unitsOfClaim) = reader.units(of: grounded.claims)
    let written = zip(grounded.claims, unitsOfClaim).filter { claim, _ in
      claim.claim.span.start < firstRestored
    }.map(\.1)
    isMostlyCopied = Self.isMostlyCopied(written)
    isQuoting =
      Self.isQuoting(units, written, Self.quotingShare)
      || Self.isQuoting(units, written, Self.leastOwnShare)
        && Self.isQuoting(units, unitsOfClaim, Self.quotingShare)
    coverage = NoteCoverage(
      units, copied: zip(grounded.claims, isCopied).flatMap { $1 ? $0.evidence : [] }, note: note,
      index: index, meanings: noteMeanings, summary: summaryMeanings)
  }

  /// Units that carry content and speak of the patient's state, whose words the note does not have.
  private(set) lazy var unsaidUnits = units.filter {
    $0.support < .said && !$0.isAboutRecord && !$0.isDemographic && !$0.isNeutral
  }

  /// Those of them that the note has under no name.
  private(set) lazy var unsupportedUnits = unsaidUnits.filter {
    $0.support == .none && !MeasuredFindings.standard.shows($0, in: self)
      && !isTaperOfDoses($0)
  }

  /// Which measurements of the note are low and which high.
  private(set) lazy var measuredSides = MeasuredSides(of: note)

  /// The parts of the body that the summary names.
  private(set) lazy var summaryParts = BodyMentions.named(in: summaryMeanings.words, of: summary)

  /// The words of the note behind a prefix, for every denial that asks.
  private(set) lazy var turnedStems = TurnedStems(of: noteMeanings.words, in: note)

  /// What the summary denies plainly, for the rules that look for it in the note.
  private(set) lazy var plainDenials = PlainDenials.all(in: self)

  /// What is said with its sense turned round, for all rules that ask.
  private(set) lazy var turnedStatements = {
    let polarity = PolarityComparison(comparison: self)
    let found = polarity.disagreements()
    let known = Set(found.map(\.unit.span))
    return found + polarity.deniedPairs().filter { !known.contains($0.unit.span) }
  }()

  /// Of at least this many claims, two in three are copies.
  private static let leastClaims = 4

  private static func isMostlyCopied(_ unitsOfClaim: [Range<Int>]) -> Bool {
    let copied = unitsOfClaim.count { $0.isEmpty }
    return unitsOfClaim.count >= leastClaims && copied * 3 >= unitsOfClaim.count * 2
  }

  /// The share of units, in percent, that stand in a quotation. A copied claim, which has no units, counts
  /// as much as the others have on average.
  private static let quotingShare = 75
  /// What is put back counts for a quotation only where more than half of the writer's words are one.
  private static let leastOwnShare = 55

  private static func isQuoting(
    _ units: [SummaryUnit], _ unitsOfClaim: [Range<Int>], _ share: Int
  ) -> Bool {
    let told = unitsOfClaim.count { !$0.isEmpty }
    guard told > 0 else { return true }
    let copied = (unitsOfClaim.count - told) * units.count / told
    let quoted = units.count { $0.isInQuotation }
    return (quoted + copied) * 100 >= (units.count + copied) * share
  }

  /// Whether the claim is a sentence of the note, byte for byte but for white space and the full stop
  /// that a line of the note may do without.
  static func isCopied(
    _ claim: GroundedClaim, of note: ClinicalDocument, in draft: Draft
  ) -> Bool {
    claim.evidence.contains { evidence in
      WhiteSpace.areSameCollapsed(
        withoutStop(note.text[evidence]).span, withoutStop(draft.text[claim.claim.span]).span)
    }
  }

  private static func withoutStop(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.last == UInt8(ascii: ".") ? bytes.dropLast() : bytes
  }

  func noteSpan(_ place: NoteIndex.Place) -> TextSpan {
    noteMeanings.span(of: place.words, in: note)
  }

  func noteContext(_ place: NoteIndex.Place) -> MentionContext {
    note.context(ofToken: Int(noteMeanings.words[Int(place.start)].firstToken))
  }

  /// Where the note has an expression of the summary, by any of its meanings; of a single word, also
  /// where it has the word.
  func places(ofExpression words: Range<Int>) -> [NoteIndex.Place] {
    var places: [NoteIndex.Place] = []
    let mentions = summaryMeanings.mentions
    let first = mentions.partitioningIndex { Int($0.start) >= words.lowerBound }
    for mention in mentions[first...].prefix(while: { Int($0.start) == words.lowerBound })
    where Int(mention.end) == words.upperBound {
      index.forEachPlace(of: mention.meaning.key) { places.append($0) }
    }
    if words.count == 1 {
      index.forEachPlace(of: summaryMeanings.words[words.lowerBound].fine) { places.append($0) }
    }
    return Set(places).sorted { $0.order < $1.order }
  }

  /// The units that lie over a span of the summary; logarithmic, since units are in order.
  func units(over span: TextSpan) -> ArraySlice<SummaryUnit> {
    units[units.partitioningIndex { $0.span.end > span.start }...]
      .prefix { $0.span.start < span.end }
  }

  /// What the words of the note sentence around a place say.
  func noteSentenceCues(_ place: NoteIndex.Place) -> WordCues {
    noteCues.sentences[noteSentence(place)]
  }

  /// The same of its part of the sentence, which a `but` parts from the rest.
  func notePartCues(_ place: NoteIndex.Place) -> WordCues {
    let sentence = noteWords(near: place)
    let first = (sentence.lowerBound..<Int(place.start)).last {
      WordCues.turns(noteMeanings.words[$0])
    }
    let end = (Int(place.end)..<max(Int(place.end), sentence.upperBound)).first {
      WordCues.turns(noteMeanings.words[$0])
    }
    return noteCues.cues(in: (first ?? sentence.lowerBound)..<(end ?? sentence.upperBound))
  }

  /// What the words of the summary sentence around a unit say.
  func sentenceCues(of unit: SummaryUnit) -> WordCues {
    summaryCues.sentences[Int(summaryMeanings.sentences[unit.words.lowerBound])]
  }

  /// An observation about a unit, with what the note says in its place.
  func observation(_ message: Message, at unit: SummaryUnit) -> Observation {
    Observation(
      message: message, summarySpan: unit.span,
      noteSpans: unit.aligned.prefix(4).map(noteSpan))
  }

  /// Whether anything in the clause may deny the unit: a denial before it that no `but` ends, or one
  /// that looks back from behind it.
  func mayBeDenied(_ unit: SummaryUnit) -> Bool {
    var word = unit.words.lowerBound
    var isSamePart = true
    var isTold = false
    while word > unit.clause.lowerBound {
      if summaryMeanings.words[word].gap >= .comma {
        // `no T wave inversion, Holter with ventricular tachycardia`: said anew behind the comma.
        if isTold { break }
        isSamePart = false
      }
      word -= 1
      if isSamePart, Self.affirming.contains(summaryMeanings.words[word].fine) { isTold = true }
      if WordCues.turns(summaryMeanings.words[word]) { break }
      // `muscles intact, afferent defect present`: over a comma only a denial of what follows reaches.
      if isSamePart
        ? summaryCues.words[word].contains(.negation)
        : Self.denying.contains(summaryMeanings.words[word].fine)
      {
        return true
      }
    }
    word = unit.words.upperBound
    isSamePart = true
    while word < unit.clause.upperBound, !WordCues.turns(summaryMeanings.words[word]) {
      if summaryMeanings.words[word].gap >= .comma { isSamePart = false }
      // `varus, valgus and Lachman negative`: what ends a list denies all of it.
      if isSamePart
        ? summaryCues.words[word].contains(.negation) && !deniesOnlyWhatFollows(word)
          || Self.ending.contains(summaryMeanings.words[word].fine)
        : Self.listDenials.contains(summaryMeanings.words[word].fine)
          || Self.listExclusions.contains(summaryMeanings.words[word].fine)
      {
        return true
      }
      word += 1
    }
    return false
  }

  private static let leading = Thesaurus.roots("no without w/o denies")
  private static let trailing = Thesaurus.roots("longer more")
  private static let joining = Thesaurus.roots("and but has had with who")

  /// `chest pain and has had no fever`: a denial behind a thing that means what stands behind itself.
  private func deniesOnlyWhatFollows(_ word: Int) -> Bool {
    let words = summaryMeanings.words
    let next = word + 1
    return Self.leading.contains(words[word].fine) && next < words.count
      && words[next].gap < .comma && !Self.trailing.contains(words[next].fine)
      && Self.joining.contains(words[word - 1].fine)
  }

  /// Whether the note has one of the unit's words there: `fracture` for `fracture of the wrist`.
  func sharesWord(_ unit: SummaryUnit, _ place: NoteIndex.Place) -> Bool {
    unit.words.contains { word in
      !FunctionWords.holds(summaryMeanings.words[word])
        && place.words.contains { noteMeanings.words[$0].fine == summaryMeanings.words[word].fine }
    }
  }

  /// Whether the clause of the words was compared at all: copies of the note are not.
  func isCompared(_ words: Range<Int>) -> Bool {
    let next = units.partitioningIndex { $0.words.lowerBound >= words.lowerBound }
    return [next - 1, next].contains {
      units.indices.contains($0) && units[$0].clause.contains(words.lowerBound)
    }
  }

  /// With more units a text is no summary, and none is held against all others.
  static let mostUnits = 2_000

  /// `titled cough, though the patient denies cough`: whether the summary also denies it.
  func deniesElsewhere(_ unit: SummaryUnit) -> Bool {
    guard let place = unit.places.first, units.count <= Self.mostUnits else { return false }
    return deniedUnits.contains { $0.span != unit.span && $0.places.contains(place) }
  }

  /// The units that the summary denies: few, and asked for with every other one.
  private lazy var deniedUnits = units.filter { $0.context.assertion == .absent }

  /// Whether the note has the unit in the same words, endings aside.
  func isSameWording(_ unit: SummaryUnit, _ place: NoteIndex.Place) -> Bool {
    unit.words.count == place.words.count
      && zip(unit.words, place.words).allSatisfy {
        summaryMeanings.words[$0].fine == noteMeanings.words[$1].fine
      }
  }

  private static let excepting = Thesaurus.roots("except excepting apart besides save")
  /// In words.
  private static let exceptionReach = 4

  /// `no focal symptoms except a sore mouth`: what is denied but for something.
  func isExcepted(_ place: NoteIndex.Place) -> Bool {
    let words = noteMeanings.words
    var word = Int(place.end)
    let end = min(words.count, word + Self.exceptionReach)
    while word < end, words[word].gap < .clause {
      if Self.excepting.contains(words[word].fine) { return true }
      // `no weakness other than of the left arm`
      if Self.other.contains(words[word].fine), word + 1 < words.count,
        Self.than.contains(words[word + 1].fine)
      {
        return true
      }
      word += 1
    }
    return false
  }

  private static let other = Thesaurus.roots("other")
  private static let than = Thesaurus.roots("than")
  private static let until = Thesaurus.roots("until till")

  /// `did not walk until 18 months`: what came late came.
  func cameLate(_ place: NoteIndex.Place) -> Bool {
    let words = noteMeanings.words
    return (Int(place.end)..<min(words.count, Int(place.end) + 3)).contains {
      Self.until.contains(words[$0].fine)
    }
  }

  /// `no bleeding at the stalk`: whether the place is where something is, and not the thing itself.
  func followsPreposition(_ place: NoteIndex.Place) -> Bool {
    let words = noteMeanings.words
    var word = Int(place.start)
    while word > 0, words[word].gap < .comma {
      word -= 1
      if Self.prepositions.contains(words[word].fine) { return true }
      guard Self.determiners.contains(words[word].fine) else { return false }
    }
    return false
  }

  /// The `calcium` of `calcium channel blocker`: whether a longer expression of the note lies over the place.
  func isInsideTerm(_ place: NoteIndex.Place) -> Bool {
    let mentions = noteMeanings.mentions
    var low = mentions.partitioningIndex { $0.start >= place.start }
    while low < mentions.count, mentions[low].start == place.start {
      if mentions[low].end > place.end { return true }
      low += 1
    }
    return false
  }

  /// `no recent asthma attacks`: whether a noun follows that the words only qualify.
  func qualifies(_ place: NoteIndex.Place) -> Bool {
    let words = noteMeanings.words
    let next = Int(place.end)
    guard next < words.count, words[next].gap <= .hyphen, !words[next].isNumber,
      noteMeanings.sentences[next] == noteMeanings.sentences[Int(place.start)]
    else { return false }
    return !FunctionWords.holds(words[next]) && !noteCues.words[next].contains(.negation)
      && !Thesaurus.embedded.isNeutral(words[next])
  }

  private static let prepositions = Thesaurus.roots("at in on during over upon within into to")
  static let determiners = Thesaurus.roots(
    "the a an his her their your this left right both")

  /// `back pain is gone`: words behind a thing that say it is there no more.
  private static let ending = Thesaurus.roots("gone disappeared subsided ceased vanished")

  /// Words behind which a thing is said to be there.
  private static let affirming = Thesaurus.roots(
    "some with has have had reports reported complains positive clearly often")

  /// Words that deny a whole list behind them.
  private static let denying = Thesaurus.roots(
    """
    no not denies denied deny denying without negative never none neither nor absence free lack lacks
    lacking w/o nil ø Ø neg cannot didnt doesnt dont isnt arent wasnt hasnt havent cant don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't
    ruled excluded exclude excluding unlikely instead rather avoid unless
    """)
  /// `pneumothorax, pneumonia and croup ruled out`
  private static let listExclusions = Thesaurus.roots("ruled excluded")
  static let listDenials = Thesaurus.roots("negative neg absent none normal unremarkable")

  /// The words of a sentence of the note; logarithmic.
  func noteWords(ofSentence sentence: Int32) -> Range<Int> {
    let first = noteMeanings.sentences.partitioningIndex { $0 >= sentence }
    return first..<noteMeanings.sentences.partitioningIndex { $0 > sentence }
  }

  /// More words around a place than these are no sentence of a note.
  private static let mostNear = 60

  /// The words of the sentence around a place, of a long one those close by.
  func noteWords(near place: NoteIndex.Place) -> Range<Int> {
    let sentences = noteMeanings.sentences
    let own = sentences[Int(place.start)]
    var first = Int(place.start)
    while first > max(0, Int(place.start) - Self.mostNear), sentences[first - 1] == own {
      first -= 1
    }
    var end = Int(place.end)
    while end < min(sentences.count, Int(place.end) + Self.mostNear), sentences[end] == own {
      end += 1
    }
    return first..<end
  }

  func noteSentence(_ place: NoteIndex.Place) -> Int {
    Int(noteMeanings.sentences[Int(place.start)])
  }
}
