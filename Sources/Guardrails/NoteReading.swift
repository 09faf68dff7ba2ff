import ClinicalLanguage
import SourceText

/// What rules ask of a note by itself, each computed when one first asks.
///
/// Kept over the judgements of one note: its alerts are wanted before there is a summary, and where a
/// policy edits a summary, the outcome is judged again, while the note stays the same. It lives on one
/// thread.
package final class NoteReading {
  let note: ClinicalDocument

  package convenience init(_ note: ScannedNote) { self.init(note.document) }

  init(_ note: ClinicalDocument) { self.note = note }

  /// Without its mentions.
  private(set) lazy var meanings = DocumentMeanings(of: note, listsMentions: false)
  private(set) lazy var mentions = meanings.allMentions()
  private(set) lazy var initials = WordInitials(meanings, of: note)
  private(set) lazy var cues = CueMap(meanings, sentenceCount: note.sentences.count)
  private(set) lazy var axisValues = AxisValues(
    in: meanings, sentenceCount: note.sentences.count)
  private(set) lazy var passages = NotePassages(meanings.words)
  private(set) lazy var namedParts = BodyMentions.named(in: meanings.words, of: note)
  private(set) lazy var passageValues = PassageValues(axisValues.mentions, namedParts, passages)
  private(set) lazy var toldParts = ToldParts(note, meanings.words, passages)

  private(set) lazy var stems = Stem.stems(of: note)
  /// The diagnosis codes.
  private(set) lazy var codes = CodeMentionReader(note).mentions()

  private(set) lazy var quantityReading = note.quantities()
  private(set) lazy var quantityOwners = QuantityOwners(note, quantityReading.mentions)
  private(set) lazy var quantities = QuantityIndex(quantityReading, quantityOwners)
  private(set) lazy var writtenNumbers = WrittenNumbers(note, quantityReading.mentions)
  private(set) lazy var numberedNames = NumberedNames(note, writtenNumbers)

  /// A bit for each measurement of `currentMeasurements`, modulo 64.
  private(set) lazy var measured = currentMeasurements.reduce(UInt64(0)) {
    $0 | 1 << UInt64($1.concept.index & 63)
  }

  /// The values that are of this patient now.
  private(set) lazy var currentMeasurements: [CurrentMeasurement] = {
    let isSI =
      note.facts.contains { fact in
        guard let concept = fact.concept, let quantity = fact.quantity else { return false }
        return note.lexicon.showsSIUnits(quantity, concept)
      } || BritishWriting.shows(note)
    return note.facts.indices.compactMap { (index: Int) -> CurrentMeasurement? in
      guard note.facts[index].kind == .measurement else { return nil }
      return CurrentMeasurement(of: note.facts[index], at: index, lexicon: note.lexicon, isSI: isSI)
    }
  }()
}

extension NoteReading {
  /// Whether the note may have a value of this patient now of the measurement; if not, it has none.
  func measures(_ concept: ConceptID) -> Bool {
    measured >> UInt64(concept.index & 63) & 1 == 1
  }
}

/// A value of this patient now: what every rule with a threshold asks for, out of the larger fact.
struct CurrentMeasurement {
  let concept: ConceptID
  let quantity: Quantity
  /// Index into the facts of the note.
  let fact: Int

  /// Nil where the fact is none.
  fileprivate init?(of fact: Fact, at index: Int, lexicon: Lexicon, isSI: Bool) {
    guard fact.kind == .measurement, fact.context.isCurrent, let concept = fact.concept,
      let quantity = fact.quantity
    else { return nil }
    self.concept = concept
    self.quantity = lexicon.resolved(quantity, concept, isSI: isSI)
    self.fact = index
  }
}
