import AuditTrail

/// `vouch audit list`: what was decided, newest last.
enum AuditListCommand {
  /// Shown where no number is asked for.
  private static let defaultLimit = 50

  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "list"],
      summary: "decisions of the trail, by time, decision, rule, engine, policy, note and more",
      details: """
        Lists the newest \(defaultLimit) matching records, the newest last. Times are UTC: a day
        (2026-11-24, meaning its start) or a moment (2026-11-24T08:30:00Z). Runs that began and have no
        end are told on standard error.

        --note takes the id that the note had; the trail itself holds only a keyed hash of it.

        An index beside the log (index.sqlite) makes this fast; it can be deleted at any time, and one
        that is out of step with the log is made anew.
        """,
      inputs: .none,
      options: AuditFilter.options + [
        OptionSpecification(
          "reviewer", .text(placeholder: "NAME"),
          "What this person did in reviews, instead of runs."),
        OptionSpecification("events", "Every event of the log, not only the ends of runs."),
        OptionSpecification(
          "limit", .integer(placeholder: "N", OptionLimits.listed),
          "The newest N. Default: \(defaultLimit)."),
        OptionSpecification(
          "format", .choice(["text", "json", "jsonl", "csv"]),
          "How to show it; jsonl gives the records as they are. Default: text."),
        .audit, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch audit list --decision held", "what was stopped"),
        .init("vouch audit list --from 2026-11-24 --rule redflag.stemi", "where a rule fired"),
        .init("vouch audit list --subgroup sex:F --format csv > women.csv", "for a spreadsheet"),
        .init("vouch audit list --note chest-pain --format jsonl", "all about one note"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      var query = try AuditFilter.query(
        invocation, limit: invocation.arguments.integer("limit") ?? defaultLimit)
      query.includesLogEvents = invocation.arguments.has("events")
      let search = try TrailAccess.search(settings, invocation)
      let records = try TrailAccess.wrap { () throws(AuditError) in
        try search.records(matching: query)
      }
      switch invocation.arguments.value("format") {
      case "jsonl": try invocation.write(records.flatMap { $0.line + [0x0A] })
      case "json": try invocation.write(AuditJSON.list(records))
      case "csv": try invocation.write(AuditCSV.list(records))
      default:
        try invocation.write(
          AuditTable(records: records, style: invocation.style(settings)).rendered)
      }
      if records.count == query.limit {
        invocation.warn("only the newest \(records.count) are shown; --limit shows more")
      }
      try TrailAccess.warnOfUnfinishedRuns(search, invocation)
      return .success
    })
}
