import SourceText
import StrictYAML

/// Checks that rules which count the findings of others name rules or kinds that exist, and that no
/// rule counts its own findings, be it through others.
struct RuleReferenceChecks {
  let draft: BundleDraft
  /// The names of all rule kinds.
  let kinds: [String]

  func run() {
    guard !draft.ruleReferences.isEmpty else { return }
    checkNames()
    checkCycles()
  }

  private func checkNames() {
    let ids = draft.ruleIDs.map(\.name)
    let known = Set(ids).union(kinds)
    for (_, reference) in draft.ruleReferences where !known.contains(reference.name) {
      reference.problems.report(
        at: reference.span, .unknownRule,
        "no rule and no rule kind has the name \(reference.name.quoted)",
        hint: NearestName.hint(for: reference.name, among: ids + kinds))
    }
  }

  /// Reports each reference from which a way leads back to its own rule.
  private func checkCycles() {
    var idsOfKind: [String: [String]] = [:]
    for rule in draft.rules {
      idsOfKind[type(of: rule.parameters).kind, default: []].append(rule.id)
    }
    func targets(of name: String) -> [String] { idsOfKind[name] ?? [name] }
    var edges: [String: [String]] = [:]
    for (from, reference) in draft.ruleReferences {
      edges[from, default: []] += targets(of: reference.name)
    }
    for (from, reference) in draft.ruleReferences {
      var seen: Set<String> = []
      var open = targets(of: reference.name)
      while let next = open.popLast() {
        if next == from {
          reference.problems.report(
            at: reference.span, .ruleCycle,
            "the rule \(from.quoted) would count its own findings through \(reference.name.quoted)",
            hint: "name rules that do not count this one's findings")
          break
        }
        if seen.insert(next).inserted { open += edges[next] ?? [] }
      }
    }
  }
}
