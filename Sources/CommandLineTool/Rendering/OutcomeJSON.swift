import AuditTrail
import CanonicalJSON
import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import Workflow

/// An outcome as JSON: `vouch/summary/1` and `vouch/check/1`.
///
/// ```json
/// {"id":"…","schema":"vouch/summary/1","decision":"annotated","audience":"clinician",
///  "engine":{"kind":"extractive","name":"…","version":"…"},"summary":"…",
///  "statements":[{"text":"…","section":"plan","span":{"start":0,"end":40},"evidence":[…]}],
///  "findings":[…],"edits":[…],"escalations":[…],"disclaimers":[…],"policy":{…},"audit":{…}}
/// ```
/// Where a language model was asked there is also `"remote":{"model","host","used","failure":{"code",
/// "message"}|null,"attempts","regenerations","deidentified","prompt":{"id","version","digest"}}`.
/// Where rules asked language models about the summary there is also `"judges":[{"rule","model","host",
/// "statements","unsupported"|null,"failure"|null,"attempts","deidentified","prompt":{…}}]`.
/// Spans are half-open and counted in Unicode scalars. `statements[].span` indexes `summary`;
/// `evidence` and `noteSpans` the note; `summarySpan` and `edits[].span` the draft.
struct OutcomeJSON: Sendable {
  private var json: JSONWriter

  /// Writes everything but the receipt, which is there only once the outcome has been recorded.
  init(_ outcome: Outcome, policy: PolicyLabel, pretty: Bool) {
    json = JSONWriter(pretty: pretty, reservingCapacity: 4096)
    let note = ScalarOffsets(outcome.document.text)
    let draft = ScalarOffsets(outcome.grounded.draft.text)
    json.beginObject()
    json.key("id")
    if let id = outcome.id { json.string(id) } else { json.null() }
    json.member("schema", outcome.task == .summarize ? "vouch/summary/1" : "vouch/check/1")
    json.member("decision", outcome.decision.rawValue)
    json.member("audience", outcome.audience.rawValue)
    writeEngine(outcome.engine)
    writeSummary(outcome.verdict.released, note: note)
    writeFindings(outcome.verdict.findings, note: note, draft: draft)
    writeEdits(outcome.verdict.released?.edits ?? [], draft: draft)
    writeEscalations(outcome.verdict.escalations, note: note)
    writeDisclaimers(outcome.verdict.disclaimers)
    json.key("policy")
    json.policy(policy)
    if let remote = outcome.remote {
      json.key("remote")
      remote.write(to: &json)
    }
    if !outcome.judges.isEmpty {
      json.key("judges")
      json.beginArray()
      for judge in outcome.judges { judge.write(to: &json) }
      json.endArray()
    }
  }

  /// Adds where the outcome is recorded, null without a trail; the object as a line.
  mutating func finish(_ receipt: Receipt?) -> [UInt8] {
    json.key("audit")
    if let receipt {
      json.beginObject()
      json.member("log", receipt.log)
      json.member("seq", receipt.seq)
      json.endObject()
    } else {
      json.null()
    }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private mutating func writeEngine(_ engine: EngineIdentity) {
    json.key("engine")
    json.beginObject()
    json.member("kind", engine.kind.rawValue)
    if let name = engine.name { json.member("name", name) }
    if let version = engine.version { json.member("version", version) }
    json.endObject()
  }

  private mutating func writeSummary(_ released: ReleasedSummary?, note: ScalarOffsets) {
    json.key("summary")
    if let released { json.string(utf8: released.text.bytes) } else { json.null() }
    json.key("statements")
    json.beginArray()
    if let released {
      let shown = ScalarOffsets(released.text)
      for statement in released.statements {
        json.beginObject()
        json.key("text")
        json.string(utf8: released.text[statement.span])
        json.member("section", statement.section.rawValue)
        json.key("span")
        json.span(statement.span, in: shown)
        json.key("evidence")
        json.spans(statement.evidence, in: note)
        json.endObject()
      }
    }
    json.endArray()
  }

  private mutating func writeFindings(
    _ findings: [Finding], note: ScalarOffsets, draft: ScalarOffsets
  ) {
    json.key("findings")
    json.beginArray()
    for finding in findings {
      json.beginObject()
      json.member("rule", finding.rule)
      json.member("kind", finding.kind)
      json.member("severity", finding.severity.rawValue)
      json.member("disposition", finding.disposition.rawValue)
      json.member("mode", finding.mode.rawValue)
      json.member("message", finding.message)
      json.key("summarySpan")
      if let span = finding.summarySpan { json.span(span, in: draft) } else { json.null() }
      json.key("noteSpans")
      json.spans(finding.noteSpans, in: note)
      json.endObject()
    }
    json.endArray()
  }

  private mutating func writeEdits(_ edits: [Edit], draft: ScalarOffsets) {
    json.key("edits")
    json.beginArray()
    for edit in edits {
      json.beginObject()
      json.key("span")
      json.span(edit.span, in: draft)
      json.member("replacement", edit.replacement)
      json.member("rule", edit.rule)
      json.endObject()
    }
    json.endArray()
  }

  private mutating func writeEscalations(_ escalations: [Escalation], note: ScalarOffsets) {
    json.key("escalations")
    json.beginArray()
    for escalation in escalations {
      json.beginObject()
      json.member("rule", escalation.rule)
      json.member("family", escalation.family.rawValue)
      json.member("urgency", escalation.urgency.rawValue)
      json.member("route", escalation.route)
      json.member("reason", escalation.reason)
      json.key("noteSpans")
      json.spans(escalation.noteSpans, in: note)
      json.endObject()
    }
    json.endArray()
  }

  private mutating func writeDisclaimers(_ disclaimers: [Disclaimer]) {
    json.key("disclaimers")
    json.beginArray()
    for disclaimer in disclaimers {
      json.beginObject()
      json.member("id", disclaimer.id)
      json.member("version", disclaimer.version)
      json.member("text", disclaimer.text)
      json.endObject()
    }
    json.endArray()
  }
}
