import AuditTrail
import Workflow

/// `vouch audit export`: records for other systems.
enum AuditExportCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "export"],
      summary: "records as FHIR R4 AuditEvent and Provenance, as CSV or as they are",
      details: """
        Writes all events that match, runs and others, to standard output or to the file of --output,
        which must not be there yet unless --force is given. That it was done is recorded first.

        fhir gives NDJSON: an AuditEvent for each record, and a Provenance for each text that was shown,
        with HL7's AI Transparency labels (AIAST, the AI device, the people who verified). No text of a
        note is in an export: notes, drafts and outputs are named by keyed hashes.
        """,
      inputs: .none,
      options: AuditFilter.options + [
        OptionSpecification(
          "format", .choice(["fhir", "csv", "jsonl"]), "What to write. Default: fhir."),
        OptionSpecification("force", "Replace the file of --output where it is there."),
        .actor, .role, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch audit export --output audit.ndjson", "the whole log for a FHIR server"),
        .init(
          "vouch audit export --from 2026-11-01 --to 2026-12-01 --format csv --output november.csv",
          "a month for a spreadsheet"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      if let path = invocation.arguments.value("output"), !invocation.arguments.has("force"),
        FileStatus.kind(of: invocation.environment.absolute(path)) != .missing
      {
        throw .trouble(
          message: "\(Printable.line(path)) is there already; nothing was written",
          hint: "name another file, or give --force to replace it")
      }
      var query = try AuditFilter.query(invocation)
      query.includesLogEvents = true
      let search = try TrailAccess.search(settings, invocation)
      let records = try TrailAccess.wrap { () throws(AuditError) in
        try search.records(matching: query)
      }
      let format = invocation.arguments.value("format") ?? "fhir"
      try TrailAccess.recordAccess(
        AccessRecord(
          command: "audit export", actor: try invocation.person(), first: records.first?.seq,
          last: records.last?.seq, records: records.count, format: format),
        type: .exportPerformed, settings, invocation)
      try invocation.withOutput { (sink) throws(ToolFailure) in
        try write(records, as: format, search, to: sink)
      }
      return .success
    })

  private static func write(
    _ records: [AuditRecord], as format: String, _ search: AuditSearch, to sink: any ByteSink
  ) throws(ToolFailure) {
    if format == "csv" {
      try ToolFailure.wrap { () throws(StreamError) in try sink.write(AuditCSV.list(records)) }
      return
    }
    let export = FHIRExport(search)
    for record in records {
      let lines =
        format == "fhir"
        ? try TrailAccess.wrap { () throws(AuditError) in try export.lines(of: record) }
        : record.line + [0x0A]
      try ToolFailure.wrap { () throws(StreamError) in try sink.write(lines) }
    }
  }
}
