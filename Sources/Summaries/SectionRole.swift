import ClinicalLanguage

/// What a section of a note contributes to a summary; coarser than its name.
enum SectionRole: Int, CaseIterable, Sendable {
  /// Who comes and why, and what happened.
  case story, reason, history, family, social
  case allergies, medications
  case systemsReview, examination, vitals, laboratory, imaging
  case impression, assessmentAndPlan, plan
  case procedure, technique, course
  case opening, other, administrative

  init(_ name: SectionName) {
    switch name {
    case .preamble: self = .opening
    case .other: self = .other
    case .historyOfPresentIllness, .intervalHistory, .subjective, .identifyingData: self = .story
    case .chiefComplaint, .reasonForConsult, .indication: self = .reason
    case .pastMedicalHistory, .pastSurgicalHistory, .obstetricHistory, .birthHistory,
      .psychiatricHistory:
      self = .history
    case .familyHistory: self = .family
    case .socialHistory, .functionalStatus, .immunizations: self = .social
    case .allergies: self = .allergies
    case .medications, .admissionMedications, .dischargeMedications: self = .medications
    case .reviewOfSystems: self = .systemsReview
    case .objective, .physicalExam: self = .examination
    case .vitalSigns: self = .vitals
    case .laboratory: self = .laboratory
    case .imaging, .findings, .operativeFindings, .pathology: self = .imaging
    case .impression, .problemList, .diagnoses, .preoperativeDiagnosis, .postoperativeDiagnosis,
      .assessment:
      self = .impression
    case .assessmentAndPlan: self = .assessmentAndPlan
    case .plan, .followUp, .patientInstructions, .disposition, .condition, .codeStatus: self = .plan
    case .procedures: self = .procedure
    case .technique, .procedureDescription, .operativeDetails: self = .technique
    case .hospitalCourse, .emergencyCourse, .consultations: self = .course
    case .addendum, .signature: self = .administrative
    }
  }

  /// Under which heading of the summary a statement from such a section stands.
  var heading: SummarySection {
    switch self {
    case .story, .reason, .history, .family, .social, .procedure, .opening, .other,
      .administrative, .systemsReview:
      .presentation
    case .allergies, .medications: .medicationsAndAllergies
    case .examination, .vitals, .laboratory, .imaging, .technique: .keyFindings
    case .impression, .assessmentAndPlan, .course: .assessment
    case .plan: .plan
    }
  }

  /// Whether the heading changes the meaning of what stands under it: whose it is, or when it was.
  var headingGoverns: Bool {
    switch self {
    case .family, .history, .allergies: true
    default: false
    }
  }

  /// Whether drugs given there are the treatment, not the story before or the steps of an operation.
  var tellsTreatment: Bool {
    switch self {
    case .course, .plan, .assessmentAndPlan, .impression, .medications, .opening, .other: true
    default: false
    }
  }

  /// Whether short statements without a clinical fact are what such a section is for.
  var isTerse: Bool {
    switch self {
    case .reason, .impression, .assessmentAndPlan, .plan, .procedure, .allergies: true
    default: false
    }
  }

  /// Whether a scrap such as `None.` says nothing without its heading.
  var headingExplains: Bool {
    switch self {
    case .impression, .procedure, .reason, .plan, .assessmentAndPlan, .medications, .opening: false
    default: true
    }
  }
}
