import ClinicalLanguage
import SourceText

/// The smallest piece of a summary that can be right or wrong on its own: a known expression, or a
/// word that carries content; with all places of the note that can be meant.
///
/// A class, since every rule goes through all units; nothing changes once they are read.
final class SummaryUnit {
  /// How the note bears it out.
  enum Support: UInt8, Comparable {
    /// Nowhere in the note, under any name.
    case none
    /// All of its words, though not together.
    case parts
    /// Words of the same beginning.
    case kindred
    /// The same word, expression or meaning, or a narrower one.
    case said

    static func < (left: Support, right: Support) -> Bool { left.rawValue < right.rawValue }
  }

  /// Indices into the words of the summary.
  var words: Range<Int>
  var span: TextSpan
  var kind: Thesaurus.Kind
  /// Whether the lists know the expression at all.
  var isKnown: Bool
  var isNeutral: Bool
  var support: Support
  var places: [NoteIndex.Place]
  /// Those of the places that the rest of its clause points to; all of them where it points nowhere.
  var aligned: [NoteIndex.Place] = []
  var isAligned = false
  /// The share of its clause that one sentence of the note holds.
  var clauseSupport: Float = 0
  /// The sentence of the note that holds most of its clause; -1 where none holds any.
  var clauseSentence: Int32 = -1
  /// Whether its clause is a quotation but for a few words: most of many units stand, as they are, in
  /// one sentence of the note.
  var isInQuotation = false
  /// Index into the claims.
  var claim: Int
  var context: MentionContext
  /// What the words of the unit itself say: `no fever` denies within.
  var cues: WordCues = []
  /// What the words of its clause say, from one semicolon, colon or full stop to the next.
  var clauseCues: WordCues = []
  /// Words of the clause.
  var clause: Range<Int> = 0..<0
  /// Whether its clause speaks about what the record holds: `allergies are not documented`.
  var isAboutRecord = false
  /// Whether it is part of the patient's age and sex, which a rule of their own looks at.
  var isDemographic = false

  init(
    words: Range<Int>, span: TextSpan, kind: Thesaurus.Kind, isKnown: Bool, isNeutral: Bool,
    support: Support, places: [NoteIndex.Place], claim: Int, context: MentionContext
  ) {
    self.words = words
    self.span = span
    self.kind = kind
    self.isKnown = isKnown
    self.isNeutral = isNeutral
    self.support = support
    self.places = places
    self.claim = claim
    self.context = context
  }

  /// The same for other places: of a part of it, or of one sentence.
  func narrowed(
    to words: Range<Int>, _ span: TextSpan, places: [NoteIndex.Place], aligned: [NoteIndex.Place]
  ) -> SummaryUnit {
    let unit = SummaryUnit(
      words: words, span: span, kind: kind, isKnown: isKnown, isNeutral: isNeutral,
      support: places.isEmpty ? support : .said, places: places, claim: claim, context: context)
    unit.aligned = aligned
    unit.isAligned = isAligned
    unit.clauseSupport = clauseSupport
    unit.clauseSentence = clauseSentence
    unit.isInQuotation = isInQuotation
    unit.cues = cues
    unit.clauseCues = clauseCues
    unit.clause = clause
    unit.isAboutRecord = isAboutRecord
    unit.isDemographic = isDemographic
    return unit
  }

  /// Whether it names something that is there or not: what a summary must not invent.
  var isEntity: Bool {
    switch kind {
    case .finding, .disease, .procedure, .test, .device, .drugClass, .drug: true
    case .abbreviation, .site, .state, .action, .time, .person, .descriptor, .quantity, .generic:
      false
    }
  }
}
