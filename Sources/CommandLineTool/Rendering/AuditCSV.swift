import AuditTrail

/// Records as comma-separated values, one row each.
enum AuditCSV {
  private static let header = [
    "seq", "time", "type", "run", "decision", "audience", "command", "engine", "model", "prompt",
    "policy", "revision", "digest", "statements", "supported", "rules", "escalations", "subgroups",
    "note", "actor",
  ]

  static func list(_ records: [AuditRecord]) -> [UInt8] {
    var csv = CSVWriter(header: header)
    for record in records { csv.row(cells(record)) }
    return csv.bytes
  }

  private static func cells(_ record: AuditRecord) -> [String] {
    var cells = ["\(record.seq)", record.timestamp, record.typeName, record.run]
    guard let body = record.body else {
      // reason: an event whose body names nobody has nobody in its row
      let actor = (try? record.details(ReviewRecord.self))?.actor?.id
      return cells + Array(repeating: "", count: header.count - 5) + [actor ?? ""]
    }
    let engine = [body.engine.kind, body.engine.name, body.engine.version].compactMap(\.self)
    cells += [body.outcome.rawValue, body.audience, body.command.rawValue]
    cells += [engine.joined(separator: " "), body.model?.id ?? "", body.prompt?.id ?? ""]
    cells += [body.policy?.bundle ?? "", body.policy.map { "\($0.revision)" } ?? ""]
    cells += [body.policy?.digest ?? ""]
    cells += [body.evidence.map { "\($0.statements)" } ?? ""]
    cells += [body.evidence.map { "\($0.supported)" } ?? ""]
    cells.append(Set(body.findings.map(\.rule)).sorted().joined(separator: " "))
    cells.append(Set(body.escalations.map(\.rule)).sorted().joined(separator: " "))
    cells.append(body.subgroups.joined(separator: " "))
    // The hash of the id where there is one, as `audit list` shows it.
    return cells + [body.note.map { $0.id ?? $0.mac } ?? "", body.actor?.id ?? ""]
  }
}
