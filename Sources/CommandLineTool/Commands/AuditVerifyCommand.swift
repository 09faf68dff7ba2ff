import AuditTrail

/// `vouch audit verify`: whether the log is what was written and signed.
enum AuditVerifyCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "verify"],
      summary: "prove that no record was changed, removed, moved or cut off",
      details: """
        Walks the whole chain of hashes, rebuilds the root from the records, and holds it against the
        signed checkpoint of the log, the newest one that the anchor remembers, and the older one of
        --against. Names the first record that is not what was written, and what was done to it. Exit
        code 5 where the trail does not verify.

        A trail of one's own that verifies gets a record of it (log.verified), unless --no-record is
        given. Copies, trails of other users and what cannot be written are verified all the same, and
        left as they are; the report says so.

        Signatures are checked with the keys of --key, else that of the anchor, else that of the log
        itself, which shows least. \(sentence(LogVerification.limits))
        """,
      inputs: .none,
      options: [
        NoteKeyArgument.option,
        OptionSpecification(
          "against", .text(placeholder: "FILE"),
          "A checkpoint of this log that was kept elsewhere: the log must go on from it."),
        OptionSpecification(
          "expect-min-size", .integer(placeholder: "N", OptionLimits.listed),
          "The least number of records that must be signed."),
        OptionSpecification("no-record", "Leave the trail as it is."),
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .actor, .role, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch audit verify", "check the trail that runs here write to"),
        .init(
          "vouch audit verify --audit copy --key log.vkey --against checkpoint.october",
          "check a copy as a stranger: with the published key, and a checkpoint that was kept"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      var request = VerificationRequest(
        keys: try NoteKeyArgument.keys(invocation), anchor: settings.anchor,
        minimumSize: invocation.arguments.integer("expect-min-size") ?? 0)
      if let path = invocation.arguments.value("against") {
        request.against = [
          ("'\(Printable.line(path))'", try NoteKeyArgument.checkpoint(path, invocation))
        ]
      }
      let asked = request
      var report = try TrailAccess.wrap { () throws(AuditError) in
        try AuditTrail.verify(at: settings.audit, asked)
      }
      let recording = Recording(of: &report, settings, invocation)
      if invocation.arguments.value("format") == "json" {
        try invocation.write(AuditJSON.verification(report, record: recording.seq))
      } else {
        try invocation.write(
          text(
            report, record: recording.seq, at: settings.audit, invocation.style(settings),
            invocation.width))
      }
      guard report.isVerified else { return .unverifiedTrail }
      // What was found is told before what went wrong after it.
      if let failure = recording.failure { throw failure }
      let search = try TrailAccess.wrap { () throws(AuditError) in
        // Read from the log itself, which was just verified, and not from an index.
        try AuditSearch(AuditReader(at: settings.audit), usesIndex: false)
      }
      try TrailAccess.warnOfUnfinishedRuns(search, invocation)
      return .success
    })

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// What became of the record of a verification.
  private struct Recording {
    private(set) var seq: Int?
    private(set) var failure: ToolFailure?

    /// Writes it where that can be done, and notes in the report why not where it cannot.
    init(of report: inout LogVerification, _ settings: Settings, _ invocation: Invocation) {
      let verified = report
      guard report.isVerified, !invocation.arguments.has("no-record") else { return }
      do throws(ToolFailure) {
        let person = try invocation.person()
        let obstacle = try TrailAccess.wrap { () throws(AuditError) in
          try AuditTrail.obstacle(
            toRecording: verified, at: settings.audit, anchor: settings.anchor,
            environment: TrailAccess.environment(invocation))
        }
        if let obstacle {
          report.notes.append("this verification is not recorded in the trail: \(obstacle.reason)")
          return
        }
        let trail = try TrailAccess.existingTrail(settings, invocation)
        seq = try TrailAccess.wrap { () throws(AuditError) in
          try trail.record(verified, command: "audit verify", by: person)
        }
      } catch { failure = error }
    }
  }

  static func text(
    _ report: LogVerification, record: Int? = nil, at path: String, _ style: Style, _ width: Int
  ) -> String {
    let chain = report.chain
    var text =
      report.isVerified ? style("verified", .good) : style("does not verify", .bad)
    text += "  \(Printable.line(path))\n"
    func add(_ line: String) {
      text += TextLayout.hanging("  ", Printable.line(line), width: width)
    }
    if let fault = chain.fault {
      add(fault.description)
      add("the records before it follow from each other")
    }
    if chain.missingBytes > 0 {
      add("\(Plural.count(chain.missingBytes, "byte")) that were written are gone")
    }
    for problem in report.problems { add(problem.message) }
    text += "  \(Plural.count(chain.records, "record")) in "
    text += "\(Plural.count(chain.segments, "segment"))\n"
    if let log = chain.log { text += "  log     \(log)\n" }
    if let root = chain.root { text += "  root    \(root)\n" }
    if let key = report.key, report.signed > 0 {
      text += "  signed  \(Plural.count(report.signed, "record")), with key \(key.hexID)"
      text += report.keySource.map { " \(description(of: $0))" } ?? ""
      text += report.unsigned > 0 ? "; \(report.unsigned) since are not signed yet\n" : "\n"
    }
    if let record { text += "  this verification is record \(record)\n" }
    if report.rotations > 0 {
      text += "  the key was changed \(Plural.count(report.rotations, "time")), each time by both\n"
    }
    if chain.tornTailBytes > 0 {
      add(
        "an unfinished line of \(Plural.count(chain.tornTailBytes, "byte")) at the end was never "
          + "acknowledged; the next run puts it into quarantine")
    }
    for note in chain.warnings + report.notes {
      text += TextLayout.hanging("  note: ", Printable.line(note), width: width)
    }
    return text + TextLayout.hanging("  ", LogVerification.limits, width: width)
  }

  private static func description(of source: LogVerification.KeySource) -> String {
    switch source {
    case .given: "that was given"
    case .anchor: "of the anchor"
    case .log: "of the log"
    }
  }
}
