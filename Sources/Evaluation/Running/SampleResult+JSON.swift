package import CanonicalJSON
import Guardrails
import Policies

extension SampleResult {
  private static let schema = "vouch/evaluation-sample/1"

  /// What every line begins with.
  static let beginning = Array("{\"schema\":\"\(schema)\"".utf8)

  /// The key and the note's id of a line of a scored summary, found without reading the rest; nil where
  /// the line has to be read. What is wrong further on is found when the result is asked for.
  static func head(ofScored line: [UInt8]) -> (key: String, id: String)? {
    guard line.starts(with: Self.opening), line.last == UInt8(ascii: "}") else { return nil }
    let quote = UInt8(ascii: "\"")
    guard let keyEnd = line[Self.opening.count...].firstIndex(of: quote),
      line[keyEnd...].starts(with: Self.name)
    else { return nil }
    let start = keyEnd + Self.name.count
    guard let end = line[start...].firstIndex(of: quote) else { return nil }
    // A quotation mark inside a text has a backslash before it: the first such name is the member's.
    let id = line[start..<end]
    guard !id.contains(UInt8(ascii: "\\")) else { return nil }
    let limit = min(line.count, keyEnd + Self.longestHead) - Self.scored.count
    var place = end
    while place <= limit {
      if line[place] == quote, line[place...].starts(with: Self.scored) {
        return (
          String(decoding: line[Self.opening.count..<keyEnd], as: UTF8.self),
          String(decoding: id, as: UTF8.self)
        )
      }
      place += 1
    }
    return nil
  }

  private static let opening = beginning + Array(",\"key\":\"".utf8)
  private static let name = Array("\",\"id\":\"".utf8)
  private static let scored = Array("\"status\":\"scored\"".utf8)

  /// In bytes: key, id, system and status of nearly every line.
  private static let longestHead = 512

  /// The line of the file of results.
  package var line: [UInt8] {
    var json = JSONWriter(reservingCapacity: 2_048)
    json.beginObject()
    json.member("schema", Self.schema)
    json.member("key", key)
    json.member("id", id)
    json.member("system", system)
    json.member("variant", variant)
    json.member("repetition", repetition)
    json.member("status", status.name)
    switch status {
    case .failed(let code), .unevaluable(let code): json.member("code", code)
    case .scored: break
    }
    if let decision { json.member("decision", decision.rawValue) }
    if let expectedDecision { json.member("expectedDecision", expectedDecision.rawValue) }
    if let label { json.member("label", label.rawValue) }
    if let errorType { json.member("error", errorType) }
    if let change {
      json.member("before", change.before)
      json.member("after", change.after)
      if isMended { json.member("mended", true) }
    }
    if let confidence {
      json.key("confidence")
      json.exact(confidence)
    }
    json.key("measures")
    json.beginObject()
    for (name, part) in measures.parts.sorted(by: { $0.key < $1.key }) {
      json.key(dynamic: name)
      json.beginArray()
      json.exact(part.numerator)
      json.exact(part.denominator)
      json.endArray()
    }
    json.endObject()
    json.key("findings")
    json.beginArray()
    for finding in findings { Self.write(finding, to: &json) }
    json.endArray()
    json.key("alerts")
    json.beginObject()
    json.strings("found", alerts.found)
    json.strings("missed", alerts.missed)
    json.strings("falseAlarms", alerts.falseAlarms)
    json.strings("alarmedMentions", alerts.alarmedMentions)
    json.endObject()
    json.strings("missingFacts", missingFacts)
    json.key("groups")
    json.beginObject()
    for (dimension, names) in groups.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      json.key(dynamic: dimension.rawValue)
      json.beginArray()
      for name in names { json.string(name) }
      json.endArray()
    }
    json.endObject()
    json.member("noteWords", noteWords)
    json.member("summary", summary)
    json.key("statements")
    json.beginArray()
    for statement in statements {
      json.beginObject()
      json.span("span", statement.span)
      json.spans("evidence", statement.evidence)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func write(_ finding: Finding, to json: inout JSONWriter) {
    json.beginObject()
    json.member("rule", finding.rule)
    json.member("kind", finding.kind)
    json.member("severity", finding.severity.rawValue)
    json.member("disposition", finding.disposition.rawValue)
    json.member("mode", finding.mode.rawValue)
    json.member("message", finding.message)
    if let span = finding.summarySpan { json.span("summarySpan", span) }
    json.spans("noteSpans", finding.noteSpans)
    json.endObject()
  }

  /// Nil where the line is none of ours, or is torn.
  package init?(line: [UInt8], decoder: JSONInput) {
    guard let fields = try? decoder.decode(Line.self, from: line), fields.schema == Self.schema,
      let result = fields.result
    else { return nil }
    self = result
  }
}

/// The line as the toolchain's decoder reads it.
private struct Line: Decodable {
  struct Span: Decodable {
    let start: Int
    let end: Int
    var range: Range<Int>? { start >= 0 && end >= start ? start..<end : nil }
  }

