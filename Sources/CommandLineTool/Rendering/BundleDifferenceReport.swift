import CanonicalJSON
import Policies

/// How the rules and disclaimers of two bundles differ, as written.
struct BundleDifferenceReport {
  typealias Bundle = (bundle: PolicyBundle, sources: PolicySources)

  let older: Bundle
  let newer: Bundle

  private var rules: [RuleDifference] { newer.sources.differences(from: older.sources) }

  private var header: [FieldDifference] {
    func field(_ name: String, _ before: String, _ after: String) -> FieldDifference? {
      before == after
        ? nil
        : FieldDifference(
          path: RulePath(.field("bundle"), .field(name)), before: before, after: after)
    }
    let (old, new) = (older.bundle, newer.bundle)
    return [
      field("id", old.id, new.id), field("revision", "\(old.revision)", "\(new.revision)"),
      field("owner", old.owner, new.owner),
      field(
        "audit", old.isAuditRequired ? "required" : "optional",
        new.isAuditRequired ? "required" : "optional"),
      field(
        "deidentify", old.isDeidentificationRequired ? "required" : "optional",
        new.isDeidentificationRequired ? "required" : "optional"),
    ].compactMap(\.self) + disclaimers
  }

  private var disclaimers: [FieldDifference] {
    func listed(_ bundle: PolicyBundle) -> [String: String] {
      Dictionary(
        bundle.disclaimers.map {
          (
            $0.id,
            "version \($0.version), for [\($0.audiences.joined(separator: ", "))]: \($0.text)"
          )
        }, uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (listed(older.bundle), listed(newer.bundle))
    return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map {
      FieldDifference(
        path: RulePath(.field("disclaimers"), .field($0)), before: old[$0], after: new[$0])
    }
  }

  func text(_ style: Style, width: Int) -> String {
    var text = PolicyLabel.heading(PolicyLabel(older.bundle), PolicyLabel(newer.bundle), style)
    let rules = rules
    let header = header
    guard !rules.isEmpty || !header.isEmpty else {
      return text + "no rule differs\n"
    }
    for field in header { text += line(field, style, width: width, indent: "  ") }
    for rule in rules {
      let name = style(rule.rule, .bold) + style("  \(rule.place.label)", .dim) + "\n"
      switch rule.change {
      case .added: text += "  " + style("+", .good) + " " + name
      case .removed: text += "  " + style("-", .bad) + " " + name
      case .changed(let fields):
        text += "  " + style("~", .notice) + " " + name
        for field in fields { text += line(field, style, width: width, indent: "      ") }
      }
    }
    let counts = [
      (rules.count { $0.change == .added }, "added"),
      (rules.count { $0.change == .removed }, "removed"),
    ]
    let changed = rules.count - counts.reduce(0) { $0 + $1.0 }
    return text + "\n\(Plural.count(rules.count, "rule")) differ\(rules.count == 1 ? "s" : ""): "
      + (counts + [(changed, "changed")]).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      .joined(separator: ", ") + "\n"
  }

  private func line(
    _ field: FieldDifference, _ style: Style, width: Int, indent: String
  ) -> String {
    let before = field.before.map { Printable.quoted($0, limit: 160) }
    let after = field.after.map { Printable.quoted($0, limit: 160) }
    let change =
      switch (before, after) {
      case (let old?, let new?): "\(old) → \(new)"
      case (let old?, nil): "without \(old)"
      case (nil, let new): "with \(new ?? "nothing")"
      }
    return TextLayout.hanging(indent + style("\(field.path)", .dim) + "  ", change, width: width)
  }

  var json: [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/policy-difference/1")
    json.key("before")
    json.policy(PolicyLabel(older.bundle))
    json.key("after")
    json.policy(PolicyLabel(newer.bundle))
    json.key("bundle")
    json.fields(header)
    json.key("rules")
    json.beginArray()
    for rule in rules {
      json.beginObject()
      json.member("rule", rule.rule)
      json.place(rule.place)
      switch rule.change {
      case .added: json.member("change", "added")
      case .removed: json.member("change", "removed")
      case .changed(let fields):
        json.member("change", "changed")
        json.key("fields")
        json.fields(fields)
      }
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func fields(_ fields: [FieldDifference]) {
    beginArray()
    for field in fields {
      beginObject()
      member("path", field.path.description)
      optional("before", field.before)
      optional("after", field.after)
      endObject()
    }
    endArray()
  }

  /// A text or null.
  mutating func optional(_ name: StaticString, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }
}

extension PolicyLabel {
  /// The lines that name the two sides of a comparison.
  static func heading(_ older: PolicyLabel, _ newer: PolicyLabel, _ style: Style) -> String {
    func line(_ letter: String, _ label: PolicyLabel) -> String {
      "\(letter)  \(label.bundle) revision \(label.revision)"
        + style("  \(label.digest.prefix(19))…", .dim) + "\n"
    }
    return line("A", older) + line("B", newer) + "\n"
  }
}
