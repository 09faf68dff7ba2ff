import AuditTrail
import Guardrails
import SourceText
import Workflow

/// `vouch review approve|amend|reject|acknowledge`: a person decides.
enum ReviewDecisionCommand {
  static let approve = command(
    .approve, summary: "show a held summary all the same, as an override that ends",
    details: """
      Overrides the rules that hold the summary, and shows it with the override as its first warning.
      What is blocked stays so, and so does what other rules hold by now. Where one of the rules has
      critical severity, the first approval only asks for a second person, whose own approval shows it.
      """,
    options: [
      OptionSpecification(
        "expires", .text(placeholder: "TIME"),
        "Until when it holds: a day or a moment, at most 90 days off. Default: in 30 days.")
    ],
    example: "vouch review approve 17 --role cardiologist --reason rule-wrong")

  static let amend = command(
    .amend, summary: "put another summary in the place of a held one",
    details: """
      The summary in FILE is held against the note and the policies like any other. Where it passes, it
      is shown and the review is done; where it does not, that is recorded and the review stays open.
      """,
    options: [
      OptionSpecification(
        "summary", .text(placeholder: "FILE"), "The amended summary; '-' for standard input.")
    ],
    example: "vouch review amend 17 --role gp --reason corrected-error --summary better.txt")

  static let reject = command(
    .reject, summary: "let a held summary stay withheld",
    details: "Ends the review. Nothing of the summary is ever shown.", options: [],
    example: "vouch review reject 17 --role gp --reason inaccurate")

  static let acknowledge = command(
    .acknowledge, summary: "say that an alert was seen",
    details: """
      Records who saw the alerts of the note, and what came of them. A summary that is held waits for
      its own decision.
      """, options: [],
    example: "vouch review acknowledge 18 --role nurse --reason acted")

  /// Days that an override holds where nothing is said, and at most.
  private static let (usualDays, mostDays) = (30, 90)

  private static func command(
    _ action: ReviewAction, summary: String, details: String, options: [OptionSpecification],
    example: String
  ) -> Command {
    Command(
      specification: CommandSpecification(
        path: ["review", action.rawValue], summary: summary,
        details: details + """


          What you write in --remark goes encrypted into the vault; the log has its keyed hash. The
          decision is refused where somebody else decided first, or, with --answers, where anything
          happened to the review since record SEQ.
          """,
        inputs: .exactlyOne(placeholder: RecordArgument.placeholder),
        options: [
          OptionSpecification(
            "reason", .choice(action.reasons.map(\.rawValue)),
            "Why; needed. 'other' needs a remark."
          ),
          OptionSpecification(
            "remark", .text(placeholder: "FILE"),
            "What else there is to say; '-' for standard input."
          ),
          .actor, .role,
        ] + options + [
          OptionSpecification(
            "answers", .integer(placeholder: "SEQ", 0...Int(Int32.max)),
            "The newest record of the review that you know of ('review show' names it)."),
          .format, .policies, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet, .color,
        ],
        examples: [.init(example, summary)]),
      run: { (invocation) throws(ToolFailure) in try decide(action, invocation) })
  }

  private static func decide(
    _ action: ReviewAction, _ invocation: Invocation
  ) throws(ToolFailure) -> ExitCode {
    let arguments = invocation.arguments
    guard let reason = arguments.value("reason").flatMap(ReviewReason.init(rawValue:)) else {
      throw invocation.usage(
        "--reason is missing",
        hint: "give one of \(action.reasons.map(\.rawValue).joined(separator: ", "))")
    }
    if arguments.value("remark") == "-", arguments.value("summary") == "-" {
      throw invocation.usage("remark and summary cannot both come from standard input")
    }
    if action == .amend, !arguments.has("summary") {
      throw invocation.usage("--summary FILE is missing", hint: "it names the amended summary")
    }
    let access = try ReviewAccess(invocation)
    let request = ReviewRequest(
      seq: try access.number(), action: action, person: try access.reviewer(), reason: reason,
      remark: try text("remark", invocation)?.string, amended: try text("summary", invocation),
      expires: try expiry(invocation, from: access.desk.now()),
      answers: arguments.integer("answers"))
    let result = try access.signing { (desk) throws(ReviewError) in try desk.decide(request) }
    return try show(result, access)
  }

  private static func text(
    _ option: String, _ invocation: Invocation
  ) throws(ToolFailure) -> SourceText? {
    guard let path = invocation.arguments.value(option) else { return nil }
    do throws(NoteFile.Problem) { return try NoteFile(path: path).read(invocation) } catch {
      throw .trouble(message: error.message, hint: error.hint)
    }
  }

  private static func expiry(
    _ invocation: Invocation, from now: Timestamp
  ) throws(ToolFailure) -> Timestamp {
    let latest = now.adding(minutes: mostDays * 1440)
    guard let expires = try invocation.time("expires") else {
      return now.adding(minutes: usualDays * 1440)
    }
    guard expires > now, expires <= latest else {
      throw invocation.usage(
        "--expires must lie between now and \(latest.rfc3339.prefix(10)), in \(mostDays) days",
        hint: "an override is for one summary and a while; what is wrong with a rule belongs there")
    }
    return expires
  }

  private static func show(
    _ result: ReviewResult, _ access: ReviewAccess
  ) throws(ToolFailure) -> ExitCode {
    let invocation = access.invocation
    let format = invocation.arguments.value("format").flatMap(OutputFormat.init(rawValue:)) ?? .text
    switch result {
    case .released(let outcome), .amendmentWithheld(let outcome):
      try invocation.write(
        JudgingRun.rendered(
          [outcome], as: format, isOneOfMany: false, policy: PolicyLabel(access.workspace.bundle),
          invocation, access.settings))
      return outcome.decision.isShown ? .success : .withheld
    case .awaitsSecond(let rules):
      try say(
        "approved-once",
        "Approved, and not shown yet: a second person must approve it, for "
          + "\(rules.joined(separator: ", ")).", access, format)
      return .withheld
    case .rejected: try say("rejected", "Rejected; the summary stays withheld.", access, format)
    case .acknowledged: try say("acknowledged", "The alerts are acknowledged.", access, format)
    }
    return .success
  }

  private static func say(
    _ code: String, _ words: String, _ access: ReviewAccess, _ format: OutputFormat
  ) throws(ToolFailure) {
    let invocation = access.invocation
    switch format {
    case .json: try invocation.write(ReviewJSON.result(code, words))
    case .text, .markdown:
      try invocation.write(
        TextLayout.hanging("", words, width: invocation.width)
          + invocation.style(access.settings)(StandingWords.notForClinicalUse, .dim) + "\n")
    }
  }
}

extension Invocation {
  /// A day, meaning its start, or a moment in UTC.
  func time(_ option: String) throws(ToolFailure) -> Timestamp? {
    guard let text = arguments.value(option) else { return nil }
    guard let time = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text + "T00:00:00Z") else {
      throw usage(
        "--\(option) is no time: '\(Printable.line(text))'",
        hint: "write a day such as 2026-11-24, or a moment such as 2026-11-24T08:30:00Z")
    }
    return time
  }
}
