import StrictYAML

/// How a rule differs between two bundles.
package struct RuleDifference: Sendable, Hashable {
  package enum Change: Sendable, Hashable {
    case added
    case removed
    /// Field by field.
    case changed([FieldDifference])
  }

  package let rule: String
  package let change: Change
  /// In the newer bundle; of a removed rule in the older.
  package let place: PolicyPlace
}

/// How one field, or one item of a list, differs.
package struct FieldDifference: Sendable, Hashable {
  /// `then.disposition`, `params.terms`, `when`.
  package let path: RulePath
  /// As written; nil where there was none. Of a list the item that is gone.
  package let before: String?
  /// Of a list the item that is new.
  package let after: String?

  package init(path: RulePath, before: String?, after: String?) {
    self.path = path
    self.before = before
    self.after = after
  }
}

extension PolicySources {
  /// The rules that differ from those of an older bundle, by id. Layout, comments, quoting and the
  /// order of fields and of list items do not count.
  package func differences(from older: PolicySources) -> [RuleDifference] {
    let ids = Set(rules.map(\.id)).union(older.rules.map(\.id)).sorted()
    return ids.compactMap { id in
      switch (older[id], self[id]) {
      case (nil, let new?):
        return RuleDifference(rule: id, change: .added, place: new.place(of: new.node.span))
      case (let old?, nil):
        return RuleDifference(rule: id, change: .removed, place: old.place(of: old.node.span))
      case (let old?, let new?):
        let fields = TreeDifference.fields(old.node, new.node, at: RulePath())
        return fields.isEmpty
          ? nil
          : RuleDifference(
            rule: id, change: .changed(fields), place: new.place(of: new.node.span))
      case (nil, nil): return nil
      }
    }
  }
}
