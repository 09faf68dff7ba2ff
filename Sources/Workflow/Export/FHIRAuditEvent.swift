import AuditTrail
import CanonicalJSON

/// One record as an `AuditEvent` (hl7.org/fhir/R4/auditevent.html): identifiers and codes, no content.
struct FHIRAuditEvent {
  let record: AuditRecord

  /// One line of NDJSON.
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("resourceType", "AuditEvent")
    json.member("id", Self.id(record))
    json.key("type")
    json.coding(type)
    json.key("subtype")
    json.beginArray()
    json.coding(FHIRCodes.Coding(system: FHIRCodes.eventSystem, code: record.typeName))
    json.endArray()
    json.member("action", action)
    json.member("recorded", record.timestamp)
    json.member("outcome", record.body?.outcome == .failed ? "8" : "0")
    if let failure = record.body?.failure { json.member("outcomeDesc", failure) }
    writeAgents(&json)
    writeSource(&json)
    writeEntities(&json)
    json.endObject()
    json.endLine()
  }

  /// Unique over all logs, in the 64 characters that FHIR allows.
  static func id(_ record: AuditRecord) -> String { "\(record.log)-\(record.seq)" }

  private var type: FHIRCodes.Coding {
    switch record.type {
    case .exportPerformed: FHIRCodes.export
    case .accessRead, .reviewShown, .logVerified: FHIRCodes.used
    case .escalationRaised, .escalationExpired, .logRecovered: FHIRCodes.alert
    default: FHIRCodes.activity
    }
  }

  /// Create, read, update, delete or execute.
  private var action: String {
    switch record.type {
    case .accessRead, .reviewShown, .exportPerformed, .logVerified: "R"
    case .logCreated, .reviewOpened, .escalationRaised: "C"
    case .subjectErased, .retentionPruned: "D"
    case .reviewApproved, .reviewAmended, .reviewRejected, .overrideApplied,
      .escalationAcknowledged, .escalationExpired, .policyChanged, .promptChanged,
      .configurationChanged, .modelChanged, .keyRotated, .logRecovered, .holdPlaced, .holdLifted:
      "U"
    default: "E"
    }
  }

  /// Who acted, if the record names anybody, and always the program itself.
  private func writeAgents(_ json: inout JSONWriter) {
    json.key("agent")
    json.beginArray()
    // reason: an event whose body names nobody has only the program for an agent
    let person = record.body?.actor ?? (try? record.details(ActorOnly.self))?.actor
    if let person {
      json.beginObject()
      json.key("type")
      json.concept(FHIRCodes.humanUser)
      if let role = person.role {
        json.key("role")
        json.beginArray()
        json.beginObject()
        json.member("text", role)
        json.endObject()
        json.endArray()
      }
      json.key("who")
      json.reference(type: "Practitioner", system: "urn:vouch:person", person.id)
      json.member("requestor", true)
      json.endObject()
    }
    json.beginObject()
    json.key("who")
    json.reference(type: "Device", system: "urn:vouch:log", record.log)
    json.member("requestor", person == nil)
    json.endObject()
    json.endArray()
  }

  private func writeSource(_ json: inout JSONWriter) {
    json.key("source")
    json.beginObject()
    json.key("observer")
    json.reference(type: "Device", system: "urn:vouch:log", record.log)
    json.key("type")
    json.beginArray()
    json.coding(FHIRCodes.applicationServer)
    json.endArray()
    json.endObject()
  }

  private func writeEntities(_ json: inout JSONWriter) {
    json.key("entity")
    json.beginArray()
    json.beginObject()
    json.key("what")
    json.reference(system: "urn:vouch:run", record.run)
    json.key("type")
    json.coding(FHIRCodes.systemObject)
    var details: [(type: String, value: String)] = [("record", "\(record.seq)")]
    details += record.body.map(Self.details) ?? eventDetails
    json.key("detail")
    json.beginArray()
    for detail in details where !detail.value.isEmpty {
      json.beginObject()
      json.member("type", detail.type)
      json.member("valueString", detail.value)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    if let note = record.body?.note {
      json.beginObject()
      json.key("what")
      json.reference(system: "urn:vouch:note-mac", note.mac)
      json.key("type")
      json.coding(FHIRCodes.systemObject)
      json.key("role")
      json.coding(FHIRCodes.report)
      json.endObject()
    }
    json.endArray()
  }

  private static func details(_ body: RunRecord) -> [(type: String, value: String)] {
    var details = [("decision", body.outcome.rawValue), ("audience", body.audience)]
    let engine = [body.engine.kind, body.engine.name, body.engine.version].compactMap(\.self)
    details.append(("engine", engine.joined(separator: " ")))
    if let model = body.model { details.append(("model", model.id)) }
    if let policy = body.policy {
      details.append(("policy", "\(policy.bundle) revision \(policy.revision) \(policy.digest)"))
    }
    details += body.findings.map {
      ("policy-hit", "\($0.rule) \($0.severity) \($0.disposition) \($0.mode)")
    }
    details += body.escalations.map { escalation in
      let words = [escalation.rule, escalation.urgency, escalation.route].compactMap(\.self)
      return ("escalation", words.joined(separator: " "))
    }
    if let output = body.output { details.append(("output-mac", output.mac)) }
    return details
  }

  /// The plain members of an event's body, by their names.
  private var eventDetails: [(type: String, value: String)] {
    // reason: a body that cannot be read has no details to be told
    guard case .object(let members) = try? record.bodyValue() else { return [] }
    var details: [(type: String, value: String)] = []
    if record.type == .escalationRaised || record.type == .escalationExpired {
      // reason: as for the body as a whole
      let alerts = (try? record.details(EscalationRecord.self))?.alerts ?? []
      details += alerts.map { ("alert", "\($0.rule) \($0.urgency) \($0.route) \($0.due)") }
    }
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      switch value {
      case .string(let text): details.append((key, text))
      case .integer(let number): details.append((key, "\(number)"))
      case .bool(let flag): details.append((key, flag ? "true" : "false"))
      case .array(let elements):
        for case .string(let text) in elements { details.append((key, text)) }
      case .null, .object: break
      }
    }
    return details
  }
}

/// The one who acted, whatever the event is.
private struct ActorOnly: RecordBody {
  var actor: Person?

  var canonical: CanonicalValue { .object(actor.map { ["actor": $0.canonical] } ?? [:]) }
}
