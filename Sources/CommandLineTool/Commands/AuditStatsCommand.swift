import AuditTrail
import Workflow

/// `vouch audit stats`: what the trail tells of a period.
enum AuditStatsCommand {
  static let command = Command(
    specification: CommandSpecification(
      path: ["audit", "stats"],
      summary: "decisions over time, rules and their overrides, drift, what waits, reviewers",
      details: """
        Counts the runs of a period, all by default: how they were decided, which rules fired, how often
        reviewers overrode them, what waits for whom, and how long reviewers took.

        Drift compares a reference window with the period by the population stability index: under 0.1
        steady, from 0.25 on shifted; what chance can do to so few runs counts as steady. Without
        --reference-from and --reference-to the older half of the
        period is the reference for the newer half.

        --format html gives one page with plots that needs no network and no scripts.
        """,
      inputs: .none,
      options: AuditFilter.options.filter { $0.name != "note" } + [
        OptionSpecification(
          "reference-from", .text(placeholder: "TIME"), "Where the reference window begins."),
        OptionSpecification(
          "reference-to", .text(placeholder: "TIME"), "Where it ends; the moment after it."),
        OptionSpecification(
          "format", .choice(["text", "json", "csv", "html"]), "How to show it. Default: text."),
        .audit, .config, .output, .quiet, .color,
      ],
      examples: [
        .init("vouch audit stats", "the whole log"),
        .init("vouch audit stats --from 2026-11-01 --format html --output november.html", "a page"),
        .init(
          "vouch audit stats --from 2026-11-01 --reference-from 2026-08-01 --reference-to 2026-11-01",
          "drift since the summer"),
      ]),
    run: { (invocation) throws(ToolFailure) in
      let settings = try invocation.settings()
      let query = try AuditFilter.query(invocation)
      let reference = try reference(invocation)
      let search = try TrailAccess.search(settings, invocation)
      let now = AuditEnvironment.system().now()
      let statistics = try TrailAccess.wrap { () throws(AuditError) in
        try AuditStatistics(matching: query, reference: reference, in: search, at: now)
      }
      switch invocation.arguments.value("format") {
      case "json": try invocation.write(StatisticsJSON.page(statistics))
      case "csv": try invocation.write(StatisticsCSV.rows(statistics))
      case "html": try invocation.write(StatisticsPage(statistics: statistics).html)
      default:
        try invocation.write(
          StatisticsText(
            statistics: statistics, style: invocation.style(settings), width: invocation.width
          ).rendered)
      }
      return .success
    })

  private static func reference(
    _ invocation: Invocation
  ) throws(ToolFailure) -> AuditStatistics.Period? {
    let from = try invocation.time("reference-from")
    let to = try invocation.time("reference-to")
    guard from != nil || to != nil else { return nil }
    guard let from, let to, from < to else {
      throw invocation.usage(
        "a reference window needs a beginning and a later end",
        hint: "give --reference-from TIME and --reference-to TIME")
    }
    return AuditStatistics.Period(from: from, to: to)
  }
}
