import CanonicalJSON

/// Codes of FHIR R4 (hl7.org/fhir/R4) and of HL7's AI Transparency on FHIR (draft, 2026), by system.
enum FHIRCodes {
  struct Coding {
    let system: String
    let code: String
    var display: String?
  }

  /// DICOM's types of audit events (PS3.16, CID 400).
  private static let dicom = "http://dicom.nema.org/resources/ontology/DCM"
  static let activity = Coding(system: dicom, code: "110100", display: "Application Activity")
  static let used = Coding(system: dicom, code: "110101", display: "Audit Log Used")
  static let export = Coding(system: dicom, code: "110106", display: "Export")
  static let alert = Coding(system: dicom, code: "110113", display: "Security Alert")

  /// Vouch's own names of events.
  static let eventSystem = "urn:vouch:event"

  /// What was made by artificial intelligence.
  static let assertedByAI = Coding(
    system: "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", code: "AIAST",
    display: "Artificial Intelligence asserted")

  private static let aiDevice =
    "http://hl7.org/fhir/uv/aitransparency/CodeSystem/AIdeviceTypeCS"
  static let aiKindExtension =
    "http://hl7.org/fhir/uv/aitransparency/StructureDefinition/aitransparency.AIKind"
  static let artificialIntelligence = Coding(system: aiDevice, code: "Artificial-Intelligence")

  /// The kinds of the guide that an engine is of; a stranger's engine is none that is known.
  static func kinds(ofEngine kind: String, hasModel: Bool) -> [Coding] {
    let codes: [String]
    if hasModel {
      codes = ["Large-Language-Models", "Non-Deterministic-AI"]
    } else if kind == "extractive" {
      codes = ["Rule-Based-Systems", "Deterministic-AI"]
    } else {
      codes = []
    }
    return (codes + ["Clinical-Documentation-and-Workflow"]).map {
      Coding(system: aiDevice, code: $0)
    }
  }

  private static let participant =
    "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
  static let author = Coding(system: participant, code: "author", display: "Author")
  static let verifier = Coding(system: participant, code: "verifier", display: "Verifier")

  private static let operation = "http://terminology.hl7.org/CodeSystem/v3-DataOperation"
  static let create = Coding(system: operation, code: "CREATE", display: "create")
  static let update = Coding(system: operation, code: "UPDATE", display: "revise")

  static let humanUser = Coding(
    system: "http://terminology.hl7.org/CodeSystem/extra-security-role-type", code: "humanuser",
    display: "human user")
  static let applicationServer = Coding(
    system: "http://terminology.hl7.org/CodeSystem/security-source-type", code: "4",
    display: "Application Server")
  static let systemObject = Coding(
    system: "http://terminology.hl7.org/CodeSystem/audit-entity-type", code: "2",
    display: "System Object")
  static let report = Coding(
    system: "http://terminology.hl7.org/CodeSystem/object-role", code: "3", display: "Report")
}

extension JSONWriter {
  mutating func coding(_ coding: FHIRCodes.Coding) {
    beginObject()
    member("system", coding.system)
    member("code", coding.code)
    if let display = coding.display { member("display", display) }
    endObject()
  }

  mutating func concept(_ coding: FHIRCodes.Coding) {
    beginObject()
    key("coding")
    beginArray()
    self.coding(coding)
    endArray()
    endObject()
  }

  /// A reference by an identifier alone: what it names is nowhere as a resource.
  mutating func reference(type: String? = nil, system: String, _ value: String) {
    beginObject()
    if let type { member("type", type) }
    key("identifier")
    beginObject()
    member("system", system)
    member("value", value)
    endObject()
    endObject()
  }
}