  struct Finding: Decodable {
    let rule, kind, severity, disposition, mode, message: String
    let summarySpan: Span?
    let noteSpans: [Span]
  }

  struct Statement: Decodable {
    let span: Span
    let evidence: [Span]
  }

  struct Alerts: Decodable {
    let found, missed, falseAlarms, alarmedMentions: [String]
  }

  let schema, key, id, system, status, summary: String
  let variant, repetition, noteWords: Int
  let code, decision, expectedDecision, label, error, before, after: String?
  let confidence: Double?
  let mended: Bool?
  let measures: [String: [Double]]
  let findings: [Finding]
  let alerts: Alerts
  let missingFacts: [String]
  let groups: [String: [String]]
  let statements: [Statement]

  var result: SampleResult? {
    let status: SampleResult.Status
    switch (self.status, code) {
    case ("scored", nil): status = .scored
    case ("failed", let code?): status = .failed(code: code)
    case ("unevaluable", let code?): status = .unevaluable(code: code)
    default: return nil
    }
    var result = SampleResult(key: key, id: id, system: system, status: status)
    result.variant = variant
    result.repetition = repetition
    result.decision = decision.flatMap(Decision.init(rawValue:))
    result.expectedDecision = expectedDecision.flatMap(Decision.init(rawValue:))
    result.label = label.flatMap(GuardrailScores.Label.init(rawValue:))
    result.errorType = error
    if let before, let after { result.change = PlantedChange(before: before, after: after) }
    // Only an error that was planted can be mended: nothing else is written of one.
    result.isMended = result.change != nil && (mended ?? false)
    result.confidence = confidence
    for (name, part) in measures {
      guard part.count == 2, Metric.named(name) != nil else { return nil }
      result.measures.set(name, .init(part[0], of: part[1]))
    }
    for finding in findings {
      guard let severity = Severity(rawValue: finding.severity),
        let disposition = Disposition(rawValue: finding.disposition),
        let mode = RuleMode(rawValue: finding.mode)
      else { return nil }
      result.findings.append(
        .init(
          rule: finding.rule, kind: finding.kind, severity: severity, disposition: disposition,
          mode: mode, message: finding.message, summarySpan: finding.summarySpan?.range,
          noteSpans: finding.noteSpans.compactMap(\.range)))
    }
    result.alerts.found = alerts.found
    result.alerts.missed = alerts.missed
    result.alerts.falseAlarms = alerts.falseAlarms
    result.alerts.alarmedMentions = alerts.alarmedMentions
    result.missingFacts = missingFacts
    for (name, values) in groups {
      guard let dimension = Dimension(rawValue: name) else { return nil }
      result.groups[dimension] = values
    }
    result.noteWords = noteWords
    result.summary = summary
    result.statements = statements.compactMap { statement in
      statement.span.range.map {
        .init(span: $0, evidence: statement.evidence.compactMap(\.range))
      }
    }
    return result
  }
}
