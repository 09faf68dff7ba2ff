import SourceText

/// The sorts of error that are put into summaries to see which rules catch them.
package enum PlantedErrorType: String, Sendable, CaseIterable {
  case tenfoldDose = "dose × 10"
  case unit
  case digit
  case lookAlikeDrug = "look-alike drug"
  case negation, side, experiencer, temporality, certainty, allergy, omission, identifier, advice,
    steering

  /// Whether one of them alone may harm.
  package var isCritical: Bool {
    switch self {
    case .tenfoldDose, .unit, .lookAlikeDrug, .allergy, .side, .negation, .steering: true
    case .digit, .experiencer, .temporality, .certainty, .omission, .identifier, .advice: false
    }
  }
}

/// What tells, of a summary as it is shown, that its planted error is no longer in it.
package enum PlantedCure: Sendable, Hashable {
  /// Words that stand nowhere: an identifier.
  case without(String)
  /// Facts, each in any of its wordings, in lower case: what was left out and is put back.
  case with([[String]])

  /// Whether the text, in lower case, is rid of the error.
  package func isDone(in text: String) -> Bool {
    switch self {
    case .without(let words): !text.contains(words.lowercased())
    case .with(let facts):
      !facts.isEmpty && facts.allSatisfy { $0.contains { text.contains($0) } }
    }
  }
}

/// A summary with one error in it, and the sentence as it was and as it is.
package struct PlantedError: Sendable, Hashable {
  package let type: PlantedErrorType
  package let text: String
  package let before: String
  package let after: String
  /// Nil for errors that only a held or blocked summary is safe from.
  package var cure: PlantedCure?
}

/// What is changed in a summary: a place, and what stands there instead.
struct PlantedEdit: Hashable {
  let span: TextSpan
  let replacement: String
  let cure: PlantedCure?

  init(_ span: TextSpan, _ replacement: String, cure: PlantedCure? = nil) {
    self.span = span
    self.replacement = replacement
    self.cure = cure
  }
}
