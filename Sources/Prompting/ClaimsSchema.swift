import CanonicalJSON
package import Summaries

/// The form of a reply: `{"claims":[{"text":"…","section":"plan","cites":[3]}]}`.
///
/// Only such words of JSON Schema as every server with a strict form takes; what they cannot say (which
/// numbers there are, how long a text may be) the decoder checks.
package enum ClaimsSchema {
  package static let name = "claims"

  /// The parts of a summary that a claim can belong to, in reading order.
  package static let sections = SummarySection.allCases.filter { $0 != .unsectioned }

  /// The schema as JSON.
  package static let json: [UInt8] = {
    var json = JSONWriter()
    beginObject("claims", to: &json)
    json.key("claims")
    json.beginObject()
    json.member("type", "array")
    json.key("items")
    beginObject("text", "section", "cites", to: &json)
    property("text", "string", "One statement of the summary.", to: &json)
    json.endObject()
    property("section", "string", "Where it stands.", to: &json)
    json.key("enum")
    json.beginArray()
    for section in sections { json.string(section.rawValue) }
    json.endArray()
    json.endObject()
    property("cites", "array", "Numbers of the sentences it rests on.", to: &json)
    json.key("items")
    json.beginObject()
    json.member("type", "integer")
    json.endObject()
    json.endObject()
    endObject(to: &json)
    json.endObject()
    endObject(to: &json)
    return json.bytes
  }()

  /// The same in words, for servers that know no schema.
  package static let inWords =
    "Answer with one JSON object and nothing else, neither words nor marks around it: "
    + #"{"claims": [{"text": "…", "section": "…", "cites": [1, 2]}]}. "#
    + #"Every claim has exactly these three fields; "section" is one of "#
    + sections.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") + "."

  /// Begins the schema of an object whose members are all required.
  private static func beginObject(_ names: String..., to json: inout JSONWriter) {
    json.beginObject()
    json.member("type", "object")
    json.member("additionalProperties", false)
    json.key("required")
    json.beginArray()
    for name in names { json.string(name) }
    json.endArray()
    json.key("properties")
    json.beginObject()
  }

  private static func endObject(to json: inout JSONWriter) {
    json.endObject()
    json.endObject()
  }

  /// Begins the schema of one member.
  private static func property(
    _ name: StaticString, _ type: String, _ description: String, to json: inout JSONWriter
  ) {
    json.key(name)
    json.beginObject()
    json.member("type", type)
    json.member("description", description)
  }
}
