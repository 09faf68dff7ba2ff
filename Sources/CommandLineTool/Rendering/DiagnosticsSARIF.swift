import CanonicalJSON
import SourceText

/// Diagnostics as SARIF 2.1.0 (OASIS, 2020), which code-review tools show beside the lines.
enum DiagnosticsSARIF {
  static func log(_ diagnostics: [Diagnostic]) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
    json.member("version", "2.1.0")
    json.key("runs")
    json.beginArray()
    json.beginObject()
    json.key("tool")
    json.beginObject()
    json.key("driver")
    json.beginObject()
    json.member("name", "vouch policy check")
    json.member("version", CommandLineTool.version)
    json.key("rules")
    json.beginArray()
    for code in Set(diagnostics.map(\.code)).sorted() {
      json.beginObject()
      json.member("id", code)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endObject()
    json.member("columnKind", "unicodeCodePoints")
    json.key("results")
    json.beginArray()
    for diagnostic in diagnostics { json.result(diagnostic) }
    json.endArray()
    json.endObject()
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func result(_ diagnostic: Diagnostic) {
    beginObject()
    member("ruleId", diagnostic.code)
    member("level", diagnostic.severity.rawValue)
    key("message")
    beginObject()
    member("text", diagnostic.message + (diagnostic.hint.map { "; " + $0 } ?? ""))
    endObject()
    key("locations")
    beginArray()
    beginObject()
    key("physicalLocation")
    beginObject()
    key("artifactLocation")
    beginObject()
    member("uri", URIPath.encoded(diagnostic.file))
    endObject()
    key("region")
    beginObject()
    member("startLine", diagnostic.line)
    member("startColumn", diagnostic.column)
    member("endColumn", diagnostic.column + diagnostic.length)
    endObject()
    endObject()
    endObject()
    endArray()
    endObject()
  }
}

/// Paths as URI references (RFC 3986, sections 2.3 and 3.3).
enum URIPath {
  static func encoded(_ path: String) -> String {
    var encoded = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F:
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return encoded
  }
}
