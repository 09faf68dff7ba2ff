/// All the policies of a folder, checked as a whole and ready to be evaluated.
package struct PolicyBundle: Sendable {
  package let id: String
  package let revision: Int
  package let owner: String
  /// Whether `--no-audit` is refused.
  package let isAuditRequired: Bool
  /// Whether notes are deidentified before they are sent to a model.
  package let isDeidentificationRequired: Bool
  package let disclaimers: [Disclaimer]
  /// In order of id.
  package let rules: [Rule]
  /// `sha256:` and 64 hexadecimal digits: over the canonical JSON of what the files say, so that
  /// comments and layout do not change it.
  package let digest: String
  /// What it owes to other bundles; nil where it extends none.
  package let overlay: PolicyOverlay?

  package init(
    id: String, revision: Int, owner: String, isAuditRequired: Bool,
    isDeidentificationRequired: Bool = false, disclaimers: [Disclaimer], rules: [Rule],
    digest: String, overlay: PolicyOverlay? = nil
  ) {
    self.id = id
    self.revision = revision
    self.owner = owner
    self.isAuditRequired = isAuditRequired
    self.isDeidentificationRequired = isDeidentificationRequired
    self.disclaimers = disclaimers
    self.rules = rules
    self.digest = digest
    self.overlay = overlay
  }
}
