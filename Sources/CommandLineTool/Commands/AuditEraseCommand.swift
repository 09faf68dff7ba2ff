import AuditTrail

/// `vouch audit erase`: makes what the vault holds of a subject unreadable.
enum AuditEraseCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "erase"],
      summary: "make the notes and drafts of a subject unreadable, for good",
      details: """
        Overwrites the keys under which the vault keeps what is about SUBJECT: what --subject named
        when it was recorded, else the id of the note, else the id of the run. What reviewers wrote of
        it goes as well. Records, signatures and proofs stay and still verify; that this was done is
        recorded too. It cannot be undone.

        The keyed hashes in the records stay and are of no use any more, for their key is one of those.
        Only hashes of runs that were recorded with --retain hashes, or before Vouch made such keys,
        can still be tested by whoever has the trail's key, as can the ids of notes. Copies of 'keys'
        must be let go of as well. Refused under a legal hold.
        """,
      inputs: .exactlyOne(placeholder: "SUBJECT"),
      options: [.actor, .role, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet],
      examples: [
        .init("vouch audit erase patient-417", "all that was recorded with --subject patient-417"),
        .init("vouch audit erase chest-pain", "what was recorded of the note with this id"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let subject = invocation.arguments.inputs[0]
      let person = try invocation.person()
      let trail = try TrailAccess.existingTrail(settings, invocation)
      let erasure = try TrailAccess.wrap { () throws(AuditError) in
        let erasure = try trail.erase(subject: subject, by: person)
        try trail.sign()
        return erasure
      }
      guard let erasure else {
        throw .trouble(
          message: "the vault keeps nothing of this subject, or it was erased before",
          hint: "subjects are told apart by every letter; 'vouch audit show' has the id of a run")
      }
      try invocation.write(
        "erased  \(Plural.count(erasure.keys + erasure.pieces, "key")) of the vault; "
          + "the records stay\n")
      return .success
    })
}
