import CanonicalJSON
import Guardrails

/// The report for programs: schema `vouch/evaluation/1`.
package enum ReportJSON {
  package static func bytes(of report: EvaluationReport) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/evaluation/1")
    let words = ReportWords(report)
    json.member("verdict", words.verdict)
    json.key("passed")
    if let gate = report.gate { json.bool(gate.isPassed) } else { json.null() }
    json.strings("worst", words.worst.map(\.text))
    let setting = report.setting
    json.key("setting")
    json.beginObject()
    json.member("data", setting.data)
    json.member("dataDigest", setting.dataDigest)
    json.member("notes", setting.notes)
    json.member("policy", setting.policy)
    json.member("policyRevision", setting.policyRevision)
    json.member("policyDigest", setting.policyDigest)
    json.member("tool", setting.tool)
    json.member("length", setting.length)
    json.key("seed")
    json.raw(Array("\(setting.seed)".utf8))
    json.member("repetitions", setting.repetitions)
    json.key("models")
    json.beginArray()
    for model in setting.models {
      json.beginObject()
      json.member("name", model.name)
      json.member("model", model.model)
      json.member("dialect", model.dialect)
      json.strings("prompts", model.prompts)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    if let gate = report.gate { write(gate, to: &json) }
    json.key("systems")
    json.beginArray()
    for system in report.systems + report.baselines { write(system, of: report, to: &json) }
    json.endArray()
    json.member("disclaimer", ReportWords.disclaimer)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func write(_ gate: GateOutcome, to json: inout JSONWriter) {
    json.key("gate")
    json.beginArray()
    for line in gate.lines {
      json.beginObject()
      json.member("system", line.system)
      json.member("requirement", line.requirement)
      json.member("place", line.place)
      json.member("result", line.result == .unevaluable ? "unevaluable" : line.result.rawValue)
      json.member("detail", line.detail)
      json.endObject()
    }
    json.endArray()
  }

  private static func write(
    _ system: SystemReport, of report: EvaluationReport, to json: inout JSONWriter
  ) {
    let table = system.table
    json.beginObject()
    json.member("name", system.name)
    json.member("isBaseline", table.system.isBaseline)
    json.member("scored", table.scored)
    json.key("failed")
    write(table.failures, to: &json)
    json.key("unevaluable")
    write(table.unevaluable, to: &json)
    if let share = report.headRoom(of: system) {
      json.key("headRoom")
      json.decimal(share)
    }
    json.key("metrics")
    json.beginObject()
    for metric in Metric.all {
      guard let estimate = system.estimates[metric.name] else { continue }
      json.key(dynamic: metric.name)
      write(estimate, metric, to: &json)
    }
    json.endObject()
    if !table.system.isBaseline { writeDetails(of: system, to: &json) }
    json.endObject()
  }

  private static func writeDetails(of system: SystemReport, to json: inout JSONWriter) {
    let table = system.table
    json.key("latencyMedian")
    if let median = system.medianLatency { json.decimal(median) } else { json.null() }
    json.key("latencyOneInHundred")
    if let slow = system.slowLatency { json.decimal(slow) } else { json.null() }
    json.member("repeated", table.repeated)
    json.member("unstable", table.unstable)
    json.key("confusion")
    json.beginObject()
    for expected in Decision.allCases {
      json.key(dynamic: expected.rawValue)
      json.beginObject()
      for actual in Decision.allCases {
        json.key(dynamic: actual.rawValue)
        json.integer(table.confusion[DecisionPair(expected: expected, actual: actual), default: 0])
      }
      json.endObject()
    }
    json.endObject()
    json.key("errorTypes")
    json.beginObject()
    for (type, tally) in table.errorTypes.sorted(by: { $0.key < $1.key }) {
      json.key(dynamic: type)
      json.beginObject()
      json.member("unsafe", tally.unsafe)
      json.member("stopped", tally.unsafeStopped)
      json.member("mended", tally.unsafeMended)
      write(BinaryFigures(tally, among: table.labels), to: &json)
      json.endObject()
    }
    json.endObject()
    json.key("rules")
    json.beginObject()
    for (rule, tally) in table.rules.sorted(by: { $0.key < $1.key }) {
      json.key(dynamic: rule)
      json.beginObject()
      json.member("onUnsafe", tally.onUnsafe)
      json.member("onSafe", tally.onSafe)
      json.member("unlabelled", tally.unlabelled)
      json.member("stopped", tally.stopped)
      json.key("errorTypes")
      write(tally.errorTypes, to: &json)
      write(BinaryFigures(tally, among: table.labels), to: &json)
      json.endObject()
    }
    json.endObject()
    json.key("subgroups")
    json.beginObject()
    for name in SystemReport.subgroupMetrics {
      guard let groups = system.subgroups[name], let metric = Metric.named(name) else { continue }
      json.key(dynamic: name)
      json.beginArray()
      for group in groups {
        json.beginObject()
        json.member("dimension", group.dimension.rawValue)
        json.member("group", group.name)
        json.member("n", group.samples)
        json.key("estimate")
        if let estimate = group.estimate {
          write(estimate, metric, to: &json)
        } else {
          json.null()
        }
        json.endObject()
      }
      json.endArray()
    }
    json.endObject()
    json.key("comparisons")
    json.beginArray()
    for (opponent, figures) in system.comparisons {
      json.beginObject()
      json.member("against", opponent)
      json.key("figures")
      json.beginObject()
      for metric in Metric.all {
        guard let comparison = figures[metric.name] else { continue }
        json.key(dynamic: metric.name)
        write(comparison, metric, to: &json)
      }
      json.endObject()
      json.endObject()
    }
    json.endArray()
    json.key("calibrationError")
    if let error = system.calibration.expectedError { json.decimal(error) } else { json.null() }
    json.key("incidents")
    json.beginArray()
    for incident in table.incidents {
      json.beginObject()
      json.member("kind", "\(incident.kind)")
      json.member("id", incident.id)
      json.member("detail", incident.detail)
      if let change = incident.change {
        json.member("before", change.before)
        json.member("after", change.after)
      }
      json.endObject()
    }
    json.endArray()
  }

  private static func write(_ estimate: Estimate, _ metric: Metric, to json: inout JSONWriter) {
    json.beginObject()
    json.key("value")
    json.decimal(estimate.value)
    if let interval = estimate.interval {
      json.key("lower")
      json.decimal(interval.lower)
      json.key("upper")
      json.decimal(interval.upper)
    }
    json.member("n", estimate.samples)
    if metric.kind == .rate {
      json.key("hits")
      json.decimal(estimate.numerator)
      json.key("chances")
      json.decimal(estimate.denominator)
    }
    json.endObject()
  }

  private static func write(_ comparison: Comparison, _ metric: Metric, to json: inout JSONWriter) {
    json.beginObject()
    json.key("difference")
    json.decimal(comparison.difference)
    if let interval = comparison.interval {
      json.key("lower")
      json.decimal(interval.lower)
      json.key("upper")
      json.decimal(interval.upper)
    }
    if let test = comparison.mcNemar {
      json.key("mcNemar")
      json.decimal(test.pValue)
    }
    json.member("words", comparison.words(isHigherBetter: metric.isHigherBetter))
    json.endObject()
  }

  /// As members of the object that is open.
  private static func write(_ figures: BinaryFigures, to json: inout JSONWriter) {
    for (name, share) in zip(BinaryFigures.names, figures.shares) {
      guard let share else { continue }
      json.key(dynamic: name.lowercased())
      json.beginObject()
      json.key("value")
      json.decimal(share.value)
      json.key("lower")
      json.decimal(share.interval.lower)
      json.key("upper")
      json.decimal(share.interval.upper)
      json.endObject()
    }
  }

  private static func write(_ counts: [String: Int], to json: inout JSONWriter) {
    json.beginObject()
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
      json.key(dynamic: name)
      json.integer(count)
    }
    json.endObject()
  }
}
