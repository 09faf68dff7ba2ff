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
    for field in header { text += field.line(style, width: width, indent: "  ") }
    return text + rules.text(named: "rule", style, width: width)
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
    json.differences("rules", named: "rule", rules)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}

extension [RuleDifference] {
  /// One paragraph for each, and how many there are.
  ///
  /// - Parameter noun: what is compared, in the singular.
  func text(named noun: String, _ style: Style, width: Int) -> String {
    var text = ""
    for item in self {
      let name = style(item.rule, .bold) + style("  \(item.place.label)", .dim) + "\n"
      switch item.change {
      case .added: text += "  " + style("+", .good) + " " + name
      case .removed: text += "  " + style("-", .bad) + " " + name
      case .changed(let fields):
        text += "  " + style("~", .notice) + " " + name
        for field in fields { text += field.line(style, width: width, indent: "      ") }
      }
    }
    let counts = [
      (self.count { $0.change == .added }, "added"),
      (self.count { $0.change == .removed }, "removed"),
    ]
    let changed = count - counts.reduce(0) { $0 + $1.0 }
    return text + "\n\(Plural.count(count, noun)) differ\(count == 1 ? "s" : ""): "
      + (counts + [(changed, "changed")]).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      .joined(separator: ", ") + "\n"
  }
}

extension FieldDifference {
  fileprivate func line(_ style: Style, width: Int, indent: String) -> String {
    let before = before.map { Printable.quoted($0, limit: 160) }
    let after = after.map { Printable.quoted($0, limit: 160) }
    let change =
      switch (before, after) {
      case (let old?, let new?): "\(old) → \(new)"
      case (let old?, nil): "without \(old)"
      case (nil, let new): "with \(new ?? "nothing")"
      }
    return TextLayout.hanging(indent + style("\(path)", .dim) + "  ", change, width: width)
  }
}

extension JSONWriter {
  mutating func differences(
    _ list: StaticString, named noun: StaticString, _ differences: [RuleDifference]
  ) {
    key(list)
    beginArray()
    for difference in differences {
      beginObject()
      member(noun, difference.rule)
      place(difference.place)
      switch difference.change {
      case .added: member("change", "added")
      case .removed: member("change", "removed")
      case .changed(let fields):
        member("change", "changed")
        key("fields")
        self.fields(fields)
      }
      endObject()
    }
    endArray()
  }

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
