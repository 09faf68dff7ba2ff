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

  func includes(_ fact: Fact, of note: ClinicalDocument) -> Bool {
    guard fact.context.experiencer == .patient else { return false }
    switch self {
    case .allergy:
      return fact.kind == .allergy && fact.context.assertion == .present && !isAsked(fact, note)
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
    case .end, .followUp, .codeStatus: return false
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

  /// `peanut oil?`
  private func isAsked(_ fact: Fact, _ note: ClinicalDocument) -> Bool {
    let next = note.tokenIndex(at: fact.span.end)
    return next < note.tokens.count
      && note.text[note.tokens[next].span].elementsEqual([UInt8(ascii: "?")])
  }
}
