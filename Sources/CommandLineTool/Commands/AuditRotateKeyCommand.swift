import AuditTrail

/// `vouch audit rotate-key`: signs with a new key from now on.
enum AuditRotateKeyCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "rotate-key"],
      summary: "sign with a new key from now on, handed over by the old one",
      details: """
        Makes a new signing key, appends a record that names it, and signs that with both keys. The old
        private key is gone then. Whoever trusts the old public key can still verify: the record under
        both signatures hands the log over. Prints the new public key, which is to be published.
        """,
      inputs: .none,
      options: [.actor, .role, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet],
      examples: [.init("vouch audit rotate-key", "once a year, or when somebody may know the key")]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let person = try invocation.person()
      let trail = try TrailAccess.existingTrail(settings, invocation)
      let key = try TrailAccess.wrap { () throws(AuditError) in try trail.rotateKey(by: person) }
      try invocation.write("\(key.text)\n")
      return .success
    })
}
