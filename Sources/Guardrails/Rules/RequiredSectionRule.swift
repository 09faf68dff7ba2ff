import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `required_section`: a part of the story that the summary leaves out as a whole.
///
/// Parameters: `sections` (`presentation`, `alerts`, `assessment`, `key_findings`,
/// `medications_and_allergies`, `plan`), `whenInNote` (ask only where the note has such content). A
/// statement under that heading counts, and so does one whose evidence lies in such a section of the
/// note, so that a summary without headings can satisfy the rule.
package struct RequiredSectionRule: RuleKind {
  package static let kind = "required_section"

  private enum Part: String, CaseIterable, Sendable {
    case presentation, alerts, assessment
    case keyFindings = "key_findings"
    case medicationsAndAllergies = "medications_and_allergies"
    case plan

    var heading: SummarySection {
      switch self {
      case .presentation: .presentation
      case .alerts: .alerts
      case .assessment: .assessment
      case .keyFindings: .keyFindings
      case .medicationsAndAllergies: .medicationsAndAllergies
      case .plan: .plan
      }
    }

    /// The sections of a note that hold such content. An alert has no section of its own.
    var noteSections: Set<SectionName> {
      switch self {
      case .presentation:
        [
          .chiefComplaint, .reasonForConsult, .indication, .identifyingData, .subjective,
          .historyOfPresentIllness,
        ]
      case .alerts: []
      case .assessment:
        [.assessment, .assessmentAndPlan, .impression, .diagnoses, .problemList]
      case .keyFindings:
        [
          .objective, .vitalSigns, .physicalExam, .laboratory, .imaging, .findings,
          .operativeFindings,
        ]
      case .medicationsAndAllergies:
        [.medications, .admissionMedications, .dischargeMedications, .allergies]
      case .plan:
        [.plan, .assessmentAndPlan, .followUp, .patientInstructions, .disposition]
      }
    }
  }

  private let parts: [Part]
  private let asksOnlyWhereNoteHasIt: Bool

  package init?(reading parameters: inout ParameterReader) {
    let parts = parameters.requiredChoices("sections", of: Part.self)
    asksOnlyWhereNoteHasIt = parameters.flag("whenInNote", default: true)
    guard let parts else { return nil }
    self.parts = parts
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    var judgement = Judgement.nothing
    for part in parts {
      let places = Self.places(of: part, in: context)
      if places.isEmpty && asksOnlyWhereNoteHasIt { continue }
      if !covers(part, places, in: context) {
        judgement.observations.append(Observation(message: .missing(part.rawValue)))
      }
    }
    return judgement
  }

  private func covers(_ part: Part, _ places: [TextSpan], in context: JudgingContext) -> Bool {
    func rests(on places: [TextSpan]) -> Bool {
      context.claims.contains { $0.evidence.contains { places.hasOverlap(with: $0) } }
    }
    if context.claims.contains(where: { $0.claim.section == part.heading }) { return true }
    guard part == .alerts else { return rests(on: places) }
    // Each alert by itself: were one enough, a further rule's alert could make up for another's, and
    // adding that rule would loosen the decision. The same where alerts are asked for without any.
    return asksOnlyWhereNoteHasIt
      && context.escalations.allSatisfy { rests(on: $0.noteSpans.merged()) }
  }

  /// Where the note has content of that part, in order and apart.
  private static func places(of part: Part, in context: JudgingContext) -> [TextSpan] {
    if part == .alerts { return context.escalations.flatMap(\.noteSpans).merged() }
    let names = part.noteSections
    return context.note.sections.filter { section in
      names.contains(section.name)
        && context.note.text[section.body].contains { $0 > 0x20 }
    }.map(\.body)
  }
}

extension Message {
  /// `part` is a word of the policy language, not of the note.
  fileprivate static func missing(_ part: String) -> Message {
    Message(
      "the summary has nothing of: " + String(part.map { $0 == "_" ? " " : $0 }))
  }
}
