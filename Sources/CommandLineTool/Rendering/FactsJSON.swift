import CanonicalJSON
import ClinicalLanguage
import SourceText

/// The facts of a note as JSON: `vouch/facts/1`.
///
/// ```json
/// {"id":"…","schema":"vouch/facts/1","sections":[{"name","heading","span"}],
///  "facts":[{"kind","text","span","name","assertion","experiencer","temporality","value"?,"unit"?,
///            "dose"?,"strength"?,"route"?,"frequency"?,"duration"?,"status"?,"laterality"?,"section"}],"disclaimer":"…"}
/// ```
/// Spans are half-open, counted in Unicode scalars.
enum FactsJSON {
  static func line(_ document: ClinicalDocument, id: String?, pretty: Bool) -> [UInt8] {
    var json = JSONWriter(pretty: pretty, reservingCapacity: 8192)
    let offsets = ScalarOffsets(document.text)
    json.beginObject()
    json.key("id")
    if let id { json.string(id) } else { json.null() }
    json.member("schema", "vouch/facts/1")
    json.key("sections")
    json.beginArray()
    for section in document.sections {
      json.beginObject()
      json.member("name", section.name.rawValue)
      json.key("heading")
      if let heading = section.heading {
        json.string(utf8: document.text[heading])
      } else {
        json.null()
      }
      json.key("span")
      json.span(section.span, in: offsets)
      json.endObject()
    }
    json.endArray()
    json.key("facts")
    json.beginArray()
    for fact in document.facts { write(fact, of: document, in: offsets, to: &json) }
    json.endArray()
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func write(
    _ fact: Fact, of document: ClinicalDocument, in offsets: ScalarOffsets,
    to json: inout JSONWriter
  ) {
    json.beginObject()
    json.member("kind", fact.kind.rawValue)
    json.key("text")
    json.string(utf8: document.text[fact.span])
    json.key("span")
    json.span(fact.span, in: offsets)
    json.member("name", document.name(of: fact))
    json.member("assertion", fact.context.assertion.rawValue)
    json.member("experiencer", fact.context.experiencer.rawValue)
    json.member("temporality", fact.context.temporality.rawValue)
    if let quantity = fact.quantity {
      json.key("value")
      json.number(quantity.value)
      if let unit = quantity.unit { json.member("unit", unit) }
    }
    if let span = fact.medication?.dose {
      json.key("dose")
      json.string(utf8: document.text[span])
    }
    if let span = fact.medication?.strength {
      json.key("strength")
      json.string(utf8: document.text[span])
    }
    if let span = fact.medication?.route {
      json.key("route")
      json.string(utf8: document.text[span])
    }
    if let span = fact.medication?.frequency {
      json.key("frequency")
      json.string(utf8: document.text[span])
    }
    if let span = fact.medication?.duration {
      json.key("duration")
      json.string(utf8: document.text[span])
    }
    if let status = fact.medication?.status, status != .mentioned {
      json.member("status", status.rawValue)
    }
    if let laterality = fact.laterality { json.member("laterality", laterality.rawValue) }
    let section =
      document.sections.indices.contains(fact.section)
      ? document.sections[fact.section].name : .other
    json.member("section", section.rawValue)
    json.endObject()
  }
}
