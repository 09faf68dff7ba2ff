import CanonicalJSON
import Policies

/// Where the settings of rules come from, for an explanation.
struct ExplainedSettings {
  let sources: PolicySources
  let changes: [SettingChange]
  /// Whether all settings of a rule are told in text, not only those that a folder above has changed.
  let isWhole: Bool

  /// Words for each setting to be told of a rule: its name and value, its places, what it was.
  func lines(of rule: String, _ style: Style) -> [String] {
    let own = changes.filter { $0.rule == rule }
    let changed = own.map { change in
      "\(change.effect.rawValue): \(change.path) \(OverlayText.difference(change))"
        + style("  \(OverlayText.origin(change))", .dim)
    }
    guard isWhole else { return changed }
    return (sources[rule]?.settings ?? []).map { setting in
      "\(setting.path) \(Printable.quoted(setting.value, limit: 60))"
        + style("  \(setting.places.map(\.label).joined(separator: ", "))", .dim)
    } + changed
  }

  /// `settings` and `changes` of a rule, of an open object.
  func write(_ rule: String, to json: inout JSONWriter) {
    json.key("settings")
    json.beginArray()
    for setting in sources[rule]?.settings ?? [] {
      json.beginObject()
      json.member("path", setting.path.description)
      json.member("value", setting.value)
      json.key("from")
      json.beginArray()
      for place in setting.places {
        json.beginObject()
        json.place(place)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.changes(changes.filter { $0.rule == rule })
  }
}
