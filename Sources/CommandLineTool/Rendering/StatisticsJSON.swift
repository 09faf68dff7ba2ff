import AuditTrail
import CanonicalJSON
import Workflow

/// Statistics as JSON: `vouch/audit-stats/1`. Shares and indices are texts with fixed places.
enum StatisticsJSON {
  static func page(_ statistics: AuditStatistics) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/audit-stats/1")
    json.key("period")
    write(statistics.period, to: &json)
    json.member("runs", statistics.total.runs)
    json.key("decisions")
    write(statistics.total.outcomes, to: &json)
    json.member("withAlert", statistics.total.escalated)
    counts("audiences", statistics.total.audiences, to: &json)
    counts("engines", statistics.total.engines, to: &json)
    counts("subgroups", statistics.total.subgroups, to: &json)
    json.key("overTime")
    json.beginArray()
    for stretch in statistics.stretches {
      json.beginObject()
      json.member("from", stretch.start.rfc3339)
      json.key("decisions")
      write(stretch.outcomes, to: &json)
      json.endObject()
    }
    json.endArray()
    json.key("rules")
    json.beginArray()
    for rule in statistics.rules {
      json.beginObject()
      json.member("rule", rule.rule)
      json.member("fired", rule.fired)
      json.member("withheld", rule.withheld)
      json.member("decided", rule.decided)
      json.member("overridden", rule.overridden)
      json.endObject()
    }
    json.endArray()
    drift(statistics, to: &json)
    json.key("waiting")
    json.beginObject()
    json.member("reviews", statistics.pending.count)
    json.member("alerts", statistics.pending.count { $0.alertStanding == .waiting })
    json.member("overdue", statistics.pending.count { $0.isOverdue(at: statistics.now) })
    json.endObject()
    reviewers(statistics, to: &json)
    json.member("unfinishedRuns", statistics.unfinished)
    json.key("advice")
    json.beginArray()
    for advice in statistics.advice { json.string(advice) }
    json.endArray()
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func drift(_ statistics: AuditStatistics, to json: inout JSONWriter) {
    json.key("drift")
    guard let windows = statistics.windows else {
      json.null()
      return
    }
    json.beginObject()
    json.key("reference")
    write(windows.reference, to: &json)
    json.key("current")
    write(windows.current, to: &json)
    json.key("indices")
    json.beginArray()
    for drift in statistics.drifts {
      json.beginObject()
      json.member("subject", drift.subject)
      json.member("index", Share.decimal(drift.index, places: 4))
      json.member("degree", drift.degree.rawValue)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private static func reviewers(_ statistics: AuditStatistics, to json: inout JSONWriter) {
    json.key("reviewers")
    json.beginArray()
    for one in statistics.reviewers {
      json.beginObject()
      json.member("person", one.person)
      json.member("approved", one.approved)
      json.member("amended", one.amended)
      json.member("rejected", one.rejected)
      json.member("acknowledged", one.acknowledged)
      json.member("sourceOpened", one.withSource)
      json.key("medianSeconds")
      if let seconds = one.medianSeconds { json.integer(seconds) } else { json.null() }
      json.endObject()
    }
    json.endArray()
  }

  private static func write(_ period: AuditStatistics.Period?, to json: inout JSONWriter) {
    guard let period else {
      json.null()
      return
    }
    json.beginObject()
    json.member("from", period.from.rfc3339)
    json.member("to", period.to.rfc3339)
    json.endObject()
  }

  private static func write(_ outcomes: [RunRecord.Outcome: Int], to json: inout JSONWriter) {
    json.beginObject()
    for outcome in RunRecord.Outcome.allCases {
      json.key(dynamic: outcome.rawValue)
      json.integer(outcomes[outcome] ?? 0)
    }
    json.endObject()
  }

  private static func counts(
    _ name: StaticString, _ counts: [String: Int], to json: inout JSONWriter
  ) {
    json.key(name)
    json.beginObject()
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
      json.key(dynamic: key)
      json.integer(count)
    }
    json.endObject()
  }
}
