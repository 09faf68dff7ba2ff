import ClinicalLanguage

/// Which measurements of a note lie below their limits, and which above; those without known limits on either side.
struct MeasuredSides {
  private var low: Set<String> = []
  private var high: Set<String> = []

  /// One pass over the facts of the note, however many findings ask for them.
  init(of note: ClinicalDocument) {
    var (below, above): (Set<ConceptID>, Set<ConceptID>) = ([], [])
    for fact in note.facts where fact.kind == .measurement && fact.context.experiencer == .patient {
      guard let concept = fact.concept else { continue }
      switch fact.abnormality {
      case .low, .criticallyLow: below.insert(concept)
      case .high, .criticallyHigh: above.insert(concept)
      case .normal: break
      case nil where fact.quantity != nil:
        below.insert(concept)
        above.insert(concept)
      case nil: break
      }
    }
    low = Set(below.map(note.lexicon.name(of:)))
    high = Set(above.map(note.lexicon.name(of:)))
  }

  /// Whether one of the measurements lies on that side.
  func hold(_ sign: MeasuredFindings.Sign) -> Bool {
    !sign.measurements.isDisjoint(with: sign.isLow ? low : high)
  }
}
