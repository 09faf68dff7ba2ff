import Parallelism
import AuditTrail
import ClinicalLanguage
import Policies
import Workflow

/// `vouch audit replay`: what other policies would have decided about recorded notes.
enum AuditReplayCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "replay"],
      summary: "which recorded decisions a candidate policy folder would change",
      details: """
        Takes notes and drafts from the vault, judges them by the policies in CANDIDATE, and compares
        with what was recorded: how many decisions go from what to what, and of each that changes the
        rules: '+' one that only the candidate finds something by, '-' one that only the record has.
        Nothing is decided anew; that the vault was read is recorded.

        Exit code 0 also where decisions change; 1 where a run cannot be judged.
        """,
      inputs: .exactlyOne(placeholder: "CANDIDATE"),
      options: AuditFilter.options + [
        OptionSpecification(
          "limit", .integer(placeholder: "N", OptionLimits.listed), "Only the newest N runs."),
        OptionSpecification(
          "jobs", .integer(placeholder: "N", OptionLimits.jobs),
          "Runs worked on at once. Default: the processors."),
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .actor, .role, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch audit replay Candidate", "before a change of policies goes into use"),
        .init("vouch audit replay Candidate --decision held --limit 500", "would fewer be held?"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let path = invocation.environment.absolute(invocation.arguments.inputs[0])
      let bundle = try PolicyAccess.bundle(path, invocation.environment)
      let query = try AuditFilter.query(invocation, limit: invocation.arguments.integer("limit"))
      let search = try TrailAccess.search(settings, invocation)
      let records = try TrailAccess.wrap { () throws(AuditError) in
        try search.records(matching: query)
      }
      try TrailAccess.recordAccess(
        AccessRecord(
          command: "audit replay", actor: try invocation.person(), first: records.first?.seq,
          last: records.last?.seq, records: records.count), type: .accessRead, settings, invocation)
      let replay = Replay(
        candidate: Workspace(lexicon: Lexicon.embedded(), bundle: bundle), reader: search.reader)
      var report = ReplayReport(candidate: PolicyLabel(bundle))
      let window = BatchRun.linesPerJob * settings.jobs
      var rest = records[...]
      while !rest.isEmpty {
        if invocation.environment.isInterrupted() { throw .interrupted }
        let part = Array(rest.prefix(window))
        rest = rest.dropFirst(window)
        for result in ParallelMap.map(part, jobs: settings.jobs, replay.judge) {
          guard let result else { continue }
          report.add(result)
          if case .failed(let seq, let error) = result {
            invocation.complain("vouch: record \(seq): \(error.message)\n")
          }
        }
      }
      if invocation.arguments.value("format") == "json" {
        try invocation.write(report.json)
      } else {
        try invocation.write(report.text(invocation.style(settings), width: invocation.width))
      }
      return report.failed > 0 ? .failure : .success
    })
}
