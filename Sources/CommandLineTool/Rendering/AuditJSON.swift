import AuditTrail
import CanonicalJSON

/// Parts of the trail as JSON.
enum AuditJSON {
  /// The records as they stand in the log, in one object.
  static func list(_ records: [AuditRecord]) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/audit-list/1")
    json.key("records")
    json.beginArray()
    for record in records { json.raw(record.line) }
    json.endArray()
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  /// A record, and the content behind it where that was asked for.
  static func show(_ record: AuditRecord, content: VaultContent?) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/audit-show/1")
    json.key("record")
    json.raw(record.line)
    if let content {
      json.key("content")
      json.beginObject()
      json.key("id")
      if let id = content.noteIdentifier { json.string(id) } else { json.null() }
      json.key("note")
      json.string(utf8: content.note)
      json.key("draft")
      json.string(utf8: content.draft)
      json.endObject()
    }
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  static func verification(_ report: VerificationReport) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/audit-verify/1")
    json.member("verifies", report.isIntact)
    json.key("log")
    if let log = report.log { json.string(log) } else { json.null() }
    json.member("records", report.records)
    json.member("segments", report.segments)
    json.member("bytes", report.bytes)
    json.key("root")
    if let root = report.root { json.string("sha256:\(root)") } else { json.null() }
    json.key("fault")
    if let fault = report.fault {
      json.beginObject()
      json.member("file", fault.file)
      json.member("line", fault.line)
      json.member("offset", fault.offset)
      json.member("code", fault.code)
      json.member("message", fault.description)
      json.endObject()
    } else {
      json.null()
    }
    json.member("missingBytes", report.missingBytes)
    json.member("tornTailBytes", report.tornTailBytes)
    json.key("warnings")
    json.beginArray()
    for warning in report.warnings { json.string(warning) }
    json.endArray()
    json.member("signed", false)
    json.member("limits", VerificationReport.limits)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
