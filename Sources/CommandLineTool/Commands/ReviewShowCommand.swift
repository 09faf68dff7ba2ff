import Workflow

/// `vouch review show`: everything that a reviewer must see.
enum ReviewShowCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["review", "show"],
      summary: "one review: the note, the withheld draft, the findings, what was decided",
      details: """
        Shows the review of the run that record SEQ belongs to, with note and draft from the vault. That
        you were shown it, and when, is recorded first: a decision counts the time from here.
        """,
      inputs: .exactlyOne(placeholder: RecordArgument.placeholder),
      options: [
        .actor, .role,
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .policies, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch review show 17", "before deciding"),
        .init("vouch review show 17 --as dr.okafor --role cardiologist", "as somebody else"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let access = try ReviewAccess(invocation)
      guard let person = try invocation.person() else {
        throw invocation.usage("nobody is named who looks", hint: "give --as NAME")
      }
      let number = try access.number()
      let view = try access.signing { (desk) throws(ReviewError) in
        try desk.show(number, to: person)
      }
      let now = access.desk.now()
      if invocation.arguments.value("format") == "json" {
        try invocation.write(ReviewJSON.show(view, at: now))
      } else {
        let text = ReviewText(
          view: view, now: now, style: invocation.style(access.settings), width: invocation.width,
          auditOption: access.settings.auditOption)
        try invocation.write(text.rendered)
      }
      return .success
    })
}
