package import Policies
import SourceText

/// `quantity_consistency`: a number of the summary that is not what the note says of the same thing.
///
/// Parameters: `check` (any of `dose`, `frequency`, `route`, `unit`, `number`, `duration`,
/// `level`).
package struct QuantityConsistencyRule: RuleKind {
  package static let kind = "quantity_consistency"
  static let holdsAgainstNote = true

  private let aspects: [QuantityFinding.Aspect]

  package init?(reading parameters: inout ParameterReader) {
    guard let aspects = parameters.choices("check", of: QuantityFinding.Aspect.self) else {
      parameters.report(
        "'check' is missing", at: "check",
        hint: "a list of dose, frequency, route, unit, number, duration, level")
      return nil
    }
    self.aspects = aspects
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    Judgement(
      observations: context.judged.quantityFindings.lazy.filter { aspects.contains($0.aspect) }
        .map(Observation.init))
  }
}

extension Observation {
  init(_ finding: QuantityFinding) {
    self.init(
      message: Message(finding), summarySpan: finding.summarySpan, noteSpans: finding.noteSpans)
  }
}
