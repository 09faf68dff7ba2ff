import SourceText
import StrictYAML

// What an override changes of a rule's parameters: `params`, `add`, `remove`.
extension OverrideDecoder {
  mutating func readParameters() {
    let replaced = parameters("params")
    let added = lists("add")
    let removed = lists("remove")
    for entry in added + removed {
      guard let other = replaced.first(where: { $0.key == entry.key }) else { continue }
      problems.report(
        at: entry.keySpan, .misplacedOverride,
        "'\(entry.key)' is already given at \(problems.policyPlace(of: other.keySpan).described)",
        hint: "give the whole value under 'params', or items under 'add' and 'remove'")
      return
    }
    for entry in replaced { replace(entry) }
    for entry in added {
      change(entry.key, adding: entry, removing: removed.first { $0.key == entry.key })
    }
    for entry in removed where !added.contains(where: { $0.key == entry.key }) {
      change(entry.key, adding: nil, removing: entry)
    }
  }

  /// The fields of a mapping that are parameters of the rule's kind; others are reported.
  private mutating func parameters(_ key: String) -> [YAMLEntry] {
    guard let entry = fields.entry(key),
      let reader = MappingReader(entry.value, named: "'\(key)'", problems: problems)
    else { return [] }
    noteSetting()
    return reader.keys.compactMap { name in
      guard let entry = reader.peek(name) else { return nil }
      // A rule of a kind that nobody knows is reported as such.
      if parameterNames.isEmpty || parameterNames.contains(name) { return entry }
      problems.report(
        at: entry.keySpan, .unknownField, "unknown field \(name.quoted)",
        hint: NearestName.hint(for: name, among: parameterNames)
          ?? "parameters of the rule: \(parameterNames.joined(separator: ", "))")
      return nil
    }
  }

  private mutating func lists(_ key: String) -> [YAMLEntry] {
    parameters(key).filter { entry in
      if let items = entry.value.listItems, !items.isEmpty { return true }
      problems.report(
        at: entry.value.span, .wrongShape, "'\(entry.key)' under '\(key)' must be a list of items")
      return false
    }
  }

  private mutating func replace(_ entry: YAMLEntry) {
    let old = below.field("params")?.field(entry.key)
    if let effect = effect(of: entry.value, on: old, named: entry.key, at: entry.value.span) {
      if old?.flowText != entry.value.flowText {
        note(
          RulePath(.field("params"), .field(entry.key)), old?.flowText, entry.value.flowText,
          effect, at: entry.value.span)
      }
      set(parameter: entry)
    }
  }

  private mutating func change(
    _ name: String, adding added: YAMLEntry?, removing removed: YAMLEntry?
  ) {
    guard let entry = added ?? removed else { return }
    let old = below.field("params")?.field(name)
    guard let items = old?.listItems else {
      problems.report(
        at: entry.keySpan, .noSuchItem, "the rule '\(ruleID)' has no list '\(name)'",
        hint: "give a whole value under 'params', as far as its limits allow")
      return
    }
    var kept = items
    for item in removed?.value.listItems ?? [] {
      guard let index = kept.firstIndex(where: { $0.flowText == item.flowText }) else {
        problems.report(
          at: item.span, .noSuchItem,
          "\(item.flowText.quoted) does not stand in '\(name)' of the rule '\(ruleID)'",
          hint: NearestName.hint(for: item.flowText, among: items.map(\.flowText)))
        continue
      }
      kept.remove(at: index)
    }
    let new = added?.value.listItems ?? []
    let value = entry.value.with(items: kept + new)
    guard let effect = effect(of: value, on: old, named: name, at: entry.keySpan) else { return }
    func text(_ items: [YAMLNode]?) -> String? {
      items.map { $0.map(\.flowText).joined(separator: ", ") }
    }
    note(
      RulePath(.field("params"), .field(name)), text(removed?.value.listItems),
      text(added?.value.listItems), effect, at: entry.keySpan, from: old?.span, replaces: false)
    set(parameter: YAMLEntry(key: name, keySpan: entry.keySpan, value: value))
  }

  /// Which way a parameter is changed; nil, and reported, where the limits do not allow it.
  private func effect(
    of new: YAMLNode, on old: YAMLNode?, named name: String, at span: TextSpan
  ) -> SettingChange.Effect? {
    let strictness = ParameterStrictness(
      kind: below.field("kind")?.flowText ?? "", parameters: below.field("params"))
    if strictness.isWords(name) { return .changed }
    if let old, old.flowText == new.flowText { return .changed }
    if let old, !hasEdits, strictness.finds(new, everythingOf: old, name) { return .raised }
    let limit = limits.parameters.first { $0.key == name }?.value
    if let limit, strictness.reaches(new, limit: limit, name) { return .lowered }
    refuse(
      at: span, "this '\(name)' may find less than that of the rule '\(ruleID)'",
      weakest: limit?.flowText, hint: limit == nil ? advice(name) : nil)
    return nil
  }

  /// Where more places are edited, one edit may hide what is wrong with another's.
  private var hasEdits: Bool {
    below.field("then")?.field("obligations")?.listItems?.contains(where: \.isEdit) ?? false
  }

  private func advice(_ name: String) -> String {
    below.field("kind")?.flowText == "red_flag"
      ? "what is added to a red flag also counts as told in a summary; write a rule of your own, "
        + "since alerts of one family are told as one"
      : "its limits do not speak of '\(name)'; a rule of your own can only make decisions stricter"
  }
}
