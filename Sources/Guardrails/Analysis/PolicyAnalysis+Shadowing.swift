import Policies

extension PolicyAnalysis {
  /// Finds enforced rules that never change a decision, since another enforced rule of their kind
  /// always finds the same and asks for as much.
  mutating func findShadowedRules() {
    let rules = engine.bundle.rules.filter { $0.mode == .enforce }
    let groups = Dictionary(grouping: rules) { rule in
      type(of: rule.parameters).kind + " " + (sources[rule.id]?.parameterSignature ?? "")
    }
    for key in groups.keys.sorted() { findShadowedRules(among: groups[key] ?? []) }
  }

  /// Of rules that differ only in lists and limits. A rule can only be shadowed by one that has any
  /// item of its lists, so not every rule is held against every other.
  private mutating func findShadowedRules(among group: [Rule]) {
    let items = group.map { sources[$0.id]?.soughtItems ?? [] }
    var owners: [String: [Int]] = [:]
    for (index, items) in items.enumerated() {
      for item in Set(items) { owners[item, default: []].append(index) }
    }
    for (index, rule) in group.enumerated() {
      let candidates = items[index].first.map { owners[$0] ?? [] } ?? Array(group.indices)
      let shadow = candidates.first { other in
        other != index && shadows(group[other], rule)
          // Of two equal rules only the later is called shadowed.
          && (other < index || !shadows(rule, group[other]))
      }
      guard let shadow else { continue }
      let other = group[shadow]
      report(
        .shadowed, rule, at: nil,
        "'\(other.id)' finds whatever this rule finds and asks for at least as much",
        hint: "remove one of them, or say what this one adds; the other is at "
          + other.place.described)
    }
  }

  private func shadows(_ wide: Rule, _ narrow: Rule) -> Bool {
    guard wide.disposition >= narrow.disposition, wide.onError >= narrow.onError,
      Set(narrow.obligations).isSubset(of: wide.obligations)
    else { return false }
    if let when = wide.when {
      guard let other = narrow.when, when.text == other.text || when.holdsWherever(other) else {
        return false
      }
    }
    guard let wideSource = sources[wide.id], let narrowSource = sources[narrow.id] else {
      return false
    }
    return wideSource.finds(everythingOf: narrowSource)
  }
}
