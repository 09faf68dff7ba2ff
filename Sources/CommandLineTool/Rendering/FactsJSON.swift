import CanonicalJSON
import ClinicalLanguage
import SourceText

/// The facts of a note as JSON: `vouch/facts/1`.
///
/// ```json
/// {"id":"…","schema":"vouch/facts/1","sections":[{"name","heading","span"}],
///  "facts":[{"kind","text","span","name","assertion","experiencer","temporality","value"?,"unit"?,
///            "dose"?,"strength"?,"route"?,"frequency"?,"duration"?,"status"?,"laterality"?,"codes"?,
///            "reaction"?,"time"?,"section"}],"disclaimer":"…"}
/// ```
/// Spans are half-open, counted in Unicode scalars. `codes` are candidates of ICD-10-CM, the likeliest
/// first: none of them is a claim about how to bill.
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
    var arrangements = document.arrangements[...]
    for fact in document.facts {
      while let next = arrangements.first, next.span < fact.span {
        write(next, of: document, in: offsets, to: &json)
        arrangements.removeFirst()
      }
      write(fact, of: document, in: offsets, to: &json)
    }
    for rest in arrangements { write(rest, of: document, in: offsets, to: &json) }
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
    writeMention(
      kind: fact.kind.rawValue, span: fact.span, name: document.name(of: fact),
      context: fact.context, of: document, in: offsets, to: &json)
    if let quantity = fact.quantity {
      json.key("value")
      json.number(quantity.value)
      if let unit = quantity.unit { json.member("unit", unit) }
    }
    let parts = [
      ("dose", fact.medication?.dose), ("strength", fact.medication?.strength),
      ("route", fact.medication?.route), ("frequency", fact.medication?.frequency),
      ("duration", fact.medication?.duration), ("reaction", fact.reaction),
    ]
    for case (let name, let span?) in parts {
      json.key(dynamic: name)
      json.string(utf8: document.text[span])
    }
    if let status = fact.medication?.status, status != .mentioned {
      json.member("status", status.rawValue)
    }
    if let laterality = fact.laterality { json.member("laterality", laterality.rawValue) }
    let codes = document.codes(of: fact)
    if !codes.isEmpty {
      json.key("codes")
      json.beginArray()
      for code in codes { json.string(code) }
      json.endArray()
    }
    writeSection(fact.section, of: document, to: &json)
    json.endObject()
  }

  private static func write(
    _ arrangement: Arrangement, of document: ClinicalDocument, in offsets: ScalarOffsets,
    to json: inout JSONWriter
  ) {
    json.beginObject()
    writeMention(
      kind: arrangement.kind.rawValue, span: arrangement.span, name: arrangement.name,
      context: arrangement.context, of: document, in: offsets, to: &json)
    if let time = arrangement.time {
      json.key("time")
      json.string(utf8: document.text[time])
    }
    writeSection(arrangement.section, of: document, to: &json)
    json.endObject()
  }

  private static func writeMention(
    kind: String, span: TextSpan, name: String, context: MentionContext,
    of document: ClinicalDocument, in offsets: ScalarOffsets, to json: inout JSONWriter
  ) {
    json.member("kind", kind)
    json.key("text")
    json.string(utf8: document.text[span])
    json.key("span")
    json.span(span, in: offsets)
    json.member("name", name)
    json.member("assertion", context.assertion.rawValue)
    json.member("experiencer", context.experiencer.rawValue)
    json.member("temporality", context.temporality.rawValue)
  }

  private static func writeSection(
    _ index: Int, of document: ClinicalDocument, to json: inout JSONWriter
  ) {
    let section =
      document.sections.indices.contains(index) ? document.sections[index].name : .other
    json.member("section", section.rawValue)
  }
}
