import ClinicalLanguage
import SourceText
import Summaries

/// A summary laid beside its note, meaning by meaning: what the consistency rules share.
///
/// A class, since it is handed to each of them.
final class Comparison {
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

  init(note: ClinicalDocument, grounded: GroundedDraft) {
    let isCopied = grounded.claims.map { Self.isCopied($0, of: note, in: grounded.draft) }
    self.note = note
    summary = grounded.draft.document
    noteMeanings = DocumentMeanings(of: note)
    summaryMeanings = DocumentMeanings(of: grounded.draft.document)
    index = NoteIndex(noteMeanings, thesaurus: .embedded)
    noteCues = CueMap(noteMeanings, sentenceCount: note.sentences.count)
    summaryCues = CueMap(summaryMeanings, sentenceCount: summary.sentences.count)
    var reader = UnitReader(
      note: note, summary: summary, meanings: summaryMeanings, noteMeanings: noteMeanings,
      index: index, cues: summaryCues, isCopied: isCopied)
    (units, unitsOfClaim) = reader.units(of: grounded.claims)
    isMostlyCopied = Self.isMostlyCopied(unitsOfClaim)
    coverage = NoteCoverage(
      units, copied: zip(grounded.claims, isCopied).flatMap { $1 ? $0.evidence : [] }, note: note,
      meanings: noteMeanings)
  }

  /// Of at least this many claims, two in three are copies.
  private static let leastClaims = 4

  private static func isMostlyCopied(_ unitsOfClaim: [Range<Int>]) -> Bool {
    let copied = unitsOfClaim.count { $0.isEmpty }
    return unitsOfClaim.count >= leastClaims && copied * 3 >= unitsOfClaim.count * 2
  }

  /// Whether the claim is a sentence of the note, byte for byte but for white space.
  static func isCopied(
    _ claim: GroundedClaim, of note: ClinicalDocument, in draft: Draft
  ) -> Bool {
    claim.evidence.contains { evidence in
      WhiteSpace.areSameCollapsed(note.text[evidence].span, draft.text[claim.claim.span].span)
    }
  }

  func noteSpan(_ place: NoteIndex.Place) -> TextSpan {
    noteMeanings.span(of: place.words, in: note)
  }

  func noteContext(_ place: NoteIndex.Place) -> MentionContext {
    note.context(ofToken: Int(noteMeanings.words[Int(place.start)].firstToken))
  }

  /// The units that lie over a span of the summary; logarithmic, since units are in order.
  func units(over span: TextSpan) -> ArraySlice<SummaryUnit> {
    var low = 0
    var high = units.count
    while low < high {
      let middle = (low + high) / 2
      if units[middle].span.end <= span.start { low = middle + 1 } else { high = middle }
    }
    return units[low...].prefix { $0.span.start < span.end }
  }

  /// What the words of the note sentence around a place say.
  func noteSentenceCues(_ place: NoteIndex.Place) -> WordCues {
    noteCues.sentences[noteSentence(place)]
  }

  /// Whether the word is another one with a prefix that only turns or repeats it: `unlabored`,
  /// `reoperation`.
  func isDerived(_ span: TextSpan) -> Bool {
    let bytes = summary.text.bytes
    for prefix in Self.prefixes where span.count >= prefix.count + 4 {
      let start = Int(span.start)
      guard zip(prefix, bytes[start...]).allSatisfy({ $0 == $1 | 0x20 }) else { continue }
      let rest = MeaningWord.fineRoot(of: bytes, start + prefix.count..<Int(span.end))
      if index.holds(rest) || OrdinaryWords.embedded.contains(root: rest) { return true }
    }
    return false
  }

  /// A part of a compound, which people make up as they write: `retro-orbital`.
  func isHyphenated(_ unit: SummaryUnit) -> Bool {
    let words = summaryMeanings.words
    return words[unit.words.lowerBound].gap == .hyphen
      || (unit.words.upperBound < words.count && words[unit.words.upperBound].gap == .hyphen)
  }

  private static let prefixes = ["un", "non", "re", "pre", "post", "retro"].map { Array($0.utf8) }

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
    var word = unit.words.lowerBound - 1
    while word >= unit.clause.lowerBound {
      if WordCues.turns(summaryMeanings.words[word]) { break }
      if summaryCues.words[word].contains(.negation) { return true }
      word -= 1
    }
    word = unit.words.upperBound
    while word < unit.clause.upperBound, summaryMeanings.words[word].gap < .comma,
      !WordCues.turns(summaryMeanings.words[word])
    {
      if summaryCues.words[word].contains(.negation) { return true }
      word += 1
    }
    return false
  }

  /// Whether the note doubts it, with a word for the doubt close by.
  func isDoubted(_ place: NoteIndex.Place) -> Bool {
    guard noteContext(place).assertion == .possible else { return false }
    let near = max(0, Int(place.start) - 6)..<min(noteCues.words.count, Int(place.end) + 4)
    return noteCues.cues(in: near).contains(.hedge)
  }

  /// Whether the note says it of a relative, and a relative or the family history is close by.
  func isOfFamily(_ place: NoteIndex.Place) -> Bool {
    guard noteContext(place).experiencer == .family else { return false }
    let section = note.sections[note.sentences[noteSentence(place)].section].name
    if section == .familyHistory { return true }
    let first = max(0, Int(place.start) - 8)
    return noteCues.cues(in: first..<Int(place.start)).contains(.kin)
  }

  func noteSentence(_ place: NoteIndex.Place) -> Int {
    Int(noteMeanings.sentences[Int(place.start)])
  }
}
