import AuditTrail
import Workflow

/// `vouch audit recall`: everything that a faulty part ever had a hand in.
enum AuditRecallCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "recall"],
      summary: "every output that a model, prompt, engine or policy had a hand in",
      details: """
        For the day on which a part turns out to be faulty: lists every run that used it, what was
        decided, and whether anything was shown, by the run itself or by a reviewer later. With several
        of the options, the runs that used all of them.

        --ids decrypts the ids of the notes from the vault, so that they can be found; that is recorded.
        """,
      inputs: .none,
      options: AuditFilter.options.filter {
        ["model", "prompt", "engine", "policy", "rule", "from", "to"].contains($0.name)
      } + [
        OptionSpecification("ids", "The ids of the notes, from the vault."),
        OptionSpecification(
          "format", .choice(["text", "json", "csv"]), "How to show it. Default: text."),
        .actor, .role, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch audit recall --policy 9f2e41", "all that one version of the policies decided"),
        .init("vouch audit recall --engine vouch-extractive --ids --format csv", "with note ids"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let parts = ["model", "policy", "prompt", "engine"]
      guard parts.contains(where: invocation.arguments.has) else {
        throw invocation.usage(
          "nothing is named to be recalled",
          hint: "give one of \(parts.map { "--\($0)" }.joined(separator: ", "))")
      }
      let settings = try invocation.settings()
      let search = try TrailAccess.search(settings, invocation)
      let query = try AuditFilter.query(invocation)
      var recall = try TrailAccess.wrap { () throws(AuditError) in
        try Recall(matching: query, in: search)
      }
      if invocation.arguments.has("ids") {
        try TrailAccess.recordAccess(
          AccessRecord(
            command: "audit recall", actor: try invocation.person(),
            first: recall.items.first?.record.seq, last: recall.items.last?.record.seq,
            records: recall.items.count), type: .accessRead, settings, invocation)
        try TrailAccess.wrap { () throws(AuditError) in try recall.readIdentifiers(search.reader) }
      }
      switch invocation.arguments.value("format") {
      case "json": try invocation.write(RecallReport.json(recall))
      case "csv": try invocation.write(RecallReport.csv(recall))
      default: try invocation.write(RecallReport.text(recall, invocation.style(settings)))
      }
      return .success
    })
}
