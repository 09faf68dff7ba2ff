import AuditTrail

/// `vouch audit hold`: forbids erasing and letting go, or allows it again.
enum AuditHoldCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "hold"],
      summary: "place the trail or one subject under a legal hold, or lift it",
      details: """
        While a trail is under a legal hold 'vouch audit erase' and 'vouch audit prune' refuse. With
        --subject the hold is on what is kept of that subject alone, named as for 'vouch audit erase';
        it cannot be erased, and pruning lets go of nothing from the first record about it on. Placing
        and lifting are recorded, a subject by a keyed hash; the newest of those records counts.
        """,
      inputs: .none,
      options: [
        OptionSpecification(
          "subject", .text(placeholder: "SUBJECT"), "What is kept of this subject alone."),
        OptionSpecification("lift", "Lift the hold."),
        .actor, .role, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet,
      ],
      examples: [
        .init("vouch audit hold", "nothing may be erased from now on"),
        .init("vouch audit hold --subject patient-417", "nothing of this subject"),
        .init("vouch audit hold --lift", "what no subject's own hold covers may be again"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let isHeld = !invocation.arguments.has("lift")
      let subject = invocation.arguments.value("subject")
      let person = try invocation.person()
      let trail = try TrailAccess.existingTrail(settings, invocation)
      let (isChanged, isKnown) = try TrailAccess.wrap { () throws(AuditError) in
        let isChanged = try trail.setHold(isHeld, subject: subject, by: person)
        try trail.sign()
        return (
          isChanged,
          try subject.map { (name) throws(AuditError) in
            try trail.keepsContent(ofSubject: name)
          } ?? true
        )
      }
      let state = (subject == nil ? "" : "subject ") + (isHeld ? "on hold" : "not on hold")
      try invocation.write("\(state)\(isChanged ? "" : ", as it was")\n")
      if isHeld, !isKnown {
        invocation.warn(
          "the vault keeps nothing of this subject now; subjects are told apart by every letter")
      }
      return .success
    })
}
