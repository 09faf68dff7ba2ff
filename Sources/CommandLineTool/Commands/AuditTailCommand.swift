import AuditTrail
import Glibc

/// `vouch audit tail`: the newest events, and those to come.
enum AuditTailCommand {
  private static let defaultLimit = 10
  /// Between two looks at the log, in microseconds.
  private static let pause: UInt32 = 250_000

  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "tail"],
      summary: "the newest events of every kind, and with --follow those to come",
      details: """
        Shows one line for each of the newest \(defaultLimit) records: runs, reviews, alerts, access and
        all else. With --follow it goes on until it is interrupted.
        """,
      inputs: .none,
      options: [
        OptionSpecification("follow", "Wait for further records."),
        OptionSpecification(
          "limit", .integer(placeholder: "N", OptionLimits.listed),
          "The newest N. Default: \(defaultLimit)."),
        OptionSpecification(
          "format", .choice(["text", "jsonl"]), "How to show it. Default: text."),
        .audit, .config, .quiet, .color,
      ],
      examples: [
        .init("vouch audit tail", "what happened lately"),
        .init("vouch audit tail --follow --format jsonl", "feed it to another program"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let reader = try TrailAccess.reader(settings.audit)
      let isText = invocation.arguments.value("format") != "jsonl"
      let style = invocation.style(settings)
      func show(_ records: [AuditRecord]) throws(ToolFailure) {
        for record in records {
          try invocation.write(
            isText ? Array(AuditTable.line(record, style).utf8) : record.line + [0x0A])
        }
      }
      let newest = try TrailAccess.wrap { () throws(AuditError) in
        try reader.records(
          matching: AuditQuery(
            includesLogEvents: true, limit: invocation.arguments.integer("limit") ?? defaultLimit))
      }
      try show(newest)
      guard invocation.arguments.has("follow") else { return .success }
      var position = try TrailAccess.wrap { () throws(AuditError) in
        try reader.end(behind: newest.last)
      }
      while true {
        if invocation.environment.isInterrupted() { throw .interrupted }
        let records = try TrailAccess.wrap { () throws(AuditError) in
          try reader.records(from: &position)
        }
        try show(records)
        if records.isEmpty { usleep(pause) }
      }
    })
}
