package import AuditTrail
import ClinicalLanguage
import Guardrails
package import Policies
import SourceText
import Summaries

extension Outcome {
  /// What the audit trail records of it: codes, places and counts, and no word of note or summary.
  package func record(under bundle: PolicyBundle) -> RunRecord {
    let noteOffsets = ScalarOffsets(document.text)
    let draftOffsets = ScalarOffsets(grounded.draft.text)
    func recorded(_ span: TextSpan, _ offsets: ScalarOffsets) -> RecordedSpan {
      let range = offsets.scalarRange(of: span)
      return RecordedSpan(start: range.lowerBound, end: range.upperBound)
    }
    return RunRecord(
      command: task == .summarize ? .summarize : .check,
      outcome: recordedOutcome,
      audience: audience.rawValue,
      engine: RunRecord.Engine(
        kind: engine.kind.rawValue, name: engine.name, version: engine.version),
      policy: RunRecord.Policy(
        bundle: bundle.id, revision: bundle.revision, digest: bundle.digest),
      findings: verdict.findings.map { finding in
        RunRecord.Finding(
          rule: finding.rule, severity: finding.severity.rawValue,
          disposition: finding.disposition.rawValue, mode: finding.mode.rawValue,
          summarySpan: finding.summarySpan.map { recorded($0, draftOffsets) },
          noteSpans: finding.noteSpans.map { recorded($0, noteOffsets) })
      },
      escalations: verdict.alerts.map { escalation in
        RunRecord.Escalation(
          rule: escalation.rule, family: escalation.family.rawValue,
          urgency: escalation.urgency.rawValue, route: escalation.route,
          withinMinutes: escalation.withinMinutes,
          noteSpans: escalation.noteSpans.map { recorded($0, noteOffsets) })
      },
      disclaimers: verdict.disclaimers.map {
        RunRecord.Disclaimer(id: $0.id, version: $0.version)
      },
      evidence: RunRecord.Evidence(
        statements: grounded.claims.count,
        supported: grounded.claims.count { !$0.evidence.isEmpty }),
      subgroups: subgroups)
  }

  var recordedOutcome: RunRecord.Outcome {
    switch decision {
    case .released: .released
    case .annotated: .annotated
    case .held: .held
    case .blocked: .blocked
    }
  }
}
