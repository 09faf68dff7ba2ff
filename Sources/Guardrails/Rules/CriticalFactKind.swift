import ClinicalLanguage
import SourceText

/// Facts of a note whose loss may harm whoever reads the summary instead.
enum CriticalFactKind: String, CaseIterable {
  /// What the patient is allergic to.
  case allergy
  /// A drug that the note begins, changes, holds or stops.
  case treatment
  /// The end of a drug, where the summary names the drug as any other.
  case end
  /// A problem that the patient has now.
  case diagnosis
  /// A value beyond its critical limits.
  case criticalValue = "critical_value"
  /// When the patient is to come back, where the summary gives no such time.
  case followUp = "follow_up"
  /// What is to be done in an arrest, where the summary says nothing of it.
  case codeStatus = "code_status"
  /// On which side an operation was, or what led to it, where the summary names no side at all.
  case side

  func includes(_ fact: Fact, of note: ClinicalDocument) -> Bool {
    guard fact.context.experiencer == .patient else { return false }
    switch self {
    case .allergy:
      return fact.context.assertion == .present && Self.isAllergy(fact, of: note)
    case .treatment:
      guard fact.kind == .medication, fact.context.assertion == .present else { return false }
      switch fact.medication?.status {
      case .started, .changed, .held, .stopped: return true
      default: return false
      }
    case .diagnosis: return fact.kind == .problem && fact.context.isCurrent
    case .criticalValue:
      return fact.kind == .measurement && fact.abnormality?.isCritical == true
        && fact.context.isCurrent
    case .end, .followUp, .codeStatus, .side: return false
    }
  }

  /// Arrangements of the note, where the summary has none of their kind: what matters of each, and where.
  func arrangements(of note: ClinicalDocument, missingIn summary: ClinicalDocument) -> [TextSpan] {
    let kind: Arrangement.Kind
    switch self {
    case .followUp: kind = .followUp
    case .codeStatus: kind = .codeStatus
    default: return []
    }
    let wanted = note.arrangements.filter { $0.kind == kind && $0.context.assertion == .present }
    guard !wanted.isEmpty, !summary.arrangements.contains(where: { $0.kind == kind }) else {
      return []
    }
    return wanted.compactMap { kind == .followUp ? $0.time : $0.span }
  }

  /// Sections that say in few words what was operated on, or why: pre- and postoperative diagnoses are read as
  /// `diagnoses` too. In longer sentences a side may be that on which the patient lies.
  private static let ofOperations: Set<SectionName> = [
    .preoperativeDiagnosis, .postoperativeDiagnosis, .diagnoses, .procedures,
  ]
  private static let mostTokensOfTitle = 16
  private static let sides = Set(
    ["side", "eye side", "laterality of leg", "laterality of limb"].compactMap {
      ExclusiveAxes.embedded.axis(named: $0)
    })

  /// The first sentence that says on which side an operation was, where the summary has no word of a side.
  func sideUntold(in context: JudgingContext) -> Int? {
    guard self == .side, let axes = context.judged.axes,
      !axes.summaryValues.contains(where: { Self.sides.contains($0.axis) })
    else { return nil }
    let note = context.note
    let sentences = axes.comparison.noteMeanings.sentences
    return axes.noteValues.lazy.filter { Self.sides.contains($0.axis) }
      .map { Int(sentences[Int($0.start)]) }.first {
        Self.ofOperations.contains(note.sections[note.sentences[$0].section].name)
          && note.sentences[$0].tokens.count <= Self.mostTokensOfTitle
      }
  }

  /// An allergy of the patient that the note neither denies nor only asks about.
  static func isAllergy(_ fact: Fact, of note: ClinicalDocument) -> Bool {
    fact.kind == .allergy && fact.context.experiencer == .patient
      && fact.context.assertion != .absent && !isAsked(fact, note)
  }

  /// `peanut oil?`
  private static func isAsked(_ fact: Fact, _ note: ClinicalDocument) -> Bool {
    let next = note.tokenIndex(at: fact.span.end)
    return next < note.tokens.count
      && note.text[note.tokens[next].span].elementsEqual([UInt8(ascii: "?")])
  }
}
