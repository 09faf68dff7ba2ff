import SourceText
import StrictYAML

/// Reads the files of a folder one by one into a draft, then checks the draft as a whole.
struct BundleLoader {
  /// The schema that this version reads.
  static let schema = "vouch/policy/1"

  private let kinds: [any RuleParameters.Type]
  private var draft = BundleDraft()
  private var lists: [ProblemList] = []
  private var diagnostics: [Diagnostic] = []
  /// Files whose fields were read, with or without mistakes.
  private var readFileCount = 0

  init(kinds: [any RuleParameters.Type]) { self.kinds = kinds }

  /// - Parameter merged: The layers, laid on each other.
  consuming func load(_ layers: [PolicyLayer], _ merged: MergedPolicies) -> PolicyLoad {
    let fileCount = layers.reduce(0) { $0 + $1.fileCount }
    guard fileCount > 0 else {
      return PolicyLoad(
        bundle: nil,
        diagnostics: [
          Diagnostic(
            file: ".", line: 1, column: 1, code: PolicyProblem.emptyFolder.rawValue,
            message: "no policy file here; without policies nothing is released",
            hint: "'vouch init' writes a starter folder")
        ])
    }
    diagnostics = layers.flatMap(\.diagnostics)
    for document in merged.documents { read(document, merged) }
    if fileCount > PolicyLimits.fileCount {
      lists.first?.report(
        at: TextSpan(0, 0), .tooMany, "more than \(PolicyLimits.fileCount) policy files")
    }
    BundleChecks(
      draft: draft, lists: lists, kinds: kinds.map { $0.kind },
      isComplete: readFileCount == fileCount
    ).run()
    if layers.count == 1 { refuseFoundation() }

    diagnostics += (merged.lists + lists).flatMap(\.diagnostics)
    diagnostics.sort()
    return PolicyLoad(
      bundle: diagnostics.contains { $0.severity == .error } ? nil : bundle(merged),
      diagnostics: diagnostics)
  }

  private func bundle(_ merged: MergedPolicies) -> PolicyBundle? {
    guard let header = draft.header else { return nil }
    return PolicyBundle(
      id: header.id, revision: header.revision, owner: header.owner,
      isAuditRequired: header.demands.audit,
      isDeidentificationRequired: header.demands.deidentify,
      disclaimers: draft.disclaimers.sorted { $0.id < $1.id },
      rules: draft.rules.sorted { $0.id < $1.id }, digest: merged.digest, overlay: merged.overlay)
  }

  /// Whoever reads the files finds the folder that is extended; here it is missing.
  private func refuseFoundation() {
    guard let foundation = draft.header?.foundation else { return }
    foundation.problems.report(
      at: foundation.span, .missingFoundation,
      "the folder \(foundation.name.quoted) that this one extends was not read")
  }

  private mutating func read(_ document: YAMLDocument, _ merged: MergedPolicies) {
    let problems = ProblemList(document, family: "P")
    lists.append(problems)
    guard
      var fields = MappingReader(document.root, named: "a policy file", problems: problems)
    else { return }
    guard acceptSchema(&fields) else { return }
    BundleHeader.read(&fields, merged.demandsBelow, into: &draft)
    if let entry = fields.entry("overrides") {
      problems.report(
        at: entry.keySpan, .misplacedOverride,
        "'overrides' change the rules of another folder, and this one extends none",
        hint: "name it in 'bundle': extends: ../Policies")
    }
    draft.disclaimers += fields.mappings("disclaimers") { readDisclaimer(&$0) } ?? []
    draft.rules += readRules(&fields, merged)
    fields.finish(homes: Self.homes)
    readFileCount += 1
  }

  /// What people write beside `bundle` and not below it.
  private static let homes = Dictionary(
    uniqueKeysWithValues: ["id", "revision", "owner", "extends", "audit", "deidentify"].map {
      ($0, "bundle")
    })

  /// Whether a file says that it is of the schema that is read here.
  static func isPolicy(_ document: YAMLDocument) -> Bool {
    document.root.field("schema")?.flowText == schema
  }

  /// False where the file is of another sort, so that its fields would only be noise.
  private func acceptSchema(_ fields: inout MappingReader) -> Bool {
    guard let schema = fields.requiredString("schema") else { return true }
    if schema == Self.schema { return true }
    fields.problems.report(
      at: fields.place(of: "schema"), .unknownSchema, "unknown schema \(schema.quoted)",
      hint: "this version reads '\(Self.schema)'")
    return false
  }

  private mutating func readDisclaimer(_ fields: inout MappingReader) -> Disclaimer? {
    draft.disclaimerCount += 1
    let id = PolicyID.read(&fields)
    if let id {
      draft.disclaimerIDs.append(
        BundleDraft.Mention(name: id, span: fields.place(of: "id"), problems: fields.problems))
    }
    let version = fields.requiredInteger("version", in: 1...Int.max)
    let audiences = fields.requiredChoices("audiences", of: PolicyAudience.self, atLeast: 0)
    let text = fields.requiredString("text")
    guard let id, let version, let audiences, let text else { return nil }
    return Disclaimer(
      id: id, version: version, audiences: audiences.map(\.rawValue), text: text)
  }

  private mutating func readRules(
    _ fields: inout MappingReader, _ merged: MergedPolicies
  ) -> [Rule] {
    let decoder = RuleDecoder(kinds: kinds, restatements: merged.restatements)
    return fields.mappings("rules") { fields in
      draft.ruleCount += 1
      guard draft.ruleCount <= PolicyLimits.ruleCount else {
        if draft.ruleCount == PolicyLimits.ruleCount + 1 {
          fields.problems.report(
            at: fields.span, .tooMany, "more than \(PolicyLimits.ruleCount) rules")
        }
        fields.ignoreRest()
        return nil
      }
      return decoder.decode(&fields, into: &draft)
    } ?? []
  }
}
