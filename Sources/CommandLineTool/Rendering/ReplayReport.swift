import AuditTrail
import CanonicalJSON
import Workflow

/// What a replay came to.
struct ReplayReport {
  let candidate: PolicyLabel
  private(set) var judged = 0
  private(set) var failed = 0
  private(set) var withoutContent = 0
  private(set) var erased = 0
  private(set) var changedRules = 0
  private var changes: [Replay.Change] = []

  init(candidate: PolicyLabel) { self.candidate = candidate }

  mutating func add(_ result: Replay.Result) {
    switch result {
    case .contentMissing: withoutContent += 1
    case .contentErased: erased += 1
    case .failed: failed += 1
    case .judged(let change):
      judged += 1
      if change.changesDecision {
        changes.append(change)
      } else if change.changesRules {
        changedRules += 1
      }
    }
  }

  /// How many go from one decision to another, in the order of decisions.
  private var ways: [(before: RunRecord.Outcome, after: RunRecord.Outcome, count: Int)] {
    RunRecord.Outcome.allCases.flatMap { before in
      RunRecord.Outcome.allCases.compactMap { after in
        let count = changes.count { $0.before == before && $0.after == after }
        return count == 0 ? nil : (before, after, count)
      }
    }
  }

  func text(_ style: Style, width: Int) -> String {
    var text = style("\(Plural.count(changes.count, "decision")) of \(judged) would change", .bold)
    text += "  under \(Printable.line(candidate.bundle)) revision \(candidate.revision), "
    text += "\(candidate.digest.prefix(19))…\n"
    for way in ways {
      text += "  " + style(TextLayout.padded(way.before.rawValue, to: 9), way.before.tone) + " → "
      text += style(TextLayout.padded(way.after.rawValue, to: 9), way.after.tone)
      text += TextLayout.rightAligned("\(way.count)", to: 7) + "\n"
    }
    if changedRules > 0 {
      text += "  \(changedRules) more keep their decision, by other rules\n"
    }
    if withoutContent > 0 {
      text += "  \(withoutContent) were left out: the vault keeps no note and draft of them\n"
    }
    if erased > 0 {
      text += "  \(erased) were left out: their note and draft were erased\n"
    }
    if failed > 0 { text += "  \(failed) could not be judged\n" }
    if !changes.isEmpty { text += "\n" }
    for change in changes {
      text += TextLayout.hanging(
        TextLayout.rightAligned("\(change.seq)", to: 6) + "  "
          + style(TextLayout.padded(change.before.rawValue, to: 9), change.before.tone) + " → "
          + style(TextLayout.padded(change.after.rawValue, to: 9), change.after.tone) + "  ",
        Printable.line(
          (change.added.map { "+\($0)" } + change.removed.map { "-\($0)" }).joined(separator: " ")),
        width: width)
    }
    return text + style(StandingWords.notForClinicalUse, .dim) + "\n"
  }

  var json: [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/audit-replay/1")
    json.key("candidate")
    json.policy(candidate)
    json.member("judged", judged)
    json.member("withoutContent", withoutContent)
    json.member("erased", erased)
    json.member("failed", failed)
    json.member("changedRulesOnly", changedRules)
    json.key("changes")
    json.beginArray()
    for change in changes {
      json.beginObject()
      json.member("seq", change.seq)
      json.member("before", change.before.rawValue)
      json.member("after", change.after.rawValue)
      for (key, rules) in [("added", change.added), ("removed", change.removed)] {
        json.key(dynamic: key)
        json.beginArray()
        for rule in rules { json.string(rule) }
        json.endArray()
      }
      json.endObject()
    }
    json.endArray()
    json.member("disclaimer", StandingWords.notForClinicalUse)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
