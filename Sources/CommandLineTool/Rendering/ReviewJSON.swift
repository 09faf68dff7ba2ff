import AuditTrail
import CanonicalJSON
import SourceText
import Workflow

/// Reviews as JSON: `vouch/review-list/1`, `vouch/review/1` and `vouch/review-result/1`.
enum ReviewJSON {
  static func list(_ cases: [ReviewCase], at now: Timestamp) -> [UInt8] {
    finished { json in
      json.member("schema", "vouch/review-list/1")
      json.key("reviews")
      json.beginArray()
      for review in cases {
        json.beginObject()
        write(review, at: now, to: &json)
        json.endObject()
      }
      json.endArray()
    }
  }

  static func show(_ view: ReviewDesk.View, at now: Timestamp) -> [UInt8] {
    finished { json in
      json.member("schema", "vouch/review/1")
      json.member("record", view.seq)
      write(view.review, at: now, to: &json)
      json.key("history")
      json.beginArray()
      for step in view.review.steps { write(step, remark: view.remarks[step.seq], to: &json) }
      json.endArray()
      json.member("erased", view.isErased)
      json.key("content")
      if let kept = view.kept {
        json.beginObject()
        json.key("id")
        if let id = kept.noteIdentifier { json.string(id) } else { json.null() }
        json.key("note")
        json.string(utf8: kept.note.bytes)
        json.key("draft")
        json.string(utf8: kept.draft.bytes)
        json.endObject()
      } else {
        json.null()
      }
    }
  }

  static func result(_ code: String, _ words: String) -> [UInt8] {
    finished { json in
      json.member("schema", "vouch/review-result/1")
      json.member("result", code)
      json.member("message", words)
    }
  }

  private static func finished(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    body(&json)
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func write(_ review: ReviewCase, at now: Timestamp, to json: inout JSONWriter) {
    json.member("review", review.steps.first?.seq ?? 0)
    json.member("newest", review.newest)
    json.member("run", review.run)
    json.member("opened", review.openedAt.rfc3339)
    json.key("due")
    if let due = review.due { json.string(due.rfc3339) } else { json.null() }
    json.member("pending", review.isPending(at: now))
    json.member("overdue", review.isOverdue(at: now))
    json.member("standing", code(review.standing(at: now)))
    json.key("alerts")
    switch review.alertStanding {
    case .none: json.null()
    case .waiting: json.string("waiting")
    case .acknowledged: json.string("acknowledged")
    }
    strings("causes", review.opened.causes.map(\.rawValue), to: &json)
    strings("routes", review.opened.routes, to: &json)
    strings("rules", review.opened.rules, to: &json)
    strings("criticalRules", review.opened.criticalRules, to: &json)
    strings("alertRules", review.alerts.map(\.rule), to: &json)
  }

  private static func write(
    _ step: ReviewCase.Step, remark: String?, to json: inout JSONWriter
  ) {
    json.beginObject()
    json.member("seq", step.seq)
    json.member("time", step.time.rfc3339)
    json.member("type", step.type.rawValue)
    json.key("actor")
    if let actor = step.actor {
      json.beginObject()
      json.member("id", actor.id)
      json.key("role")
      if let role = actor.role { json.string(role) } else { json.null() }
      json.member("assurance", actor.assurance.rawValue)
      json.endObject()
    } else {
      json.null()
    }
    json.key("reason")
    if let reason = step.reason { json.string(reason.rawValue) } else { json.null() }
    json.key("remark")
    if let remark { json.string(remark) } else { json.null() }
    json.member("remarkErased", step.hasRemark && remark == nil)
    json.endObject()
  }

  private static func strings(
    _ name: StaticString, _ values: [String], to json: inout JSONWriter
  ) {
    json.key(name)
    json.beginArray()
    for value in values { json.string(value) }
    json.endArray()
  }

  private static func code(_ standing: ReviewCase.Standing) -> String {
    switch standing {
    case .nothingHeld: "nothing-held"
    case .open: "open"
    case .awaitsSecond: "awaits-second"
    case .overridden: "overridden"
    case .amended: "amended"
    case .rejected: "rejected"
    }
  }
}
