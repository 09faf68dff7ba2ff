import CanonicalJSON

/// How many entries of each list a record carries; what is over is counted instead.
struct ListLimits {
  var findings: Int
  var escalations: Int
  var spans: Int

  /// The first that fits wins. Ordinary records fit the first; a summary with hundreds of findings
  /// still gets a record, and which findings it names depends on nothing but the record itself.
  static let attempts: [ListLimits] = [
    ListLimits(findings: 512, escalations: 128, spans: 32),
    ListLimits(findings: 256, escalations: 64, spans: 8),
    ListLimits(findings: 64, escalations: 32, spans: 2),
    ListLimits(findings: 16, escalations: 16, spans: 1),
    ListLimits(findings: 0, escalations: 0, spans: 0),
  ]
}

// Keys stand in the order of their bytes, which makes the compact output canonical (RFC 8785).
extension RunRecord {
  /// Writes the body without its end, so that the reference into the vault, which is known last and
  /// sorts last, can follow.
  func writeOpenBody(to json: inout JSONWriter, limits: ListLimits) {
    json.beginObject()
    if let actor { actor.write("actor", to: &json) }
    if let amends { json.member("amends", amends) }
    json.member("audience", audience)
    json.member("command", command.rawValue)
    json.member("decision", outcome.rawValue)
    json.key("disclaimers")
    json.beginArray()
    for disclaimer in disclaimers {
      json.beginObject()
      json.member("id", disclaimer.id)
      json.member("version", disclaimer.version)
      json.endObject()
    }
    json.endArray()
    if let draft { draft.write("draft", to: &json) }
    json.key("engine")
    json.beginObject()
    json.member("kind", engine.kind)
    if let name = engine.name { json.member("name", name) }
    if let version = engine.version { json.member("version", version) }
    json.endObject()
    if escalationsFollow {
      escalations.prefix(limits.escalations).writeRules(to: &json)
    } else {
      escalations.prefix(limits.escalations).write(to: &json, spans: limits.spans)
    }
    if escalations.count > limits.escalations {
      json.member("escalationsOmitted", escalations.count - limits.escalations)
    }
    if let evidence {
      json.key("evidence")
      json.beginObject()
      json.member("statements", evidence.statements)
      json.member("supported", evidence.supported)
      json.endObject()
    }
    if let failure { json.member("failure", failure) }
    findings.prefix(limits.findings).write(
      to: &json, spans: limits.spans, beside: escalations.prefix(limits.escalations),
      withTheirPlaces: !escalationsFollow)
    if findings.count > limits.findings {
      json.member("findingsOmitted", findings.count - limits.findings)
    }
    if !judges.isEmpty {
      json.key("judges")
      json.beginArray()
      for judge in judges { judge.write(to: &json) }
      json.endArray()
    }
    if let keyRow { json.member("keyRow", keyRow) }
    if let model { model.write(to: &json) }
    if let note { note.write("note", to: &json) }
    if let output { output.write("output", to: &json) }
    if let policy {
      json.key("policy")
      json.beginObject()
      json.member("bundle", policy.bundle)
      json.member("digest", policy.digest)
      json.member("revision", policy.revision)
      json.endObject()
    }
    if let prompt { prompt.write(to: &json) }
    if let remote { remote.write(to: &json) }
    if !subgroups.isEmpty {
      json.key("subgroups")
      json.beginArray()
      for subgroup in subgroups { json.string(subgroup) }
      json.endArray()
    }
  }

  /// Writes the rest of the body.
  static func closeBody(with vault: VaultReference?, to json: inout JSONWriter) {
    if let vault {
      json.key("vault")
      json.beginObject()
      json.member("length", vault.length)
      json.member("offset", vault.offset)
      json.member("segment", vault.segment)
      json.endObject()
    }
    json.endObject()
  }
}

extension Person {
  fileprivate func write(_ name: StaticString, to json: inout JSONWriter) {
    json.key(name)
    json.beginObject()
    json.member("assurance", assurance.rawValue)
    json.member("id", id)
    if let role { json.member("role", role) }
    json.endObject()
  }
}

extension RunRecord.ModelCall {
  fileprivate func write(to json: inout JSONWriter) {
    json.key("model")
    json.beginObject()
    if let endpoint { json.member("endpoint", endpoint) }
    json.member("id", id)
    if let milliseconds { json.member("milliseconds", milliseconds) }
    if let parameters { json.member("parameters", parameters) }
    if let provider { json.member("provider", provider) }
    if let requestID { json.member("requestID", requestID) }
    if let retries { json.member("retries", retries) }
    if let tokens { json.member("tokens", tokens) }
    json.endObject()
  }
}

extension RunRecord.Binding {
  fileprivate func write(_ name: StaticString, to json: inout JSONWriter) {
    json.key(name)
    json.beginObject()
    json.member("bytes", bytes)
    if let id { json.member("id", id) }
    json.member("mac", mac)
    json.endObject()
  }
}

extension RecordedSpan {
  func write(to json: inout JSONWriter) {
    json.beginArray()
    json.integer(start)
    json.integer(end)
    json.endArray()
  }
}

extension [RecordedSpan] {
  func write(to json: inout JSONWriter, limit: Int) {
    json.beginArray()
    for span in prefix(limit) { span.write(to: &json) }
    json.endArray()
  }
}

extension RunRecord.Prompt {
  /// As the member `prompt`.
  func write(to json: inout JSONWriter) {
    json.key("prompt")
    json.beginObject()
    json.member("digest", digest)
    json.member("id", id)
    json.member("version", version)
    json.endObject()
  }
}
