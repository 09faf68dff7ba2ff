import CanonicalJSON
import ClinicalLanguage
import Guardrails
import Policies
import SourceText
import Summaries
import Workflow

/// Why a case is decided upon as it is: `vouch/explanation/1`. Spans are half-open and counted in
/// Unicode scalars, of the note and of the draft; `words` are what stands there.
struct ExplanationJSON {
  let outcome: Outcome
  let explanation: Explanation
  let policy: PolicyLabel
  /// Ids of the only rules to be written; nil for all.
  let rules: Set<String>?
  let settings: ExplainedSettings
  /// Whether the object stands on one line.
  let isOneOfMany: Bool

  var bytes: [UInt8] {
    var json = JSONWriter(pretty: !isOneOfMany)
    let texts = Texts(
      note: outcome.document.text, draft: outcome.grounded.draft.text,
      noteOffsets: ScalarOffsets(outcome.document.text),
      draftOffsets: ScalarOffsets(outcome.grounded.draft.text))
    json.beginObject()
    json.key("id")
    if let id = outcome.id { json.string(id) } else { json.null() }
    json.member("schema", "vouch/explanation/1")
    json.member("decision", outcome.decision.rawValue)
    json.member("audience", outcome.audience.rawValue)
    json.member("engine", outcome.engine.kind.rawValue)
    json.key("rules")
    json.beginArray()
    for step in explanation.rules where rules?.contains(step.rule.id) ?? true {
      json.ruleStep(step, texts, settings)
    }
    json.endArray()
    json.key("resolution")
    json.beginArray()
    for step in explanation.resolution { json.resolutionStep(step, texts) }
    json.endArray()
    json.key("shadow")
    json.beginArray()
    for shadow in explanation.shadows {
      json.beginObject()
      json.member("rule", shadow.rule)
      json.member("findings", shadow.findings)
      json.member("from", shadow.from.rawValue)
      json.member("to", shadow.to.rawValue)
      json.endObject()
    }
    json.endArray()
    json.key("policy")
    json.policy(policy)
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  struct Texts {
    let note: SourceText
    let draft: SourceText
    let noteOffsets: ScalarOffsets
    let draftOffsets: ScalarOffsets
  }
}

extension RuleStep.Result {
  fileprivate var name: String {
    switch self {
    case .off: "off"
    case .conditionFalse: "condition-false"
    case .silent: "silent"
    case .found: "found"
    }
  }
}

extension JSONWriter {
  fileprivate mutating func ruleStep(
    _ step: RuleStep, _ texts: ExplanationJSON.Texts, _ settings: ExplainedSettings
  ) {
    beginObject()
    member("rule", step.rule.id)
    member("kind", type(of: step.rule.parameters).kind)
    member("mode", step.rule.mode.rawValue)
    place(step.rule.place)
    member("result", step.result.name)
    key("condition")
    if let condition = step.condition { self.condition(condition) } else { null() }
    key("findings")
    beginArray()
    for finding in step.findings {
      beginObject()
      member("disposition", finding.disposition.rawValue)
      member("mode", finding.mode.rawValue)
      member("message", finding.message)
      key("summary")
      if let span = finding.summarySpan {
        words(span, texts.draft, texts.draftOffsets)
      } else {
        null()
      }
      words("note", finding.noteSpans, texts.note, texts.noteOffsets)
      endObject()
    }
    endArray()
    key("escalations")
    beginArray()
    for escalation in step.escalations {
      beginObject()
      member("family", escalation.family.rawValue)
      member("urgency", escalation.urgency.rawValue)
      member("route", escalation.route)
      member("withinMinutes", escalation.withinMinutes)
      words("note", escalation.noteSpans, texts.note, texts.noteOffsets)
      endObject()
    }
    endArray()
    key("passedOver")
    beginArray()
    for passed in step.passedOver {
      beginObject()
      member("in", passed.isInNote ? "note" : "summary")
      key("place")
      if passed.isInNote {
        words(passed.span, texts.note, texts.noteOffsets)
      } else {
        words(passed.span, texts.draft, texts.draftOffsets)
      }
      switch passed.reason {
      case .exception: strings("because", ["exception"])
      case .context(let words): strings("because", words)
      }
      endObject()
    }
    endArray()
    strings("obligations", step.rule.obligations.map(\.shown))
    settings.write(step.rule.id, to: &self)
    endObject()
  }

  private mutating func condition(_ trace: ConditionTrace) {
    beginObject()
    member("text", trace.text)
    member("value", trace.value)
    key("fields")
    beginObject()
    for field in trace.fields {
      key(dynamic: field.name)
      string(field.value)
    }
    endObject()
    key("operands")
    beginArray()
    for operand in trace.operands { condition(operand) }
    endArray()
    endObject()
  }

  private mutating func words(
    _ name: StaticString, _ spans: [TextSpan], _ text: SourceText, _ offsets: ScalarOffsets
  ) {
    key(name)
    beginArray()
    for span in spans { words(span, text, offsets) }
    endArray()
  }

  private mutating func words(_ span: TextSpan, _ text: SourceText, _ offsets: ScalarOffsets) {
    beginObject()
    key("span")
    self.span(span, in: offsets)
    key("words")
    string(utf8: text[span])
    endObject()
  }

  fileprivate mutating func resolutionStep(
    _ step: ResolutionStep, _ texts: ExplanationJSON.Texts
  ) {
    beginObject()
    switch step {
    case .weighed(let rule, let asks, let findings, let from, let to):
      member("step", "weighed")
      member("rule", rule)
      member("asks", asks.rawValue)
      member("findings", findings)
      member("from", from.rawValue)
      member("to", to.rawValue)
    case .obligations(let all):
      member("step", "obligations")
      strings("obligations", all.map(\.shown))
    case .overlap(let winner, let loser, let reason):
      member("step", "overlap")
      member("winner", winner)
      member("loser", loser)
      member("reason", reason.rawValue)
    case .edit(let edit):
      member("step", "edit")
      member("rule", edit.rule)
      key("place")
      words(edit.span, texts.draft, texts.draftOffsets)
      member("replacement", edit.replacement)
    case .objection(let rule, let asks):
      member("step", "objection")
      member("rule", rule)
      member("asks", asks.rawValue)
    case .decided(let decision):
      member("step", "decided")
      member("decision", decision.rawValue)
    }
    endObject()
  }
}
