import AuditTrail
import CanonicalJSON

/// How a text that was shown came about, as a `Provenance` (hl7.org/fhir/R4/provenance.html) with the
/// labels of HL7's AI Transparency on FHIR: what an AI device wrote, out of which note, checked by which
/// policies, and which people answer for it.
struct FHIRProvenance {
  /// The record that let the text out: the end of a run, an override or an amendment.
  let record: AuditRecord
  /// The keyed hash of the text.
  let output: RunRecord.Binding
  /// The run whose draft it is, or was made of.
  let body: RunRecord
  /// Whether a person wrote it, after the draft of `body`.
  let isAmended: Bool
  /// Those who answer for it.
  let verifiers: [Person]

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("resourceType", "Provenance")
    json.member("id", FHIRAuditEvent.id(record) + "-p")
    json.key("meta")
    json.beginObject()
    json.key("security")
    json.beginArray()
    json.coding(FHIRCodes.assertedByAI)
    json.endArray()
    json.endObject()
    json.key("contained")
    json.beginArray()
    writeDevice(&json)
    json.endArray()
    json.key("target")
    json.beginArray()
    json.reference(system: "urn:vouch:output-mac", output.mac)
    json.endArray()
    json.member("recorded", record.timestamp)
    if let policy = body.policy {
      json.key("policy")
      json.beginArray()
      json.string("urn:vouch:policy:\(policy.digest)")
      json.endArray()
    }
    json.key("reason")
    json.beginArray()
    json.concept(FHIRCodes.assertedByAI)
    json.endArray()
    json.key("activity")
    json.concept(isAmended ? FHIRCodes.update : FHIRCodes.create)
    writeAgents(&json)
    writeEntities(&json)
    json.endObject()
    json.endLine()
  }

  /// The engine that wrote the draft.
  private func writeDevice(_ json: inout JSONWriter) {
    json.beginObject()
    json.member("resourceType", "Device")
    json.member("id", "engine")
    json.key("extension")
    json.beginArray()
    for kind in FHIRCodes.kinds(ofEngine: body.engine.kind, hasModel: body.model != nil) {
      json.beginObject()
      json.member("url", FHIRCodes.aiKindExtension)
      json.key("valueCodeableConcept")
      json.concept(kind)
      json.endObject()
    }
    json.endArray()
    json.key("deviceName")
    json.beginArray()
    json.beginObject()
    json.member("name", body.model?.id ?? body.engine.name ?? body.engine.kind)
    json.member("type", "model-name")
    json.endObject()
    json.endArray()
    json.key("type")
    json.concept(FHIRCodes.artificialIntelligence)
    if let version = body.engine.version {
      json.key("version")
      json.beginArray()
      json.beginObject()
      json.member("value", version)
      json.endObject()
      json.endArray()
    }
    json.endObject()
  }

  private func writeAgents(_ json: inout JSONWriter) {
    json.key("agent")
    json.beginArray()
    json.beginObject()
    json.key("type")
    json.concept(FHIRCodes.author)
    json.key("role")
    json.beginArray()
    json.concept(FHIRCodes.artificialIntelligence)
    json.endArray()
    json.key("who")
    json.beginObject()
    json.member("reference", "#engine")
    json.endObject()
    json.endObject()
    if isAmended, let person = verifiers.first { write(person, FHIRCodes.author, &json) }
    for person in verifiers { write(person, FHIRCodes.verifier, &json) }
    json.endArray()
  }

  private func write(
    _ person: Person, _ type: FHIRCodes.Coding, _ json: inout JSONWriter
  ) {
    json.beginObject()
    json.key("type")
    json.concept(type)
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
    json.endObject()
  }

  private func writeEntities(_ json: inout JSONWriter) {
    var entities: [(role: String, system: String, value: String)] = []
    if let note = body.note { entities.append(("source", "urn:vouch:note-mac", note.mac)) }
    if let draft = body.draft, isAmended {
      entities.append(("revision", "urn:vouch:draft-mac", draft.mac))
    }
    if let prompt = body.prompt {
      entities.append(("derivation", "urn:vouch:prompt", prompt.digest))
    }
    guard !entities.isEmpty else { return }
    json.key("entity")
    json.beginArray()
    for entity in entities {
      json.beginObject()
      json.member("role", entity.role)
      json.key("what")
      json.reference(system: entity.system, entity.value)
      json.endObject()
    }
    json.endArray()
  }
}
