import ClinicalLanguage
import Policies
import SourceText
import Summaries

/// One draft and its note as all rules see them, with what they share while judging.
///
/// It lives for one judgement on one thread; what is costly is computed when a rule first asks.
final class JudgedCase {
  let scanned: ScannedNote
  let note: ClinicalDocument
  let grounded: GroundedDraft
  let audience: Audience
  /// The disclaimers that will stand under the output whatever the rules find.
  let standingDisclaimers: [Disclaimer]
  let noteMatches: [[PhraseMatch]]
  let summaryMatches: [[PhraseMatch]]
  /// Raised so far, by enforced rules.
  var escalations: [Escalation] = []

  init(
    note: ScannedNote, grounded: GroundedDraft, audience: Audience,
    standingDisclaimers: [Disclaimer], summaryMatches: [[PhraseMatch]]
  ) {
    scanned = note
    self.note = note.document
    self.grounded = grounded
    self.audience = audience
    self.standingDisclaimers = standingDisclaimers
    noteMatches = note.matches
    self.summaryMatches = summaryMatches
  }

  var draft: Draft { grounded.draft }

  var noteRegister: DocumentRegister { scanned.register }

  /// The words of all statements, headings aside.
  private(set) lazy var summaryWordCount = draft.claims.reduce(0) {
    $0 + draft.document.wordCount(in: $1.span)
  }

  private(set) lazy var noteStems = Stem.stems(of: note)
  private(set) lazy var summaryStems = Stem.stems(of: draft.document)

  /// The values in the note that are of this patient now.
  private(set) lazy var currentMeasurements = note.facts.indices.compactMap {
    CurrentMeasurement(of: note.facts[$0], at: $0)
  }

  private lazy var startingConditions = ConditionContext(
    audience: audience.rawValue, engine: draft.engine.kind.rawValue,
    noteWords: scanned.wordCount, summaryWords: summaryWordCount,
    escalationCount: 0, noteIsEnglish: noteRegister.isEnglish,
    noteIsClinical: noteRegister.isClinical)

  /// What a `when` expression can ask, as things stand.
  var conditions: ConditionContext {
    var conditions = startingConditions
    conditions.escalationCount = escalations.count
    return conditions
  }
}

/// A value of this patient now: what every rule with a threshold asks for, out of the larger fact.
struct CurrentMeasurement {
  let concept: ConceptID
  let quantity: Quantity
  /// Index into the facts of the note.
  let fact: Int

  /// Nil where the fact is none.
  fileprivate init?(of fact: Fact, at index: Int) {
    guard fact.kind == .measurement, fact.context.isCurrent, let concept = fact.concept,
      let quantity = fact.quantity
    else { return nil }
    self.concept = concept
    self.quantity = quantity
    self.fact = index
  }
}

/// The case as one rule sees it: with the matches of its own phrases.
struct JudgingContext {
  let judged: JudgedCase
  let rule: Int
  /// For each measurement that the rule asks about, the concepts of that name.
  let measurementConcepts: [[ConceptID]]

  var note: ClinicalDocument { judged.note }
  var draft: Draft { judged.draft }
  var claims: [GroundedClaim] { judged.grounded.claims }
  var escalations: [Escalation] { judged.escalations }

  /// The rule's own matches on one side, by start, then the longest first.
  func matches(on side: Side) -> [PhraseMatch] {
    side == .note ? judged.noteMatches[rule] : judged.summaryMatches[rule]
  }

  func document(on side: Side) -> ClinicalDocument {
    side == .note ? judged.note : judged.draft.document
  }
}

extension ClinicalDocument {
  /// The kind of section in which the place lies; nil between sentences.
  func sectionName(at span: TextSpan) -> SectionName? {
    sentenceIndex(containing: Int(span.start)).map { sections[sentences[$0].section].name }
  }

  /// How many runs of text without white space begin inside a span.
  func wordCount(in span: TextSpan) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start < span.start { low = middle + 1 } else { high = middle }
    }
    var words = 0
    var end = Int32(-1)
    for token in tokens[low...] {
      if token.start >= span.end { break }
      if token.start > end { words += 1 }
      end = token.end
    }
    return words
  }
}
