import AuditTrail
import Workflow

/// `vouch review list`: what waits for a person.
enum ReviewListCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["review", "list"],
      summary: "held summaries and alerts that wait for a person",
      details: """
        A held summary opens a review, and so does a note that raises an alert. Lists those that wait,
        the oldest first, with the queue and the time that the policy gives; what is overdue is marked.
        Alerts that nobody saw in time get a record that says so.
        """,
      inputs: .none,
      options: [
        OptionSpecification("all", "Those that are done as well."),
        OptionSpecification("overdue", "Only those past their time."),
        OptionSpecification("route", .text(placeholder: "QUEUE"), "Only those for this queue."),
        OptionSpecification("format", .choice(["text", "json"]), "How to show it. Default: text."),
        .policies, .audit, .anchor, .allowUnsafeFS, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch review list", "what waits"),
        .init("vouch review list --overdue --route cardiology-on-call", "what one queue missed"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let access = try ReviewAccess(invocation)
      let cases = try access.signing { (desk) throws(ReviewError) in try desk.cases() }
      let now = access.desk.now()
      let arguments = invocation.arguments
      let shown = cases.filter { review in
        if !arguments.has("all"), !review.isPending(at: now) { return false }
        if arguments.has("overdue"), !review.isOverdue(at: now) { return false }
        return arguments.value("route").map(review.opened.routes.contains) ?? true
      }
      if arguments.value("format") == "json" {
        try invocation.write(ReviewJSON.list(shown, at: now))
      } else {
        try invocation.write(
          ReviewText.list(
            shown, at: now, invocation.style(access.settings), width: invocation.width))
      }
      return .success
    })
}
