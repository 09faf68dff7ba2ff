import ClinicalLanguage
import Policies
import SourceText
import Summaries

/// One draft and its note as all rules see them, with what they share while judging.
///
/// It lives for one judgement on one thread; what is costly is computed when a rule first asks.
final class JudgedCase {
  let scanned: ScannedNote
  let reading: NoteReading
  let note: ClinicalDocument
  let grounded: GroundedDraft
  let audience: Audience
  /// The disclaimers that will stand under the output whatever the rules find.
  let standingDisclaimers: [Disclaimer]
  let noteMatches: PhraseMatches
  let summaryMatches: PhraseMatches
  /// Raised so far, by enforced rules.
  var escalations: [Escalation] = [] {
    didSet { conditions.escalationCount = escalations.count }
  }
  /// What was found so far, for the rules that count findings.
  var findings: [Finding] = []
  /// Where what the policy has put back from the note begins in the summary.
  var firstRestored = Int32.max
  /// What language models said, for the rules that ask them.
  var opinions: ModelOpinions = [:]

  init(
    note: ScannedNote, reading: NoteReading, grounded: GroundedDraft, audience: Audience,
    standingDisclaimers: [Disclaimer], summaryMatches: PhraseMatches
  ) {
    scanned = note
    self.reading = reading
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

  /// Whether every claim is a sentence of the note.
  private lazy var repeatsNote = grounded.claims.allSatisfy {
    Comparison.isCopied($0, of: note, in: draft)
  }

  /// Whether the built-in engine wrote it, whose only words beside the note's are its headings. Of
  /// another writer's text what stands between the claims is not known.
  private(set) lazy var isQuotation = draft.engine.kind == .extractive && repeatsNote

  /// The summary beside the note, meaning by meaning; nil where it only repeats the note.
  private(set) lazy var comparison: Comparison? =
    repeatsNote ? nil : Comparison(reading, grounded, firstRestored: firstRestored)
  private(set) lazy var axes = comparison.map {
    AxisComparison($0, noteValues: reading.axisValues)
  }
  private(set) lazy var displaced = axes.map { DisplacedValues($0) }
  /// Which words of the note the summary takes up.
  private(set) lazy var coverage =
    (comparison ?? Comparison(reading, grounded)).coverage

  var noteStems: [UInt64] { reading.stems }
  private(set) lazy var summaryStems = Stem.stems(of: draft.document)

  /// What spares searching the draft for most patterns.
  private(set) lazy var draftTrigrams = TrigramSet(draft.text)

  private(set) lazy var summaryQuantities = draft.document.quantities().mentions

  /// Every number, dose, frequency and date of the draft that the note does not bear out.
  private(set) lazy var quantityFindings =
    hasOnlyCopiedQuantities ? [] : QuantityComparison.findings(in: self)
  /// Whether the draft repeats the note word for word, and has no quantity beside what it repeats: such
  /// a summary spares reading those of the note.
  private var hasOnlyCopiedQuantities: Bool {
    guard repeatsNote else { return false }
    let claims = grounded.claims
    var claim = 0
    return summaryQuantities.allSatisfy { mention in
      while claim < claims.count, claims[claim].claim.span.end <= mention.span.start { claim += 1 }
      return claim < claims.count && claims[claim].claim.span.contains(mention.span)
    }
  }
  var noteCodes: [CodeMention] { reading.codes }
  /// The diagnosis codes of the summary.
  private(set) lazy var summaryCodes = CodeMentionReader(draft.document).mentions()

  /// The values in the note that are of this patient now.
  var currentMeasurements: [CurrentMeasurement] { reading.currentMeasurements }

  /// Age and sex of the patient.
  private(set) lazy var patient = note.patient

  /// Whether the note is the report of an autopsy; asked only where a red flag was found.
  private(set) lazy var isPostmortem = PostmortemReport.describes(note)

  /// Whether the text explains an illness to readers and speaks of no patient.
  private(set) lazy var isLeaflet = Leaflet.describes(note)

  /// What a `when` expression can ask, as things stand.
  private(set) lazy var conditions = ConditionContext(
    audience: audience.rawValue, engine: draft.engine.kind.rawValue,
    noteWords: scanned.wordCount, summaryWords: summaryWordCount,
    escalationCount: escalations.count, noteIsEnglish: noteRegister.isEnglish,
    noteIsClinical: noteRegister.isClinical, summaryQuotes: comparison?.isQuoting ?? true)
}

/// The case as one rule sees it: with the matches of its own phrases.
struct JudgingContext {
  let judged: JudgedCase
  let rule: Int
  let ruleID: String
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

  /// The index of the first token that begins at or behind the offset.
  func tokenIndex(at offset: Int32) -> Int {
    tokens.partitioningIndex { $0.start >= offset }
  }

  /// The tokens of the sentence around one of them. No sentence that a person wrote is longer than the
  /// window to either side; what is costs no more.
  func surroundings(ofToken index: Int, in sentence: Range<Int>) -> Range<Int> {
    let window = 60
    return max(sentence.lowerBound, index - window)..<min(sentence.upperBound, index + window)
  }

  /// How many runs of text without white space begin inside a span.
  func wordCount(in span: TextSpan) -> Int {
    let low = tokenIndex(at: span.start)
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
