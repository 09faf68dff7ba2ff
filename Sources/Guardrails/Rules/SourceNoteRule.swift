import ClinicalLanguage
package import Policies

/// `source_note`: the note is not what Vouch can check.
///
/// Parameters: `requires`, a list of `english` and `clinical`.
package struct SourceNoteRule: RuleKind {
  package static let kind = "source_note"

  private enum Property: String, CaseIterable { case english, clinical }

  private let required: [Property]

  package init?(reading parameters: inout ParameterReader) {
    guard let required = parameters.requiredChoices("requires", of: Property.self) else {
      return nil
    }
    self.required = required
  }

  var readsSummaryText: Bool { false }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    let register = context.judged.noteRegister
    var judgement = Judgement.nothing
    if required.contains(.english) && !register.isEnglish {
      judgement.observations.append(Observation(message: .notEnglish))
    }
    if required.contains(.clinical) && !register.isClinical {
      judgement.observations.append(Observation(message: .notClinical))
    }
    return judgement
  }
}

extension Message {
  fileprivate static let notEnglish = Message("the source does not read as English")
  fileprivate static let notClinical = Message("the source does not read as a clinical note")
}
