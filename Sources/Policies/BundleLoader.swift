import SourceText
import StrictYAML

/// Reads the files of a folder one by one into a draft, then checks the draft as a whole.
struct BundleLoader {
  /// The schema that this version reads.
  static let schema = "vouch/policy/1"

  private let kinds: [any RuleParameters.Type]
  private var draft = BundleDraft()
  private var documents: [YAMLDocument] = []
  private var lists: [ProblemList] = []
  private var diagnostics: [Diagnostic] = []
  /// Files whose fields were read, with or without mistakes.
  private var readFileCount = 0

  init(kinds: [any RuleParameters.Type]) { self.kinds = kinds }

  consuming func load(_ files: [PolicyFile]) -> PolicyLoad {
    guard !files.isEmpty else {
      return PolicyLoad(
        bundle: nil,
        diagnostics: [
          Diagnostic(
            file: ".", line: 1, column: 1, code: PolicyProblem.emptyFolder.rawValue,
            message: "no policy file here; without policies nothing is released",
            hint: "'vouch init' writes a starter folder")
        ])
    }
    for file in files.sorted(by: { $0.path < $1.path }) { read(file) }
    if files.count > PolicyLimits.fileCount {
      lists.first?.report(
        at: TextSpan(0, 0), .tooMany, "more than \(PolicyLimits.fileCount) policy files")
    }
    BundleChecks(
      draft: draft, lists: lists, kinds: kinds.map { $0.kind },
      isComplete: readFileCount == files.count
    ).run()

    diagnostics += lists.flatMap(\.diagnostics)
    diagnostics.sort()
    return PolicyLoad(
      bundle: diagnostics.contains { $0.severity == .error } ? nil : bundle(),
      diagnostics: diagnostics)
  }

  private func bundle() -> PolicyBundle? {
    guard let header = draft.header else { return nil }
    return PolicyBundle(
      id: header.id, revision: header.revision, owner: header.owner,
      isAuditRequired: header.isAuditRequired,
      disclaimers: draft.disclaimers.sorted { $0.id < $1.id },
      rules: draft.rules.sorted { $0.id < $1.id },
      digest: BundleDigest.digest(of: documents.map(\.root)))
  }

  private mutating func read(_ file: PolicyFile) {
    let (document, found) = YAMLDocument.parse(file.bytes, path: file.path)
    diagnostics += found
    guard let document else { return }
    documents.append(document)
    let problems = ProblemList(document, family: "P")
    lists.append(problems)
    guard
      var fields = MappingReader(document.root, named: "a policy file", problems: problems)
    else { return }
    guard acceptSchema(&fields) else { return }

    if let entry = fields.entry("bundle") {
      draft.bundlePlaces.append(
        BundleDraft.Mention(name: "bundle", span: entry.keySpan, problems: problems))
    }
    let header = fields.mapping("bundle", Self.readHeader)
    if draft.header == nil { draft.header = header }
    draft.disclaimers += fields.mappings("disclaimers") { readDisclaimer(&$0) } ?? []
    draft.rules += readRules(&fields)
    fields.finish()
    readFileCount += 1
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

  private static func readHeader(_ fields: inout MappingReader) -> BundleDraft.Header? {
    enum Audit: String, CaseIterable { case required, optional }
    let id = PolicyID.read(&fields)
    let revision = fields.requiredInteger("revision", in: 1...Int.max)
    let owner = fields.requiredString("owner")
    let audit = fields.choice("audit", of: Audit.self, default: .optional)
    guard let id, let revision, let owner else { return nil }
    return BundleDraft.Header(
      id: id, revision: revision, owner: owner, isAuditRequired: audit == .required)
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

  private mutating func readRules(_ fields: inout MappingReader) -> [Rule] {
    let decoder = RuleDecoder(kinds: kinds)
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
