/// What a bundle owes to the folders that it extends, and what it changes of them.
package struct PolicyOverlay: Sendable, Hashable {
  /// The bundles below, the lowest first.
  package let foundations: [BundleName]
  /// In order of layer, rule and place.
  package let changes: [SettingChange]
}

/// Which bundle, as records and messages name it.
package struct BundleName: Sendable, Hashable {
  package let id: String
  package let revision: Int
  package let digest: String
}

/// One setting of a rule that an override has changed.
package struct SettingChange: Sendable, Hashable {
  /// Which way; the raw values are part of the output.
  package enum Effect: String, Sendable, Hashable {
    /// The rule finds at least what it found and asks for at least as much.
    case raised
    /// As far as the rule's limits allow.
    case lowered
    /// Neither: who is told, in what words.
    case changed
  }

  package let rule: String
  /// `then.disposition`, `params.terms`, `mode`.
  package let path: RulePath
  /// As written below; nil where there was nothing. Of a list the items that are gone.
  package let before: String?
  /// As written by the override. Of a list the items that are new.
  package let after: String?
  package let effect: Effect
  /// Where the override says it.
  package let place: PolicyPlace
  /// Where it stood before; nil where it did not.
  package let origin: PolicyPlace?
  /// Why, in the words of the site; required of what is lowered.
  package let reason: String?
  /// Whether `after` stands in the place of `before`; else they are items of a list.
  package let replaces: Bool
}
