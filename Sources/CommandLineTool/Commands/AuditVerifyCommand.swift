import AuditTrail

/// `vouch audit verify`: whether the log is what was written.
enum AuditVerifyCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "verify"],
      summary: "prove that no record was changed, removed or moved",
      details: """
        Walks the whole chain of hashes and names the first place where it does not hold. Exit code 5
        where the trail does not verify.

        \(VerificationReport.limits.prefix(1).uppercased() + VerificationReport.limits.dropFirst()).
        """,
      inputs: .none,
      options: [
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .audit, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch audit verify", "check the trail that runs here write to"),
        .init("vouch audit verify --audit /srv/audit --format json", "another one, for a program"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let report = try TrailAccess.wrap { () throws(AuditError) in
        try AuditTrail.verify(at: settings.audit)
      }
      if invocation.arguments.value("format") == "json" {
        try invocation.write(AuditJSON.verification(report))
      } else {
        try invocation.write(
          text(report, at: settings.audit, invocation.style(settings), invocation.width))
      }
      guard report.isIntact else { return .unverifiedTrail }
      try TrailAccess.warnOfUnfinishedRuns(try TrailAccess.reader(settings.audit), invocation)
      return .success
    })

  static func text(
    _ report: VerificationReport, at path: String, _ style: Style, _ width: Int
  ) -> String {
    var text =
      report.isIntact ? style("verified", .good) : style("does not verify", .bad)
    text += "  \(Printable.line(path))\n"
    if let fault = report.fault {
      text += TextLayout.hanging("  ", fault.description, width: width)
      text += "  the records before it follow from each other\n"
    }
    if report.missingBytes > 0 {
      text += "  \(Plural.count(report.missingBytes, "byte")) that were written are gone\n"
    }
    text += "  \(Plural.count(report.records, "record")) in "
    text += "\(Plural.count(report.segments, "segment"))\n"
    if let log = report.log { text += "  log   \(log)\n" }
    if let root = report.root { text += "  root  \(root)\n" }
    if report.tornTailBytes > 0 {
      text += TextLayout.hanging(
        "  ",
        "an unfinished line of \(Plural.count(report.tornTailBytes, "byte")) at the end was never "
          + "acknowledged; the next run puts it into quarantine", width: width)
    }
    for warning in report.warnings {
      text += TextLayout.hanging("  note: ", Printable.line(warning), width: width)
    }
    return text + TextLayout.hanging("  ", VerificationReport.limits, width: width)
  }
}
