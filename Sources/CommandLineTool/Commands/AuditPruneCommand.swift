import AuditTrail
import SourceText

/// `vouch audit prune`: lets go of records whose time is over.
enum AuditPruneCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "prune"],
      summary: "let go of records, notes and drafts whose time is over",
      details: """
        Removes the oldest segments of the log (64 MiB each) all of whose records are older than --keep,
        with what the vault holds of them. The hashes of the records stay: the log still verifies, and
        proofs that were made before still hold. The newest segment always stays. What is done is
        recorded and signed first. Refused under a legal hold; what is about a subject under a hold of
        its own stays, with all that is newer.

        --keep is years, months and days as ISO 8601 writes them: P6Y, P18M, P2Y6M. Six years are the
        default (HIPAA, 45 CFR 164.316(b)(2)(i)), and six months the least (EU AI Act, article 26(6)).
        """,
      inputs: .none,
      options: [
        OptionSpecification(
          "keep", .text(placeholder: "PERIOD"), "How long records are kept. Default: P6Y."),
        OptionSpecification("dry-run", "Only say what would be let go."),
        .actor, .role, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet,
      ],
      examples: [
        .init("vouch audit prune --dry-run", "what is older than six years?"),
        .init("vouch audit prune --keep P10Y", "let go of what is older than ten"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let text = invocation.arguments.value("keep") ?? "P6Y"
      guard let period = RetentionPeriod(text) else {
        throw invocation.usage(
          "--keep must be a period such as P6Y or P18M, not '\(Printable.line(text))'",
          hint: "years, months and days, each a number with its letter, behind a P")
      }
      guard period >= .least else {
        throw invocation.usage(
          "--keep must be at least six months (P6M), not '\(Printable.line(text))'")
      }
      let isTrial = invocation.arguments.has("dry-run")
      let person = try invocation.person()
      let trail = try TrailAccess.existingTrail(settings, invocation)
      let pruning = try TrailAccess.wrap { () throws(AuditError) in
        let now = TrailAccess.environment(invocation).now()
        return try trail.prune(before: period.before(now), isTrial: isTrial, by: person)
      }
      if let held = pruning.heldRecord {
        invocation.warn(
          "record \(held) is about a subject under a legal hold; it stays, with all that is newer")
      }
      let what = Plural.count(pruning.records, "record")
      let segments = Plural.count(pruning.segments, "segment")
      if pruning.segments == 0 {
        try invocation.write("nothing is old enough\n")
      } else if isTrial {
        try invocation.write("would let go of \(what) in \(segments)\n")
      } else {
        try invocation.write(
          "let go of \(what) in \(segments), and \(Plural.count(pruning.contents, "key")) of the vault\n"
        )
      }
      return .success
    })
}
