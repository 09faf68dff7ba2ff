import AuditTrail
import SourceText

/// `vouch audit show`: one record, and with `--content` the note and draft behind it.
enum AuditShowCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "show"],
      summary: "one record, and the note and draft behind it",
      details: """
        Shows the record with the number SEQ, or of the end of the run with the id RUN. The log holds
        no text: --content decrypts the note and the unedited draft from the vault beside it, which
        only the owner of the trail's key can do, and which is recorded first.
        """,
      inputs: .exactlyOne(placeholder: RecordArgument.placeholder),
      options: [
        OptionSpecification("content", "Decrypt and show the note and the unedited draft."),
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .actor, .role, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch audit show 17", "what was decided, and why"),
        .init("vouch audit show 17 --content", "with the note and the draft, to review it"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let reader = try TrailAccess.reader(settings.audit)
      let seq = try RecordArgument.number(invocation, settings)
      guard
        let record = try TrailAccess.wrap({ () throws(AuditError) in try reader.record(seq: seq) })
      else {
        throw .trouble(
          message: "the trail has no record \(seq)", hint: "'vouch audit list' shows the numbers")
      }
      var content: VaultContent?
      if invocation.arguments.has("content") {
        try TrailAccess.recordAccess(
          AccessRecord(
            command: "audit show", actor: try invocation.person(), first: seq, last: seq,
            records: 1), type: .accessRead, run: record.run, settings, invocation)
        content = try TrailAccess.wrap { () throws(AuditError) in try reader.content(of: record) }
      }
      let alerts = try TrailAccess.wrap { () throws(AuditError) in
        record.body?.escalations.isEmpty == false ? try reader.alerts(of: record) : []
      }
      if invocation.arguments.value("format") == "json" {
        try invocation.write(AuditJSON.show(record, content: content, alerts: alerts))
      } else {
        let page = AuditPage(
          record: record, content: content, alerts: alerts, style: invocation.style(settings),
          width: invocation.width, auditOption: settings.auditOption)
        try invocation.write(page.rendered)
      }
      return .success
    })
}
