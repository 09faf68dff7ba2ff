import CanonicalJSON

/// What the index keeps of a body: what queries ask for, each as one mark.
///
/// Read from the bytes of the canonical form, since an index over a million records decodes a million of
/// them. There `"rule":"` can only be a key with a text behind it: inside a text its quotation marks
/// would be escaped.
struct IndexedBody {
  /// The keyed hash of the note's id, 64 hexadecimal digits.
  private(set) var noteHash: String?
  /// What the end of a run has marks of, some perhaps more than once.
  private(set) var found: [(kind: Kind, value: String)] = []
  private(set) var actor: String?

  /// The kinds of marks.
  enum Kind: String, CaseIterable {
    case type, decision, rule, severity, engine, model, prompt, policy, subgroup, reviewer
  }

  /// The members of a body that are looked at, by their bytes.
  private enum Member: String, CaseIterable {
    case actor, decision, engine, escalations, findings, model, note, policy, prompt, subgroups

    private static let names = allCases.map { ($0, Array($0.rawValue.utf8)) }

    init?(_ key: Span<UInt8>) {
      for (member, name) in Self.names where key.holds(name, at: 0..<key.count) {
        self = member
        return
      }
      return nil
    }
  }

  private enum Key {
    static let rule = Array("\"rule\":\"".utf8)
    static let severity = Array("\"severity\":\"".utf8)
    static let id = Array("\"id\":\"".utf8)
    static let kind = Array("\"kind\":\"".utf8)
    static let name = Array("\"name\":\"".utf8)
    static let bundle = Array("\"bundle\":\"".utf8)
    static let digest = Array("\"digest\":\"".utf8)
    static let element = Array("\"".utf8)
  }

  /// Reads the body of a record; nil where it is no object.
  init?(_ body: Span<UInt8>, scanner: inout CanonicalScanner) {
    guard scanner.scanObject(body) else { return nil }
    for member in scanner.members {
      let value = body.extracting(member.value)
      switch Member(body.extracting(member.key)) {
      case .decision: add(.decision, Key.element, value)
      case .findings:
        add(.rule, Key.rule, value)
        add(.severity, Key.severity, value)
      case .escalations:
        // A list of rules, or of objects that have one.
        let isPlain = value.count > 2 && value[1] == 0x22
        add(.rule, isPlain ? Key.element : Key.rule, value)
      case .engine:
        add(.engine, Key.kind, value)
        add(.engine, Key.name, value)
      case .model: add(.model, Key.id, value)
      case .prompt:
        add(.prompt, Key.id, value)
        add(.prompt, Key.digest, value)
      case .policy:
        add(.policy, Key.bundle, value)
        add(.policy, Key.digest, value)
      case .subgroups: add(.subgroup, Key.element, value)
      case .actor: actor = Self.texts(behind: Key.id, in: value).first
      case .note: noteHash = Self.texts(behind: Key.id, in: value).first
      case nil: break
      }
    }
  }

  private mutating func add(_ kind: Kind, _ key: [UInt8], _ value: Span<UInt8>) {
    for text in Self.texts(behind: key, in: value) { found.append((kind, text)) }
  }

  /// The texts that stand behind a key, which ends with the quotation mark that begins them.
  static func texts(behind key: [UInt8], in value: Span<UInt8>) -> [String] {
    var texts: [String] = []
    var position = 0
    while position + key.count < value.count {
      guard value[position] == 0x22, value.holds(key, at: position..<(position + key.count)) else {
        position += 1
        continue
      }
      let start = position + key.count
      var end = start
      var isEscaped = false
      while end < value.count, value[end] != 0x22 {
        if value[end] == 0x5C {
          isEscaped = true
          end += 1
        }
        end += 1
      }
      guard end < value.count else { return texts }
      let text = value.extracting(start..<end).copy()
      if isEscaped {
        // reason: a text of a canonical record can be read; one that cannot has no mark
        texts +=
          (try? JSONInput().decode([String].self, from: [0x5B, 0x22] + text + [0x22, 0x5D])) ?? []
      } else {
        texts.append(String(decoding: text, as: UTF8.self))
      }
      position = end + 1
    }
    return texts
  }

  static func mark(_ kind: Kind, _ value: String) -> String { "\(kind.rawValue) \(value)" }
}

extension AuditQuery {
  /// What each matching record must have: a list of alternatives for each condition.
  var conditions: [MarkCondition] {
    var conditions: [MarkCondition] = []
    func require(_ kind: IndexedBody.Kind, _ value: String?) {
      guard let value else { return }
      conditions.append(.one(IndexedBody.mark(kind, value)))
    }
    func require(_ kind: IndexedBody.Kind, orDigest value: String?) {
      guard let value else { return }
      let prefix = Self.digestPrefix(value).map { IndexedBody.mark(kind, $0) }
      conditions.append(.named(IndexedBody.mark(kind, value), orBeginningWith: prefix))
    }
    require(.decision, outcome?.rawValue)
    require(.rule, rule)
    require(.severity, severity)
    require(.engine, engine)
    require(.model, model)
    require(.prompt, orDigest: prompt)
    require(.policy, orDigest: policy)
    require(.subgroup, subgroup)
    require(.reviewer, reviewer)
    if let types { conditions.append(.any(types.map { IndexedBody.mark(.type, $0.rawValue) })) }
    return conditions
  }
}

enum MarkCondition: Hashable {
  case one(String)
  case named(String, orBeginningWith: String?)
  case any([String])
}
