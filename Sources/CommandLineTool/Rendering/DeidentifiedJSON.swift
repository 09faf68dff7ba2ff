import CanonicalJSON
import Deidentification
import SourceText
import Workflow

/// Deidentified and reidentified texts as JSON.
///
/// ```json
/// {"id":"…","schema":"vouch/deidentified/1","text":"…",
///  "identifiers":[{"span":{"start":0,"end":9},"type":"NAME","surrogate":"…"}],"map"?:"…",
///  "disclaimer":"…"}
/// {"id":"…","schema":"vouch/reidentified/1","text":"…","restored":3,"exact":true,"disclaimer":"…"}
/// ```
/// Spans count the Unicode scalars of the text that came in.
enum DeidentifiedJSON {
  static func line(_ note: DeidentifiedNote, id: String?, pretty: Bool) -> [UInt8] {
    var json = JSONWriter(pretty: pretty, reservingCapacity: note.result.bytes.count + 1024)
    let offsets = ScalarOffsets(note.original)
    json.beginObject()
    json.key("id")
    if let id { json.string(id) } else { json.null() }
    json.member("schema", "vouch/deidentified/1")
    json.key("text")
    json.string(utf8: note.result.bytes)
    json.key("identifiers")
    json.beginArray()
    for replacement in note.result.replacements {
      json.beginObject()
      json.key("span")
      json.span(replacement.identifier.span, in: offsets)
      json.member("type", replacement.identifier.type.rawValue)
      json.key("surrogate")
      json.string(utf8: replacement.surrogate)
      json.endObject()
    }
    json.endArray()
    if let map = note.map { json.member("map", map.id) }
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  static func line(_ text: Reidentified, id: String?, pretty: Bool) -> [UInt8] {
    var json = JSONWriter(pretty: pretty, reservingCapacity: text.bytes.count + 256)
    json.beginObject()
    json.key("id")
    if let id { json.string(id) } else { json.null() }
    json.member("schema", "vouch/reidentified/1")
    json.key("text")
    json.string(utf8: text.bytes)
    json.member("restored", text.count)
    json.member("exact", text.isExact)
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
