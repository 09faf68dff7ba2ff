import Parallelism
import SourceText
import StrictYAML

/// The layers of a bundle laid on each other: what a folder says, with what it changes of those below.
struct MergedPolicies: Sendable {
  /// As if one folder had said it all: rules as the overrides leave them, `bundle` of the top alone.
  var documents: [YAMLDocument] = []
  /// What examples below overrides expect since.
  private(set) var restatements: [String: [Restatement]] = [:]
  /// What is wrong with overrides and with the bundles below.
  var lists: [ProblemList] = []
  /// Nil where nothing is extended.
  private(set) var overlay: PolicyOverlay?
  /// What the bundles below want.
  private(set) var demandsBelow = BundleDemands()
  /// What the top says, and the digest of what it extends.
  var digest: String { digests.last?.value ?? "" }

  private let kinds: [any RuleParameters.Type]
  /// Of each layer with those below it, while others read the rules.
  private var digests: [Ahead<String>] = []

  init(_ layers: [PolicyLayer], kinds: [any RuleParameters.Type]) {
    self.kinds = kinds
    var foundations: [BundleName] = []
    var changes: [SettingChange] = []
    var isWhole = true
    for (index, layer) in layers.enumerated() {
      let below = digests.last
      digests.append(
        Ahead { [roots = layer.documents.map(\.root)] in
          BundleDigest.digest(of: roots, extending: below?.value)
        })
      if index < layers.count - 1, let name = readFoundation(layer) { foundations.append(name) }
      if index > 0 {
        changes += lay(layer, isWhole: isWhole)
      } else {
        documents = layer.documents
      }
      isWhole = isWhole && layer.isWhole
      attach(layer.examples, isWhole: isWhole)
      if index < layers.count - 1 {
        documents = documents.map { $0.with(root: $0.root.without("bundle")) }
      }
    }
    if layers.count > 1 { overlay = PolicyOverlay(foundations: foundations, changes: changes) }
  }

  /// The header of a bundle that another one extends; nil, and reported, where there is none.
  private mutating func readFoundation(_ layer: PolicyLayer) -> BundleName? {
    var draft = BundleDraft()
    var found: [ProblemList] = []
    for document in layer.documents where BundleLoader.isPolicy(document) {
      let problems = ProblemList(document, family: "P")
      found.append(problems)
      guard var fields = MappingReader(document.root, named: "a policy file", problems: problems)
      else { continue }
      BundleHeader.read(&fields, demandsBelow, into: &draft)
    }
    BundleChecks(draft: draft, lists: found, kinds: [], isComplete: layer.isWhole).checkBundle()
    lists += found
    guard let header = draft.header else { return nil }
    demandsBelow = header.demands
    return BundleName(id: header.id, revision: header.revision, digest: digest)
  }

  // MARK: Overrides

  /// Where a rule stands.
  struct Position {
    let document: Int
    let item: Int
  }

  /// Lays one layer over those that are merged so far.
  private mutating func lay(_ layer: PolicyLayer, isWhole: Bool) -> [SettingChange] {
    var changes: [SettingChange] = []
    let positions = positions()
    var seen: [String: PolicyPlace] = [:]
    for document in layer.documents where BundleLoader.isPolicy(document) {
      let problems = ProblemList(document, family: "P")
      lists.append(problems)
      guard
        var fields = MappingReader(document.root, named: "a policy file", problems: problems),
        let items = fields.nodes("overrides")
      else { continue }
      // Places of this file in the documents that it was joined to.
      var starts: [Int: Int] = [:]
      for item in items {
        guard let id = overriddenRule(item, &seen, problems) else { continue }
        guard let position = positions[id] else {
          if isWhole { reportUnknown(id, item, Array(positions.keys), layer, problems) }
          continue
        }
        if starts[position.document] == nil {
          let (joined, start) = documents[position.document].joining(document)
          documents[position.document] = joined
          starts[position.document] = start
        }
        changes += apply(item, to: id, at: position, start: starts[position.document] ?? 0)
      }
    }
    documents += layer.documents.map { $0.with(root: $0.root.without("overrides")) }
    return changes
  }

  private mutating func apply(
    _ item: YAMLNode, to id: String, at position: Position, start: Int
  ) -> [SettingChange] {
    let document = documents[position.document]
    let path: [RulePath.Step] = [.field("rules"), .item(position.item)]
    let problems = ProblemList(document, family: "P")
    lists.append(problems)
    guard let rule = document.root.node(at: path[...]),
      let fields = MappingReader(
        item.shifted(by: start), named: "an item of 'overrides'", problems: problems)
    else { return [] }
    var decoder = OverrideDecoder(
      of: id, below: rule, in: document, start: start, fields: fields, kinds: kinds)
    decoder.decode()
    if let restatement = decoder.restatement { restatements[id, default: []].append(restatement) }
    if let root = document.root.changing(path[...], { _ in decoder.rule }) {
      documents[position.document] = document.with(root: root)
    }
    return decoder.changes
  }

  /// The rules that the merged layers have; of two with one id the first.
  func positions() -> [String: Position] {
    var positions: [String: Position] = [:]
    for (index, document) in documents.enumerated() where BundleLoader.isPolicy(document) {
      for (item, rule) in (document.root.field("rules")?.listItems ?? []).enumerated() {
        guard case .scalar(let id) = rule.field("id")?.content, positions[id.text] == nil else {
          continue
        }
        positions[id.text] = Position(document: index, item: item)
      }
    }
    return positions
  }

  /// The id that an override names; nil, and reported, where it names none or one a second time.
  private func overriddenRule(
    _ item: YAMLNode, _ seen: inout [String: PolicyPlace], _ problems: ProblemList
  ) -> String? {
    guard
      var fields = MappingReader(item, named: "an item of 'overrides'", problems: problems),
      let id = fields.requiredString("id")
    else { return nil }
    let place = problems.policyPlace(of: fields.place(of: "id"))
    if let earlier = seen[id] {
      problems.report(
        at: fields.place(of: "id"), .secondOverride, "a second override of \(id.quoted)",
        hint: "the first is at \(earlier.described); write both as one")
      return nil
    }
    seen[id] = place
    return id
  }

  private func reportUnknown(
    _ id: String, _ item: YAMLNode, _ known: [String], _ layer: PolicyLayer,
    _ problems: ProblemList
  ) {
    let isOwn = layer.documents.contains { document in
      document.root.field("rules")?.listItems?.contains { $0.field("id")?.flowText == id } ?? false
    }
    problems.report(
      at: item.field("id")?.span ?? item.span, .unknownOverride,
      "the folder below has no rule \(id.quoted)",
      hint: isOwn
        ? "it is a rule of this folder: change it where it stands"
        : NearestName.hint(for: id, among: known.sorted()))
  }
}
