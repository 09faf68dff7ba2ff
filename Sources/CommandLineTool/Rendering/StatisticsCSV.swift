import AuditTrail
import Workflow

/// Statistics as rows: what is counted, of whom or what, which figure, and its value.
enum StatisticsCSV {
  static func rows(_ statistics: AuditStatistics) -> [UInt8] {
    var csv = CSVWriter(header: ["section", "name", "figure", "value"])
    func add(_ section: String, _ name: String, _ figures: [(String, Int)]) {
      for (figure, value) in figures { csv.row([section, name, figure, "\(value)"]) }
    }
    for outcome in RunRecord.Outcome.allCases {
      add("decisions", outcome.rawValue, [("runs", statistics.total.outcomes[outcome] ?? 0)])
    }
    for stretch in statistics.stretches {
      add(
        "over-time", stretch.start.rfc3339,
        RunRecord.Outcome.allCases.map { ($0.rawValue, stretch.outcomes[$0] ?? 0) })
    }
    for rule in statistics.rules {
      add(
        "rules", rule.rule,
        [
          ("fired", rule.fired), ("withheld", rule.withheld), ("decided", rule.decided),
          ("overridden", rule.overridden),
        ])
    }
    for drift in statistics.drifts {
      csv.row(["drift", drift.subject, "index", Share.decimal(drift.index, places: 4)])
    }
    for one in statistics.reviewers {
      add(
        "reviewers", one.person,
        [
          ("approved", one.approved), ("amended", one.amended), ("rejected", one.rejected),
          ("acknowledged", one.acknowledged), ("source-opened", one.withSource),
        ] + (one.medianSeconds.map { [("median-seconds", $0)] } ?? []))
    }
    add(
      "waiting", "reviews",
      [
        ("pending", statistics.pending.count),
        ("overdue", statistics.pending.count { $0.isOverdue(at: statistics.now) }),
      ])
    return csv.bytes
  }
}
