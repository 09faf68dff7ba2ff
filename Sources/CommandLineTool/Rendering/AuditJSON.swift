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
  ///
  /// - Parameter alerts: Those that the run raised, from the records behind its own.
  static func show(
    _ record: AuditRecord, content: VaultContent?, alerts: [EscalationRecord.Alert] = []
  ) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/audit-show/1")
    json.key("record")
    json.raw(record.line)
    if !alerts.isEmpty {
      json.key("alerts")
      json.beginArray()
      for alert in alerts {
        // reason: texts and numbers of a record that was read can be written
        if let bytes = try? alert.canonical.canonicalBytes() { json.raw(bytes) }
      }
      json.endArray()
    }
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
}
