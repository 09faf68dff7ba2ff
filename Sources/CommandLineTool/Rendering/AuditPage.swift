import AuditTrail
import CanonicalJSON
import SourceText

/// One record of the trail for people, with the content behind it where that was asked for.
struct AuditPage {
  let record: AuditRecord
  let content: VaultContent?
  /// What the records behind that of a run say of its alerts.
  let alerts: [EscalationRecord.Alert]
  let style: Style
  /// Columns.
  let width: Int
  /// What a user adds to `vouch audit` to reach the trail.
  let auditOption: String

  var rendered: String {
    var text = style("Record \(record.seq)", .bold) + "\n"
    text += row("time", record.timestamp)
    text += row("log", record.log)
    text += row("event", record.typeName)
    text += row("run", "\(record.run), process \(record.processID)")
    if let origin = record.origin { text += row("written on", Self.words(origin)) }
    text += row("stands in", "\(record.file) at byte \(record.offset)")
    if let body = record.body { text += decision(body) + findings(body) } else { text += event }
    if let content {
      text += self.content(content)
    } else if record.body?.vault != nil {
      text += "\n" + style("note and draft: ", .dim)
      text += "vouch audit show \(record.seq) --content\(auditOption)\n"
    }
    return text + "\n" + style(StandingWords.notForClinicalUse, .dim) + "\n"
  }

  private static func words(_ origin: AuditRecord.Origin) -> String {
    "\(Printable.line(origin.host)), \(origin.uptime / 1_000_000) s after its start \(origin.boot); "
      + (origin.isClockKept ? "a time server keeps its clock" : "no time server keeps its clock")
  }

  /// What an event says, member by member; a record that was read has a body that can be.
  private var event: String {
    guard case .object(let members) = try? record.bodyValue(), !members.isEmpty else { return "" }
    return "\n"
      + members.sorted { $0.key < $1.key }.map { row($0.key, Self.plain($0.value)) }.joined()
  }

  /// A value of the body on one line, without quotation marks where it is a text or a list of texts.
  private static func plain(_ value: CanonicalValue) -> String {
    switch value {
    case .null: "–"
    case .bool(let value): value ? "yes" : "no"
    case .integer(let value): "\(value)"
    case .string(let text): Printable.line(text)
    case .array(let elements):
      elements.map(plain).joined(separator: elements.contains(where: \.isObject) ? "; " : ", ")
    case .object(let members):
      members.sorted { $0.key < $1.key }.map { "\($0.key) \(plain($0.value))" }
        .joined(separator: ", ")
    }
  }

  private func decision(_ body: RunRecord) -> String {
    var text = "\n"
    text += row("decision", style(body.outcome.rawValue, body.outcome.tone))
    if let failure = body.failure { text += row("failure", failure) }
    text += row("command", "\(body.command.rawValue), for \(body.audience)")
    let engine = [body.engine.kind, body.engine.name, body.engine.version].compactMap { $0 }
    text += row("engine", engine.joined(separator: " "))
    if let model = body.model { text += row("model", model.shown(with: body.remote)) }
    if let remote = body.remote { text += row("reply", remote.shown) }
    if let prompt = body.prompt {
      text += row("prompt", "\(prompt.id) version \(prompt.version), \(prompt.digest)")
    }
    for judge in body.judges { text += row("judge", judge.shown) }
    if let policy = body.policy {
      text += row("policy", "\(policy.bundle) revision \(policy.revision), \(policy.digest)")
    }
    if let evidence = body.evidence {
      text += row(
        "evidence", "\(evidence.supported) of \(Plural.count(evidence.statements, "statement"))")
    }
    for (name, binding) in [("note", body.note), ("draft", body.draft), ("output", body.output)] {
      guard let binding else { continue }
      text += row(name, "\(Plural.count(binding.bytes, "byte")), keyed hash \(binding.mac)")
    }
    let disclaimers = body.disclaimers.map { "\($0.id) version \($0.version)" }
    if !disclaimers.isEmpty { text += row("disclaimers", disclaimers.joined(separator: ", ")) }
    return text
  }

  private func findings(_ body: RunRecord) -> String {
    var text = ""
    if !body.escalations.isEmpty { text += "\n" + style("Escalations", .heading) + "\n" }
    for escalation in body.escalations { text += line(escalation) }
    text += omitted(body.escalationsOmitted, "escalation")
    if !body.findings.isEmpty { text += "\n" + style("Findings", .heading) + "\n" }
    for finding in body.findings {
      text += "  \(finding.severity) · \(finding.disposition)"
      text += finding.mode == "enforce" ? "" : " (\(finding.mode))"
      text += " · " + style(finding.rule, .dim)
      text += Self.places("summary", finding.summarySpan.map { [$0] } ?? [])
      text += Self.places("note", finding.noteSpans) + "\n"
    }
    return text + omitted(body.findingsOmitted, "finding")
  }

  /// One alert: from the run's own record, or from that behind it.
  private func line(_ escalation: RunRecord.Escalation) -> String {
    let alert = alerts.first { $0.rule == escalation.rule }
    let rule = " · " + style(Printable.line(escalation.rule), .dim)
    if let alert {
      return
        "  \(alert.urgency) · \(alert.family) → \(alert.route) by \(AuditTable.time(alert.due))"
        + rule + Self.places("note", alert.noteSpans ?? escalation.noteSpans) + "\n"
    }
    guard let urgency = escalation.urgency, let family = escalation.family,
      let route = escalation.route, let minutes = escalation.withinMinutes
    else { return "  alert" + rule + "\n" }
    return "  \(urgency) · \(family) → \(route) within \(OutcomeText.duration(minutes: minutes))"
      + rule + Self.places("note", escalation.noteSpans) + "\n"
  }

  private func omitted(_ count: Int, _ noun: String) -> String {
    count > 0 ? "  and \(Plural.count(count, noun)) that the record had no room for\n" : ""
  }

  /// Offsets in Unicode scalars, as the record has them.
  private static func places(_ name: String, _ spans: [RecordedSpan]) -> String {
    guard !spans.isEmpty else { return "" }
    let shown = spans.prefix(4).map { "\($0.start)–\($0.end)" }.joined(separator: ", ")
    return " · \(name) \(shown)" + (spans.count > 4 ? ", …" : "")
  }

  private func content(_ content: VaultContent) -> String {
    var text = ""
    if let id = content.noteIdentifier { text += "\n" + row("note id", Printable.line(id)) }
    text += block("Note", content.note)
    return text + block("Draft, unedited and unreleased", content.draft)
  }

  /// The lines of a text behind a bar, so that they cannot be taken for words of Vouch.
  private func block(_ title: String, _ bytes: [UInt8]) -> String {
    let bar = style("  │ ", .mark)
    let lines = TextLayout.wrap(
      Printable.text(String(decoding: bytes, as: UTF8.self)), width: max(20, width - 4))
    return "\n" + style(title, .heading) + "\n" + lines.map { bar + $0 + "\n" }.joined()
  }

  private func row(_ name: String, _ value: String) -> String {
    "  " + style(TextLayout.padded(name, to: 13), .dim) + value + "\n"
  }
}

extension CanonicalValue {
  fileprivate var isObject: Bool { if case .object = self { true } else { false } }
}
