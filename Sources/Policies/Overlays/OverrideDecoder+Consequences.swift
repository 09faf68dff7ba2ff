import SourceText
import StrictYAML

// What an override changes of what follows from a rule's findings: `then`.
extension OverrideDecoder {
  mutating func readConsequences() {
    guard let then = fields.entry("then"),
      var reader = MappingReader(then.value, named: "'then'", problems: problems)
    else { return }
    let disposition = reader.choice("disposition", of: Disposition.self)
    let obligations = reader.nodes("obligations", atLeast: 1)
    reader.finish()
    if let disposition, let entry = reader.peek("disposition") {
      let old = below.field("then")?.field("disposition")?.word(as: Disposition.self)
      let isAccepted = accept(
        "disposition", disposition, old, limits.disposition,
        at: RulePath(.field("then"), .field("disposition")), entry)
      if isAccepted {
        if let old, old != disposition {
          restatement = Restatement(start: start, from: old, to: disposition)
        }
        rule = rule.setting(entry, in: "then").without("disposition", in: "limits")
      }
    }
    if let obligations, let entry = reader.peek("obligations") {
      noteSetting()
      read(obligations, entry)
    }
  }

  /// A route takes the place of the rule's own; everything else comes on top.
  private mutating func read(_ obligations: [YAMLNode], _ entry: YAMLEntry) {
    var items = below.field("then")?.field("obligations")?.listItems ?? []
    for item in obligations {
      let path = RulePath(.field("then"), .field("obligations"))
      let index = items.firstIndex { $0.field("route") != nil }
      if item.field("route") != nil, let index {
        if accept(route: item, for: items[index], at: path) { items[index] = item }
      } else if item.isEdit, items.contains(where: \.isEdit) {
        refuse(
          at: item.span, "a second edit of what the rule '\(ruleID)' finds may hide the first",
          weakest: nil)
      } else {
        note(path, nil, item.flowText, .raised, at: item.span)
        items.append(item)
      }
    }
    rule = rule.setting(
      YAMLEntry(
        key: entry.key, keySpan: entry.keySpan, value: entry.value.with(items: items)), in: "then")
  }

  private mutating func accept(
    route new: YAMLNode, for old: YAMLNode, at path: RulePath
  ) -> Bool {
    func minutes(_ node: YAMLNode) -> Int? {
      node.field("route")?.field("within").flatMap { ObligationDecoder.minutes($0.flowText) }
    }
    // One that is malformed is reported where the rule is decoded.
    guard let within = minutes(new), let before = minutes(old) else { return true }
    let place = new.field("route")?.field("within")?.span ?? new.span
    if within > before, limits.withinMinutes.map({ within > $0 }) ?? true {
      refuse(
        at: place, "this is later than the rule '\(ruleID)' has it",
        weakest: limits.withinMinutes.map { "\($0)m" })
      return false
    }
    rule = rule.without("within", in: "limits")
    guard old.flowText != new.flowText else { return true }
    note(
      path, old.flowText, new.flowText,
      within > before ? .lowered : within < before ? .raised : .changed, at: new.span,
      from: old.span)
    return true
  }
}

extension YAMLNode {
  /// Whether an obligation changes the words of the summary.
  var isEdit: Bool {
    switch content {
    case .scalar: flowText == "redact" || flowText == "restore"
    case .mapping: field("replace") != nil
    default: false
    }
  }
}
