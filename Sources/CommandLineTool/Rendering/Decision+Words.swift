import Guardrails
import Policies

extension Decision {
  var tone: Style.Tone {
    switch self {
    case .released: .good
    case .annotated: .notice
    case .held, .blocked: .bad
    }
  }

  /// One sentence for people.
  var meaning: String {
    switch self {
    case .released: "Every enforced rule is met; the summary may be shown as it is."
    case .annotated: "May be shown, with the changes or warnings that the policy added to it."
    case .held: "The summary is withheld: a clinician must look at it first."
    case .blocked: "The summary is withheld: the policy does not let it be shown."
    }
  }
}

extension Severity {
  var tone: Style.Tone {
    switch self {
    case .minor: .dim
    case .major: .notice
    case .critical: .bad
    }
  }
}

extension Urgency {
  var tone: Style.Tone {
    switch self {
    case .soon: .notice
    case .urgent: .bad
    case .immediate: .alert
    }
  }
}
