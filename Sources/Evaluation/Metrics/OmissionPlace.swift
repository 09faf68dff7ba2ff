package import ClinicalLanguage
package import Guardrails
import SourceText

/// Where in its note that stands which a summary leaves out.
///
/// After CREOLA's parting of omissions into current issues, history, and information and plan (Asgari and
/// others, npj Digital Medicine 2025), by the section of the note.
package enum OmissionPlace: String, Sendable, CaseIterable {
  case currentIssues, history, plan

  /// Nil where the finding names no place of the note.
  package init?(of finding: Finding, in note: ClinicalDocument) {
    guard let span = finding.noteSpans.first else { return nil }
    let section = note.sections.last { $0.span.start <= span.start && span.start < $0.span.end }
    switch section?.name {
    case .plan, .assessmentAndPlan, .followUp, .patientInstructions, .disposition,
      .dischargeMedications:
      self = .plan
    case .pastMedicalHistory, .pastSurgicalHistory, .obstetricHistory, .birthHistory,
      .psychiatricHistory, .familyHistory, .socialHistory, .functionalStatus, .allergies,
      .medications, .admissionMedications, .immunizations, .codeStatus, .problemList:
      self = .history
    default: self = .currentIssues
    }
  }
}
