import AuditTrail

/// Records of the trail as a table for people.
struct AuditTable {
  let records: [AuditRecord]
  let style: Style

  var rendered: String {
    guard !records.isEmpty else { return "No records match.\n" }
    let numberWidth = max(3, records.map { "\($0.seq)".utf8.count }.max() ?? 0)
    var text =
      style(
        TextLayout.rightAligned("seq", to: numberWidth)
          + "  time                  decision   note          rules", .dim) + "\n"
    for record in records { text += row(record, numberWidth) }
    return text
  }

  /// One record alone.
  static func line(_ record: AuditRecord, _ style: Style) -> String {
    AuditTable(records: [], style: style).row(record, 6)
  }

  private func row(_ record: AuditRecord, _ numberWidth: Int) -> String {
    var text = TextLayout.rightAligned("\(record.seq)", to: numberWidth) + "  "
    text += Self.time(record.timestamp) + "  "
    guard record.body != nil else {
      // reason: an event whose body names nobody has nobody in its line
      let actor = (try? record.details(ReviewRecord.self))?.actor
      let who = actor.map { "  " + Printable.line($0.id) } ?? ""
      return text + Printable.line(record.typeName) + who + "\n"
    }
    text += decision(record) + "  "
    // The hash of the id where there is one: the same for all runs of one note.
    let note = record.body?.note.map { $0.id ?? $0.mac }
    text += TextLayout.padded(String(note?.prefix(12) ?? "–"), to: 12) + "  "
    return text + rules(record) + "\n"
  }

  /// To the second, in the form that `--from` and `--to` take.
  static func time(_ timestamp: String) -> String { timestamp.prefix(19) + "Z" }

  private func decision(_ record: AuditRecord) -> String {
    guard let outcome = record.body?.outcome else {
      return TextLayout.padded(Printable.line(record.typeName), to: 9)
    }
    return style(TextLayout.padded(outcome.rawValue, to: 9), outcome.tone)
  }

  /// The rules of enforced findings and of escalations; the latter with an exclamation mark.
  private func rules(_ record: AuditRecord) -> String {
    guard let body = record.body else { return "" }
    let escalations = Set(body.escalations.map(\.rule)).sorted().map { "!\($0)" }
    let findings = Set(body.findings.filter { $0.mode == "enforce" }.map(\.rule)).sorted()
    let all = escalations + findings
    guard all.count > 4 else { return Printable.line(all.joined(separator: " ")) }
    return Printable.line(all.prefix(4).joined(separator: " ")) + " +\(all.count - 4)"
  }
}

extension RunRecord.Outcome {
  var tone: Style.Tone {
    switch self {
    case .released: .good
    case .annotated: .notice
    case .held, .blocked, .failed: .bad
    }
  }
}
