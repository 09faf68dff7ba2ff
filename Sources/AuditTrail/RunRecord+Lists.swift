import CanonicalJSON

// Findings and escalations in a record. A note with many red flags has many of both, and most of what
// each says its neighbours say too, so that neighbours share it:
//
//   {"disposition":"release","of":[{"rule":"a"},{"noteSpans":[[3,9]],"rule":"b"}],"severity":"critical"}
//
// One alone is written flat, `rule` and spans beside the rest, as the first version wrote each (with the
// `kind` of the rule, which the policy says too). A finding
// without `mode` is enforced. One without `noteSpans` has those of the escalation of the same rule, or
// none where there is no such escalation. Their order stays.
//
// Where `escalation.raised` records follow, `escalations` is a list of rules alone, and findings leave
// out places that those records have.

extension ArraySlice<RunRecord.Finding> {
  /// Writes the member `findings`.
  func write(
    to json: inout JSONWriter, spans: Int, beside escalations: ArraySlice<RunRecord.Escalation>,
    withTheirPlaces: Bool
  ) {
    let known = Dictionary(
      escalations.map { ($0.rule, $0.noteSpans) }, uniquingKeysWith: { first, _ in first })
    let elsewhere = withTheirPlaces ? [] : Set(escalations.flatMap(\.noteSpans))
    func isTold(_ finding: RunRecord.Finding) -> Bool {
      withTheirPlaces
        ? finding.noteSpans == known[finding.rule] ?? []
        : finding.noteSpans.allSatisfy(elsewhere.contains)
    }
    json.key("findings")
    json.beginArray()
    for group in split(where: { !$0.hasHead(of: $1) }) {
      guard let first = group.first else { continue }
      json.beginObject()
      json.member("disposition", first.disposition)
      if first.mode != RunRecord.Finding.usualMode { json.member("mode", first.mode) }
      guard group.count > 1 else {
        if !isTold(first) { first.writeSpans(to: &json, spans: spans) }
        json.member("rule", first.rule)
        json.member("severity", first.severity)
        first.writeSummarySpan(to: &json)
        json.endObject()
        continue
      }
      json.key("of")
      json.beginArray()
      for finding in group {
        json.beginObject()
        if !isTold(finding) { finding.writeSpans(to: &json, spans: spans) }
        json.member("rule", finding.rule)
        finding.writeSummarySpan(to: &json)
        json.endObject()
      }
      json.endArray()
      json.member("severity", first.severity)
      json.endObject()
    }
    json.endArray()
  }
}

extension ArraySlice<RunRecord.Escalation> {
  /// Writes the member `escalations`, as rules alone.
  func writeRules(to json: inout JSONWriter) {
    json.key("escalations")
    json.beginArray()
    for escalation in self { json.string(escalation.rule) }
    json.endArray()
  }

  /// Writes the member `escalations`.
  func write(to json: inout JSONWriter, spans: Int) {
    json.key("escalations")
    json.beginArray()
    for group in split(where: { !$0.hasHead(of: $1) }) {
      guard let first = group.first else { continue }
      json.beginObject()
      if group.count == 1 {
        json.member("family", first.family ?? "")
        json.key("noteSpans")
        first.noteSpans.write(to: &json, limit: spans)
      } else {
        json.key("of")
        json.beginArray()
        for escalation in group {
          json.beginObject()
          json.member("family", escalation.family ?? "")
          json.key("noteSpans")
          escalation.noteSpans.write(to: &json, limit: spans)
          json.member("rule", escalation.rule)
          json.endObject()
        }
        json.endArray()
      }
      json.member("route", first.route ?? "")
      if group.count == 1 { json.member("rule", first.rule) }
      json.member("urgency", first.urgency ?? "")
      json.member("withinMinutes", first.withinMinutes ?? 0)
      json.endObject()
    }
    json.endArray()
  }
}

extension ArraySlice {
  /// The neighbours that belong together.
  fileprivate func split(where isBorder: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var groups: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices where index > start && isBorder(self[index - 1], self[index]) {
      groups.append(self[start..<index])
      start = index
    }
    if start < endIndex { groups.append(self[start...]) }
    return groups
  }
}

extension RunRecord.Finding {
  static let usualMode = "enforce"

  fileprivate func hasHead(of other: Self) -> Bool {
    (disposition, mode, severity) == (other.disposition, other.mode, other.severity)
  }

  fileprivate func writeSpans(to json: inout JSONWriter, spans: Int) {
    json.key("noteSpans")
    noteSpans.write(to: &json, limit: spans)
  }

  fileprivate func writeSummarySpan(to json: inout JSONWriter) {
    guard let summarySpan else { return }
    json.key("summarySpan")
    summarySpan.write(to: &json)
  }
}

extension RunRecord.Escalation {
  fileprivate func hasHead(of other: Self) -> Bool {
    (route, urgency, withinMinutes) == (other.route, other.urgency, other.withinMinutes)
  }
}

// MARK: Reading

/// A finding or several that share what they do not say themselves.
struct RecordedFindings: Decodable {
  private struct Member: Decodable {
    var rule: String
    var noteSpans: [RecordedSpan]?
    var summarySpan: RecordedSpan?
  }

  private enum CodingKeys: String, CodingKey { case disposition, mode, of, severity }

  private let head: (severity: String, disposition: String, mode: String)
  private let members: [Member]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    head = (
      try container.decode(String.self, forKey: .severity),
      try container.decode(String.self, forKey: .disposition),
      try container.decodeIfPresent(String.self, forKey: .mode) ?? RunRecord.Finding.usualMode
    )
    members =
      try container.decodeIfPresent([Member].self, forKey: .of) ?? [try Member(from: decoder)]
  }

  func findings(beside escalations: [String: [RecordedSpan]]) -> [RunRecord.Finding] {
    members.map { member in
      RunRecord.Finding(
        rule: member.rule, severity: head.severity,
        disposition: head.disposition, mode: head.mode, summarySpan: member.summarySpan,
        noteSpans: member.noteSpans ?? escalations[member.rule] ?? [])
    }
  }
}

/// An escalation or several that go the same way.
struct RecordedEscalations: Decodable {
  private struct Member: Decodable {
    var family: String
    var rule: String
    var noteSpans: [RecordedSpan]
  }

  private enum CodingKeys: String, CodingKey { case of, route, urgency, withinMinutes }

  let escalations: [RunRecord.Escalation]

  init(from decoder: any Decoder) throws {
    // reason: where it is no text it is an object, and what is wrong with that is told below
    if let rule = try? decoder.singleValueContainer().decode(String.self) {
      escalations = [RunRecord.Escalation(rule: rule)]
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let route = try container.decode(String.self, forKey: .route)
    let urgency = try container.decode(String.self, forKey: .urgency)
    let minutes = try container.decode(Int.self, forKey: .withinMinutes)
    let members =
      try container.decodeIfPresent([Member].self, forKey: .of) ?? [try Member(from: decoder)]
    escalations = members.map { member in
      RunRecord.Escalation(
        rule: member.rule, family: member.family, urgency: urgency, route: route,
        withinMinutes: minutes, noteSpans: member.noteSpans)
    }
  }
}
