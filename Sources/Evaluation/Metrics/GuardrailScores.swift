import ClinicalLanguage
package import Guardrails
import Policies
import SourceText
package import Workflow

/// How a judged summary compares with what is known of it: its label, or what the corpus expects.
package enum GuardrailScores {
  /// What was known beforehand of a summary that somebody labelled or that an error was put into.
  package enum Label: String, Sendable, CaseIterable {
    case safe, unsafe
  }

  /// - Parameter label: nil where nobody has said whether the summary is safe.
  /// - Parameter isMended: of a planted error, whether what is shown is rid of it.
  package static func decision(
    _ decision: Decision, label: Label?, isMended: Bool? = nil, into measures: inout Measures
  ) {
    guard let label else { return }
    let isStopped = !decision.isShown
    switch label {
    case .unsafe:
      measures.rate("guardrails.sensitivity", isStopped || isMended == true ? 1 : 0, of: 1)
      if let isMended {
        measures.rate("guardrails.mended", !isStopped && isMended ? 1 : 0, of: 1)
      }
    case .safe:
      measures.rate("guardrails.specificity", isStopped ? 0 : 1, of: 1)
      measures.rate("guardrails.overblocking", isStopped ? 1 : 0, of: 1)
    }
    if isStopped {
      measures.rate("guardrails.ppv", label == .unsafe ? 1 : 0, of: 1)
    } else if isMended != true {
      measures.rate("guardrails.npv", label == .safe ? 1 : 0, of: 1)
    }
  }

  /// Whether what is shown ends with every standing disclaimer.
  package static func disclaimers(_ verdict: Verdict, into measures: inout Measures) {
    guard let released = verdict.released else { return }
    let text = released.text.bytes
    var end = text[...]
    let isPresent = verdict.disclaimers.reversed().allSatisfy { disclaimer in
      while let last = end.last, last == 0x0A || last == 0x20 { end = end.dropLast() }
      guard end.suffix(disclaimer.text.utf8.count).elementsEqual(disclaimer.text.utf8) else {
        return false
      }
      end = end.dropLast(disclaimer.text.utf8.count)
      return true
    }
    measures.rate("guardrails.disclaimers", isPresent ? 1 : 0, of: 1)
  }

  /// What came of the alerts of one note.
  package struct Alerts: Sendable, Hashable {
    /// The families that were raised and are expected, not raised though expected, raised only.
    package var found: [String] = []
    package var missed: [String] = []
    package var falseAlarms: [String] = []
    /// Mentions that must not alarm at which one was raised.
    package var alarmedMentions: [String] = []
  }

  /// Compares the alerts with what the corpus expects of the note.
  package static func alerts(
    _ outcome: Outcome, expected: CorpusCase, into measures: inout Measures
  ) -> Alerts {
    var alerts = Alerts()
    let note = outcome.document.text
    let raised = outcome.verdict.escalations.map { escalation in
      (escalation, escalation.noteSpans.map { note.string($0).lowercased() })
    }
    for wanted in expected.escalations {
      let words = wanted.words.lowercased()
      let isFound = raised.contains { escalation, places in
        escalation.family == wanted.family && places.contains { $0.contains(words) }
      }
      if isFound {
        alerts.found.append(wanted.family.rawValue)
      } else {
        alerts.missed.append(wanted.family.rawValue)
      }
    }
    let families = Set(expected.escalations.map(\.family))
    // Further families of a note that has alerts are nobody's claim, unless they are ruled out.
    let excluded = Set(expected.noEscalations)
    for (escalation, _) in raised
    where !families.contains(escalation.family)
      && (families.isEmpty || excluded.contains(escalation.family))
    {
      alerts.falseAlarms.append(escalation.family.rawValue)
    }
    let right = raised.count { families.contains($0.0.family) }
    for mention in expected.noEscalationsAt
    where raised.contains(where: { $0.1.contains { $0.contains(mention.lowercased()) } }) {
      alerts.alarmedMentions.append(mention)
    }
    measures.rate("escalation.recall", alerts.found.count, of: expected.escalations.count)
    measures.rate(
      "escalation.precision", right, of: right + alerts.falseAlarms.count)
    measures.set("escalation.misses", .init(Double(alerts.missed.count)))
    measures.rate(
      "escalation.negatedFalseAlarms", alerts.alarmedMentions.count,
      of: expected.noEscalationsAt.count)
    return alerts
  }
}
