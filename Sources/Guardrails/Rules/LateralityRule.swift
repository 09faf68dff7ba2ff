import ClinicalLanguage
package import Policies
import SourceText

/// `laterality`: a side or part that the note gives otherwise.
///
/// Parameters: those of `AxisCheck`.
package struct LateralityRule: RuleKind {
  package static let kind = "laterality"

  private let check: AxisCheck

  package init?(reading parameters: inout ParameterReader) {
    guard let check = AxisCheck(reading: &parameters, defaultAxes: ["side"]) else {
      return nil
    }
    self.check = check
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    Judgement(observations: check.observations(in: context, .otherwise))
  }
}

extension Message {
  fileprivate static let otherwise = Message(
    "the summary names a side that the note does not give this")
}
