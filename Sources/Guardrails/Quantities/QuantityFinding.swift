import SourceText

/// What a quantity of the summary says that the note does not.
struct QuantityFinding {
  /// What is wrong with it; a rule names those that it judges.
  enum Aspect: String, CaseIterable, Sendable {
    case dose, frequency, route, unit, number, duration, date
    /// A level of the spine.
    case level
  }

  enum Reason: Sendable {
    /// The value stands nowhere in the note.
    case absent
    /// The note gives the same number in another unit.
    case otherUnit
    /// The note says another one of the same drug, measurement or event.
    case otherValue
    /// The note says it of something else.
    case ofSomethingElse
    /// The note changes it the other way round.
    case reversed
  }

  var aspect: Aspect
  var reason: Reason
  var summarySpan: TextSpan
  var noteSpans: [TextSpan]
}

extension Message {
  /// What a clinician reads: no words of the note or the summary.
  init(_ finding: QuantityFinding) {
    let what =
      switch finding.aspect {
      case .dose: "dose"
      case .frequency: "frequency"
      case .route: "route"
      case .unit: "unit"
      case .number: "number"
      case .duration: "length of time"
      case .date: "date"
      case .level: "level of the spine"
      }
    self =
      switch finding.reason {
      case .absent: Message("the note does not give this \(what)")
      case .otherUnit: Message("the note gives this number in another unit")
      case .otherValue: Message("the note gives another \(what) here")
      case .ofSomethingElse: Message("the note gives this \(what) for something else")
      case .reversed: Message("the note changes the \(what) the other way round")
      }
  }
}
