import ClinicalLanguage
package import Policies
import SourceText

/// `procedure_consistency`: another operation, approach or extent than the note tells.
///
/// Parameters: those of `AxisCheck`.
package struct ProcedureConsistencyRule: RuleKind {
  package static let kind = "procedure_consistency"
  static let holdsAgainstNote = true

  private let check: AxisCheck

  package init?(reading parameters: inout ParameterReader) {
    guard let check = AxisCheck(reading: &parameters, defaultAxes: ["approach"]) else {
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
    "the note tells of another procedure, approach or extent")
}
