import AuditTrail
import CanonicalJSON

/// `vouch audit list`: what was decided, newest last.
enum AuditListCommand {
  /// Shown where no number is asked for.
  private static let defaultLimit = 50

  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "list"],
      summary: "decisions of the trail, by time, decision, rule or note",
      details: """
        Lists the newest \(defaultLimit) matching records, the newest last. Times are UTC: a day
        (2026-11-24, meaning its start) or a moment (2026-11-24T08:30:00Z).

        --note takes the id that the note had; the trail itself holds only a keyed hash of it.
        """,
      inputs: .none,
      options: [
        OptionSpecification("from", .text(placeholder: "TIME"), "Records from this moment on."),
        OptionSpecification("to", .text(placeholder: "TIME"), "Records before this moment."),
        OptionSpecification(
          "decision", .choice(RunRecord.Outcome.allCases.map(\.rawValue)), "Only this decision."),
        OptionSpecification(
          "rule", .text(placeholder: "ID"), "Only with a finding or escalation of this rule."),
        OptionSpecification("note", .text(placeholder: "ID"), "Only of the note with this id."),
        OptionSpecification(
          "limit", .integer(placeholder: "N", OptionLimits.listed),
          "The newest N. Default: \(defaultLimit)."),
        OptionSpecification(
          "format", .choice(["text", "json", "jsonl"]),
          "How to show it; jsonl gives the records as they are. Default: text."),
        .audit, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch audit list --decision held", "what was stopped"),
        .init("vouch audit list --from 2026-11-24 --rule redflag.stemi", "where a rule fired"),
        .init("vouch audit list --note chest-pain --format jsonl", "all about one note"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let query = try query(invocation)
      let reader = try TrailAccess.reader(settings.audit)
      let records = try TrailAccess.wrap { () throws(AuditError) in
        try reader.records(matching: query)
      }
      switch invocation.arguments.value("format") {
      case "jsonl": try invocation.write(records.flatMap { $0.line + [0x0A] })
      case "json": try invocation.write(AuditJSON.list(records))
      default:
        try invocation.write(
          AuditTable(records: records, style: invocation.style(settings)).rendered)
        if records.count == query.limit {
          invocation.warn("only the newest \(records.count) are shown; --limit shows more")
        }
      }
      try TrailAccess.warnOfUnfinishedRuns(reader, invocation)
      return .success
    })

  private static func query(_ invocation: Invocation) throws(ToolFailure) -> AuditQuery {
    let arguments = invocation.arguments
    return AuditQuery(
      from: try time("from", invocation), to: try time("to", invocation),
      outcome: arguments.value("decision").flatMap(RunRecord.Outcome.init(rawValue:)),
      rule: arguments.value("rule"), noteIdentifier: arguments.value("note"),
      limit: arguments.integer("limit") ?? defaultLimit)
  }

  private static func time(
    _ option: String, _ invocation: Invocation
  ) throws(ToolFailure) -> Timestamp? {
    guard let text = invocation.arguments.value(option) else { return nil }
    guard let time = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text + "T00:00:00Z") else {
      throw invocation.usage(
        "--\(option) is no time: '\(Printable.line(text))'",
        hint: "write a day such as 2026-11-24, or a moment such as 2026-11-24T08:30:00Z")
    }
    return time
  }
}
