import ClinicalLanguage
package import Policies
import SourceText

/// `laterality`: a side or part that the note gives otherwise.
///
/// Parameters: those of `AxisCheck`; and `order` (hold `left more than right` against `right more than
/// left`).
package struct LateralityRule: RuleKind {
  package static let kind = "laterality"
  static let holdsAgainstNote = true

  private let check: AxisCheck
  private let comparesOrder: Bool

  package init?(reading parameters: inout ParameterReader) {
    guard let check = AxisCheck(reading: &parameters, defaultAxes: ["side"]) else {
      return nil
    }
    self.check = check
    comparesOrder = parameters.flag("order", default: false)
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    var judgement = Judgement(observations: check.observations(in: context, .otherwise))
    if comparesOrder, let comparison = context.judged.comparison {
      judgement.observations += (comparison.turnedOrders() + comparison.exchangedSides()).map {
        Observation(message: .turned, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
      judgement.observations += DoubledSides(comparison: comparison).disagreements().map {
        Observation(message: .doubled, summarySpan: $0.span, noteSpans: $0.noteSpans)
      }
    }
    return judgement
  }
}

extension Message {
  fileprivate static let otherwise = Message(
    "the summary names a side that the note does not give this")
  fileprivate static let doubled = Message("the note gives this one side only")
  fileprivate static let turned = Message("the note has more on the other side")
}
