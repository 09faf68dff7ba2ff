import AuditTrail
import CanonicalJSON

extension AuditJSON {
  /// - Parameter record: The number of the record that says of it; nil where it was not recorded.
  static func verification(_ report: LogVerification, record: Int?) -> [UInt8] {
    let chain = report.chain
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/audit-verify/1")
    json.member("verifies", report.isVerified)
    json.key("log")
    if let log = chain.log { json.string(log) } else { json.null() }
    json.member("records", chain.records)
    json.member("segments", chain.segments)
    json.member("bytes", chain.bytes)
    json.key("root")
    if let root = chain.root { json.string("sha256:\(root)") } else { json.null() }
    json.key("fault")
    if let fault = chain.fault {
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
    json.member("missingBytes", chain.missingBytes)
    json.member("tornTailBytes", chain.tornTailBytes)
    write(signatures: report, to: &json)
    json.key("record")
    if let record { json.integer(record) } else { json.null() }
    json.key("warnings")
    json.beginArray()
    for warning in chain.warnings + report.notes { json.string(warning) }
    json.endArray()
    json.member("limits", LogVerification.limits)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func write(signatures report: LogVerification, to json: inout JSONWriter) {
    json.key("problems")
    json.beginArray()
    for problem in report.problems {
      json.beginObject()
      json.member("code", problem.code)
      json.member("message", problem.message)
      json.endObject()
    }
    json.endArray()
    json.member("signed", report.signed)
    json.member("unsigned", report.unsigned)
    json.key("anchored")
    if let anchored = report.anchored { json.integer(anchored) } else { json.null() }
    json.key("key")
    if let key = report.key { json.string(key.text) } else { json.null() }
    json.key("keySource")
    if let source = report.keySource { json.string(source.rawValue) } else { json.null() }
    json.member("rotations", report.rotations)
  }
}
