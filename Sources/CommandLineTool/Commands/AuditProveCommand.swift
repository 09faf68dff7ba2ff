import AuditTrail

/// `vouch audit prove`: a proof that a stranger can check, without the log and without Vouch.
enum AuditProveCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "prove"],
      summary: "a proof that a record stands in the signed log",
      details: """
        Writes a C2SP tlog-proof of the record with the number SEQ, or of the end of the run with the
        id RUN: its path to the root of the signed checkpoint, that checkpoint, and the record itself,
        which holds no text of a note.
        'vouch audit check-proof' checks it, and so does any other program that knows the format.
        """,
      inputs: .exactlyOne(placeholder: RecordArgument.placeholder),
      options: [.audit, .config, .output, .quiet],
      examples: [
        .init("vouch audit prove 17 --output 17.tlog-proof", "to be given to whoever asks"),
        .init(
          "vouch audit prove d41d8cd98f00b204e9800998ecf8427e", "by the id of the run"),
        .init(
          "vouch audit prove 17 | vouch audit check-proof --key log.vkey -", "make and check one"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let reader = try TrailAccess.reader(settings.audit)
      let seq = try RecordArgument.number(invocation, settings)
      let checkpoint = try TrailAccess.wrap { () throws(AuditError) in try reader.checkpoint() }
      guard let checkpoint else {
        throw .trouble(
          message: "the log in '\(Printable.line(settings.audit))' has no checkpoint",
          hint: "the next run that writes to it signs it")
      }
      let proof = try TrailAccess.wrap { () throws(AuditError) in
        try reader.proof(of: seq, under: checkpoint)
      }
      guard let proof else {
        throw .trouble(
          message:
            "record \(seq) is not signed: the checkpoint ends before record \(checkpoint.size)",
          hint: "'vouch audit list' shows the numbers; what is newer the next run signs")
      }
      try invocation.write(proof.bytes)
      return .success
    })
}
