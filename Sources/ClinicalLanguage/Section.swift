package import SourceText

/// A part of a note under one heading.
package struct Section: Sendable, Hashable {
  package var name: SectionName
  /// The heading's words without colon or markup; nil for text before the first heading, and for
  /// text that stands behind a narrow section such as a line of allergies without a heading.
  package var heading: TextSpan?
  /// Heading and body. Sections follow one another and cover the whole text.
  package var span: TextSpan
  /// What stands under the heading.
  package var body: TextSpan

  package init(name: SectionName, heading: TextSpan?, span: TextSpan, body: TextSpan) {
    self.name = name
    self.heading = heading
    self.span = span
    self.body = body
  }
}

/// The kinds of section that Vouch tells apart; the raw value is what its JSON shows.
package enum SectionName: String, Sendable, Hashable, CaseIterable {
  /// Text before the first heading, and where it goes on behind a heading in the midst of it.
  case preamble
  /// Under a heading that the lexicon does not know, or under none behind a narrow section.
  case other
  case identifyingData = "identifying_data"
  case chiefComplaint = "chief_complaint"
  case reasonForConsult = "reason_for_consult"
  case indication
  case subjective
  case historyOfPresentIllness = "history_of_present_illness"
  /// What happened since the last note: interval history, overnight events.
  case intervalHistory = "interval_history"
  case pastMedicalHistory = "past_medical_history"
  case pastSurgicalHistory = "past_surgical_history"
  case obstetricHistory = "obstetric_history"
  case birthHistory = "birth_history"
  case psychiatricHistory = "psychiatric_history"
  case familyHistory = "family_history"
  case socialHistory = "social_history"
  case functionalStatus = "functional_status"
  case allergies
  case medications
  case admissionMedications = "admission_medications"
  case dischargeMedications = "discharge_medications"
  case immunizations
  case reviewOfSystems = "review_of_systems"
  case objective
  case vitalSigns = "vital_signs"
  case physicalExam = "physical_exam"
  case laboratory = "labs_and_studies"
  case imaging
  case findings
  case impression
  case procedures
  case preoperativeDiagnosis = "preoperative_diagnosis"
  case postoperativeDiagnosis = "postoperative_diagnosis"
  /// How the operation or procedure was done.
  case procedureDescription = "procedure_description"
  /// The particulars of an operation: anesthesia, blood loss, specimens, drains, staff.
  case operativeDetails = "operative_details"
  case operativeFindings = "operative_findings"
  case technique
  case pathology
  case consultations
  case hospitalCourse = "hospital_course"
  case emergencyCourse = "emergency_department_course"
  case problemList = "problem_list"
  case diagnoses
  case assessment
  case assessmentAndPlan = "assessment_and_plan"
  case plan
  case followUp = "follow_up"
  case patientInstructions = "patient_instructions"
  case disposition
  case condition
  case codeStatus = "code_status"
  case addendum
  case signature
}
