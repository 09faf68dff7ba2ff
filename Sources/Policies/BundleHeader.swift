import SourceText
import StrictYAML

/// What `bundle` says of a folder as a whole.
struct BundleHeader {
  let id: String
  let revision: Int
  let owner: String
  let isAuditRequired: Bool
  /// The folder that it extends.
  let foundation: BundleDraft.Mention?

  private enum Audit: String, CaseIterable { case required, optional }

  /// Reads `bundle` where a file has one; the first of several counts.
  ///
  /// - Parameter isRequiredBelow: Whether a bundle below wants an audit record of every decision.
  static func read(
    _ fields: inout MappingReader, _ isRequiredBelow: Bool, into draft: inout BundleDraft
  ) {
    if let entry = fields.entry("bundle") {
      draft.bundlePlaces.append(
        BundleDraft.Mention(name: "bundle", span: entry.keySpan, problems: fields.problems))
    }
    let header = fields.mapping("bundle") { read(&$0, isRequiredBelow) }
    if draft.header == nil { draft.header = header }
  }

  private static func read(
    _ fields: inout MappingReader, _ isRequiredBelow: Bool
  ) -> BundleHeader? {
    let id = PolicyID.read(&fields)
    let revision = fields.requiredInteger("revision", in: 1...Int.max)
    let owner = fields.requiredString("owner")
    let audit = fields.choice("audit", of: Audit.self)
    if isRequiredBelow, audit == .optional {
      fields.problems.report(
        at: fields.place(of: "audit"), .loweredTooFar,
        "the bundle below wants an audit record of every decision", hint: "leave 'audit' out")
    }
    let name = fields.string("extends")
    let foundation = name.map {
      BundleDraft.Mention(
        name: $0, span: fields.place(of: "extends"), problems: fields.problems)
    }
    guard let id, let revision, let owner else { return nil }
    return BundleHeader(
      id: id, revision: revision, owner: owner,
      isAuditRequired: isRequiredBelow || audit == .required, foundation: foundation)
  }
}
