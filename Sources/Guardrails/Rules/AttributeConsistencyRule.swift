import ClinicalLanguage
package import Policies
import SourceText

/// `attribute_consistency`: a quality, part or state that excludes what the note says.
///
/// Parameters: those of `AxisCheck`.
package struct AttributeConsistencyRule: RuleKind {
  package static let kind = "attribute_consistency"
  static let holdsAgainstNote = true

  private let check: AxisCheck

  package init?(reading parameters: inout ParameterReader) {
    guard let check = AxisCheck(reading: &parameters, defaultAxes: ["depth"]) else {
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
    "the summary qualifies this otherwise than the note")
}
