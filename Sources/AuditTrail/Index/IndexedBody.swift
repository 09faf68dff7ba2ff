/// What the index keeps of a body: what queries ask for, each as one mark.
struct IndexedBody: Decodable {
  private struct Rule: Decodable {
    var rule: String
    var severity: String?
  }

  private struct Named: Decodable {
    var kind: String?
    var name: String?
    var id: String?
    var bundle: String?
    var digest: String?
  }

  private var decision: String?
  private var findings: [Rule]?
  private var escalations: [Rule]?
  private var engine: Named?
  private var model: Named?
  private var prompt: Named?
  private var policy: Named?
  private var actor: Named?
  private var note: Named?
  private var subgroups: [String]?

  /// The keyed hash of the note's id, 64 hexadecimal digits.
  var noteHash: String? { note?.id }

  /// The marks of a record of this type, each once.
  func marks(of type: RecordType?, named name: String) -> Set<String> {
    var marks: Set<String> = [Self.mark("type", name)]
    func add(_ kind: String, _ values: String?...) {
      for case let value? in values { marks.insert(Self.mark(kind, value)) }
    }
    if type?.concernsReview ?? false { add("reviewer", actor?.id) }
    guard type?.endsRun ?? false else { return marks }
    add("decision", decision)
    for rule in findings ?? [] { add("rule", rule.rule) }
    for rule in escalations ?? [] { add("rule", rule.rule) }
    for rule in findings ?? [] { add("severity", rule.severity) }
    add("engine", engine?.kind, engine?.name)
    add("model", model?.id)
    add("prompt", prompt?.id, prompt?.digest)
    add("policy", policy?.bundle, policy?.digest)
    for subgroup in subgroups ?? [] { add("subgroup", subgroup) }
    return marks
  }

  static func mark(_ kind: String, _ value: String) -> String { "\(kind) \(value)" }
}

extension AuditQuery {
  /// What each matching record must have: a list of alternatives for each condition.
  var conditions: [MarkCondition] {
    var conditions: [MarkCondition] = []
    func require(_ kind: String, _ value: String?) {
      guard let value else { return }
      conditions.append(.one(IndexedBody.mark(kind, value)))
    }
    func require(_ kind: String, orDigest value: String?) {
      guard let value else { return }
      let prefix = Self.digestPrefix(value).map { IndexedBody.mark(kind, $0) }
      conditions.append(.named(IndexedBody.mark(kind, value), orBeginningWith: prefix))
    }
    require("decision", outcome?.rawValue)
    require("rule", rule)
    require("severity", severity)
    require("engine", engine)
    require("model", model)
    require("prompt", orDigest: prompt)
    require("policy", orDigest: policy)
    require("subgroup", subgroup)
    require("reviewer", reviewer)
    if let types { conditions.append(.any(types.map { IndexedBody.mark("type", $0.rawValue) })) }
    return conditions
  }
}

enum MarkCondition: Hashable {
  case one(String)
  case named(String, orBeginningWith: String?)
  case any([String])
}
