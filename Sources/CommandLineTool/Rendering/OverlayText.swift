import CanonicalJSON
import Policies

/// What a bundle changes of those that it extends, as text and as JSON.
enum OverlayText {
  /// Empty where nothing is extended.
  static func lines(_ overlay: PolicyOverlay?, _ style: Style, width: Int) -> String {
    guard let overlay else { return "" }
    var text = ""
    for name in overlay.foundations.reversed() {
      text += "       extends \(name.id) revision \(name.revision)"
      text += style("  \(name.digest.prefix(19))…", .dim) + "\n"
    }
    for change in overlay.changes {
      let effect = style(
        TextLayout.padded(change.effect.rawValue, to: 7),
        change.effect == .lowered ? .bad : change.effect == .raised ? .good : .notice)
      text += TextLayout.hanging("       \(effect)  ", Self.words(change, style), width: width)
    }
    return text
  }

  private static func words(_ change: SettingChange, _ style: Style) -> String {
    "\(style(change.rule, .bold)) \(change.path) \(difference(change))"
      + style("  \(origin(change))", .dim)
      + (change.reason.map { ": \(Printable.line($0))" } ?? "")
  }

  /// `'hold' → 'block'`, `with 'no worries'`.
  static func difference(_ change: SettingChange) -> String {
    let before = change.before.map { Printable.quoted($0, limit: 80) }
    let after = change.after.map { Printable.quoted($0, limit: 80) }
    return switch (before, after) {
    case (let old?, let new?) where change.replaces: "\(old) → \(new)"
    case (let old?, let new?): "with \(new), without \(old)"
    case (let old?, nil): "without \(old)"
    case (nil, let new): "with \(new ?? "nothing")"
    }
  }

  /// `Site/bundle.yaml:9:12, over Policies/banned.yaml:33:7`.
  static func origin(_ change: SettingChange) -> String {
    change.place.label + (change.origin.map { ", over \($0.label)" } ?? "")
  }
}

extension JSONWriter {
  /// `changes`, of an open object.
  mutating func changes(_ changes: [SettingChange]) {
    key("changes")
    beginArray()
    for change in changes {
      beginObject()
      member("rule", change.rule)
      member("path", change.path.description)
      optional("before", change.before)
      optional("after", change.after)
      member("effect", change.effect.rawValue)
      optional("reason", change.reason)
      place(change.place)
      key("over")
      if let origin = change.origin {
        beginObject()
        place(origin)
        endObject()
      } else {
        null()
      }
      endObject()
    }
    endArray()
  }

  /// `extends` and `changes`, of an open object: empty lists where nothing is extended.
  mutating func overlay(_ overlay: PolicyOverlay?) {
    key("extends")
    beginArray()
    for name in overlay?.foundations ?? [] {
      policy(PolicyLabel(bundle: name.id, revision: name.revision, digest: name.digest))
    }
    endArray()
    changes(overlay?.changes ?? [])
  }
}
