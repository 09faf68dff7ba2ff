import SourceText
import StrictYAML

/// What `bundle` says of a folder as a whole.
struct BundleHeader: Sendable {
  let id: String
  let revision: Int
  let owner: String
  let demands: BundleDemands
  /// The folder that it extends.
  let foundation: BundleDraft.Mention?

  private enum Demand: String, CaseIterable { case required, optional }

  /// Reads `bundle` where a file has one; the first of several counts.
  ///
  /// - Parameter below: What the bundles below want.
  static func read(
    _ fields: inout MappingReader, _ below: BundleDemands, into draft: inout BundleDraft
  ) {
    if let entry = fields.entry("bundle") {
      draft.bundlePlaces.append(
        BundleDraft.Mention(name: "bundle", span: entry.keySpan, problems: fields.problems))
    }
    let header = fields.mapping("bundle") { read(&$0, below) }
    if draft.header == nil { draft.header = header }
  }

  private static func read(
    _ fields: inout MappingReader, _ below: BundleDemands
  ) -> BundleHeader? {
    let id = PolicyID.read(&fields)
    let revision = fields.requiredInteger("revision", in: 1...Int.max)
    let owner = fields.requiredString("owner")
    let demands = BundleDemands(
      audit: demand("audit", below.audit, "an audit record of every decision", &fields),
      deidentify: demand("deidentify", below.deidentify, "no identifier sent to a model", &fields))
    let name = fields.string("extends")
    let foundation = name.map {
      BundleDraft.Mention(
        name: $0, span: fields.place(of: "extends"), problems: fields.problems)
    }
    guard let id, let revision, let owner else { return nil }
    return BundleHeader(
      id: id, revision: revision, owner: owner,
      demands: demands, foundation: foundation)
  }

  /// Whether something is required, here or below, where it cannot be taken back.
  private static func demand(
    _ key: String, _ isRequiredBelow: Bool, _ what: String, _ fields: inout MappingReader
  ) -> Bool {
    let demand = fields.choice(key, of: Demand.self)
    if isRequiredBelow, demand == .optional {
      fields.problems.report(
        at: fields.place(of: key), .loweredTooFar, "the bundle below wants \(what)",
        hint: "leave '\(key)' out")
    }
    return isRequiredBelow || demand == .required
  }
}

/// What a bundle wants of every run, beyond its rules.
struct BundleDemands: Sendable {
  /// That `--no-audit` is refused.
  var audit = false
  /// That notes are deidentified before they are sent to a model.
  var deidentify = false
}
