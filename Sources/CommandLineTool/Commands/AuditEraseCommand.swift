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

        Keyed hashes of the content stay in the log; whoever has the trail's key can still test whether
        a text that they have is the one. Copies of 'keys' must be let go of as well. Refused under a
        legal hold.
        """,
      inputs: .exactlyOne(placeholder: "SUBJECT"),
      options: [.audit, .anchor, .allowUnsafeFS, .config, .output, .quiet],
      examples: [
        .init("vouch audit erase patient-417", "all that was recorded with --subject patient-417"),
        .init("vouch audit erase chest-pain", "what was recorded of the note with this id"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let subject = invocation.arguments.inputs[0]
      let trail = try TrailAccess.existingTrail(settings, invocation)
      let erasure = try TrailAccess.wrap { () throws(AuditError) in
        let erasure = try trail.erase(subject: subject)
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

/// `vouch audit hold`: forbids erasing, or allows it again.
enum AuditHoldCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "hold"],
      summary: "place the trail under a legal hold, or lift it",
      details: """
        While a trail is under a legal hold 'vouch audit erase' refuses. Placing and lifting are
        recorded; the newest of those records counts.
        """,
      inputs: .none,
      options: [
        OptionSpecification("lift", "Lift the hold."),
        .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet,
      ],
      examples: [
        .init("vouch audit hold", "nothing may be erased from now on"),
        .init("vouch audit hold --lift", "it may again"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let isHeld = !invocation.arguments.has("lift")
      let trail = try TrailAccess.existingTrail(settings, invocation)
      let isChanged = try TrailAccess.wrap { () throws(AuditError) in
        let isChanged = try trail.setHold(isHeld)
        try trail.sign()
        return isChanged
      }
      let state = isHeld ? "on hold" : "not on hold"
      try invocation.write("\(state)\(isChanged ? "" : ", as it was")\n")
      return .success
    })
}
