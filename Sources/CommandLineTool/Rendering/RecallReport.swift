import AuditTrail
import CanonicalJSON
import Workflow

/// What is recalled, for people, programs and spreadsheets.
enum RecallReport {
  static func text(_ recall: Recall, _ style: Style) -> String {
    guard !recall.items.isEmpty else { return "No run used it.\n" }
    let counts = RunRecord.Outcome.allCases.map { ($0, recall.count($0)) }.filter { $0.1 > 0 }
    var text = style(Plural.count(recall.items.count, "run"), .bold)
    text += ": " + counts.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
    text += "; something was shown of \(recall.shownCount)\n"
    text += style("  seq  time                  decision   shown     note", .dim) + "\n"
    for item in recall.items {
      text += TextLayout.rightAligned("\(item.record.seq)", to: 5) + "  "
      text += AuditTable.time(item.record.timestamp) + "  "
      text += style(TextLayout.padded(item.body.outcome.rawValue, to: 9), item.body.outcome.tone)
      text += "  " + TextLayout.padded(item.shown?.rawValue ?? "no", to: 8) + "  "
      text +=
        item.noteIdentifier.map { Printable.line($0) }
        ?? String(item.body.note?.mac.prefix(12) ?? "–")
      text += "\n"
    }
    return text + style(StandingWords.notForClinicalUse, .dim) + "\n"
  }

  static func csv(_ recall: Recall) -> [UInt8] {
    var csv = CSVWriter(header: ["seq", "time", "run", "decision", "shown", "note", "id"])
    for item in recall.items {
      csv.row([
        "\(item.record.seq)", item.record.timestamp, item.record.run, item.body.outcome.rawValue,
        item.shown?.rawValue ?? "", item.body.note?.mac ?? "", item.noteIdentifier ?? "",
      ])
    }
    return csv.bytes
  }

  static func json(_ recall: Recall) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/audit-recall/1")
    json.member("runs", recall.items.count)
    json.member("shown", recall.shownCount)
    json.key("items")
    json.beginArray()
    for item in recall.items {
      json.beginObject()
      json.member("seq", item.record.seq)
      json.member("time", item.record.timestamp)
      json.member("run", item.record.run)
      json.member("decision", item.body.outcome.rawValue)
      json.key("shown")
      if let shown = item.shown { json.string(shown.rawValue) } else { json.null() }
      json.key("note")
      if let note = item.body.note { json.string(note.mac) } else { json.null() }
      json.key("id")
      if let id = item.noteIdentifier { json.string(id) } else { json.null() }
      json.endObject()
    }
    json.endArray()
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
