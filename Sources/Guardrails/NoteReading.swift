import ClinicalLanguage
import SourceText

/// What rules ask of a note by itself, each computed when one first asks.
///
/// Kept over the judgements of one note: where a policy edits a summary, the outcome is judged again,
/// and the note has stayed the same. It lives on one thread.
final class NoteReading {
  let note: ClinicalDocument

  init(_ note: ClinicalDocument) { self.note = note }

  private(set) lazy var meanings = DocumentMeanings(of: note)
  private(set) lazy var index = NoteIndex(meanings, thesaurus: .embedded)
  private(set) lazy var initials = WordInitials(meanings, of: note)
  private(set) lazy var cues = CueMap(meanings, sentenceCount: note.sentences.count)
  private(set) lazy var axisValues = AxisValues(
    in: meanings, sentenceCount: note.sentences.count)

  private(set) lazy var stems = Stem.stems(of: note)
  /// The diagnosis codes.
  private(set) lazy var codes = CodeMentionReader(note).mentions()

  private(set) lazy var quantityReading = note.quantities()
  private(set) lazy var quantityOwners = QuantityOwners(note, quantityReading.mentions)
  private(set) lazy var quantities = QuantityIndex(quantityReading, quantityOwners)

  /// The values that are of this patient now.
  private(set) lazy var currentMeasurements = {
    let isSI =
      note.facts.contains { fact in
        guard let concept = fact.concept, let quantity = fact.quantity else { return false }
        return note.lexicon.showsSIUnits(quantity, concept)
      } || BritishWriting.shows(note)
    return note.facts.indices.compactMap {
      CurrentMeasurement(of: note.facts[$0], at: $0, lexicon: note.lexicon, isSI: isSI)
    }
  }()
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
