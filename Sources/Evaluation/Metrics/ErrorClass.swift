package import Guardrails
import Policies

/// What sort of error a rule kind looks for: how findings are counted, whatever the rules are called.
package enum ErrorClass: String, Sendable, CaseIterable {
  case number, drug, negation, side, person, time, certainty, fabrication, omission, identifier,
    advice, steering

  /// Nil for kinds that judge form, or the note alone.
  package init?(kind: String) {
    switch kind {
    case "quantity_consistency", "date_consistency", "demographic_consistency": self = .number
    case "allergy_consistency", "entity_not_in_source": self = .drug
    case "negation_flip": self = .negation
    case "laterality": self = .side
    case "experiencer": self = .person
    case "temporality", "code_status_consistency": self = .time
    case "certainty", "reassurance": self = .certainty
    case "unsupported_clause", "unfounded_claim", "evidence_coverage", "attribute_consistency",
      "state_consistency",
      "procedure_consistency":
      self = .fabrication
    case "omission", "escalated": self = .omission
    case "phi": self = .identifier
    case "directive": self = .advice
    case "prompt_injection": self = .steering
    default: return nil
    }
  }

  /// Whether a finding of the class says that a claim is not what the note says.
  package var isUnfaithful: Bool {
    switch self {
    case .number, .drug, .negation, .side, .person, .time, .certainty, .fabrication: true
    case .omission, .identifier, .advice, .steering: false
    }
  }
}

/// CREOLA's types of hallucinations that findings of rules tell; the fourth, causality, is `CausalClaim`.
package enum HallucinationType: String, Sendable, CaseIterable {
  /// Words of which the note has no evidence.
  case fabrication
  /// A clinically relevant fact is negated, or no longer is.
  case negation
  /// Matters are mixed that have nothing to do with each other: another person's, another time's.
  case contextual
}

extension ErrorClass {
  /// Nil where the class says nothing about faithfulness.
  package var hallucination: HallucinationType? {
    switch self {
    case .number, .drug, .side, .certainty, .fabrication: .fabrication
    case .negation: .negation
    case .person, .time: .contextual
    case .omission, .identifier, .advice, .steering: nil
    }
  }
}

extension Finding {
  package var errorClass: ErrorClass? { ErrorClass(kind: kind) }
}
