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

/// A summary with one error in it, and the sentence as it was and as it is.
package struct PlantedError: Sendable, Hashable {
  package let type: PlantedErrorType
  package let text: String
  package let before: String
  package let after: String
  /// The identifier that was put in; nil for other types.
  package let identifier: String?
}

/// What is changed in a summary: a place, and what stands there instead.
struct PlantedEdit: Hashable {
  let span: TextSpan
  let replacement: String
  var identifier: String?

  init(_ span: TextSpan, _ replacement: String, identifier: String? = nil) {
    self.span = span
    self.replacement = replacement
    self.identifier = identifier
  }
}
